"""Goal counts: a function whose body or clauses went away has fewer goals, all of them proved."""
from . import config

FILE = "floors"
HEAD = """# Goals per function: fewer means that something is not asked any more, more that it is new.
# `proofs/prove --update-floors` writes this file.
"""


def counts(units):
    return {(u.path, u.name): len(u.result["goals"]) for u in units}


def read():
    found, path = {}, None
    target = config.PROOFS / FILE
    for line in target.read_text().splitlines() if target.exists() else []:
        if not line.strip() or line.startswith("#"):
            continue
        name, number = line.split()
        if line.startswith(" "):
            found[path, name] = int(number)
        else:
            path = name
    return found


def write(units):
    new, lines = counts(units), []
    for path in sorted({p for p, _ in new}):
        here = {name: n for (p, name), n in new.items() if p == path}
        lines.append(f"{path} {sum(here.values())}")
        lines += [f"    {name} {here[name]}" for name in sorted(here)]
    (config.PROOFS / FILE).write_text(HEAD + "\n".join(lines) + "\n")
    return sum(new.values())


def check(units):
    """What is below its floor; or above it, because a later loss down to it would stay unseen."""
    old, new, wrong = read(), counts(units), []
    for path, name in sorted(old.keys() | new.keys()):
        have, floor = new.get((path, name)), old.get((path, name))
        if have == floor:
            continue
        what = "is gone" if have is None else f"has {have} goals"
        was = "no floor" if floor is None else f"floor {floor}"
        wrong.append(f"{path}: {name} {what}, {was}: review it and run "
                     "proofs/prove --update-floors")
    return wrong
