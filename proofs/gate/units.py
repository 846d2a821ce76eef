"""The units of proof: one function, or the lemmas that a file owns, and what each depends on.

A function's goals depend on its contract and body, on the contracts of what it calls, and on all
types, globals and logic that it can see: that text is its key. Bodies of other functions do not
enter, because WP does not look at them (nothing here takes an address or recurses).
"""
import hashlib

from . import config, source
from .lexer import flat

LEMMAS = "(lemmas)"


class Unit:
    def __init__(self, path, name, functions):
        self.path, self.name = path, name
        self.functions = functions  # every function visible in the file, by name
        self.result = None

    def __repr__(self):
        return f"{self.path}:{self.name}"


def visible(path):
    """All functions that the file sees; a definition wins over its declaration."""
    found = {}
    for name in source.closure(path):
        for function in source.load(name).functions:
            known = found.get(function.name)
            if known is None:
                found[function.name] = [function]
            else:
                known.append(function)
    return found


def owner(header, files):
    """The file that proves what a header defines: its own body file, else the first to see it."""
    body = header[:-2] + ".c"
    if body in files:
        return body
    return next((f for f in files if header in source.closure(f)), None)


def all_units(files):
    """The units of every file, in order: lemmas and inline functions of headers included once."""
    owners = {h: owner(h, files) for h in source.headers()}
    units = []
    for path in files:
        functions = visible(path)
        parts = [h for h in source.closure(path) if owners.get(h) == path] + [path]
        logic = [item for part in parts for item in source.load(part).logic]
        if any(kind == "lemma" for kind, _, _ in logic):
            units.append(Unit(path, LEMMAS, functions))
            units[-1].lemmas = [name for kind, name, _ in logic if kind == "lemma"]
        for part in parts:
            units += [Unit(path, f.name, functions) for f in source.load(part).functions
                      if f.body is not None]
    return units


def mentioned(tokens, macros, seen):
    """Identifiers that tokens mention, macros followed."""
    for token in tokens:
        if token.body is not None:
            mentioned(token.body, macros, seen)
        elif token.kind == "id" and token.text not in seen:
            seen.add(token.text)
            if token.text in macros:
                mentioned(macros[token.text].body, macros, seen)
    return seen


def world(path):
    """Types, globals, macros and logic that the file sees, as text; and the macros by name."""
    parts, macros = [], {}
    for name in source.closure(path):
        file = source.load(name)
        macros.update(file.macros)
        parts += [flat(t) for t in file.types]
        parts += [flat(t.body) for t in file.tokens if t.kind == "pp"]
        parts += [flat(clause) for _, _, clause in file.logic]
    return parts, macros


def key(unit):
    """The content that a unit's result depends on, as a hash."""
    parts, macros = world(unit.path)
    parts += [config.setup_text(), unit.name]
    if unit.name == LEMMAS:
        parts += unit.lemmas
    else:
        names = {unit.name}
        for function in unit.functions[unit.name]:
            if function.body is not None:
                mentioned(function.body, macros, names)
                parts.append(flat(function.body))
        for name in sorted(names & set(unit.functions)):
            for function in unit.functions[name]:
                parts.append(flat(function.head))
                parts.append(flat(function.contract.body) if function.contract else "none")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
