"""What there is to show for a call: its specification, proof, dispatch, tests, and errors reached.

All of it is looked up in the sources and in what the last runs of the gate (build/proof.json) and
of the tests (build/fuzz/reached, build/tests/reached) left behind; what is not there counts as not
done.
"""
import hashlib
import json
import re
from pathlib import Path

import headers

PROOF = Path("build/proof.json")
REACHED = (Path("build/fuzz/reached"), Path("build/tests/reached"))
ENTRY = headers.KERNEL / "entry.c"
FUNCTION = re.compile(r"^(?:TEST\((?P<test>\w+)\)|[\w ]*?\**\b(?P<name>\w+)\([^;{]*\))\s*\n\{"
                      r"(?P<body>.*?)^\}", re.S | re.M)


def proof():
    return json.loads(PROOF.read_text()) if PROOF.exists() else {}


def changed(found):
    """Sources that are not what the gate last saw."""
    return [name for name, known in found.get("sources", {}).items()
            if not Path(name).exists()
            or hashlib.sha256(Path(name).read_bytes()).hexdigest() != known]


def definition(name):
    """Where the body of a function is: (file, line, text), or None."""
    pattern = re.compile(rf"^(?!\s)[\w ]*\**\b{name}\([^;{{]*\)\s*\{{.*?^\}}", re.S | re.M)
    for path in sorted(headers.KERNEL.rglob("*.[ch]")):
        text = path.read_text()
        match = pattern.search(text)
        if match:
            return path, text.count("\n", 0, match.start()) + 1, match.group(0)
    return None


def checked(name, found):
    """A line on the body of a function, and how its proof went."""
    where = definition(name)
    if not where:
        return "No body in ``kernel/``: the contract is assumed (:doc:`/CAVEATS`).\n"
    line = f"Body: ``{where[0]}``, line {where[1]}. Check it: ``make prove FN={name}``."
    for entry in found.get("functions", []):
        if entry.get("name") == name:
            line += f" When the gate last ran: {entry['proved']} of {entry['goals']} goals proved."
            break
    return line + "\n"


def source(call, suffix):
    return headers.KERNEL / "syscall" / f"{call.name}{suffix}"


def specified(call, known):
    """Does the header of a call say what it does, and the contract of its body promise that?"""
    header = known.get(source(call, ".h"))
    if not header:
        return False
    spec = f"spec_call_{call.name}"
    promised = [f for f in header.functions if f.name == f"syscall_{call.name}"
                and re.search(rf"\bensures \w+: {spec}\{{Pre,Post\}}\(cpu\);", f.contract)]
    return bool(promised) and any(i.names == [spec] for i in header.logic)


def proved(call, found):
    """(goals proved, goals, is it about these sources) of the files of a call, or None."""
    rows = [r for r in found.get("functions", []) if r["file"] == str(source(call, ".c"))]
    if f"syscall_{call.name}" not in [r["name"] for r in rows]:
        return None
    own = {str(source(call, ".c")), str(source(call, ".h"))}
    return (sum(r["proved"] for r in rows), sum(r["goals"] for r in rows),
            not own & set(changed(found)))


def wired(call):
    """The line of the entry where a call is dispatched, or None."""
    text = ENTRY.read_text()
    match = re.search(rf"\bcase {call.constant}:\s*syscall_{call.name}\(cpu\);", text)
    return text.count("\n", 0, match.start()) + 1 if match else None


def naming(parts, pattern, known=()):
    """Names of the functions among these in which, or in helpers of which, something is named."""
    found = set(known) | {p["name"] for p in parts if p["name"] and pattern.search(p["body"])}
    for _ in parts:
        calls = re.compile(rf"\b(?:{'|'.join(sorted(found)) or '$^'})\(")
        found |= {p["name"] for p in parts if p["name"] and calls.search(p["body"])}
    return found


def functions(path):
    return [m.groupdict() for m in FUNCTION.finditer(path.read_text())]


def host_tests(pattern):
    """Names of the tests on the host in which, or in helpers of which, something is named."""
    found, shared = [], set()
    for path in sorted(Path("tests/host").glob("*.c")):
        if not path.stem.endswith("_test"):
            shared |= {name for name in naming(functions(path), pattern)
                       if re.search(rf"^(?!static)[\w ]*\**\b{name}\(", path.read_text(), re.M)}
    for path in sorted(Path("tests").glob("*/*_test.c")):
        parts = functions(path)
        names = naming(parts, pattern, shared)
        calls = re.compile(rf"\b(?:{'|'.join(sorted(names)) or '$^'})\(")
        found += [p["test"] for p in parts if p["test"]
                  and (pattern.search(p["body"]) or calls.search(p["body"]))]
    return found


def tests(call):
    """(kind, names) of what names a call: tests on the host, programs that boot, scripts."""
    named = re.compile(rf"\b{call.constant}\b")
    stub = re.compile(rf"\b(?:{call.constant}\b|(?:sys_{call.name}|{call.name}_page)\()")
    line = re.compile(rf"^call \d+ {call.name}\b", re.M)
    programs = [p.name for p in sorted(Path("user").glob("[hit]*/*.c"))
                if stub.search(p.read_text())]
    scripts = [p.name for p in sorted(Path("tests/fuzz/corpus").glob("*.script"))
               if line.search(p.read_text())]
    return [("on the host", host_tests(named)), ("in user space", programs),
            ("in scripts", scripts)]


def reached():
    """(call, error) -> {by whom: how often}; nothing if the tests have not run."""
    found = {}
    for path in REACHED:
        for text in path.read_text().splitlines() if path.exists() else []:
            who, call, error, count = text.split()
            found.setdefault((call, error), {})[Path(who).name] = int(count)
    return found
