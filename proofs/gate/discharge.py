"""Proves units: finds what the cache knows, runs the provers on the rest, says how it went.

Both provers get a goal at once, and the first to prove it stops the other, unless it is known who
proved it last (hints.py): trying one alone without knowing costs more than it saves.
A result is a plain dictionary, so that it can be cached and written to build/proof.json:
goals: a list of {name, prover, proved, qed, seconds, steps, outcomes}; trouble: what else was said.
"""
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

from . import cache, config, hints, wp
from .units import LEMMAS

GOOD = ("Valid", "Partially proven")


def say(text):
    print(text, flush=True)


def record(goal):
    return {"name": goal.clause, "prover": goal.prover, "proved": goal.proved,
            "qed": goal.qed, "seconds": goal.seconds, "steps": goal.steps,
            "outcomes": goal.outcomes}


def complaints(unit):
    """Properties of a unit that no run of it calls proved, although no goal is open."""
    good, bad = set(), set()
    for run in unit.runs:
        for place, line, function, kind, status, text in run.properties:
            if function == unit.name and not kind.startswith("precondition"):
                (good if status in GOOD else bad).add((place, line, kind, text))
    return [f"{place}:{line}: {kind} is not proved: {text}"
            for place, line, kind, text in sorted(bad - good)]


def result_of(unit, run, only):
    if unit.name == LEMMAS:
        names = {f"lemma_{n}" for n in unit.lemmas}
        goals = [g for g in run.goals if not g.function and g.name in names]
        missing = set() if only else names - {g.name for g in goals}
        trouble = [f"no goal for {n}" for n in sorted(missing)]
    else:
        goals = [g for g in run.goals if g.function == unit.name]
        trouble = [] if goals else ["no goals: nothing was proved"]
    return {"goals": [record(g) for g in goals], "trouble": run.trouble + trouble,
            "wall": run.wall}


def proved(result):
    return not result["trouble"] and all(g["proved"] for g in result["goals"])


def run_units(units, timeout, only=None, hinted=None):
    """One run of Frama-C for units of one file: either its lemmas or some of its functions."""
    path = units[0].path
    if units[0].name == LEMMAS:
        run = wp.prove(path, None, timeout=timeout, known=units[0].functions,
                       properties=",".join(only or units[0].lemmas), hinted=hinted)
    else:
        run = wp.prove(path, [u.name for u in units], timeout=timeout, known=units[0].functions,
                       properties=only and ",".join(only), hinted=hinted)
    for unit in units:
        unit.runs.append(run)
        unit.result = result_of(unit, run, only)
        unit.result["wall"] = sum(r.wall for r in unit.runs) / len(units)


class Progress:
    """Says how far a run is: files done, goals so far."""

    def __init__(self, files):
        self.files, self.done, self.goals, self.open = files, 0, 0, 0

    def show(self, path, units, cached):
        self.done += 1
        wall = sum(u.result["wall"] for u in units)
        goals = [g for u in units for g in u.result["goals"]]
        good = sum(g["proved"] for g in goals)
        self.goals += good
        self.open += len(goals) - good
        state = "" if good == len(goals) else f", {len(goals) - good} OPEN"
        origin = "from the cache" if cached == len(units) else f"{wall:.1f} s"
        say(f"[{self.done}/{self.files}] {path}: {good} of {len(goals)} goals{state}, {origin}"
            f" (so far {self.goals})")


def one_file(path, units, cold, timeout, tries):
    """Prove the units of one file; how many of them the cache knew."""
    cached = 0
    for unit in units:
        unit.result = None if cold else cache.look_up(unit)
        cached += unit.result is not None
    for group in ([u for u in units if u.name == LEMMAS], [u for u in units if u.name != LEMMAS]):
        prove_group([u for u in group if u.result is None], timeout, tries)
    return path, units, cached


def longest_first(files):
    """Files in the order in which to prove them, so that no long one is left for the end alone."""
    return sorted(files.items(), key=lambda f: -(config.ROOT / f[0]).stat().st_size)


def discharge(units, cold=False, timeout=config.TIMEOUT, tries=2):
    """Prove all units, as many files at a time as there are cores; sets each unit's `result`."""
    files = {}
    for unit in units:
        files.setdefault(unit.path, []).append(unit)
    progress = Progress(len(files))
    with ThreadPoolExecutor(config.CORES) as pool:
        jobs = [pool.submit(one_file, path, here, cold, timeout, tries)
                for path, here in longest_first(files)]
        for job in as_completed(jobs):
            path, here, cached = job.result()
            progress.show(path, here, cached)
            for unit in here:
                explain(unit)
    return units


def is_open(unit):
    return any(not g["proved"] for g in unit.result["goals"])


def prove_group(units, timeout, tries):
    """Prove units of one file together, those with an open goal again, and keep what is proved."""
    for unit in units:
        unit.runs = []
    rest, hinted = units, hints.of(units) if tries > 1 else None
    while rest and tries:
        run_units(rest, timeout, hinted=hinted)
        rest, tries, hinted = [u for u in rest if is_open(u)], tries - 1, None
    for unit in units:
        if not is_open(unit):
            unit.result["trouble"] += complaints(unit)
        if proved(unit.result):
            cache.store(unit, unit.result)


def ask_again(units, timeout=config.TIMEOUT):
    """Prove anew, with both provers, the units whose hints misled: some goal was proved by another
    prover than its hint says, after the whole limit was spent on that one."""
    files = {}
    for unit in units:
        if any(g["prover"] == "Script" for g in unit.result["goals"]):
            files.setdefault((unit.path, unit.name == LEMMAS), []).append(unit)
    with ThreadPoolExecutor(config.CORES) as pool:
        jobs = [pool.submit(prove_group, here, timeout, 1) for here in files.values()]
        for job, ((path, _), here) in zip(jobs, files.items()):
            job.result()
            say(f"asked again: {path}: {len(here)} units")


def explain(unit):
    """Name the open goals of a unit and what each prover said."""
    for goal in unit.result["goals"]:
        if not goal["proved"]:
            why = "; ".join(goal["outcomes"]) or "not proved"
            say(f"    open: {unit.name}: {goal['name']} ({why})")
    for line in unit.result["trouble"]:
        say(f"    {unit.name}: {line}")
    sys.stdout.flush()
