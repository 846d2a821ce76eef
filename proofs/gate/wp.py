"""Runs Frama-C's WP and reads what it says.

The exit code of `frama-c -wp` says nothing about goals, so the log is read goal by goal, its own
total must agree with what was read, and any warning counts against the run: a warning is how WP
says that it left something out.
"""
import fcntl
import os
import re
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from . import config, hints

GOAL = re.compile(r"\[wp\] \[([^\]]+)\] Goal (\w+)(?: : (\w+)(.*))?$")
SMOKE = re.compile(r"\[wp\] \[(Passed|Failed)\] (?:\(\w+\) )?Smoke-test (\w+)")
TOTAL = re.compile(r"\[wp\] Proved goals: +(\d+) / (\d+)$")
SPAN = re.compile(r"\((Qed:)?(?:([\d.]+)(ms|s|min)|(\d+))\)")
TROUBLE = re.compile(r"\[(?!wp\] \[)[^\]]*\].*(Warning:|Error|Failure|aborted)")
UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0}
EMPTY = {"exits": "Unreachable", "terminates": "Trivial"}


class Goal:
    """One proof obligation: `prover` says who proved it, `outcomes` why nobody did."""

    def __init__(self, name, prover, proved, qed=0.0, seconds=0.0, steps=0):
        self.name, self.prover, self.proved = name, prover, proved
        self.qed, self.seconds, self.steps = qed, seconds, steps
        self.function, self.clause, self.outcomes = "", name, []


class Run:
    """What one run said: its goals, its smoke tests, and what went wrong besides goals."""

    def __init__(self, log, status, wall):
        self.log, self.status, self.wall = log, status, wall
        self.goals, self.smoke, self.trouble = [], {}, []
        self.properties = []

    def unproved(self):
        return [g for g in self.goals if not g.proved]


@contextmanager
def turn():
    """No more runs at a time in a tree than the machine has cores: they would time each other out."""
    config.BUILD.mkdir(exist_ok=True)
    name = os.environ.get("PROVE_LOCK", str(config.BUILD / "prover.lock"))
    slots = [f"{name}.{n}" for n in range(config.CORES)]
    while True:
        for slot in slots:
            with open(slot, "a", encoding="utf-8") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        time.sleep(0.2)


def spans(text):
    """(seconds of Qed, seconds of the prover, steps) from `(Qed:2ms) (380ms) (226226)`."""
    qed = seconds = 0.0
    steps = 0
    for mark, amount, unit, number in SPAN.findall(text):
        if number:
            steps = int(number)
        elif mark:
            qed += float(amount) * UNITS[unit]
        else:
            seconds += float(amount) * UNITS[unit]
    return qed, seconds, steps


def read_goal(match):
    who, name, verdict, rest = match[1], match[2], match[3] or "", match[4] or ""
    name = re.sub(r"^typed_(?:ref_|caveat_)?", "", name)
    proved = verdict == "Valid" and who != "Failed"
    if who == "CFG":
        # A clause that holds because its place is never reached is not what was asked for.
        kind = next((k for k in EMPTY if name.endswith("_" + k)), None)
        proved = proved and kind is not None and EMPTY[kind] in rest
    qed, seconds, steps = spans(rest)
    if who in ("Qed", "CFG"):
        qed, seconds, who = seconds, 0.0, "Qed"
    goal = Goal(name, who.split()[0] if proved else "", proved, qed, seconds, steps)
    if not proved and verdict not in ("", "Valid"):
        goal.outcomes.append(f"{who}: {verdict}{rest}".strip())
    return goal


def read(run):
    """Fill a run from its log."""
    goal, totals = None, []
    for line in run.log.split("\n"):
        smoke, match, total = SMOKE.match(line), GOAL.match(line), TOTAL.match(line)
        if smoke:
            name, goal = re.sub(r"^typed_(?:ref_)?", "", smoke[2]), None
            run.smoke[name] = smoke[1] == "Passed"
        elif match:
            goal = read_goal(match)
            run.goals.append(goal)
        elif total:
            totals.append((int(total[1]), int(total[2])))
        elif line.startswith("  ") and goal and not goal.proved:
            goal.outcomes.append(" ".join(line.split()))
        elif TROUBLE.match(line) and "Failed smoke-test" not in line:
            run.trouble.append(line)
        elif not line.startswith(" "):
            goal = None
    run.totals = totals
    return run


def attribute(goals, functions):
    """Say of each goal which function it belongs to, by the longest name that starts it."""
    names = sorted(functions, key=len, reverse=True)
    for goal in goals:
        owner = next((n for n in names if goal.name.startswith(n + "_")), "")
        goal.function = owner
        goal.clause = goal.name[len(owner) + 1:] if owner else goal.name


def check_log(run):
    """A log counts only if it adds up and Frama-C ended well."""
    smoke_passed = sum(run.smoke.values())
    proved = sum(g.proved for g in run.goals) + smoke_passed
    count = len(run.goals) + len(run.smoke)
    if run.status:
        run.trouble.append(f"frama-c ended with status {run.status}")
    if count and run.totals != [(proved, count)]:
        run.trouble.append(f"the log shows {proved} of {count} goals, its total {run.totals}")
    return run


def frama_c(arguments, functions=(), cwd=None, csv=True, known=None):
    """Run frama-c with these arguments after the standing flags; goals, smoke tests, trouble."""
    (config.BUILD / "prover").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=config.BUILD / "prover") as folder:
        table = os.path.join(folder, "properties.csv")
        if known:
            hints.place(Path(folder), known)
        command = ["frama-c", *config.flags(), *arguments, "-wp-session", folder]
        command += ["-then", "-report-csv", table] if csv else []
        with turn():
            start = time.monotonic()
            done = subprocess.run(command, cwd=cwd or config.ROOT, stdin=subprocess.DEVNULL,
                                  env=config.environment(folder), capture_output=True,
                                  text=True, check=False)
            wall = time.monotonic() - start
        log = (done.stdout + done.stderr).replace(folder, "")
        run = check_log(read(Run(log, done.returncode, wall)))
        if csv and os.path.exists(table):
            run.properties = read_properties(table)
    if known:
        hints.settle(run, known, spans)
    attribute(run.goals, functions)
    return run


def read_properties(table):
    """Rows (file, line, function, kind, status, text) of the property report."""
    rows = []
    with open(table, encoding="utf-8") as lines:
        for line in list(lines)[1:]:
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= 7 and "FRAMAC_SHARE" not in cells[0]:
                rows.append(tuple([f"{cells[0]}/{cells[1]}"] + cells[2:7]))
    return rows


def prove(path, functions=None, known=(), timeout=config.TIMEOUT, provers="cvc5,z3", par=2,
          properties=None, cwd=None, extra=(), csv=True, hinted=None):
    """Prove a file, or only the named functions of it; `known`: names that goals can belong to;
    `hinted`: which prover to ask first about which goal."""
    provers = f"script,{provers}" if hinted else provers
    arguments = [*config.WP, "-wp-par", str(par), "-wp-prover", provers,
                 "-wp-timeout", str(timeout), str(path), *extra]
    if functions is not None:
        arguments += ["-wp-fct", ",".join(functions)]
    if properties:
        arguments += [f"-wp-prop={properties}"]
    return frama_c(arguments, known or functions or (), cwd, csv, hinted)
