"""What a student's region may not contain: ways out of it, and ways to be believed unproved.

A region lies inside one function body. It may hold statements, ghost statements, assertions and
loop annotations. The rules list what is allowed and refuse the rest, with a reason.
"""
from .lexer import Refused, check_characters, split

KEYWORDS = {"if", "else", "for", "while", "do", "switch", "case", "default", "break", "continue",
            "return", "sizeof", "const", "unsigned", "int", "char", "short", "long", "void"}
REFUSED = {
    "goto": "goto", "asm": "inline assembly", "union": "a union", "struct": "a type definition",
    "enum": "a type definition", "typedef": "a type definition", "extern": "a global declaration",
    "static": "a global declaration", "volatile": "volatile", "register": "register",
    "inline": "a function", "auto": "auto", "float": "floating point", "double": "floating point",
    "restrict": "a pointer", "signed": "signed arithmetic"}
UNPROVED = {"admit", "axiom", "axiomatic", "lemma", "requires", "ensures", "assumes", "behavior",
            "behaviors", "terminates", "exits", "decreases", "calls", "logic", "predicate",
            "inductive", "reads", "global", "pragma", "complete", "disjoint", "for", "allocates",
            "frees", "import", "include", "model", "returns", "breaks", "continues"}
BIT_OPS = {"&", "|", "^", "~", "<<", ">>", "&=", "|=", "^=", "<<=", ">>="}
BINDERS = {"\\forall", "\\exists", "\\let", "\\lambda"}


class Names:
    """Functions and function-like macros: those the kernel has, and those a region may call."""

    def __init__(self, callable_names, callees):
        self.all, self.allowed = set(callable_names), set(callees)


def check_region(region, names):
    """Raise Refused if the region holds something it may not."""
    check_characters(region.text, region.first)
    if region.inside == "annotation":
        for number, line in enumerate(region.lines, region.first):
            if "/*" in line or "*/" in line:
                raise Refused("identity", number, "a comment border inside an annotation")
    tokens = split(region.text, region.first, region.inside)
    if region.inside == "annotation":
        check_clauses(tokens, {"loop"})
    else:
        check_code(tokens, names)


def check_code(tokens, names, ghost=False):
    depth = {"{": 0, "(": 0, "[": 0}
    pairs = {"}": "{", ")": "(", "]": "["}
    loops = 0  # do-loops whose closing `while` is still to come
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.kind == "annotation":
            check_annotation(token, names, ghost)
        elif token.text in depth:
            depth[token.text] += 1
        elif token.text in pairs:
            depth[pairs[token.text]] -= 1
            if depth[pairs[token.text]] < 0:
                raise Refused("identity", token.line,
                              f"a {token.text} that closes what is not yours")
        elif token.kind == "id":
            check_name(token, before, after, names, ghost)
            loops = check_loop(token, before, loops)
        else:
            check_operator(token, before, after)
    if any(depth.values()):
        opened = next(d for d in depth if depth[d])
        line = tokens[-1].line
        raise Refused("identity", line, f"a {opened} that is not closed in its region")


def check_name(token, before, after, names, ghost):
    name, call = token.text, after is not None and after.text == "("
    if name in REFUSED:
        raise Refused("identity", token.line, REFUSED[name])
    if name.startswith("_"):
        raise Refused("identity", token.line, f"the reserved name {name}")
    if name.endswith("_window"):
        raise Refused("identity", token.line, f"{name}: code reaches windows by PAGE() only")
    if ghost and name in ("return", "break", "continue", "case", "default", "switch"):
        raise Refused("trust", token.line, f"{name} in ghost code, which may not steer real code")
    if name in KEYWORDS:
        return
    if call and before is not None and before.kind == "id" and before.text not in (
            "return", "else", "do"):
        part = "trust" if ghost else "identity"
        what = "a ghost prototype" if ghost else "a prototype"
        raise Refused(part, token.line, f"{what}: {before.text} {name}(")
    if call and name not in names.allowed:
        raise Refused("trust", token.line, f"a call of {name}, which is not on the lab's list")
    if not call and name in names.all:
        raise Refused("trust", token.line, f"{name} used as a value")


def check_loop(token, before, loops):
    if token.text not in ("for", "while", "do"):
        return loops
    has_variant = before is not None and before.kind == "annotation" and any(
        t.text == "variant" for t in before.body)
    if token.text == "while" and loops and not has_variant:
        return loops - 1
    if not has_variant:
        raise Refused("trust", token.line,
                      "a loop without a loop variant: nothing shows that it ends")
    return loops + (token.text == "do")


def is_type(token):
    return token.kind == "id" and (token.text.endswith("_t") or token.text in KEYWORDS)


def check_operator(token, before, after):
    if token.text in BIT_OPS:
        raise Refused("identity", token.line,
                      f"the operator {token.text}: the kernel has no pointers, masks or shifts")
    if token.text in ("#", "@", "->", "..", "...", "::"):
        raise Refused("identity", token.line, f"a {token.text}")
    if token.text == "*":
        factor = before is not None and after is not None and not is_type(before) and (
            before.kind in ("id", "num") or before.text in (")", "]")) and (
            after.kind in ("id", "num") or after.text == "(")
        if not factor:
            raise Refused("identity", token.line, "a pointer")


def check_annotation(token, names, ghost):
    if token.text == "ghost":
        if ghost:
            raise Refused("trust", token.line, "ghost code inside ghost code")
        check_code(token.body, names, ghost=True)
    elif token.text in UNPROVED:
        unproved(token)
    elif token.text in ("loop", "assert", "check"):
        check_clauses(token.body, {"loop", "assert", "check"})
    else:
        raise Refused("identity", token.line, f"an annotation that starts with {token.text!r}")


def unproved(token):
    believed = ("admit", "axiom", "axiomatic", "lemma", "calls", "pragma")
    part = "trust" if token.text in believed else "identity"
    what = {"admit": "admit: it is believed, not proved",
            "requires": "requires: a contract", "ensures": "ensures: a contract"}
    raise Refused(part, token.line, what.get(token.text, f"{token.text} in an annotation"))


def check_clauses(tokens, starts):
    """Each clause starts with one of `starts`; those of loops are invariant, assigns, variant."""
    binders, clause = 0, []
    for i, token in enumerate(tokens):
        member = i > 0 and tokens[i - 1].text == "."
        if token.kind == "id" and token.text in UNPROVED and not member:
            unproved(token)
        binders += token.text in BINDERS
        if token.text != ";":
            clause.append(token)
        elif binders:
            binders -= 1
        else:
            check_clause(clause, starts)
            clause = []
    if clause:
        raise Refused("identity", clause[0].line, "a clause that does not end with a semicolon")


def check_clause(clause, starts):
    words = [t.text for t in clause[:3]]
    if words[:1] == ["check"] and words[1:2] == ["loop"]:
        words, clause = words[1:], clause[1:]
    if not words or words[0] not in starts:
        line = clause[0].line if clause else 0
        raise Refused("identity", line, f"an annotation clause that starts with {words[:1]}")
    if words[0] == "loop" and words[1:2] not in (["invariant"], ["assigns"], ["variant"]):
        raise Refused("trust", clause[0].line, f"the clause loop {words[1] if words[1:] else ''}")
    for token in clause[2 if words[0] == "loop" else 1:]:
        if token.text in ("invariant", "assigns", "variant", "loop", "ghost"):
            raise Refused("identity", token.line, f"{token.text} inside another clause")
