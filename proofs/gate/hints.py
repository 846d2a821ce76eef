"""Which prover to ask about which goal: the one that proved it last, instead of both at once.

proofs/hints is an index to save time, not a claim: whoever proves a goal proves it anew, a goal
that is not listed goes to both provers, and so does one whose prover does not prove it any more.
"""
import json
import re
import textwrap

from . import config
from .units import LEMMAS

FILE = "hints"
HEAD = """# Who proved each goal last. `proofs/prove --update-floors` writes this file.
"""
PROVERS = ("CVC5", "Z3")
EXTRA = 5  # seconds that WP adds to the time of a script
SUMMARY = re.compile(r"^  (CVC5|Z3) \S+ +(\d+) +\(([^)]*)\)")


def read():
    """{(path, unit): {goal: prover}}"""
    found, place, prover = {}, None, None
    target = config.PROOFS / FILE
    for line in target.read_text().splitlines() if target.exists() else []:
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if not line.startswith(" "):
            place = (words[0], words[1])
            found[place] = {}
            continue
        if words[0] in PROVERS:
            prover, words = words[0], words[1:]
        found[place].update({goal: prover for goal in words})
    return found


def write(units):
    old, lines = read(), []
    for unit in sorted(units, key=lambda u: (u.path, u.name)):
        by = {p: [] for p in PROVERS}
        known = old.get((unit.path, unit.name), {})
        for goal in unit.result["goals"]:
            prover = goal["prover"] if goal["prover"] in by else known.get(goal["name"])
            if goal["proved"] and goal["prover"] != "Qed" and prover:
                by[prover].append(goal["name"])
        if any(by.values()):
            lines.append(f"{unit.path} {unit.name}")
        for prover in PROVERS:
            if by[prover]:
                lines += textwrap.wrap(f"{prover} {' '.join(sorted(by[prover]))}", 98,
                                       initial_indent="  ", subsequent_indent="    ")
    (config.PROOFS / FILE).write_text(HEAD + "\n".join(lines) + "\n")


def of(units):
    """{name of a goal in a log: prover} for some units."""
    known, found = read(), {}
    for unit in units:
        start = "" if unit.name == LEMMAS else unit.name + "_"
        for goal, prover in known.get((unit.path, unit.name), {}).items():
            found[start + goal] = prover
    return found


def place(folder, hints):
    """Write the hints where WP looks for them: a proof script of one step for each goal."""
    (folder / "script").mkdir()
    for name, prover in hints.items():
        version = config.versions()[prover.lower()]
        step = {"prover": f"{prover}:{version}", "verdict": "valid",
                "time": config.TIMEOUT - EXTRA}
        (folder / "script" / f"{name}.json").write_text(json.dumps([step]))


def settle(run, hints, spans):
    """Say of each goal proved by its script who proved it, and in what time on the average.

    A log tells neither, only how many goals each prover proved in all; if that is not what the
    hints say then some script was of no use, and the goals are nobody's in particular."""
    total, seconds = {}, {}
    for line in run.log.split("\n"):
        match = SUMMARY.match(line)
        if match:
            total[match[1]] = int(match[2])
            times = [spans(f"({t})")[1] for t in match[3].split("-")]
            seconds[match[1]] = times[min(1, len(times) - 1)]
    scripted = [g for g in run.goals if g.prover == "Script"]
    for goal in scripted:
        goal.prover = hints.get(goal.name, "Script")
    for prover in PROVERS:
        if total.get(prover, 0) < sum(g.prover == prover for g in run.goals):
            for goal in scripted:
                goal.prover = "Script"
            break
    for goal in scripted:
        goal.seconds = seconds.get(goal.prover, sum(seconds.values()) / max(1, len(seconds)))
