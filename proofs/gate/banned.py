"""Refuses C on which the prover is unsound or blind, before any goal is believed.

kernel/ is written in a small C: unsigned integers of stated width, arrays, structures, loops. What
is not in it is refused here token by token, in code, in macros and in ghost code alike, so the
checks see what the author wrote and not what a preprocessor made of it.
"""
import re

from . import source
from .lexer import flat

WORDS = {
    "union": "a union: WP reads its members as if they did not share memory",
    "goto": "goto", "asm": "inline assembly", "volatile": "volatile",
    "float": "floating point", "double": "floating point", "register": "register",
    "restrict": "a pointer", "setjmp": "setjmp", "longjmp": "longjmp", "_Generic": "_Generic",
    "_Pragma": "a pragma", "_Alignas": "_Alignas", "_Atomic": "_Atomic",
    "int": "a signed type", "long": "a signed type", "short": "a signed type",
    "char": "a type whose sign the compiler chooses", "signed": "a signed type",
    "int8_t": "a signed type", "int16_t": "a signed type", "int32_t": "a signed type",
    "int64_t": "a signed type", "uintptr_t": "an address as a number",
    "uint8_t": "a type that promotes to a signed one",
    "uint16_t": "a type that promotes to a signed one"}
BITS = {"&", "|", "^", "~", "<<", ">>", "&=", "|=", "^=", "<<=", ">>="}
TYPES = {"void", "unsigned", "const", "struct", "enum", "bool", "_Bool"}
CONTROL = {"if", "while", "for", "switch", "return", "sizeof"}
WINDOW_H = "kernel/window.h"
JOIN = ("kernel/bits.h", "|")  # what no arithmetic does, in the one place for it
ACCESSOR = re.compile(r"\w+_window \[ own(?:_\w+)? \( .* \) \]$")
IN_BODY = {"loop", "assert", "check", "ghost"}


class Findings(list):
    def add(self, path, line, what):
        self.append(f"{path}:{line}: {what}")


def accessors(files):
    """Macros that reach a window through own(), by name; the only way for code to reach one."""
    found = {}
    for path in files:
        for name, token in source.load(path).macros.items():
            body = flat(macro_body(token))
            if ACCESSOR.match(body):
                found[name] = body.split(" ", 1)[0]
    return found


def macro_body(token):
    """Tokens of a #define after its name and parameters."""
    tokens = token.body[2:]
    if tokens and tokens[0].text == "(":
        stop = next((i for i, t in enumerate(tokens) if t.text == ")"), len(tokens))
        return tokens[stop + 1:]
    return tokens


def ghost_body(token):
    return token.body[1:] if token.text == "ghost" else []


def code_tokens(tokens):
    """Tokens of code, ghost code included, other annotations and directives left out."""
    for token in tokens:
        if token.kind == "acsl":
            yield from ghost_body(token)
        elif token.kind != "pp":
            yield token


def check_words(path, tokens, found):
    for token in tokens:
        if token.kind != "id" or path == WINDOW_H:
            continue
        if token.text in WORDS:
            found.add(path, token.line, WORDS[token.text])
        elif token.text.startswith("__") or token.text.startswith("_Static"):
            found.add(path, token.line, f"the reserved name {token.text}")


def is_type(token):
    return token.text in TYPES or token.text.endswith("_t")


def check_operators(path, tokens, found):
    """Pointers, addresses, masks and shifts."""
    if path == WINDOW_H:
        return
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        if token.kind != "op":
            continue
        if token.text == "->" or token.text in ("...", "##"):
            found.add(path, token.line, f"a {token.text}")
        elif token.text in BITS and (path, token.text) != JOIN:
            unary = token.text == "&" and not is_operand(before)
            found.add(path, token.line, "the address of an object" if unary
                      else f"the operator {token.text}: use / and %")
        elif token.text == "*" and (not is_operand(before) or is_type(before)
                                    or is_tag(tokens, i - 1)):
            found.add(path, token.line, "a pointer")
        elif token.text == "%" and not unsigned(tokens[i + 1:i + 2]):
            found.add(path, token.line, "a remainder by what is no plain unsigned constant")


def is_operand(token):
    return token is not None and (token.kind in ("id", "num") or token.text in (")", "]")) \
        and token.text not in CONTROL


def is_tag(tokens, i):
    return i > 0 and tokens[i - 1].text in ("struct", "enum")


CONSTANTS = {}


