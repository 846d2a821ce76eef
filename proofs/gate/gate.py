"""The whole gate: static checks first, because they are quick, then controls, proofs, smoke tests.

Every check adds to one list of problems, and the gate passes when the list is empty; an early
problem does not hide the later ones.
"""
import os
import time

from . import annotations, banned, control, digest, floors, hints, ledger, mutants, order, report
from . import source
from .discharge import ask_again, discharge, proved, say
from .smoke import smoke
from .units import all_units


def static_checks(files):
    """Checks that need no prover."""
    problems = []
    for what, found in (("banned constructs", banned.check(files)),
                        ("annotations", annotations.check(files)),
                        ("digest of statements", digest.check(files)),
                        ("trust ledger", ledger.check(files)),
                        ("lemmas that rest on themselves", order.check()),
                        ("mutants without their text", mutants.check())):
        say(f"{what}: {len(found) or 'nothing'} found")
        problems += found
    return problems


def proof_checks(units):
    problems = []
    for unit in units:
        still = [g["name"] for g in unit.result["goals"] if not g["proved"]]
        if still:
            problems.append(f"{unit.path}: {unit.name}: {len(still)} goals open")
        elif not proved(unit.result):
            problems.append(f"{unit.path}: {unit.name}: {unit.result['trouble'][0]}")
    return problems + floors.check(units)


def smoke_checks(units):
    problems = []
    for unit in units:
        problems += [f"{unit.path}: smoke test {n} failed" for n in unit.smoke["failed"]]
        problems += [f"{unit.path}: {unit.name}: {t}" for t in unit.smoke["trouble"]]
    return problems


def timed(times, what, work, *arguments):
    """Do some work; note in `times` what it took, provers and all."""
    start, before = time.monotonic(), os.times()
    result = work(*arguments)
    times[f"{what}_wall_seconds"] = round(time.monotonic() - start, 1)
    times[f"{what}_cpu_seconds"] = round(sum(os.times()[:4]) - sum(before[:4]), 1)
    return result


def gate(options):
    """Run everything; True if the proof may be believed."""
    times = {}
    files = source.headers() + source.proved_files()
    problems = static_checks(files)
    wrong = control.check()
    say(f"controls: {'the gate rejects what it must' if not wrong else 'FAILED'}")
    problems += wrong
    units = timed(times, "proof", discharge, all_units(source.proved_files()), options.cold,
                  options.timeout)
    problems += proof_checks(units)
    problems += smoke_checks(timed(times, "smoke", smoke, units, options.cold))
    data = report.collect(units, files, problems, times, options.cold)
    report.write(data)
    report.show(data)
    return data["passed"]


def update_floors(options):
    units = discharge(all_units(source.proved_files()), options.cold, options.timeout)
    say(f"proofs/floors: {floors.write(units)} goals")
    ask_again(units, options.timeout)
    hints.write(units)
    return all(proved(u.result) for u in units)


def update_digest():
    count = digest.write(source.headers() + source.proved_files())
    say(f"proofs/{digest.FILE}: {count} statements")
    return True
