"""Writes the list of the seeded bugs of proofs/mutants, with what rejected each.

    mutants.py PAGES
"""
import sys
from pathlib import Path

sys.path.insert(1, "proofs")
import rst  # noqa: E402
from gate import mutants, rejected  # noqa: E402

HEAD = ("mutant", "what it breaks", "function", "what the proof says")


def row(mutant, known):
    mark, goal = known.get(mutant.name, ("", ""))
    says = goal if mark == rejected.key(mutant.text) else "not tried on this tree"
    breaks = mutant.text.partition("\n")[0].lstrip("# ")
    return (f"``{mutant.name}``", rst.escape(breaks), f"``{mutant.function}``", rst.escape(says))


def page():
    known = rejected.read()
    rows = [row(m, known) for m in mutants.read()]
    return "\n".join([
        rst.title("Seeded bugs", "="),
        f"The {len(rows)} mutants of ``proofs/mutants``: each is one change to the kernel, or to a",
        "specification, that must leave a goal open in the function named. ``make prove-mutants``",
        "tries all of them and writes down how many goals stayed open, and the first.\n",
        rst.table([HEAD, *rows], (25, 40, 20, 25)), ""])


if __name__ == "__main__":
    (Path(sys.argv[1]) / "mutants.rst").write_text(page())
