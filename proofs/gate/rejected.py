"""proofs/rejected: the mutants that the proof rejected when they were last tried, and by which goal.

A line is a mutant's name, a key, and the first goal that stayed open. The key is of the mutant's
text and of all that its run saw of the tree: what was rejected once says nothing of another kernel
or another contract. A mutant that survives loses its line.
"""
import hashlib
from functools import lru_cache

from . import config

FILE = "rejected"
FOLDERS = ("kernel", "proofs/clients")
HEAD = """# The mutants that the proof rejected when last tried, and the first goal that stayed open.
# `make prove-mutants` writes this file.
"""


@lru_cache(maxsize=None)
def tree():
    """The digest of the sources that a mutant is tried on."""
    state = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((config.ROOT / folder).rglob("*.[ch]")):
            state.update(f"{path.relative_to(config.ROOT)}\0".encode() + path.read_bytes())
    return state.hexdigest()


def key(text):
    return hashlib.sha256((tree() + text).encode()).hexdigest()[:12]


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

    A run of the sample notes nothing: tests leave the tree as it is.
    """
    known = read()
    for mutant, dead in results.items():
        known.pop(mutant.name, None)
        if dead:
            known[mutant.name] = (key(mutant.text), mutant.caught)
    there = {p.stem for p in (config.PROOFS / "mutants").glob("*.mutant")}
    lines = [f"{name} {mark} {goal}\n" for name, (mark, goal) in sorted(known.items())
             if name in there]
    (config.PROOFS / FILE).write_text(HEAD + "".join(lines))
