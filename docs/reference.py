"""Writes the part of the site that is about the kernel's headers, and the proof status.

    reference.py PAGES

A page per header with its prose, its predicates and each contract; and what the gate wrote down
when it last ran (build/proof.json), if it did.
"""
import sys
from pathlib import Path

import evidence
import headers
import rst


def module_page(header, proof):
    out = [rst.title(str(header.path), "="), headers.prose(header.head), ""]
    if header.annotations:
        out += [rst.title("Logic", "-")] + [rst.block(text) for text in header.annotations]
    if header.functions:
        out += [rst.title("Functions", "-")]
    for function in header.functions:
        contract = function.contract + "\n" if function.contract else ""
        out += [rst.title(function.name, "~"), headers.prose(function.comment), "",
                rst.block(contract + function.prototype + ";"),
                evidence.checked(function.name, proof)]
    return "\n".join(out)


def rows_table(heading, rows):
    """A titled table with a column per key of its rows, which are dictionaries of plain values."""
    if not rows:
        return []
    cells = [[rst.escape(str(value)) for value in row.values()] for row in rows]
    return [rst.title(heading, "-"), rst.table([list(rows[0]), *cells])]


def status_page(proof):
    out = [rst.title("Proof status", "=")]
    if not proof:
        return "\n".join(out + ["The gate has not run in this tree. ``make prove`` runs it.", ""])
    rows = [(rst.escape(key.replace("_", " ")), rst.escape(str(value)))
            for key, value in proof.items() if isinstance(value, (int, float, str, bool))]
    out += ["What ``make prove`` wrote down when it last ran.", "", rst.table([("", ""), *rows])]
    out += rows_table("Subsystems", proof.get("subsystems", []))
    out += rows_table("Functions", proof.get("functions", []))
    return "\n".join(out)


def main(pages):
    proof = evidence.proof()
    (pages / "modules").mkdir(exist_ok=True)
    paths = sorted(headers.KERNEL.glob("*.h"))
    for path in paths:
        (pages / "modules" / f"{path.stem}.rst").write_text(module_page(headers.read(path), proof))
    words = "One page per header of ``kernel/``: its prose, its predicates, and each contract.\n"
    index = [rst.title("Kernel modules", "="), words,
             rst.toctree(f"modules/{path.stem}" for path in paths)]
    (pages / "modules.rst").write_text("\n".join(index))
    (pages / "status.rst").write_text(status_page(proof))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
