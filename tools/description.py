"""Reads what a comment says of a system call; kernel/abi.h says how such a comment is written."""
import re
from dataclasses import dataclass, field
from pathlib import Path

WORDS = "w0..w3"
REGISTERS = 6
EVERY, NONE, NEVER = "every call", "no call", "never"
HEADING = re.compile(r"(\w+)\(([^()]*)\)(?: -> ([^:]*))?: (\S.*)")
FIELD = re.compile(r"(\w+|w0\.\.w3): (\S.*)")
KEYWORDS = {"int", "long", "short", "char", "signed", "unsigned", "void", "for", "do", "while",
            "if", "else", "switch", "case", "default", "return", "static", "const", "register"}


class Refused(Exception):
    """Why a header cannot be read, with the place."""

    def __init__(self, path, line, reason):
        super().__init__(f"{path}:{line}: {reason}")


@dataclass
class Call:
    """What a comment says of a call; `errors` are (name, condition, line), in its order."""

    name: str
    path: Path
    line: int
    effect: str = ""
    prose: str = ""
    arguments: list = field(default_factory=list)
    results: list = field(default_factory=list)
    meaning: dict = field(default_factory=dict)
    blocks: str = ""
    errors: list = field(default_factory=list)
    constant: str = ""
    enum: str = ""
    number: int = -1
    number_line: int = 0

    def registers(self):
        """(register, what is in it) of each argument."""
        return [(f"a{i}" if a != WORDS else "a1..a4", a)
                for i, a in enumerate(self.arguments)]

    def result_registers(self):
        """(register, what is in it) of each result."""
        return [("a1..a4" if r == WORDS else f"a{i}", r)
                for i, r in enumerate(self.results, 1) if r != NEVER]

    def returns(self):
        return self.results != [NEVER]

    def refuse_number(self, reason):
        raise Refused(self.path, self.number_line, reason)

    def signature(self):
        arrow = f" -> {', '.join(self.results)}" if self.results else ""
        return f"{self.name}({', '.join(self.arguments)}){arrow}"


class Describer:
    """Reads the descriptions that are in one header."""

    def __init__(self, path):
        self.path = path

    def refuse(self, line, reason):
        raise Refused(self.path, line, reason)

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
            return Call(text, self.path, line)
        match = HEADING.fullmatch(text)
        if not match:
            self.refuse(line, "not of the form `name(arguments) -> results: effect`")
        name, arguments, results, effect = match.groups()
        call = Call(name, self.path, line, effect=effect)
        call.arguments = [a.strip() for a in arguments.split(",")] if arguments.strip() else []
        call.results = [r.strip() for r in results.split(",")] if results is not None else []
        for one in call.arguments + call.results:
            if one != WORDS and (not re.fullmatch(r"[a-z]\w*", one) or one in KEYWORDS):
                self.refuse(line, f"`{one}` is no name of an argument or a result")
        if len(set(call.arguments)) != len(call.arguments) or NEVER in call.arguments:
            self.refuse(line, f"{name} has two arguments of one name, or one named `never`")
        named = [r for r in call.results if r != WORDS]
        if len(set(named)) != len(named) or set(named) & set(call.arguments):
            self.refuse(line, f"{name} has two results of one name, or one named as an argument")
        if len(call.results) > 1 and {NEVER, WORDS} & set(call.results):
            self.refuse(line, f"{name} has other results beside `never` or {WORDS}")
        if WORDS in call.arguments[:-1] or WORDS in call.arguments[2:]:
            self.refuse(line, f"{WORDS} are in a1 to a4: room for one argument before them")
        if len(call.arguments) > REGISTERS:
            self.refuse(line, f"{name} has more arguments than there are registers for")
        if len(call.results) > REGISTERS - 1:
            self.refuse(line, f"{name} has more results than there are registers for")
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
        wanted = dict.fromkeys(call.arguments + call.results)
        wanted.pop(NEVER, None)
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
