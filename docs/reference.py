"""Writes the reference part of the site from the kernel's headers, and the proof status.

    reference.py PAGES

A page per header with its prose, its predicates and each contract; a page per system call with
what kernel/abi.h says of it, its specification and its body; and what the gate wrote down when it
last ran (build/proof.json), if it did.
"""
import json
import re
import sys
from pathlib import Path

KERNEL = Path("kernel")
PROOF = Path("build/proof.json")
TOKEN = re.compile(r"/\*.*?\*/|//[^\n]*|\"[^\"\n]*\"|[^/\"]+|.", re.S)


def escape(text):
    return re.sub(r"([\\*`|_])", r"\\\1", text)


def prose(comment):
    """The words of a comment as reStructuredText."""
    lines = [re.sub(r"^\s*\*? ?", "", line) for line in comment[2:-2].strip().splitlines()]
    return escape("\n".join(lines).strip())


def block(code, language="c"):
    body = "\n".join("   " + line if line.strip() else "" for line in code.splitlines())
    return f".. code-block:: {language}\n\n{body}\n"


def title(text, mark):
    return f"{text}\n{mark * len(text)}\n"


def is_contract(text):
    return text.startswith("/*@") and re.match(
        r"/\*@\s*(requires|terminates|assigns|ensures|exits|behavior)\b", text
    )


class Header:
    """A C header taken apart: its first comment, its logic, and its functions."""

    def __init__(self, path):
        self.path = path
        self.head, self.logic, self.functions = "", [], []
        comment = contract = ""
        code = ""
        for token in TOKEN.findall(path.read_text()):
            if token.startswith("/*@"):
                if is_contract(token):
                    contract = token
                else:
                    self.logic.append(token)
                code = ""
            elif token.startswith("/*"):
                if not self.head:
                    self.head = token
                elif not code.strip():
                    comment = token
            else:
                code += token
                # A declaration ends at its semicolon, a definition at the first brace.
                if ";" in code or "{" in code:
                    self.declare(code, comment, contract)
                    code = comment = contract = ""

    def declare(self, code, comment, contract):
        match = re.search(r"(?:^|\n)((?:[\w*]+[ \n]+\**)+(\w+)\([^()]*\))\s*[;{]", code)
        if match and "typedef" not in match.group(1):
            self.functions.append((match.group(2), match.group(1).strip(), comment, contract))


def definition(name):
    """Where the body of a function is: (file, line, text), or None."""
    pattern = re.compile(rf"^(?!\s)[\w ]*\**\b{name}\([^;{{]*\)\s*\{{.*?^\}}", re.S | re.M)
    for path in sorted(KERNEL.rglob("*.[ch]")):
        text = path.read_text()
        match = pattern.search(text)
        if match:
            return path, text.count("\n", 0, match.start()) + 1, match.group(0)
    return None


def proof_of(name, proof):
    for entry in proof.get("functions", []):
        if entry.get("name") == name:
            return entry
    return None


def checked(name, proof):
    where = definition(name)
    if not where:
        return "No body in ``kernel/``: the contract is assumed (:doc:`/CAVEATS`).\n"
    line = f"Body: ``{where[0]}``, line {where[1]}. Check it: ``make prove FN={name}``."
    entry = proof_of(name, proof)
    if entry and "proved" in entry and "goals" in entry:
        line += f" When the gate last ran: {entry['proved']} of {entry['goals']} goals proved."
    return line + "\n"


def module_page(header, proof):
    out = [title(str(header.path), "="), prose(header.head) if header.head else "", ""]
    if header.logic:
        out += [title("Logic", "-")] + [block(text) for text in header.logic]
    if header.functions:
        out += [title("Functions", "-")]
    for name, prototype, comment, contract in header.functions:
        out += [title(name, "~"), prose(comment) if comment else "", ""]
        out += [block((contract + "\n" if contract else "") + prototype + ";")]
        out += [checked(name, proof)]
    return "\n".join(out)


def enum(text, name):
    body = re.search(rf"enum {name} \{{(.*?)\}};", text, re.S).group(1)
    return re.findall(r"(\w+) = (\d+),?\s*/\* (.*?) \*/", body)


