#!/usr/bin/env python3
"""Reads the system calls that kernel/abi.h describes, in the headers that it includes.

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
COMMENT = r"/\*(?P<comment>.*?)\*/"
ITEM = re.compile(COMMENT + r"|(?P<name>\w+)\s*=\s*(?P<value>\d+)|(?P<other>[^\s,])", re.S)
ENUM = re.compile(r"^enum (\w+) \{((?:/\*(?:[^*]|\*(?!/))*\*/|/(?!\*)|[^}/])*)\};", re.M)
CALL = re.compile(COMMENT + r"|\b(?P<name>CALL_\w+|NCALLS)\b", re.S)
INCLUDE = re.compile(r"^[ \t]*#[ \t]*include\b[ \t]*(.*?)[ \t]*$", re.M)
PART = re.compile(r'"(abi_\w+\.h)"')


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
    headers: list

    def listed(self):
        """Each (call, error) that there is, by name, E_OK left out."""
        return [(c.name, e) for c in self.calls
                for e in sorted({e[0] for e in c.errors + self.every.errors})]

    def subjects(self):
        """(header, the calls that it describes) for each that describes any."""
        parts = [(path, [c for c in self.calls if c.path == path]) for path in self.headers]
        return [(path, calls) for path, calls in parts if calls]


class Header(Describer):
    """One of the files, and what is in it."""

    def __init__(self, path):
        super().__init__(path)
        self.text = path.read_text(encoding="utf-8")

    def line(self, at):
        return self.text.count("\n", 0, at) + 1

    def included(self):
        """(line, path) of each header that this one includes."""
        for found in INCLUDE.finditer(self.text):
            line, part = self.line(found.start(1)), PART.fullmatch(found[1])
            if not part:
                self.refuse(line, f'{found[1]} is included, and is not "abi_*.h"')
            yield line, self.path.parent / part[1]

    def enums(self, name):
        """The enums with a name like this."""
        return [enum for enum in ENUM.finditer(self.text) if re.fullmatch(name, enum[1])]

    def items(self, enum):
        """The comments and enumerators of an enum: (line, comment, name, value)."""
        for item in ITEM.finditer(self.text, *enum.span(2)):
            if item["other"]:
                self.refuse(self.line(item.start()), f"unexpected {item['other']}")
            value = int(item["value"]) if item["value"] else None
            yield self.line(item.start()), item["comment"], item["name"], value

    def errors(self):
        """The errors, each with the comment behind it."""
        found, enum = [], self.enums("error")
        if not enum:
            self.refuse(1, "there is no enum error")
        for line, comment, name, value in self.items(enum[0]):
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

    def descriptions(self):
        """What is described here, with what is said of every call and of none."""
        enums = self.enums(r"\w+_call")
        for found in CALL.finditer(self.text):
            at = found.start()
            if found["name"] and not any(e.start(2) <= at < e.end(2) for e in enums):
                self.refuse(self.line(at), f"{found['name']} is in no enum that ends with _call")
        return [call for enum in enums for call in self.described(enum)]

    def described(self, enum):
        """The calls of one enum, each with the comment before it."""
        found, waiting = [], None
        for line, comment, name, value in self.items(enum):
            if found and found[-1].constant == "NCALLS":
                self.refuse(line, "nothing follows NCALLS")
            if comment is None:
                if not waiting:
                    self.refuse(line, f"{name} has no description")
                self.check_name(waiting, name)
                waiting.enum, waiting.constant = enum[1], name
                waiting.number, waiting.number_line = value, line
                found.append(waiting)
                waiting = None
                continue
            self.check_followed(waiting)
            waiting = self.describe(line, comment)
            if waiting.name == EVERY:
                found.append(waiting)
                waiting = None
        self.check_followed(waiting)
        return found

    def check_followed(self, call):
        if call:
            self.refuse(call.line, f"no call follows the text on {call.name}")

    def check_name(self, call, constant):
        wanted = NONE if constant == "NCALLS" else constant.removeprefix("CALL_").lower()
        if call.name != wanted or not constant.startswith(("CALL_", "NCALLS")):
            self.refuse(call.line, f"{call.name} is described, and {constant} follows")


def follow(path):
    """The header at this path and those that it includes, each once."""
    found = [Header(path)]
    for header in found:
        for line, other in header.included():
            if not other.is_file():
                header.refuse(line, f"{other.name} is not there")
            if other not in [h.path for h in found]:
                found.append(Header(other))
    return found


def special(name, described, first):
    """The one description of this name, which is not of a call."""
    found = [call for call in described if call.name == name]
    if not found:
        first.refuse(1, f"there is no `{name}`")
    if len(found) > 1:
        raise Refused(found[1].path, found[1].line,
                      f"`{name}` is described in {found[0].path}:{found[0].line} already")
    return found[0]


def ordered(calls, count):
    """The calls in the order of their numbers, which are given from 0 up and once each."""
    calls = sorted(calls, key=lambda call: call.number)
    names = {}
    for i, call in enumerate(calls):
        before = calls[i - 1]
        if i and call.number == before.number:
            call.refuse_number(f"{call.constant} is {call.number}, and so is {before.constant} in "
                               f"{before.path}:{before.number_line}")
        if call.number != i:
            call.refuse_number(f"{call.constant} is {call.number}, and no call is {i}")
        other = names.setdefault(call.constant, call)
        if other is not call:
            call.refuse_number(f"{call.constant} is {other.number} in "
                               f"{other.path}:{other.number_line} already")
    if count.number != len(calls):
        count.refuse_number(f"NCALLS is {count.number}, not {len(calls)}")
    return calls


def check_errors(abi):
    """Each error that is listed exists, may be listed there, and the others are listed too."""
    known, listed = {e.name for e in abi.errors}, {"E_OK"}
    general = {e[0] for e in abi.every.errors + abi.none.errors}
    for call in [abi.every, abi.none, *abi.calls]:
        for name, _, line in call.errors:
            if name not in known or name == "E_OK":
                raise Refused(call.path, line, f"{name} is no error of enum error")
            if call.name not in (EVERY, NONE) and name in general:
                raise Refused(call.path, line, f"{name} is not an error of one call")
            listed.add(name)
    for error in abi.errors:
        if error.name not in listed:
            raise Refused(abi.headers[0], error.line, f"no call has the error {error.name}")


def read(path=HEADER):
    headers = follow(Path(path))
    errors = headers[0].errors()
    described = [call for header in headers for call in header.descriptions()]
    every, none = (special(name, described, headers[0]) for name in (EVERY, NONE))
    calls = ordered([call for call in described if call.name not in (EVERY, NONE)], none)
    abi = Abi(calls, errors, every, none, [header.path for header in headers])
    check_errors(abi)
    return abi


if __name__ == "__main__":
    try:
        read(*sys.argv[1:2])
    except Refused as refused:
        sys.exit(str(refused))
