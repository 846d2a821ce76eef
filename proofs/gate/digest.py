"""A digest of every statement: contracts, logic, types, macros and ghost state.

A proof is worth what it states, and a weaker statement proves more easily. So each statement has a
line in proofs/contracts.digest, made from its tokens (layout and comments do not count); a change
shows there, is reviewed, and is accepted by hand.
"""
import hashlib

from . import config, source
from .lexer import flat

FILE = "contracts.digest"
HEAD = """# What is stated about the kernel: a line per contract, logic definition, type, global and macro.
# `proofs/prove --update-digest` writes this file; a changed line is a changed statement.
"""


def items(sources):
    """(file, kind, name) -> text of every statement of these files, scanned."""
    found = {}

    def add(path, kind, name, text):
        key = (path, kind, name)
        found[key] = found.get(key, "") + text + "\0"

    for file in sources:
        path = file.path
        for function in file.functions:
            contract = flat(function.contract.body) if function.contract else ""
            if contract or path.endswith(".h"):
                add(path, "contract", function.name, contract + " | " + flat(function.head))
        for kind, name, clause in file.logic:
            add(path, kind, name, flat(clause))
        for tokens in file.types:
            add(path, "declaration", name_of(tokens), flat(tokens))
        for name, token in file.macros.items():
            if len(token.body) > 2:  # not the guard against a second inclusion
                add(path, "macro", name, flat(token.body))
    return found


def name_of(tokens):
    """A name for a type or global: its tag, or the last identifier before what it is set to."""
    texts = [t.text for t in tokens]
    if texts[0] in ("struct", "enum") and len(texts) > 2 and texts[2] == "{":
        return texts[1]
    if texts[0] == "WINDOW":
        return texts[texts.index(",") + 1]
    stop = next((i for i, t in enumerate(texts) if t in ("=", "[", ",", ";")), len(texts))
    return texts[stop - 1]


def digest_of(sources):
    lines = {}
    for (path, kind, name), text in items(sources).items():
        lines[f"{path} {kind} {name}"] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return lines


def digest(files):
    return digest_of([source.load(path) for path in files])


def read():
    lines = {}
    path = config.PROOFS / FILE
    for line in path.read_text().splitlines() if path.exists() else []:
        if line and not line.startswith("#"):
            subject, value = line.rsplit(" ", 1)
            lines[subject] = value
    return lines


def write(files):
    lines = sorted(f"{subject} {value}" for subject, value in digest(files).items())
    (config.PROOFS / FILE).write_text(HEAD + "\n".join(lines) + "\n")
    return len(lines)


def check(files):
    """What differs from the reviewed statements."""
    old, new = read(), digest(files)
    changed = [f"{s} changed" for s in sorted(old.keys() & new.keys()) if old[s] != new[s]]
    changed += [f"{s} is gone" for s in sorted(old.keys() - new.keys())]
    changed += [f"{s} is new" for s in sorted(new.keys() - old.keys())]
    return [f"{c}: review it and run proofs/prove --update-digest" for c in changed]
