"""proofs/rejected: the mutants that the proof rejected when they were last tried, and by which goal.

A line is a mutant's name, a key of its text, and the first goal that stayed open. A mutant that
changed since has another key, and does not count; one that survives loses its line.
"""
import hashlib

from . import config

FILE = "rejected"
HEAD = """# The mutants that the proof rejected when last tried, and the first goal that stayed open.
# `make prove-mutants` writes this file.
"""


def key(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read():
    """Key and goal of each mutant that was rejected, by its name."""
    try:
        lines = (config.PROOFS / FILE).read_text().splitlines()
    except OSError:
        return {}
    rows = [line.split(None, 2) for line in lines if line and not line.startswith("#")]
    return {name: (mark, goal) for name, mark, goal in rows}


def record(results):
    """Note what a run said of the mutants that it tried; those that are gone are forgotten.

    A run of the sample notes nothing: tests leave the tree as it is."""
    known = read()
    for mutant, dead in results.items():
        known.pop(mutant.name, None)
        if dead:
            known[mutant.name] = (key(mutant.text), mutant.caught)
    there = {p.stem for p in (config.PROOFS / "mutants").glob("*.mutant")}
    lines = [f"{name} {mark} {goal}\n" for name, (mark, goal) in sorted(known.items())
             if name in there]
    (config.PROOFS / FILE).write_text(HEAD + "".join(lines))
