"""Split a region into tokens the way a C compiler and Frama-C would, annotations included.

What the two could read differently (continued lines, trigraphs, odd control characters) is refused
before anything is split, so that the rules see exactly what the provers see.
"""
import re

OPS = ["<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
       "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "..", "::"]
TOKEN = re.compile(r"(?P<id>\\?[A-Za-z_]\w*)|(?P<num>\d[\w.]*?(?=\.\.|[^\w.]|$))|(?P<op>"
                   + "|".join(re.escape(o) for o in OPS) + r"|[-+*/%<>=!?:;,.(){}\[\]&|^~#@])")


class Refused(Exception):
    """What may not stand in a region: `line` is the student's, `part` a line of the verdict."""

    def __init__(self, part, line, reason):
        super().__init__(reason)
        self.part, self.line, self.reason = part, line, reason


class Token:
    def __init__(self, kind, text, line, body=None):
        self.kind = kind  # "id", "num", "op" or "annotation"
        self.text = text  # for an annotation, its first word
        self.line = line
        self.body = body  # for an annotation, its tokens


def check_characters(text, first):
    for number, line in enumerate(text.split("\n"), first):
        if re.search(r"\\\s*$", line):
            raise Refused("identity", number, "a continued line")
        if re.search(r"\?\?[=/'()!<>-]|<%|%>|<:|:>|%:", line):
            raise Refused("identity", number, "a trigraph or digraph")
        if re.match(r"[\s@]*#", line):
            raise Refused("identity", number, "a preprocessor directive")
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]", line):
            raise Refused("identity", number, "a control character")


def split(text, line, inside, nested=False):
    """Tokens of `text`, which starts at `line`; `inside` is "code" or "annotation"."""
    tokens, at = [], 0
    while at < len(text):
        rest = text[at:]
        step = len(rest) - len(rest.lstrip())
        if step:
            line += rest[:step].count("\n")
        elif inside == "code" and rest.startswith(("/*", "//", "/@")):
            step = comment(rest, line, tokens, nested)
            line += rest[:step].count("\n")
        elif inside == "annotation" and rest.startswith("//"):
            step = len(rest.split("\n", 1)[0])
        elif inside == "annotation" and rest.startswith(("/*", "*/")):
            raise Refused("identity", line, f"a {rest[:2]} inside an annotation")
        elif inside == "annotation" and rest[0] == "@":
            step = 1
        else:
            token = TOKEN.match(rest)
            if not token:
                raise Refused("identity", line, f"the character {rest[0]!r}")
            tokens.append(Token(token.lastgroup, token[0], line))
            step = token.end()
        at += step
    return tokens


def comment(rest, line, tokens, nested):
    """Skip the comment that `rest` starts with, or append it if it is an annotation; its length."""
    opening = rest[:3] if rest.startswith(("/*@", "//@")) else rest[:2]
    if opening in ("//", "//@"):
        end = len(rest.split("\n", 1)[0])
        body, length = rest[len(opening):end], end
    else:
        close = "@/" if opening == "/@" else "*/"
        end = rest.find(close, 2)
        if end < 0:
            raise Refused("identity", line, "a comment that does not end in its region")
        body, length = rest[len(opening):end], end + 2
    if opening in ("/*", "//"):
        return length
    if (opening == "/@") != nested:
        raise Refused("identity", line, f"an annotation that starts with {opening} here")
    tokens.append(annotation(body, line))
    return length


def annotation(body, line):
    start = re.match(r"[\s@]*", body).end()
    line += body[:start].count("\n")
    body = re.sub(r"@\s*$", "", body[start:])
    ghost = re.match(r"ghost\b", body)
    if ghost:
        code = re.sub(r"(?m)^([ \t]*)@(?!/)", r"\1 ", body[ghost.end():])
        return Token("annotation", "ghost", line, split(code, line, "code", nested=True))
    tokens = split(body, line, "annotation")
    return Token("annotation", tokens[0].text if tokens else "", line, tokens)
