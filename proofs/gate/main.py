"""Command line of the gate."""
import argparse
import sys
import time

from . import config, discharge, gate, mutants, source, subsystems, units

SHORT = {"F": "--file", "FN": "--fn", "S": "--subsystem"}


def arguments(argv):
    words = []
    for word in argv:  # make's own spelling
        name, equals, value = word.partition("=")
        words += [SHORT[name], value] if equals and name in SHORT else [word]
    parser = argparse.ArgumentParser(prog="proofs/prove", description="Proves the kernel.")
    parser.add_argument("--file", metavar="F", help="only the goals of this file")
    parser.add_argument("--fn", metavar="FN", help="only the goals of this function")
    parser.add_argument("--subsystem", metavar="S", help="only the files of one subsystem")
    parser.add_argument("--goal", metavar="NAME", help="only properties with this name")
    parser.add_argument("--cold", "--no-cache", action="store_true", help="from an empty cache")
    parser.add_argument("--timeout", type=int, default=config.TIMEOUT, help="seconds per goal")
    parser.add_argument("--update-floors", action="store_true", help="accept the goal counts")
    parser.add_argument("--update-digest", action="store_true", help="accept the statements")
    parser.add_argument("--mutants", nargs="*", metavar="NAME", help="seeded bugs must fail")
    parser.add_argument("--checks", action="store_true", help="only what needs no prover")
    return parser.parse_args(words)


def chosen(options):
    """The units that the command line asks for; all of them if it does not say."""
    files = source.proved_files()
    if options.file and options.file not in files:
        files.append(options.file)
    parts = subsystems.read()
    if options.subsystem and not parts.get(options.subsystem):
        raise config.GateError(f"no subsystem {options.subsystem}: there are "
                               + ", ".join(name for name, here in parts.items() if here))
    found = [u for u in units.all_units(files)
             if options.file in (None, u.path) and options.fn in (None, u.name)
             and u.path in parts.get(options.subsystem, [u.path])]
    if not found:
        what = " ".join(filter(None, (options.fn, options.file)))
        raise config.GateError(f"nothing to prove: no {what} with a body in kernel/")
    return found


def part(options):
    """Prove only what was asked for; says nothing about the rest of the gate."""
    selected = chosen(options)
    start = time.monotonic()
    if options.goal:
        for unit in selected:
            unit.runs = []
        discharge.run_units(selected, options.timeout, only=[options.goal])
        for unit in selected:
            discharge.explain(unit)
    else:
        # One function is usually one that has changed: then nobody knows who will prove it.
        discharge.discharge(selected, options.cold, options.timeout,
                            tries=2 if options.subsystem else 1)
    goals = [g for u in selected for g in u.result["goals"]]
    good = sum(g["proved"] for g in goals)
    seconds = sum(g["qed"] + g["seconds"] for g in goals)
    print(f"{good} of {len(goals)} goals proved ({seconds:.1f} s of prover time, "
          f"{time.monotonic() - start:.1f} s in all)")
    sound = all(not u.result["trouble"] for u in selected)
    return good == len(goals) and bool(goals) and sound


def run(options):
    """Do what was asked for; True if all is well."""
    if options.mutants is not None:
        return mutants.run(options.mutants)
    if options.update_digest:
        return gate.update_digest()
    if options.update_floors:
        return gate.update_floors(options)
    if options.checks:
        problems = gate.static_checks(source.headers() + source.proved_files())
        print("\n".join(problems))
        return not problems
    if options.file or options.fn or options.subsystem:
        return part(options)
    return gate.gate(options)


def main(argv):
    options = arguments(argv)
    try:
        return 0 if run(options) else 1
    except config.GateError as error:
        print(f"prove: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("prove: interrupted", file=sys.stderr)
        return 130
