#!/usr/bin/env python3
"""Reads the system calls that kernel/abi.h describes.

    abi.py [HEADER]

tools/stubs, docs/ and tests/ import read(); alone it only checks. A description that is missing,
that cannot be read, or that does not fit the enums is refused: `FILE:LINE: reason`.
"""
import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True
from description import EVERY, NONE, WORDS, Call, Describer, Refused  # noqa: E402, F401

HEADER = "kernel/abi.h"
ITEM = re.compile(r"/\*(?P<comment>.*?)\*/|(?P<name>\w+)\s*=\s*(?P<value>\d+)|(?P<other>[^\s,])",
                  re.S)


@dataclass
class Error:
    name: str
    number: int
    meaning: str
    line: int


@dataclass
class Abi:
    calls: list
    errors: list
    every: Call
    none: Call

    def listed(self):
        """Each (call, error) that there is, by name, E_OK left out."""
        return [(c.name, e) for c in self.calls
                for e in sorted({e[0] for e in c.errors + self.every.errors})]


class Reader(Describer):
    def __init__(self, path):
        super().__init__(path)
        self.text = Path(path).read_text(encoding="utf-8")

    def line(self, at):
        return self.text.count("\n", 0, at) + 1

    def items(self, enum):
        """The comments and enumerators of an enum: (line, comment, name, value)."""
        found = re.search(rf"^enum {enum} \{{(.*?)^\}};", self.text, re.S | re.M)
        if not found:
            self.refuse(1, f"there is no enum {enum}")
        for item in ITEM.finditer(self.text, *found.span(1)):
            if item["other"]:
                self.refuse(self.line(item.start()), f"unexpected {item['other']}")
            value = int(item["value"]) if item["value"] else None
            yield self.line(item.start()), item["comment"], item["name"], value

    def errors(self):
        """The errors, each with the comment behind it."""
        found = []
        for line, comment, name, value in self.items("error"):
            if name:
                if value != len(found):
                    self.refuse(line, f"{name} is {value}, not {len(found)}")
                found.append(Error(name, value, "", line))
            elif not found or found[-1].meaning:
                self.refuse(line, "this comment follows no error")
            else:
                found[-1].meaning = " ".join(comment.split())
        for error in found:
            if not error.meaning:
                self.refuse(error.line, f"{error.name} has no meaning beside it")
        return found

    def calls(self):
        """The calls in the order of their numbers, and what is said of every call and of none."""
        calls, described, every, count = [], None, None, None
        for line, comment, name, value in self.items("call"):
            if count:
                self.refuse(line, "nothing follows NCALLS")
            if comment is not None:
                if described:
                    self.refuse(described.line, f"no call follows the text on {described.name}")
                described = self.describe(line, comment)
                if described.name == EVERY:
                    if every or calls:
                        self.refuse(line, f"`{EVERY}` stands once, before all calls")
                    every, described = described, None
                continue
            if not described:
                self.refuse(line, f"{name} has no description")
            if value != len(calls):
                self.refuse(line, f"{name} is {value}, not {len(calls)}")
            self.check_name(described, name)
            described.constant, described.number = name, value
            count = described if name == "NCALLS" else None
            calls += [] if count else [described]
            described = None
        if not every or not count:
            self.refuse(1, f"there is no `{EVERY}`, or no NCALLS")
        return calls, every, count

    def check_name(self, call, constant):
        wanted = NONE if constant == "NCALLS" else constant.removeprefix("CALL_").lower()
        if call.name != wanted or not constant.startswith(("CALL_", "NCALLS")):
            self.refuse(call.line, f"{call.name} is described, and {constant} follows")

    def read(self):
        errors = self.errors()
        calls, every, none = self.calls()
        known, listed = {e.name for e in errors}, {"E_OK"}
        for call in [every, none, *calls]:
            for name, _, line in call.errors:
                if name not in known or name == "E_OK":
                    self.refuse(line, f"{name} is no error of enum error")
                if call not in (every, none) and name in {e[0] for e in every.errors + none.errors}:
                    self.refuse(line, f"{name} is not an error of one call")
                listed.add(name)
        for error in errors:
            if error.name not in listed:
                self.refuse(error.line, f"no call has the error {error.name}")
        return Abi(calls, errors, every, none)


def read(path=HEADER):
    return Reader(path).read()


if __name__ == "__main__":
    try:
        read(*sys.argv[1:2])
    except Refused as refused:
        sys.exit(str(refused))
