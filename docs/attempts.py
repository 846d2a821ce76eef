"""Writes the list of the hostile programs' attempts from user/hostile/cases.h.

    attempts.py PAGES
"""
import sys
from pathlib import Path

sys.path.insert(1, "tests/boot")
import hostile  # noqa: E402
import rst  # noqa: E402

HEAD = ("case", "what it attempts", "what becomes of the process")
OUTCOMES = {
    "LIVES": "goes on, refused or unharmed",
    "FORGETS": "goes on; its caller does without a reply",
    "ENDS": "ends",
    "LEAVES": "ends after its reply",
    "WAITS": "waits for ever after its reply",
    "SENDS": "goes on",
    "CALLS": "goes on",
    "TELLS": "goes on",
    "DROPPED": "goes on without a reply",
    "KILLS": "goes on; who called its child does without a reply",
}


def outcome(case):
    kinds = [f"``{kind}``" for kind in case.fault.strip("()").split("|") if kind]
    return OUTCOMES[case.outcome] + (": " + " or ".join(kinds) if kinds else "")


def page():
    lists = hostile.topics()
    cases = [case for _, _, found in lists for case in found]
    used = sum(case.outcome in hostile.USED_UP for case in cases)
    out = [rst.title("Hostile programs", "="),
           f"What the programs of ``user/hostile`` attempt: {len(cases)} cases, of which {used}",
           "use up the process that tries. :doc:`testing` says how they are run, and what must",
           "hold after each. Where the kernel reports a fault, the table has what it says; a dot",
           "is any character, and processors differ where there are two.\n"]
    for heading, _, found in lists:
        out += [rst.title(heading, "-"),
                rst.table([HEAD, *((f"``{c.name}``", rst.escape(c.text), outcome(c))
                                   for c in found)], (25, 45, 30))]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) / "hostile.rst").write_text(page())
