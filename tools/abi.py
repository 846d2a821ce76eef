#!/usr/bin/env python3
"""Reads the system calls that kernel/abi.h describes.

    abi.py [HEADER]

tools/stubs, docs/ and tests/ import read(); alone it only checks. A description that is missing,
that cannot be read, or that does not fit the enums is refused: `FILE:LINE: reason`.
"""
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

HEADER = "kernel/abi.h"
WORDS = "w0..w3"
REGISTERS = 6
EVERY, NONE = "every call", "no call"
ITEM = re.compile(r"/\*(?P<comment>.*?)\*/|(?P<name>\w+)\s*=\s*(?P<value>\d+)|(?P<other>[^\s,])",
                  re.S)
HEADING = re.compile(r"(\w+)\(([^()]*)\)(?: -> (\S+))?: (\S.*)")
FIELD = re.compile(r"(\w+|w0\.\.w3): (\S.*)")
KEYWORDS = {"int", "long", "short", "char", "signed", "unsigned", "void", "for", "do", "while",
            "if", "else", "switch", "case", "default", "return", "static", "const", "register"}


class Refused(Exception):
    """Why the header cannot be read, with the place."""

    def __init__(self, path, line, reason):
        super().__init__(f"{path}:{line}: {reason}")


@dataclass
class Error:
    name: str
    number: int
    meaning: str
    line: int


@dataclass
class Call:
    """What a comment says of a call; `errors` are (name, condition, line), in its order."""

    name: str
    line: int
    effect: str = ""
    prose: str = ""
    arguments: list = field(default_factory=list)
    result: str = ""
    meaning: dict = field(default_factory=dict)
    blocks: str = ""
    errors: list = field(default_factory=list)
    constant: str = ""
    number: int = -1

    def registers(self):
        """(register, what is in it) of each argument."""
        return [(f"a{i}" if a != WORDS else "a1..a4", a)
                for i, a in enumerate(self.arguments)]

    def result_register(self):
        return {"": "", "never": "", WORDS: "a1..a4"}.get(self.result, "a1")

    def signature(self):
        arrow = f" -> {self.result}" if self.result else ""
        return f"{self.name}({', '.join(self.arguments)}){arrow}"


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


class Reader:
    def __init__(self, path):
        self.path, self.text = path, Path(path).read_text(encoding="utf-8")

    def refuse(self, line, reason):
        raise Refused(self.path, line, reason)

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

    def describe(self, start, comment):
        """A call by its comment: a heading, prose, and last a paragraph of fields."""
        lines = [(start + i, re.sub(r"^\s*\* ?", "", text).rstrip())
                 for i, text in enumerate(comment.split("\n"))]
        lines[0] = (start, lines[0][1].strip())
        while lines and not lines[-1][1].strip():
            lines.pop()
        parts = [[]]
        for line in lines:
            if line[1]:
                parts[-1].append(line)
            elif parts[-1]:
                parts.append([])
        call = self.heading(start, " ".join(text for _, text in parts[0]))
        if len(parts) < 2:
            self.refuse(start, f"{call.name} has no fields")
        call.prose = "\n\n".join("\n".join(t for _, t in part) for part in parts[1:-1])
        self.fields(call, parts[-1])
        return call

    def heading(self, line, text):
        if text in (EVERY, NONE):
            return Call(text, line)
        match = HEADING.fullmatch(text)
        if not match:
            self.refuse(line, "not of the form `name(arguments) -> result: effect`")
        name, arguments, result, effect = match.groups()
        call = Call(name, line, effect=effect, result=result or "")
        call.arguments = [a.strip() for a in arguments.split(",")] if arguments.strip() else []
        for one in call.arguments + ([result] if result else []):
            if one != WORDS and (not re.fullmatch(r"[a-z]\w*", one) or one in KEYWORDS):
                self.refuse(line, f"`{one}` is no name of an argument or a result")
        if len(set(call.arguments)) != len(call.arguments) or "never" in call.arguments:
            self.refuse(line, f"{name} has two arguments of one name, or one named `never`")
        if WORDS in call.arguments[:-1] or WORDS in call.arguments[2:]:
            self.refuse(line, f"{WORDS} are in a1 to a4: room for one argument before them")
        if len(call.arguments) > REGISTERS:
            self.refuse(line, f"{name} has more arguments than there are registers for")
        return call

    def fields(self, call, lines):
        entries = []
        for line, text in lines:
            match = FIELD.fullmatch(text)
            if match:
                entries.append([line, match[1], match[2]])
            elif text.startswith("  ") and entries:
                entries[-1][2] += " " + text.strip()
            else:
                self.refuse(line, f"neither a field of {call.name} nor the rest of one: {text}")
        special = call.name in (EVERY, NONE)
        wanted = dict.fromkeys(call.arguments + ([call.result] if call.result else []))
        wanted.pop("never", None)
        for line, key, text in entries:
            if key.startswith("E_"):
                self.error(call, key, text, line)
            elif key == "blocks" and not special and not call.blocks:
                call.blocks = text
            elif key in wanted and key not in call.meaning:
                call.meaning[key] = text
            else:
                self.refuse(line, f"{call.name} has no {key}, or has it twice")
            if call.errors and not key.startswith("E_"):
                self.refuse(line, "errors come last")
        for name in wanted:
            if name not in call.meaning:
                self.refuse(call.line, f"{call.name} does not say what {name} is")
        if not special and not re.match(r"(never|until)\b", call.blocks):
            self.refuse(call.line, f"{call.name} says neither `blocks: never` nor `blocks: until`")

    def error(self, call, name, condition, line):
        if any(condition == known and name == error for error, known, _ in call.errors):
            self.refuse(line, f"{name} stands there twice for the same reason")
        call.errors.append((name, condition, line))

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
