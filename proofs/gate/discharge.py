"""Proves units: finds what the cache knows, runs the provers on the rest, says how it went.

Most goals fall to one prover in no time, so that one is tried alone first, briefly; what stays
open then gets both, each with the whole limit.
A result is a plain dictionary, so that it can be cached and written to build/proof.json:
goals: a list of {name, prover, proved, qed, seconds, steps, outcomes}; trouble: what else was said.
"""
import re
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


def run_units(units, timeout, provers=config.PROVERS, only=None):
    """One run of Frama-C for units of one file: either its lemmas or some of its functions."""
    path = units[0].path
    if units[0].name == LEMMAS:
        run = wp.prove(path, None, timeout=timeout, known=units[0].functions,
                       properties=",".join(only or units[0].lemmas), provers=provers)
    else:
        run = wp.prove(path, [u.name for u in units], timeout=timeout, known=units[0].functions,
                       properties=only and ",".join(only), provers=provers)
    for unit in units:
        unit.runs.append(run)
        unit.result = result_of(unit, run, only)
        unit.result["wall"] /= len(units)


def clause_of(name):
    """A goal's name without what tells the goals of equally named clauses apart."""
    return re.sub(r"(_part\d+|_\d+|_established|_preserved)+$", "", name)


def selector(name):
    """What to tell Frama-C to get the goals of a clause: its own name, or its kind."""
    for kind in ("assigns", "terminates", "variant", "exits"):
        if re.search(rf"(^|_){kind}(_|$)", name):
            return f"@{kind}"
    named = re.search(r"(?:ensures|requires|assert_rte|assert|invariant|lemma)_(?!.*(?:ensures|"
                      r"requires|assert|invariant)_)(.+)$", clause_of(name))
    return named[1] if named else None


def open_clauses(unit):
    return {clause_of(g["name"]) for g in unit.result["goals"] if not g["proved"]}


def merge(unit, first):
    """Join a run of some clauses to the first of all: a clause counts if all of its goals do.

    The goals of equally named clauses are numbered anew in each run, so only all of them count.
    """
    second, unit.result = unit.result, first
    good = True
    for clause in {clause_of(g["name"]) for g in first["goals"] if not g["proved"]}:
        old = [g for g in first["goals"] if clause_of(g["name"]) == clause]
        new = [g for g in second["goals"] if clause_of(g["name"]) == clause]
        if len(old) == len(new) and all(g["proved"] for g in new):
            first["goals"] = [g for g in first["goals"] if g not in old] + new
        else:
            good = False
    first["wall"] += second["wall"]
    first["trouble"] = sorted(set(first["trouble"] + second["trouble"]))
    return good


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


def one_file(path, units, cold, timeout, quick):
    """Prove the units of one file; how many of them the cache knew."""
    cached = 0
    for unit in units:
        unit.result = None if cold else cache.look_up(unit)
        cached += unit.result is not None
    for group in ([u for u in units if u.name == LEMMAS], [u for u in units if u.name != LEMMAS]):
        prove_group([u for u in group if u.result is None], timeout, quick)
    return path, units, cached


def discharge(units, cold=False, timeout=config.TIMEOUT, quick=True):
    """Prove all units, as many files at a time as there are cores; sets each unit's `result`."""
    files = {}
    for unit in units:
        files.setdefault(unit.path, []).append(unit)
    progress = Progress(len(files))
    with ThreadPoolExecutor(config.CORES) as pool:
        jobs = [pool.submit(one_file, p, u, cold, timeout, quick) for p, u in files.items()]
        for job in as_completed(jobs):
            path, here, cached = job.result()
            progress.show(path, here, cached)
            for unit in here:
                explain(unit)
    return units


def prove_group(missing, timeout, quick):
    """Prove units of one file: all with one prover, then what is open with all provers."""
    for unit in missing:
        unit.runs = []
    rest = missing
    if missing and quick:
        run_units(missing, config.QUICK, config.PROVERS.split(",", maxsplit=1)[0])
        rest = prove_open([u for u in missing if open_clauses(u)], timeout)
    # What the names of clauses could not single out is proved whole.
    if rest:
        spent = {u.name: u.result["wall"] if u.result else 0.0 for u in rest}
        run_units(rest, timeout)
        for unit in rest:
            unit.result["wall"] += spent[unit.name]
    for unit in missing:
        if not open_clauses(unit):
            unit.result["trouble"] += complaints(unit)
        if proved(unit.result):
            cache.store(unit, unit.result)


def prove_open(units, timeout):
    """Prove the open clauses of units of one file; those that still have some."""
    firsts = {u.name: u.result for u in units}
    wanted = {selector(clause) for u in units for clause in open_clauses(u)}
    if not wanted or None in wanted:
        return units
    run_units(units, timeout, only=sorted(wanted))
    return [u for u in units if not merge(u, firsts[u.name])]


def explain(unit):
    """Name the open goals of a unit and what each prover said."""
    for goal in unit.result["goals"]:
        if not goal["proved"]:
            why = "; ".join(goal["outcomes"]) or "not proved"
            say(f"    open: {unit.name}: {goal['name']} ({why})")
    for line in unit.result["trouble"]:
        say(f"    {unit.name}: {line}")
    sys.stdout.flush()
