"""Writes the reference of the system calls from kernel/abi.h, and what there is to show for each.

    calls.py PAGES

A page per call with what its header says of it, its specification, its body, and its tests; and a
table per subject of the calls, each with the evidence (docs/evidence.py).
"""
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(1, "tools")
import abi  # noqa: E402
import evidence  # noqa: E402
import headers  # noqa: E402
import rst  # noqa: E402
from spec import Spec  # noqa: E402


SHOWN = 3
STATUS_WIDTHS = (5, 22, 11, 14, 12, 22, 14)


class Evidence:
    """Everything that was looked up once for all calls."""

    def __init__(self):
        self.abi = abi.read(abi.HEADER)
        self.spec = Spec()
        self.proof = evidence.proof()
        self.reached = evidence.reached()
        self.meaning = {e.name: e for e in self.abi.errors}
        self.stubs = subprocess.run(["tools/stubs", "stubs"], capture_output=True, text=True,
                                    check=True).stdout

    def errors(self, call):
        """(error, condition) in the order in which the kernel looks for them."""
        return [(name, text) for name, text, _ in self.abi.every.errors + call.errors]

    def pairs(self, call):
        return sorted({(call.name, error) for error, _ in self.errors(call)})


def by_whom(counts):
    """Who reached an error: how many random calls, and which scripts and tests."""
    order = sorted(counts, key=lambda n: ("." not in n, n.startswith("random_"), n))
    names = [f"``{name}``" for name in order if name != "random"]
    more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
    random = [f"{counts['random']:,} random calls"] if "random" in counts else []
    return ", ".join(random + names[:SHOWN] + more)


def values_table(call):
    out = []
    for way, what, values in (("in", "argument", call.registers()),
                              ("out", "result", call.result_registers())):
        rows = [(f"``{register}``", f"``{name}``", rst.escape(call.meaning[name]))
                for register, name in values]
        if rows:
            out += [rst.table([(way, what, "what it is"), *rows], (15, 20, 65))]
    return out


def errors_table(call, known):
    rows = [("error", "when", "meaning", "reached by")]
    for name, condition in known.errors(call):
        error = known.meaning[name]
        counts = known.reached.get((call.name, name), {})
        who = by_whom(counts) or ("nobody" if known.reached else "*not run*")
        rows.append((f"``{name}`` = {error.number}", rst.escape(condition),
                     rst.escape(error.meaning), who))
    return rst.table(rows, (20, 35, 25, 20))


def stub(call, known):
    head = re.search(rf"^[^\n]*\bsys_{call.name}\([^)]*\)", known.stubs, re.M)[0]
    return rst.block(re.sub(r"static inline ", "", head) + ";")


def tests_text(call):
    out = []
    for where, names in evidence.tests(call):
        if names:
            out += [where.capitalize(), "    " + ", ".join(f"``{name}``" for name in names)]
    return "\n".join(out) + "\n"


def specification(call, known):
    path = evidence.source(call, ".h")
    header = known.spec.headers.get(path)
    if not header:
        return [f"There is no ``{path}``.\n"]
    about, rest = header.about()
    out = [rst.escape(about) + ".\n", rest, "", f"``{path}``:\n"]
    out += known.spec.definitions(path, known.spec.all)
    return out + [known.spec.contract(f) for f in header.functions]


def call_page(call, known):
    out = [rst.title(call.name, "="),
           f"``{call.constant}`` = {call.number}: ``{call.signature()}``, to {call.effect}.\n",
           rst.escape(call.prose), "", *values_table(call),
           f"*Blocks:* {rst.escape(call.blocks)}.\n", "From C, in user space:\n", stub(call, known),
           rst.title("Errors", "-"), "In the order in which they are looked for.\n",
           errors_table(call, known), rst.title("Specification", "-"), *specification(call, known)]
    body = evidence.source(call, ".c")
    if body.exists():
        out += [rst.title("Body", "-"), evidence.checked(f"syscall_{call.name}", known.proof),
                rst.block(body.read_text())]
    return out + [rst.title("Tests", "-"), tests_text(call)]


def status_row(call, known):
    """What there is to show for one call; a bold word where there is nothing."""
    goals = evidence.proved(call, known.proof)
    line = evidence.wired(call)
    counts = [f"{len(names)} {where}" for where, names in evidence.tests(call) if names]
    pairs = known.pairs(call)
    found = sum(pair in known.reached for pair in pairs)
    errors = f"{found} of {len(pairs)}" if known.reached else "*not run*"
    proof = "**no**" if known.proof else "*not run*"
    if goals:
        proof = f"{goals[0]} of {goals[1]}" + ("" if goals[2] else ", **changed since**")
    return (str(call.number), f":doc:`calls/{call.name}`",
            "yes" if evidence.specified(call, known.spec.headers) else "**no**", proof,
            f"line {line}" if line else "**no**", ", ".join(counts) or "**no**",
            errors if found == len(pairs) or not known.reached else f"**{errors}**")


def status_text(known):
    changed = len(evidence.changed(known.proof))
    lines = ["*Specified*: ``kernel/syscall`` has its predicate, and the contract of its body",
             "promises it. *Proved*: goals of its file, when the gate last ran. *Wired*: where",
             f"``{evidence.ENTRY}`` dispatches it. *Tested*: tests that name it. *Errors*: how",
             "many of those that it lists were reached when ``make test-fuzz`` and ``test-host``",
             "last ran."]
    if known.proof and changed:
        lines += [f"{changed} of {len(known.proof['sources'])} sources have changed since the gate",
                  "ran."]
    return "\n".join(lines) + "\n"


def subject(path, calls, known):
    """The calls of one header under what it says that it is about."""
    about, _ = headers.read(path).about()
    rows = [("", "call", "specified", "proved", "wired", "tested", "errors")]
    return [rst.title(about[:1].upper() + about[1:], "-"),
            rst.table(rows + [status_row(call, known) for call in calls], STATUS_WIDTHS)]


def overview(known):
    subjects = known.abi.subjects()
    head = headers.prose(re.search(r"/\*.*?\*/", Path(abi.HEADER).read_text(), re.S)[0])
    out = [rst.title("System calls", "="), head.split("\n\n", 1)[1], "",
           "Nothing is changed by a call that fails before it has waited; ``E_NOTIFIED`` is no",
           "failure. Number, arguments and registers, errors and how long a call may block are on",
           "its page.\n", status_text(known),
           *[part for path, calls in subjects for part in subject(path, calls, known)],
           rst.title("Errors", "-")]
    calls = {e.name: [c.name for c in known.abi.calls if e.name in dict(known.errors(c))]
             for e in known.abi.errors}
    every = len(known.abi.calls)
    rows = [("error", "meaning", "calls")]
    for error in known.abi.errors[1:]:
        names = ", ".join(f":doc:`calls/{name}`" for name in calls[error.name])
        rows.append((f"``{error.name}`` = {error.number}", rst.escape(error.meaning),
                     "every call" if len(calls[error.name]) == every else names or "*no call*"))
    out += [rst.table(rows, (25, 45, 30)), "``E_OK`` = 0: done.\n"]
    return out + [rst.toctree(f"calls/{call.name}" for _, calls in subjects for call in calls)]


def main(pages):
    known = Evidence()
    (pages / "calls").mkdir(exist_ok=True)
    for call in known.abi.calls:
        (pages / "calls" / f"{call.name}.rst").write_text("\n".join(call_page(call, known)) + "\n")
    (pages / "calls.rst").write_text("\n".join(overview(known)) + "\n")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except abi.Refused as refused:
        sys.exit(str(refused))
