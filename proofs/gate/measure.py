"""Lines of code, specification and hints, counted by what their tokens are.

code: lines of kernel/ with a token of C, preprocessor lines included, ghost code not.
specification: lines of contracts and of logic definitions. hints: lines of lemmas, loop
annotations, assertions and ghost code, which help the provers. A line counts for each kind it
holds.
"""
from . import source

HINTS = {"lemma", "ghost"}


def lines_of(tokens):
    found = set()
    for token in tokens:
        found.add(token.line)
        if token.body:
            found |= lines_of(token.body)
    return found


def measure_file(path):
    file = source.load(path)
    code, spec, hints = set(), set(), set()
    for token in file.tokens:
        if token.kind == "pp":
            code |= lines_of([token])
        elif token.kind != "acsl":
            code.add(token.line)
    for function in file.functions:
        if function.contract:
            spec |= lines_of(function.contract.body)
        for token in function.body or []:
            if token.kind == "acsl":
                hints |= lines_of(token.body)
    for kind, _, clause in file.logic:
        (hints if kind in HINTS else spec).update(lines_of(clause))
    return len(code), len(spec), len(hints)


def measure(files):
    """(code, specification, hints, ratio of the last two to the first) over files."""
    rows = [measure_file(f) for f in files]
    code, spec, hints = (sum(column) for column in zip(*rows))
    return code, spec, hints, round((spec + hints) / code, 2) if code else 0.0