def unsigned(tokens):
    """Whether a divisor is an unsigned literal, or a macro for one."""
    text = tokens[0].text if tokens else ""
    text = CONSTANTS.get(text, text)
    return re.fullmatch(r"(0[xX][\da-fA-F]+|\d+)[uU][lL]{0,2}", text) is not None


def check_windows(path, tokens, names, found):
    """Windows only through accessors, and an accessor only for one member of what it names."""
    for i, token in enumerate(tokens):
        if token.kind != "id":
            continue
        if token.text.endswith("_window"):
            found.add(path, token.line, f"{token.text} outside its accessor")
        elif token.text in names:
            after = past_call(tokens, i + 1)
            if after is None or after.text != ".":
                found.add(path, token.line, f"{token.text}(): a whole object at once")


def past_call(tokens, i):
    """The token after the parenthesis that opens at i."""
    depth = 0
    while i < len(tokens):
        depth += {"(": 1, ")": -1}.get(tokens[i].text, 0)
        i += 1
        if depth == 0:
            return tokens[i] if i < len(tokens) else None
    return None


def check_annotations(path, function, found):
    """In a body only loop annotations, assertions and ghost code."""
    for token in function.body or []:
        if token.kind == "acsl" and token.text not in IN_BODY:
            found.add(path, token.line, f"a statement contract or {token.text!r} in a body")


def check_directives(path, file, found):
    """No conditional compilation: the code that is proved is the code that runs."""
    guard = re.sub(r"\W", "_", re.sub(r"^(kernel|proofs)/", "isobar_", path)).upper()
    depth = 0
    for token in file.tokens:
        if token.kind != "pp" or path == WINDOW_H:
            continue
        rest = [t.text for t in token.body[1:]]
        opens = token.text == "ifndef" and rest == [guard] and depth == 0
        if token.text not in ("include", "define", "undef", "endif") and not opens:
            found.add(path, token.line, f"#{token.text} {' '.join(rest)}".strip())
        depth += opens
        if any(t.text in ("__FRAMAC__", "ISOBAR_WINDOW_BASE") for t in token.body):
            found.add(path, token.line, "code that depends on who reads it")


def check_calls(files, found):
    """No recursion, and no function used as a value."""
    graph, where, macros = {}, {}, {}
    for path in files:
        macros.update(source.load(path).macros)
    names = {f.name for p in files for f in source.load(p).functions}
    for path in files:
        for function in source.load(path).functions:
            tokens = list(code_tokens(function.body or []))
            graph.setdefault(function.name, set()).update(called(tokens, names, macros, set()))
            where[function.name] = (path, function.line)
            for i, token in enumerate(tokens):
                if token.text in names and token.kind == "id" and (
                        i + 1 == len(tokens) or tokens[i + 1].text != "("):
                    found.add(path, token.line, f"{token.text} used as a value")
    for name in sorted(graph):
        if reaches(graph, name, name):
            found.add(*where[name], f"{name} calls itself, directly or not")


def called(tokens, names, macros, seen):
    result = set()
    for token in tokens:
        if token.text in names:
            result.add(token.text)
        elif token.text in macros and token.text not in seen:
            seen.add(token.text)
            result |= called(macro_body(macros[token.text]), names, macros, seen)
    return result


def reaches(graph, start, goal):
    seen, todo = set(), [start]
    while todo:
        for callee in graph.get(todo.pop(), ()):
            if callee == goal:
                return True
            if callee not in seen:
                seen.add(callee)
                todo.append(callee)
    return False


def check(files):
    """Everything that is banned in these files, as `file:line: what`."""
    found = Findings()
    names = accessors(files)
    for path in files:
        for name, token in source.load(path).macros.items():
            CONSTANTS[name] = flat(macro_body(token))
    for path in files:
        file = source.load(path)
        check_directives(path, file, found)
        code = list(code_tokens(file.tokens))
        macros = [t for m in file.macros.values() for t in macro_body(m)]
        check_words(path, code + macros, found)
        for tokens in [code] + [macro_body(m) for m in file.macros.values()]:
            check_operators(path, tokens, found)
        check_windows(path, window_code(file, names), names, found)
        for function in file.functions:
            check_annotations(path, function, found)
    check_calls(files, found)
    return sorted(set(found))


def window_code(file, names):
    """Code in which a window may not be named: bodies less ghost code, and the macros they use."""
    tokens, used = [], set()
    for function in file.functions:
        body = [t for t in function.body or [] if t.body is None]
        tokens += body
        used |= {t.text for t in body}
    for name, token in file.macros.items():
        if name in used and name not in names:
            tokens += macro_body(token)
    return tokens
