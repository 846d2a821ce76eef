"""Proves units: finds what the cache knows, runs the provers on the rest, says how it went.

A result is a plain dictionary, so that it can be cached and written to build/proof.json:
goals: a list of {name, prover, proved, qed, seconds, steps, outcomes}; trouble: what else was said.
"""
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

from . import cache, config, wp
from .units import LEMMAS

GOOD = ("Valid", "Partially proven")


def say(text):
    print(text, flush=True)


def record(goal):
    return {"name": goal.clause, "prover": goal.prover, "proved": goal.proved,
            "qed": goal.qed, "seconds": goal.seconds, "steps": goal.steps,
            "outcomes": goal.outcomes}


def complaints(unit, run):
    """Properties of a unit that Frama-C does not call proved although no goal is open."""
    wrong = []
    for place, line, function, kind, status, text in run.properties:
        if function == unit.name and not kind.startswith("precondition") and status not in GOOD:
            wrong.append(f"{place}:{line}: {kind} is {status.lower()}: {text}")
    return wrong


def result_of(unit, run):
    if unit.name == LEMMAS:
        names = {f"lemma_{n}" for n in unit.lemmas}
        goals = [g for g in run.goals if not g.function and g.name in names]
        missing = names - {g.name for g in goals}
        trouble = [f"no goal for {n}" for n in sorted(missing)]
    else:
        goals = [g for g in run.goals if g.function == unit.name]
        trouble = [] if goals else ["no goals: nothing was proved"]
    if all(g.proved for g in goals):
        trouble += complaints(unit, run)
    return {"goals": [record(g) for g in goals], "trouble": run.trouble + trouble,
            "wall": 0.0}


def proved(result):
    return not result["trouble"] and all(g["proved"] for g in result["goals"])


def run_units(units, timeout, cold=False, only=None):
    """One run of Frama-C for units of one file: either its lemmas or some of its functions."""
    path = units[0].path
    if units[0].name == LEMMAS:
        run = wp.prove(path, None, timeout=timeout, known=units[0].functions,
                       properties=",".join(units[0].lemmas))
    else:
        run = wp.prove(path, [u.name for u in units], timeout=timeout,
                       known=units[0].functions, properties=only)
    for unit in units:
        unit.result = result_of(unit, run)
        unit.result["wall"] = run.wall / len(units)
        if proved(unit.result) and only is None:
            cache.store(unit, unit.result)
    return run


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


def one_file(path, units, cold, timeout, retry):
    """Prove the units of one file; how many of them the cache knew."""
    cached = 0
    for unit in units:
        unit.result = None if cold else cache.look_up(unit)
        cached += unit.result is not None
    for group in ([u for u in units if u.name == LEMMAS], [u for u in units if u.name != LEMMAS]):
        prove_group([u for u in group if u.result is None], timeout, retry)
    return path, units, cached


def discharge(units, cold=False, timeout=config.TIMEOUT, retry=True):
    """Prove all units, as many files at a time as there are cores; sets each unit's `result`."""
    files = {}
    for unit in units:
        files.setdefault(unit.path, []).append(unit)
    progress = Progress(len(files))
    with ThreadPoolExecutor(config.CORES) as pool:
        jobs = [pool.submit(one_file, p, u, cold, timeout, retry) for p, u in files.items()]
        for job in as_completed(jobs):
            path, here, cached = job.result()
            progress.show(path, here, cached)
            for unit in here:
                explain(unit)
    return units


def prove_group(missing, timeout, retry):
    if not missing:
        return
    run_units(missing, timeout)
    again = [u for u in missing if not proved(u.result)]
    # A goal near its limit may fail on a busy machine: try once more, with the same limit.
    if retry and again and any(not g["proved"] for u in again for g in u.result["goals"]):
        for unit in again:
            still = [g["name"] for g in unit.result["goals"] if not g["proved"]]
            say(f"    again: {unit.name} ({', '.join(still)})")
        spent = {u.name: u.result["wall"] for u in again}
        run_units(again, timeout)
        for unit in again:
            unit.result["wall"] += spent[unit.name]


def explain(unit):
    """Name the open goals of a unit and what each prover said."""
    for goal in unit.result["goals"]:
        if not goal["proved"]:
            why = "; ".join(goal["outcomes"]) or "not proved"
            say(f"    open: {unit.name}: {goal['name']} ({why})")
    for line in unit.result["trouble"]:
        say(f"    {unit.name}: {line}")
    sys.stdout.flush()
