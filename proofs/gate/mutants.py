"""Seeded bugs: each is one change to a copy of the kernel, and the proof must reject the copy.

A mutant is a file proofs/mutants/NAME: lines `file:`, `function:` and, if it matters which goal
stays open, `goal:` (how its name starts; `digest` means that the statement itself shows), then
`--- old` and `--- new` with the text before and after. The text before must occur exactly once, so
a mutant cannot rot unseen. What the last run said of each stands in proofs/rejected.
"""
import shutil
from concurrent.futures import ThreadPoolExecutor

from . import config, digest, rejected, source, subsystems, wp
from .discharge import say
from .units import visible

FOLDER = "mutants"
SAMPLE = "sample"


class Mutant:
    def __init__(self, path):
        self.name, self.goal, self.text = path.stem, "", path.read_text()
        self.caught = "its statement shows the change"
        head, _, rest = self.text.partition("--- old\n")
        self.old, _, self.new = rest.partition("--- new\n")
        for line in head.splitlines():
            key, colon, value = line.partition(":")
            if colon and not line.startswith("#"):
                setattr(self, key.strip(), value.strip())

    def rotten(self, root=config.ROOT):
        """Why the change can not be made to the tree at `root`, or nothing."""
        path = root / self.file
        count = path.read_text().count(self.old) if path.exists() else 0
        return "" if count == 1 else f"the old text occurs {count} times in {self.file}"

    def apply(self, root):
        """Change the copy at `root`; why that is not possible, or nothing."""
        why = self.rotten(root)
        if not why:
            path = root / self.file
            path.write_text(path.read_text().replace(self.old, self.new))
        return why


def copy_tree(name):
    root = config.BUILD / "mutants" / name
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for folder in rejected.FOLDERS:
        shutil.copytree(config.ROOT / folder, root / folder)
    return root


def judge_statement(mutant, root):
    """The same for a mutant that only the digest of statements can show."""
    before = digest.digest([mutant.file])
    after = digest.digest_of([source.Source(mutant.file, (root / mutant.file).read_text())])
    changed = [s for s in before if before[s] != after.get(s)]
    known = any(s.endswith(f" {mutant.function}") for s in changed)
    return "" if known else "no statement shows a change"


def judge(mutant, root):
    """Why the mutant survives, or nothing."""
    if mutant.goal == "digest":
        return judge_statement(mutant, root)
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


def attempt(mutant):
    """Why a mutant survives, or nothing."""
    root = copy_tree(mutant.name)
    try:
        return mutant.apply(root) or judge(mutant, root)
    finally:
        shutil.rmtree(root)


def sample(found):
    """The first mutant of each subsystem."""
    return [next(m for m in found if m.file in files) for files in subsystems.read().values()
            if any(m.file in files for m in found)]


def choose(found, names):
    if names == [SAMPLE]:
        return sample(found)
    unknown = set(names) - {m.name for m in found}
    if unknown:
        raise config.GateError(f"no mutant {sorted(unknown)[0]} in proofs/{FOLDER}")
    return [m for m in found if not names or m.name in names]


def read():
    return [Mutant(p) for p in sorted((config.PROOFS / FOLDER).glob("*.mutant"))]


def check():
    """Mutants that the code has left behind."""
    found = [(m.name, m.rotten()) for m in read()]
    return [f"proofs/{FOLDER}/{name}.mutant: {why}" for name, why in found if why]


def run(names):
    """Try the named mutants, one of each subsystem, or all; True if the proof rejects each."""
    found = read()
    chosen = choose(found, names)
    results = {}
    with ThreadPoolExecutor(config.CORES) as pool:
        for number, (mutant, why) in enumerate(zip(chosen, pool.map(attempt, chosen)), 1):
            results[mutant] = not why
            say(f"[{number}/{len(chosen)}] {mutant.name}: "
                + (f"SURVIVED: {why}" if why else f"rejected: {mutant.caught}"))
    if names != [SAMPLE]:
        rejected.record(results)
    say(f"{sum(results.values())} of {len(chosen)} mutants rejected")
    return all(results.values()) and bool(chosen)
