"""The kernel's headers taken apart: prose, declarations, logic, and functions with contracts.

Nothing here knows what any header is about: what there is is found by looking.
"""
import re
from dataclasses import dataclass, field
from pathlib import Path

from rst import escape

KERNEL = Path("kernel")
CONTRACT = re.compile(r"/\*@\s*(requires|terminates|assigns|ensures|exits|behavior)\b")
LOGIC = re.compile(r"\s*(predicate|logic|lemma)\s")
NAME = re.compile(r"\s*(?:predicate|lemma|logic\s+\w+)\s+(\w+)")
WORD = re.compile(r"(?<![\w.])\\?[A-Za-z_]\w*")  # but no member of a structure
FUNCTION = re.compile(r"(?:^|\n)((?:[\w*]+[ \n]+\**)+(\w+)\([^()]*\))\s*[;{]")


@dataclass
class Item:
    """A declaration of C or ghost code, or a definition of logic."""

    kind: str
    names: list
    text: str
    path: Path
    line: int
    comment: str = ""  # what the header says right before it
    lead: str = ""  # of logic: the comment before the annotation that it begins


@dataclass
class Function:
    name: str
    prototype: str
    comment: str
    contract: str
    path: Path
    line: int


@dataclass
class Header:
    path: Path
    head: str = ""
    includes: list = field(default_factory=list)
    declarations: list = field(default_factory=list)
    logic: list = field(default_factory=list)
    annotations: list = field(default_factory=list)  # the same, as they are written
    functions: list = field(default_factory=list)

    def add(self, kind, names, text, line, comment):
        self.declarations.append(Item(kind, names, text, self.path, line, comment))

    def about(self):
        """What the head begins with, and the rest of it, both without the file's name."""
        first, _, rest = plain(self.head).partition("\n\n")
        return first.split(": ", 1)[-1].replace("\n", " ").rstrip("."), escape(rest)


def plain(comment):
    """The words of a comment."""
    body = re.sub(r"^/\*@?|\*/$", "", comment.strip())
    return "\n".join(re.sub(r"^\s*\*? ?", "", line) for line in body.strip().splitlines()).strip()


def prose(comment):
    """The words of a comment as reStructuredText."""
    return escape(plain(comment))


def words(text):
    """The identifiers of C or ACSL, comments left out."""
    return set(WORD.findall(re.sub(r"/\*(?!@).*?\*/|//(?!@)[^\n]*", " ", text, flags=re.S)))


def code_end(text, at):
    """Where a declaration that starts here ends, with a comment behind it on its line."""
    depth = 0
    start = at
    while at < len(text):
        if text.startswith("/*", at):
            at = text.index("*/", at) + 1
        elif text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0 and re.search(r"\)\s*\{", text[start:at]):
                return at + 1
        elif text[at] == ";" and depth == 0:
            behind = re.compile(r";[ \t]*/\*[^@].*?\*/", re.S).match(text, at)
            return behind.end() if behind else at + 1
        at += 1
    return at


def pieces(text):
    """(kind, text, position) of each comment, annotation, directive and declaration."""
    at = 0
    while at < len(text):
        start = at
        if text[at].isspace():
            at += 1
            continue
        if text.startswith("/*", at):
            kind = "annotation" if text.startswith("/*@", at) else "comment"
            at = text.index("*/", at) + 2
        elif text.startswith("//", at):
            kind, at = "note", text.index("\n", at)
        elif text[at] == "#":
            kind, at = "directive", re.compile(r"(?:[^\\\n]|\\.)*", re.S).match(text, at).end()
        else:
            kind, at = "code", code_end(text, at)
        yield kind, text[start:at], start


def declared(text):
    """The names that a declaration gives to something: tag, enumerators, variable or type."""
    bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    window = re.match(r"\s*WINDOW\([^,]*,\s*(\w+)", bare)
    if window:
        return [window[1]]
    names = re.findall(r"\b(?:struct|enum)\s+(\w+)\s*\{", bare)
    body = re.search(r"\benum\b[^{;]*\{(.*?)\}", bare, re.S)
    if body:
        names += re.findall(r"(\w+)\s*(?:=[^,]*)?(?:,|$)", body[1].strip())
    elif not names:
        names += [re.sub(r"\[.*?\]", "", part).split()[-1].strip("*")
                  for part in bare.strip().rstrip(";").split(",") if part.strip()]
    return names


def logic_items(path, annotation, line, lead):
    """The definitions of one annotation, each with the `//` lines above it."""
    found, comment, current = [], [], None
    lines = ("    " + annotation[3:-2].lstrip(" ")).splitlines()
    for number, text in enumerate(lines, line):
        if re.match(r"\s*//", text):
            comment.append(text.strip()[2:].strip())
            current = None
        elif LOGIC.match(text):
            current = Item(LOGIC.match(text)[1], [NAME.match(text)[1]], text[4:].rstrip(), path,
                           number, "\n".join(comment), "" if found else lead)
            found.append(current)
            comment = []
        elif current and text.strip():
            current.text += "\n" + text[4:].rstrip()
        else:
            current, comment = None, comment if text.strip() else []
    return found


def read(path):
    header, text = Header(path), path.read_text(encoding="utf-8")
    comment = contract = ""
    for kind, piece, at in pieces(text):
        line = text.count("\n", 0, at) + 1
        if kind == "note":
            continue
        if kind == "comment":
            header.head, comment = header.head or piece, piece if header.head else ""
            continue
        if kind == "directive":
            include = re.match(r"#\s*include \"(.*?)\"", piece)
            macro = re.match(r"#\s*define (\w+)[ (].*\S", piece, re.S)
            if include:
                header.includes.append((path.parent / include[1]).resolve())
            elif macro:
                piece = re.sub(r" {2,}\\$", " \\\\", piece, flags=re.M)
                header.add("macro", [macro[1]], piece, line, comment)
        elif kind == "annotation" and CONTRACT.match(piece):
            contract = piece
            continue
        elif kind == "annotation" and re.match(r"/\*@\s*ghost\b", piece):
            header.add("ghost", declared(re.sub(r"/\*@\s*ghost|\*/$", "", piece)), piece, line,
                       comment)
        elif kind == "annotation":
            header.annotations.append(piece)
            header.logic += logic_items(path, piece, line, comment)
        else:
            function = FUNCTION.search(piece.split("{")[0] + "{")
            if function:
                header.functions.append(Function(function[2], function[1].strip(), comment,
                                                 contract, path, line))
            else:
                header.add("code", declared(piece), piece, line, comment)
        comment = contract = ""
    return header


def read_all():
    """Every header of the kernel, by path."""
    return {path: read(path) for path in sorted(KERNEL.rglob("*.h"))}


def layers(headers):
    """The headers in an order in which each follows those that it includes."""
    order, absolute = [], {path.resolve(): path for path in headers}

    def visit(path):
        if path not in order:
            for other in headers[path].includes:
                if other in absolute:
                    visit(absolute[other])
            if path not in order:
                order.append(path)

    for path in headers:
        visit(path)
    return order
