"""Smoke tests: can a prover show, from what a function assumes, that it or a branch never runs?

A second pass, smoke goals alone, one prover, one second each; a test that nobody can prove within
that has passed. After a call nothing is tested: a callee's contract was proved or has no ensures,
and a test per accessor would cost more than all others together.
"""
from concurrent.futures import ThreadPoolExecutor, as_completed

from . import cache, config, wp
from .discharge import longest_first, say
from .units import LEMMAS

# All but the exits clauses, which are trivial: WP skips a function of which nothing is selected.
NOTHING_ELSE = "-@requires,-@assigns,-@ensures,-@assert,-@invariant,-@variant,-@terminates," \
               "-@check,-@lemma"
PROVER = "cvc5"


def run(path, names, known):
    return wp.prove(path, names, known=known, timeout=1, provers=PROVER, properties=NOTHING_ELSE,
                    extra=["-wp-smoke-tests", "-wp-no-smoke-dead-call", "-wp-smoke-timeout", "1"],
                    csv=False)


def split(run_, units):
    """What a run says of each unit; one without any test is trouble."""
    owners = sorted((u.name for u in units), key=len, reverse=True)
    for unit in units:
        tests = {n: ok for n, ok in run_.smoke.items()
                 if next((o for o in owners if n.startswith(o + "_wp_smoke")), "") == unit.name}
        trouble = list(run_.trouble)
        unit.smoke = {"tests": len(tests), "failed": sorted(n for n, ok in tests.items() if not ok),
                      "trouble": trouble, "wall": run_.wall / len(units)}


def one_file(path, units, cold):
    """Run the smoke tests of one file's units; whether the cache knew them all."""
    for unit in units:
        unit.smoke = None if cold else cache.look_up(unit, "smoke")
    missing = [u for u in units if u.smoke is None]
    if missing:
        split(run(path, [u.name for u in missing], missing[0].functions), missing)
    for unit in missing:
        if not unit.smoke["failed"] and not unit.smoke["trouble"]:
            cache.store(unit, unit.smoke, "smoke")
    return path, units, not missing


def smoke(units, cold=False):
    """Run the smoke tests of all units; each unit's `smoke` is set."""
    files = {}
    for unit in units:
        if unit.name != LEMMAS:
            files.setdefault(unit.path, []).append(unit)
    with ThreadPoolExecutor(config.CORES) as pool:
        jobs = [pool.submit(one_file, path, here, cold) for path, here in longest_first(files)]
        for number, job in enumerate(as_completed(jobs), 1):
            path, here, cached = job.result()
            show(number, len(files), path, here, cached)
    return [u for here in files.values() for u in here]


def show(number, total, path, units, cached):
    tests = sum(u.smoke["tests"] for u in units)
    failed = sum(len(u.smoke["failed"]) for u in units)
    origin = "from the cache" if cached else f"{sum(u.smoke['wall'] for u in units):.1f} s"
    say(f"[{number}/{total}] {path}: {tests} smoke tests, {failed} failed, {origin}")
    for unit in units:
        for name in unit.smoke["failed"]:
            say(f"    failed: {name}: what {unit.name} assumes there is contradictory")
        for line in unit.smoke["trouble"]:
            say(f"    {unit.name}: {line}")
