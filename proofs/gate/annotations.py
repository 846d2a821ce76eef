"""Checks how contracts and logic are written: nothing missing, unnamed, unproved or unseen.

An annotation that the parser takes for a comment, a contract without termination, a logic function
that is defined by itself: each of them proves too much, and none of them shows in a goal.
"""
import re

from . import source, units
from .banned import reaches
from .lexer import flat

ORDER = ["requires", "terminates", "exits", "assigns", "ensures"]
NAMED = {"requires", "ensures", "lemma", "assert", "check", "invariant"}
FIXED = {"terminates": "terminates \\true ;", "exits": "exits \\false ;"}
REFUSED = {"axiom", "axiomatic", "admit", "inductive", "behavior", "assumes", "complete",
           "disjoint", "calls", "allocates", "frees", "decreases", "import", "include", "model",
           "module", "reads", "global", "strong", "weak", "type", "pragma", "for"}
KEYWORDS = {"loop", "variant", "predicate", "logic", "old", "at", "if", "else", "while", "for",
            "do", "return", "break", "continue", "switch", "case", "default", "static", "const",
            "struct", "enum", "typedef", "extern", "inline", "sizeof", "void", "unsigned"}
LOGIC_KINDS = {"predicate", "logic", "lemma", "ghost"}
NEAR_MISS = re.compile(r"/[*/][*/]*\s+@|/[*/][*/]+@")
LOOKS_LIKE = re.compile(r"/[*/]\s*(requires|ensures|assigns|terminates|exits|loop invariant|"
                        r"loop assigns|loop variant|predicate|lemma|logic|ghost|assert)\b[^.]*;")


class Findings(list):
    def add(self, path, line, what):
        self.append(f"{path}:{line}: {what}")


def check_comments(path, file, found):
    for comment in file.comments:
        if NEAR_MISS.match(comment.text) or LOOKS_LIKE.match(comment.text):
            found.add(path, comment.line, "a comment that was meant as an annotation?")


def check_refused(path, clause, found):
    """Words by which something is believed, or that this kernel does not use."""
    for i, token in enumerate(clause):
        member = i > 0 and clause[i - 1].text == "."
        named = i + 1 < len(clause) and clause[i + 1].text == ":"
        if token.kind == "id" and token.text in REFUSED and not member and not named:
            found.add(path, token.line, f"{token.text} in an annotation")


def is_named(clause, at):
    return len(clause) > at + 1 and clause[at].kind == "id" and clause[at + 1].text == ":"


def check_contract(path, function, found):
    """Clauses in their order, termination demanded, every condition named."""
    clauses = function.clauses()
    kinds = [c[0].text for c in clauses]
    for clause in clauses:
        kind, line = clause[0].text, clause[0].line
        if kind not in ORDER:
            found.add(path, line, f"{function.name}: a clause that starts with {kind!r}")
        elif kind in NAMED and not is_named(clause, 1):
            found.add(path, line, f"{function.name}: a {kind} clause without a name")
        elif kind in FIXED and flat(clause) != FIXED[kind]:
            found.add(path, line, f"{function.name}: {flat(clause)}")
        check_refused(path, clause, found)
    for kind in ("terminates", "exits", "assigns"):
        if kinds.count(kind) != 1:
            found.add(path, function.line, f"{function.name}: {kinds.count(kind)} {kind} clauses")
    places = [ORDER.index(k) for k in kinds if k in ORDER]
    if places != sorted(places):
        found.add(path, function.line, f"{function.name}: clauses not in the order "
                                       + ", ".join(ORDER))


def check_body(path, function, found):
    for token in function.body or []:
        if token.kind != "acsl" or token.text == "ghost":
            continue
        for clause in source.split_clauses(token.body):
            words = [t.text for t in clause[:2]]
            at = 2 if words[0] == "loop" else 1
            kind = words[1] if words[0] == "loop" and len(words) > 1 else words[0]
            if kind in NAMED and not is_named(clause, at):
                found.add(path, clause[0].line, f"{function.name}: a {kind} without a name")
            check_refused(path, clause, found)


def check_logic(path, file, found):
    for kind, name, clause in file.logic:
        line = clause[0].line
        if kind not in LOGIC_KINDS:
            found.add(path, line, f"{kind} {name}")
            continue
        texts = [t.text for t in clause]
        if kind in ("predicate", "logic") and "=" not in texts:
            found.add(path, line, f"{kind} {name} has no definition")
        if kind == "ghost":
            if "(" in texts:
                found.add(path, line, "a ghost function")
            continue
        # a field of the same name is another thing
        uses = [i for i, t in enumerate(texts) if t == name and texts[i - 1] not in (".", "->")]
        if kind != "lemma" and len(uses) != 1:
            found.add(path, line, f"{kind} {name} is defined by itself, or its name is reused")
        check_refused(path, clause, found)


def check_macros(path, file, found):
    """Macros are expanded in annotations too: none may stand for a word that is refused there."""
    for name, token in file.macros.items():
        check_refused(path, token.body[2:], found)
        if name in set(ORDER) | NAMED | REFUSED | KEYWORDS:
            found.add(path, token.line, f"a macro named {name}")


def check_defined_once(files, found):
    """Recursion through several definitions needs a name to be used before it is defined."""
    seen = {}
    for path in files:
        for kind, name, clause in source.load(path).logic:
            if kind in ("predicate", "logic"):
                if name in seen and seen[name] != path:
                    found.add(path, clause[0].line, f"{name} is defined in {seen[name]} too")
                seen[name] = path


def check_lemma_order(files, found):
    """A lemma is proved from those before it in the file that proves it: never in a circle."""
    proved = [f for f in files if f.endswith(".c")]
    graph = {}
    for path in files:
        home = path if path in proved else units.owner(path, proved)
        before = source.closure(home) if home else []
        if path in before and has_lemma(path):
            graph[path] = {h for h in before[:before.index(path)] if has_lemma(h)}
    for path in sorted(graph):
        if reaches(graph, path, path):
            found.add(path, 1, "its lemmas may be proved from each other: order the includes")


def has_lemma(path):
    return any(kind == "lemma" for kind, _, _ in source.load(path).logic)


def check_missing(files, found):
    """Every function of the kernel has one contract."""
    contracts, first = {}, {}
    for path in files:
        for function in source.load(path).functions:
            first.setdefault(function.name, (path, function.line))
            if function.contract:
                contracts.setdefault(function.name, []).append(path)
    for name in sorted(first):
        if name not in contracts:
            found.add(*first[name], f"{name} has no contract")
        elif len(contracts[name]) > 1:
            found.add(*first[name], f"{name} has {len(contracts[name])} contracts")


def check(files):
    """Everything that is wrong with the annotations of these files, as `file:line: what`."""
    found = Findings()
    for path in files:
        file = source.load(path)
        check_comments(path, file, found)
        check_logic(path, file, found)
        check_macros(path, file, found)
        for token in file.stray:
            found.add(path, token.line, "an annotation that belongs to nothing")
        for function in file.functions:
            if function.contract:
                check_contract(path, function, found)
            check_body(path, function, found)
    check_defined_once(files, found)
    check_lemma_order(files, found)
    check_missing(files, found)
    return sorted(found)


def axioms(files):
    return count(files, {"axiom", "axiomatic", "inductive"})


def admits(files):
    return count(files, {"admit"})


def count(files, words):
    """How often annotations of these files use one of the words."""
    total, todo = 0, [t for p in files for t in source.load(p).tokens]
    while todo:
        token = todo.pop()
        if token.kind == "acsl":
            total += sum(t.text in words for t in token.body)
            todo += token.body
    return total
