"""Writes the abstract kernel from the kernel's headers: state, invariants, what a step may do.

    spec.py PAGES

The invariants are what `wf` says, unfolded; the words are what the specification of kernel_enter
says, unfolded as far as the pages of the calls do not. So nothing is on these pages that the
theorem does not need, and all that it needs is there.
"""
import sys
from pathlib import Path

import headers
import rst

INVARIANT, ENTRY = "wf", "kernel_enter"
ELSEWHERE = ("call", "error")  # enums that the pages of the calls are about


class Spec:
    def __init__(self):
        self.headers = headers.read_all()
        self.order = headers.layers(self.headers)
        self.defined = {i.names[0]: i for h in self.headers.values() for i in h.logic
                        if i.kind != "lemma"}
        self.functions = {f.name: f for h in self.headers.values() for f in h.functions}
        self.entry = self.functions[ENTRY]
        calls = [f.contract for f in self.functions.values() if self.is_call(f.path)]
        self.invariants = self.unfold(self.defined[INVARIANT].text)
        self.all = self.unfold(self.entry.contract, *calls)
        self.told = set()  # headers whose prose a page has shown

    @staticmethod
    def is_call(path):
        return path.parent.name == "syscall"

    def unfold(self, *texts):
        """The names of all logic that these texts need."""
        found, todo = set(), list(texts)
        while todo:
            new = headers.words(todo.pop()) & self.defined.keys() - found
            found |= new
            todo += [self.defined[name].text for name in new]
        return found

    def section(self, path, mark="-"):
        """The heading of what a header says, with its prose where that is new."""
        about, rest = self.headers[path].about()
        page = f"/calls/{path.stem}" if self.is_call(path) else f"/modules/{path.stem}"
        out = [rst.title(f"{path.stem}: {about}", mark), f":doc:`{path} <{page}>`\n"]
        if path not in self.told and rest:
            out += [rest, ""]
        self.told.add(path)
        return out

    def definitions(self, path, names):
        """The definitions of a header that have these names, with the prose beside them."""
        out, group = [], []

        def flush():
            if group:
                text = "\n".join(commented(item) for item in group).strip("\n")
                out.append(rst.acsl(text, self.all, [item.names[0] for item in group]))
                group.clear()

        for item in self.headers[path].logic:
            if item.names[0] in names and item.kind != "lemma":
                if item.lead:
                    flush()
                    out.extend([headers.prose(item.lead), ""])
                group.append(item)
        flush()
        return out

    def contract(self, function):
        return rst.acsl(f"{function.contract}\n{function.prototype};", self.all)


def commented(item):
    """A definition with the lines of prose above it."""
    lines = "".join(f"\n// {line}" for line in item.comment.splitlines())
    return f"{lines}\n{item.text}" if lines else item.text


def needed(spec):
    """The declarations that the specification speaks of, and those that these need, by header."""
    known = {}
    for header in spec.headers.values():
        for item in header.declarations:
            for name in item.names:
                known.setdefault(name, []).append(item)
    texts = [spec.defined[name].text for name in spec.all] + [spec.entry.contract]
    texts += [f.contract for f in spec.functions.values() if spec.is_call(f.path)]
    found = []
    while texts:
        for name in headers.words(texts.pop()):
            for item in known.pop(name, []):
                if item not in found and not (item.kind == "code" and item.names[0] in ELSEWHERE
                                              and item.text.startswith("enum")):
                    found.append(item)
                    texts.append(item.text)
    return found


def state_page(spec):
    out = [rst.title("State", "="),
           "Every variable, window, type and constant that the specification speaks of, from the",
           "bottom up. *Ghost* state exists in the proof only. Calls and errors are listed in",
           ":doc:`/calls`.\n"]
    items = needed(spec)
    for path in spec.order:
        here = sorted((i for i in items if i.path == path), key=lambda item: item.line)
        if not here:
            continue
        out += spec.section(path)
        code = []
        for item in here:
            if item.comment:
                out += [rst.block("\n".join(code))] if code else []
                out += [headers.prose(item.comment), ""]
                code = []
            code.append(item.text)
        out += [rst.block("\n".join(code))]
    return out


def invariants_page(spec):
    out = [rst.title("Invariants", "="),
           f"What is true before and after every entry: :ref:`{INVARIANT} <{INVARIANT}>`, unfolded",
           "from the top down. Each conjunct is one named fact about arrays.\n"]
    for path in reversed(spec.order):
        text = spec.definitions(path, spec.invariants)
        if text:
            out += spec.section(path) + text
    return out


def step_page(spec):
    function = spec.entry
    names = spec.all - spec.invariants
    out = [rst.title("One step", "="),
           "Each entry into the kernel is one atomic step from a state *A* to a state *B*, and no",
           "more is claimed of it than this.\n", *spec.section(function.path),
           headers.prose(function.comment), "", spec.contract(function),
           *spec.definitions(function.path, names)]
    return out


def words_page(spec):
    names = spec.all - spec.invariants
    out = [rst.title("Words", "="),
           "What the specifications of several calls say with the same words, and what these words",
           "are made of, from the top down. *A* is the state before a step, *B* the one after.\n"]
    for path in reversed(spec.order):
        text = [] if spec.is_call(path) or path == spec.entry.path else \
            spec.definitions(path, names)
        if text:
            out += spec.section(path) + text
    return out


def main(pages):
    spec = Spec()
    (pages / "spec").mkdir(exist_ok=True)
    for name, page in (("state", state_page), ("invariants", invariants_page),
                       ("step", step_page), ("words", words_page)):
        (pages / "spec" / f"{name}.rst").write_text("\n".join(page(spec)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
