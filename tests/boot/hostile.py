"""The hostile cases (user/hostile): what they are, and how they are spread over boots.

An offender that ends is used up, and the kernel takes no more than eight modules; so a boot goes on
until all offenders are, and the next case is for the next boot.
"""
import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).resolve().parents[2] / "user/hostile/cases.h"
OFFENDERS = 6
USED_UP = ("ENDS", "LEAVES", "WAITS")

TOPIC = re.compile(r"/\* ([^*]*)\. \*/\n#define HOSTILE_(\w+)\(X\)(.*?)\n\n", re.S)
ROW = re.compile(r'\bX\((\w+), (\w+), "([^"]*)",\s*"([^"]*)"\)')

# Where the program keeps the cases that it is to judge: behind the six words of its header.
PLAN, MARK = 48, b"hostile!"


@dataclass
class Case:
    number: int
    name: str
    outcome: str
    fault: str  # what the kernel says of it, as a regular expression; empty if nothing
    text: str

    def lines(self):
        """What must be on the console, in order."""
        fault = rf"isobar: thread \d+ ended: {self.fault}( at 0x[0-9a-f]+)?"
        return [f"hostile: try  {self.name}", *([fault] if self.fault else []),
                f"hostile: ok   {self.name}"]


def topics():
    """(heading, constant, cases) of each list, numbered as the program's table is."""
    found, number = [], 0
    text = CASES.read_text()
    for heading, constant, body in TOPIC.findall(text):
        rows = ROW.findall(re.sub(r"\s*\\\n", "\n", body))
        found.append((heading, constant, [Case(number + i, *row) for i, row in enumerate(rows)]))
        number += len(rows)
    if number != len(re.findall(r"\bX\(\w+,", text)):
        raise ValueError(f"{CASES} has rows that cannot be read")
    return found


def split(cases):
    """Runs of cases, each for one boot."""
    run, used = [], 0
    for case in cases:
        if used == OFFENDERS:
            yield run
            run, used = [], 0
        run.append(case)
        used += case.outcome in USED_UP
    yield run


def judge(image, run):
    """The program that runs as init, with its plan."""
    if image[PLAN:PLAN + 8] != MARK:
        raise ValueError("the hostile program has no place for a plan")
    plan = b"".join(n.to_bytes(8, "little") for n in (run[0].number, len(run)))
    return image[:PLAN + 8] + plan + image[PLAN + 24:]


def boots(module):
    """Yields name, init and what to expect of each boot; pages of 1 GiB have one of their own."""
    image = Path(module).read_bytes()
    lists = topics()
    small = [case for _, constant, cases in lists if constant != "HUGE" for case in cases]
    runs = [(f"hostile-{i}", run) for i, run in enumerate(split(small), 1)]
    runs += [("hostile-1G", cases) for _, constant, cases in lists if constant == "HUGE"]
    for name, run in runs:
        lines = [line for case in run for line in case.lines()]
        yield name, judge(image, run), lines + [f"hostile: {len(run)} of {len(run)} held"]
