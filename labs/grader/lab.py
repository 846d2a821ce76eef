"""A lab: where its files are, its exercises, its reference in the kernel, its student's file.

The reference is this tree's kernel. Where the tree is a git checkout, the kernel files that a lab
rests on must be those committed, or the reference would be whatever the student made of it.
"""
import hashlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

from . import source

ROOT = Path(__file__).resolve().parents[2]
LABS = ROOT / "labs"


class Misuse(Exception):
    """One line for whoever called the grader wrongly, or gave it a file that is not C."""


class Lab:
    def __init__(self, number):
        self.number = number
        self.folder = LABS / f"lab{number}"
        data = tomllib.loads((self.folder / "lab.toml").read_text())
        self.title = data["title"]
        self.source = ROOT / data["source"]
        self.header = ROOT / data["header"]
        self.invariant = data["invariant"]
        self.functions = data["functions"]
        self.callees = data["callees"]
        self.floor = data["floor"]
        self.timeout = data["timeout"]
        self.exercises = {e["id"]: e for e in data["exercise"]}
        self.goals = tomllib.loads((self.folder / "goals.toml").read_text())

    @property
    def work(self):
        return self.folder / self.source.name

    def reference(self):
        return self.source.read_text()

    def starter(self):
        fillers = {i: iter(e["starter"]) for i, e in self.exercises.items()}
        found = source.regions(source.parse(self.reference(), self.number))
        return source.cut(self.reference(), self.number, [next(fillers[r.exercise]) for r in found])

    def create_work(self):
        """The student's copy of the starter; an existing one is never touched."""
        if self.work.exists():
            return False
        self.work.write_text(self.starter())
        return True

    def exercise_of(self, function):
        return next((e for e in self.exercises.values() if e["function"] == function), None)

    def headers(self):
        """The kernel headers that the lab's file includes, directly or not."""
        found, todo = set(), [self.source]
        while todo:
            for name in re.findall(r'(?m)^#include "([^"]+)"', todo.pop().read_text()):
                path = self.source.parent / name
                if path not in found:
                    found.add(path)
                    todo.append(path)
        return sorted(found)

    def callable_names(self):
        """Every function and function-like macro of the kernel's headers and of the lab's file."""
        names = set()
        for path in [*ROOT.glob("kernel/*.h"), self.source]:
            text = path.read_text()
            names |= set(re.findall(r"(?m)^#define (\w+)\(", text))
            names |= set(re.findall(r"(?m)^(?:\w+ )+\*?(\w+)\(", text))
        return names

    def required_goals(self):
        """Names that the goals of each function must include, from the contracts of the header."""
        required = set()
        for contract, name in re.findall(r"/\*@(.*?)\*/\s*(?:static inline )?\w+ (\w+)\(",
                                         self.header.read_text(), re.S):
            if name in self.functions:
                clauses = re.findall(r"\bensures (\w+):", contract.rsplit("/*@", 1)[-1])
                required |= {f"{name}_ensures_{c}" for c in clauses}
                required |= {f"{name}_terminates", f"{name}_exits"}
        return required

    def digest(self):
        """Identifies the reference: what is given in the lab's file, and its headers."""
        given = [p[1] for p in source.parse(self.reference(), self.number)
                 if not isinstance(p, source.Region)]
        text = "\n".join(given) + "".join(p.read_text() for p in self.headers())
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def changed_reference(self):
        """A kernel file that this lab rests on and that differs from the committed one, or None."""
        git = shutil.which("git")
        paths = [p.relative_to(ROOT) for p in (self.source, *self.headers())]
        command = [git, "-C", str(ROOT), "diff", "--name-only", "HEAD", "--", *map(str, paths)]
        if not git:
            return None
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout.split("\n")[0] or None if done.returncode == 0 else None


def numbers():
    return sorted(int(p.parent.name[3:]) for p in LABS.glob("lab[0-9]*/lab.toml"))


def find(text):
    if not text.isdigit() or int(text) not in numbers():
        known = ", ".join(map(str, numbers()))
        raise Misuse(f"there is no lab {text}; there is: {known}")
    return Lab(int(text))
