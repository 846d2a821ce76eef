"""Seeded bugs: each is one change to a copy of the kernel, and the proof must reject the copy.

A mutant is a file proofs/mutants/NAME: lines `file:`, `function:` and, if it matters which goal
stays open, `goal:` (how its name starts; `digest` means that the statement itself shows), then
`--- old` and `--- new` with the text before and after. The text before must occur exactly once, so
a mutant cannot rot unseen.
"""
import shutil

from . import config, digest, source, wp
from .discharge import say
from .units import visible

FOLDER = "mutants"


class Mutant:
    def __init__(self, path):
        self.name, self.goal = path.name, ""
        head, _, rest = path.read_text().partition("--- old\n")
        self.old, _, self.new = rest.partition("--- new\n")
        for line in head.splitlines():
            key, colon, value = line.partition(":")
            if colon and not line.startswith("#"):
                setattr(self, key.strip(), value.strip())

    def apply(self, root):
        """Change the copy at `root`; why that is not possible, or nothing."""
        path = root / self.file
        text = path.read_text()
        if text.count(self.old) != 1:
            return f"the old text occurs {text.count(self.old)} times in {self.file}"
        path.write_text(text.replace(self.old, self.new))
        return ""


def copy_tree():
    root = config.BUILD / "mutant"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    shutil.copytree(config.ROOT / "kernel", root / "kernel")
    return root


def judge(mutant, root):
    """Why the mutant survives, or nothing."""
    if mutant.goal == "digest":
        files = source.headers() + source.proved_files()
        before = digest.digest(files)
        home, config.ROOT = config.ROOT, root
        try:
            after = digest.digest(files)
        finally:
            config.ROOT = home
        subject = f" {mutant.function}"
        changed = [s for s in before if before[s] != after.get(s)]
        return "" if any(s.endswith(subject) for s in changed) else "no statement shows a change"
    path = mutant.file
    if path.endswith(".h"):
        path = next(f for f in source.proved_files() if mutant.function in
                    {g.name for g in source.load(f).functions})
    run = wp.prove(path, [mutant.function], known=visible(path), timeout=5, cwd=root)
    if run.status or not run.goals:
        return "the run did not end well: " + "; ".join(run.trouble[:2])
    still = [g for g in run.unproved() if g.clause.startswith(mutant.goal)]
    if still:
        mutant.caught = f"{len(run.unproved())} goals open, {still[0].clause} first"
        return ""
    return f"of {len(run.goals)} goals none that starts with {mutant.goal!r} stayed open"


def run(names):
    """Try the named mutants, or all; True if the proof rejects each."""
    folder = config.PROOFS / FOLDER
    found = [Mutant(p) for p in sorted(folder.iterdir()) if p.suffix == ".mutant"]
    chosen = [m for m in found if not names or m.name.removesuffix(".mutant") in names]
    survivors = 0
    for number, mutant in enumerate(chosen, 1):
        root = copy_tree()
        why = mutant.apply(root) or judge(mutant, root)
        survivors += bool(why)
        caught = getattr(mutant, "caught", "its statement shows the change")
        say(f"[{number}/{len(chosen)}] {mutant.name.removesuffix('.mutant')}: "
            + (f"SURVIVED: {why}" if why else f"rejected: {caught}"))
    say(f"{len(chosen) - survivors} of {len(chosen)} mutants rejected")
    return survivors == 0 and bool(chosen)
