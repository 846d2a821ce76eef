"""What a C file declares: functions with their contracts and bodies, logic, types and macros.

One pass over the tokens of the file at file level. It understands the C that kernel/ is written in,
no more; banned.py refuses the rest, and the property report of Frama-C is held against the result.
"""
import re
from functools import lru_cache

from . import config
from .lexer import flat, scan

LOGIC = {"predicate", "logic", "lemma", "ghost", "axiom", "axiomatic", "inductive", "type",
         "global", "strong", "weak", "import", "include", "model", "volatile", "module", "check",
         "admit"}
BINDERS = {"\\forall", "\\exists", "\\let", "\\lambda"}
NOT_NAMES = {"__attribute__", "sizeof"}


class Function:
    """A declaration or definition; `body` is None for the former."""

    def __init__(self, name, path, line, head, contract, body):
        self.name, self.path, self.line, self.head = name, path, line, head
        self.contract, self.body = contract, body
        self.static = any(t.text == "static" for t in head)

    def clauses(self):
        """Tokens of each clause of the contract."""
        return split_clauses(self.contract.body) if self.contract else []


class Source:
    """One file, scanned."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        scanned = scan(text)
        self.tokens, self.comments = scanned.tokens, scanned.comments
        self.functions, self.logic, self.types, self.macros = [], [], [], {}
        self.includes = re.findall(r'^\s*#\s*include\s+"([^"]+)"', text, re.M)
        self.stray = []
        Reader(self).run()


class Reader:
    """Fills a Source from its tokens."""

    def __init__(self, source):
        self.source, self.at, self.pending = source, 0, None

    def run(self):
        tokens = self.source.tokens
        while self.at < len(tokens):
            token = tokens[self.at]
            if token.kind == "pp":
                self.macro(token)
                self.at += 1
            elif token.kind == "acsl":
                self.annotation(token)
                self.at += 1
            else:
                self.declaration()
        if self.pending:
            self.source.stray.append(self.pending)

    def macro(self, token):
        if token.text == "define" and len(token.body) > 1:
            self.source.macros[token.body[1].text] = token

    def annotation(self, token):
        if token.text in LOGIC:
            self.source.logic += [(clause[0].text, name_of(clause), clause)
                                  for clause in split_clauses(token.body)]
            return
        if self.pending:
            self.source.stray.append(self.pending)
        self.pending = token

    def declaration(self):
        tokens, start = self.source.tokens, self.at
        name, depth = None, 0
        while self.at < len(tokens):
            text, kind = tokens[self.at].text, tokens[self.at].kind
            if text == "{" and kind == "op" and depth == 0:
                if name:
                    return self.function(name, start, self.block())
                self.block()
                continue
            if kind == "op" and text in "([":
                if depth == 0 and text == "(" and name is None:
                    name = self.callee(start)
                depth += 1
            elif kind == "op" and text in ")]":
                depth -= 1
            self.at += 1
            if text == ";" and depth == 0:
                break
        if name:
            return self.function(name, start, None)
        return self.other(start)

    def callee(self, start):
        """The name before a parenthesis if what started at `start` declares a function."""
        before = self.source.tokens[self.at - 1]
        first = self.source.tokens[start].text
        plain = before.kind == "id" and before.text not in NOT_NAMES and first != "typedef"
        typed = self.at - start >= 2
        return before.text if plain and typed else None

    def block(self):
        """Skip a block; the tokens between its braces."""
        tokens, start, depth = self.source.tokens, self.at + 1, 0
        while self.at < len(tokens):
            if tokens[self.at].kind == "op":
                depth += {"{": 1, "}": -1}.get(tokens[self.at].text, 0)
            self.at += 1
            if depth == 0:
                break
        return tokens[start:self.at - 1]

    def function(self, name, start, body):
        tokens = self.source.tokens
        stop = next(i for i in range(start, self.at) if tokens[i].text in (";", "{"))
        head = tokens[start:stop]
        self.source.functions.append(Function(name, self.source.path, head[0].line, head,
                                              self.pending, body))
        self.pending = None

    def other(self, start):
        self.source.types.append(self.source.tokens[start:self.at])
        if self.pending:
            self.source.stray.append(self.pending)
            self.pending = None


def split_clauses(tokens):
    """Split annotation tokens at the semicolons that end a clause (a binder has one of its own)."""
    clauses, clause, binders, depth = [], [], 0, 0
    ghost = bool(tokens) and tokens[0].text == "ghost"
    for token in tokens:
        clause.append(token)
        binders += token.text in BINDERS
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "op" else 0
        if token.text == ";" and not (ghost and depth):
            if binders:
                binders -= 1
            else:
                clauses.append(clause)
                clause = []
    return clauses + ([clause] if clause else [])


def name_of(clause):
    """The name that a logic definition or ghost declaration introduces."""
    stop = next((i for i, t in enumerate(clause) if t.text in ("{", "(", "=", ":", "[", ";")),
                len(clause))
    return clause[stop - 1].text if stop else ""


@lru_cache(maxsize=None)
def _load(path, stamp):
    del stamp
    return Source(path, (config.ROOT / path).read_text())


def load(path):
    """The scanned file at a path below the root of the tree."""
    status = (config.ROOT / path).stat()
    return _load(str(path), (status.st_mtime_ns, status.st_size, str(config.ROOT)))


def proved_files():
    """Every file whose functions the gate proves."""
    found = []
    for pattern in ("kernel/*.c", "kernel/syscall/*.c", "proofs/clients/*.c"):
        found += sorted(config.ROOT.glob(pattern))
    return [str(p.relative_to(config.ROOT)) for p in found]


def headers():
    found = []
    for pattern in ("kernel/*.h", "kernel/syscall/*.h", "proofs/clients/*.h"):
        found += sorted(config.ROOT.glob(pattern))
    return [str(p.relative_to(config.ROOT)) for p in found]


def closure(path):
    """The file and everything of ours that it includes, in the order in which it is read."""
    order, seen = [], set()

    def visit(name):
        if name in seen:
            return
        seen.add(name)
        here = str((config.ROOT / name).parent.relative_to(config.ROOT))
        for include in load(name).includes:
            for folder in (here, "kernel"):
                if (config.ROOT / folder / include).exists():
                    visit(str((config.ROOT / folder / include).resolve()
                              .relative_to(config.ROOT)))
                    break
        order.append(name)

    visit(str(path))
    return order


def text_of(function):
    return flat(function.head)