def call_sources(call):
    """The files under kernel/syscall/ of a call, or the functions elsewhere that are named so."""
    short = call.removeprefix("CALL_").lower()
    files = [p for p in (KERNEL / "syscall" / f"{short}{e}" for e in (".h", ".c")) if p.exists()]
    return short, files


def call_errors(files, errors):
    text = "".join(path.read_text() for path in files)
    return [e for e in errors if re.search(rf"\b{e[0]}\b", text)]


def error_table(rows):
    out = [".. list-table::", "   :widths: 30 70", ""]
    for error, value, meaning in rows:
        out += [f"   * - ``{error}`` = {value}", f"     - {escape(meaning)}"]
    return "\n".join(out) + "\n"


def call_page(call, errors, proof):
    name, number, comment = call
    short, files = call_sources(name)
    out = [title(short, "="), f"``{name}`` = {number}: {escape(comment)}.", ""]
    rows = call_errors(files, errors)
    if rows:
        out += [title("Errors", "-"), "Those that its own files name; :doc:`/calls` lists all.", ""]
        out += [error_table(rows)]
    for path in files:
        what = "Specification" if path.suffix == ".h" else "Body"
        out += [title(f"{what}: {path}", "-"), block(path.read_text())]
    for function in sorted({f[0] for p in files if p.suffix == ".h" for f in Header(p).functions}):
        out += [checked(function, proof)]
    if not files:
        out += ["Its specification is part of the entry's: :doc:`/modules`.", ""]
    return "\n".join(out)


def index_page(heading, words, folder, entries):
    lines = [title(heading, "="), words, "", ".. toctree::", "   :maxdepth: 1", ""]
    return "\n".join(lines + [f"   {folder}/{entry}" for entry in entries]) + "\n"


def rows_table(heading, rows):
    """A titled table with a column per key of its rows, which are dictionaries of plain values."""
    if not rows:
        return []
    columns = list(rows[0])
    out = [title(heading, "-"), ".. list-table::", "   :header-rows: 1", ""]
    for row in [dict(zip(columns, columns))] + rows:
        cells = [f"- {escape(str(row[c]))}" for c in columns]
        out += ["   * " + cells[0]] + ["     " + cell for cell in cells[1:]]
    return out + [""]


def status_page(proof):
    out = [title("Proof status", "=")]
    if not proof:
        return "\n".join(out + ["The gate has not run in this tree. ``make prove`` runs it.", ""])
    out += ["What ``make prove`` wrote down when it last ran.", "", ".. list-table::", ""]
    for key, value in proof.items():
        if isinstance(value, (int, float, str, bool)):
            out += [f"   * - {escape(key.replace('_', ' '))}", f"     - {escape(str(value))}"]
    out += [""]
    out += rows_table("Subsystems", proof.get("subsystems", []))
    out += rows_table("Functions", proof.get("functions", []))
    return "\n".join(out)


def main(pages):
    proof = json.loads(PROOF.read_text()) if PROOF.exists() else {}
    abi = (KERNEL / "abi.h").read_text()
    errors = enum(abi, "error")
    calls = enum(abi, "call")
    for folder in ("calls", "modules"):
        (pages / folder).mkdir(exist_ok=True)
    for call in calls:
        short = call_sources(call[0])[0]
        (pages / "calls" / f"{short}.rst").write_text(call_page(call, errors, proof))
    headers = [Header(path) for path in sorted(KERNEL.glob("*.h"))]
    for header in headers:
        (pages / "modules" / f"{header.path.stem}.rst").write_text(module_page(header, proof))
    words = "The number of a call goes in ``call``, its arguments in ``a0`` and up; the error\n"
    words += "comes back in ``call``. ``arch/x86_64/registers.h`` has the registers.\n\n"
    words += error_table(errors)
    names = [call_sources(call[0])[0] for call in calls]
    (pages / "calls.rst").write_text(index_page("System calls", words, "calls", names))
    words = "One page per header of ``kernel/``: its prose, its predicates, and each contract."
    names = [header.path.stem for header in headers]
    (pages / "modules.rst").write_text(index_page("Kernel modules", words, "modules", names))
    (pages / "status.rst").write_text(status_page(proof))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
