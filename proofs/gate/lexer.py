"""Splits C and ACSL text into tokens, before the preprocessor.

Comments vanish, annotations become one token that holds tokens of its own, and so does each
preprocessor line. Macros stay as they are written: the checks want to see what the author wrote.
"""
import re

OPERATORS = ["<==>", "==>", "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==",
             "!=", "&&", "||", "^^", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "..", "##"]
TOKEN = re.compile(r"(?P<id>\\?[A-Za-z_]\w*)"
                   r"|(?P<num>\d(?:[\w]|\.(?!\.))*)"
                   r"|(?P<str>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')"
                   r"|(?P<op>" + "|".join(re.escape(o) for o in OPERATORS) + r"|\S)")
SPACE = re.compile(r"(?:[ \t\r\f\v]|\\\n)+")


class Token:
    """kind: id, num, str, op, acsl (body: tokens, ghost code included) or pp (body: tokens)."""

    def __init__(self, kind, text, line, body=None):
        self.kind, self.text, self.line, self.body = kind, text, line, body

    def __repr__(self):
        return f"{self.kind}:{self.text}@{self.line}"


class Comment:
    """A plain comment; the checks look for annotations that were meant to be there."""

    def __init__(self, text, line):
        self.text, self.line = text, line


class Scan:
    """Reads one text; `tokens` and `comments` are the result."""

    def __init__(self, text, line=1, acsl=False):
        self.text, self.at, self.line, self.acsl = text, 0, line, acsl
        self.tokens, self.comments, self.fresh = [], [], True

    def run(self):
        while self.at < len(self.text):
            self.step()
        return self

    def take(self, length):
        part = self.text[self.at:self.at + length]
        self.at += length
        self.line += part.count("\n")
        return part

    def step(self):
        rest, line = self.text, self.line
        if rest.startswith("\n", self.at):
            self.take(1)
            self.fresh = True
        elif space := SPACE.match(rest, self.at):
            self.take(len(space[0]))
        elif rest.startswith(("/*", "//"), self.at):
            self.comment(line)
        elif rest.startswith("#", self.at) and self.fresh and not self.acsl:
            self.directive(line)
        elif self.acsl and rest.startswith("@", self.at):
            self.take(1)
        else:
            token = TOKEN.match(rest, self.at)
            self.take(len(token[0]))
            self.tokens.append(Token(token.lastgroup, token[0], line))
            self.fresh = False

    def comment(self, line):
        if self.text.startswith("//", self.at):
            end = self.text.find("\n", self.at)
            end = len(self.text) if end < 0 else end
            whole = self.take(end - self.at)
            inner = whole[2:]
        else:
            end = self.text.find("*/", self.at + 2)
            end = len(self.text) if end < 0 else end + 2
            whole = self.take(end - self.at)
            inner = whole[2:-2]
        if inner.startswith("@") and not self.acsl:
            body = Scan(inner[1:], line, acsl=True).run().tokens
            self.tokens.append(Token("acsl", body[0].text if body else "", line, body))
        else:
            self.comments.append(Comment(whole, line))

    def directive(self, line):
        end = re.compile(r"(?:\\\n|/\*(?s:.*?)\*/|[^\n])*").match(self.text, self.at).end()
        whole = self.take(end - self.at)
        inner = Scan(whole[1:], line, acsl=True).run()
        self.comments += inner.comments
        body = inner.tokens
        self.tokens.append(Token("pp", body[0].text if body else "", line, body))


def scan(text):
    return Scan(text).run()


def flat(tokens):
    """Text of tokens with single spaces, annotations and directives included."""
    out = []
    for token in tokens:
        if token.body is None:
            out.append(token.text)
        else:
            out.append(("/*@" if token.kind == "acsl" else "#") + " " + flat(token.body))
            out.append("*/" if token.kind == "acsl" else "\n")
    return " ".join(out)
