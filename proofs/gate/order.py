"""Does any lemma rest on itself? A lemma is proved once and assumed wherever it is seen, so the
files that prove lemmas must not lean on each other in a circle.

Frama-C hands a lemma to the provers with every lemma that stands before it in that file. Another
file may include the same headers in another order; if each of two headers were proved with the
other's lemmas in sight, both proofs would be worth nothing.
"""
from . import source, units


def has_lemmas(name):
    return any(kind == "lemma" for kind, _, _ in source.load(name).logic)


def rests_on(files, headers):
    """{file with lemmas: files whose lemmas its own are proved with}"""
    owners = {h: units.owner(h, files) for h in headers}
    found = {}
    for path in files:
        seen = [n for n in source.closure(path) if has_lemmas(n)]
        for i, name in enumerate(seen):
            if owners.get(name, path) == path:
                found[name] = seen[:i]
    return found


def circle(found):
    """Files that rest on each other in a circle, first one again at the end; or nothing."""
    done, path = set(), []

    def visit(name):
        if name in path:
            return path[path.index(name):] + [name]
        if name in done:
            return None
        path.append(name)
        for other in found.get(name, ()):
            round_ = visit(other)
            if round_:
                return round_
        path.pop()
        done.add(name)
        return None

    return next(filter(None, map(visit, found)), None)


def check():
    round_ = circle(rests_on(source.proved_files(), source.headers()))
    if not round_:
        return []
    return [f"{round_[0]}: its lemmas are proved from each other: {' -> '.join(round_)}"]
