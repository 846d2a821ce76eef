"""Pieces of reStructuredText, ACSL with links among them."""
import re

WORD = r"(?P<clause>\b(?:requires|ensures) \w+:)|(?<![\w.])[A-Za-z_]\w*|[\\*`|_]"


def escape(text):
    return re.sub(r"([\\*`|_])", r"\\\1", text)


def title(text, mark):
    return f"{escape(text)}\n{mark * len(escape(text))}\n"


def block(code, language="c"):
    body = "\n".join("   " + line if line.strip() else "" for line in code.splitlines())
    return f".. code-block:: {language}\n\n{body}\n"


def table(rows, widths=None):
    """A table with a heading row; cells are reStructuredText of one line."""
    out = [".. list-table::", "   :header-rows: 1"]
    out += [f"   :widths: {' '.join(map(str, widths))}"] if widths else []
    out += [""]
    for row in rows:
        out += ["   * - " + row[0]] + ["     - " + cell for cell in row[1:]]
    return "\n".join(out) + "\n"


def toctree(entries):
    return "\n".join([".. toctree::", "   :maxdepth: 1", ""] + [f"   {e}" for e in entries]) + "\n"


def acsl(text, known, targets=()):
    """ACSL in which each known name links to where it is defined; `targets` are defined here."""
    waiting = set(targets)

    def word(match):
        name = match[0]
        if match["clause"]:
            return escape(name)
        if name in waiting:
            waiting.discard(name)
            return f"\\ _`{name}`\\ "
        return f"\\ :ref:`{name} <{name}>`\\ " if name in known else escape(name)

    # No name of a clause, no member of a structure, and nothing of a comment is linked.
    parts = re.split(r"(//[^\n]*)", text)
    parts = [f"*{escape(part)}*" if i % 2 else
             re.sub(WORD, word, part) for i, part in enumerate(parts)]
    body = "\n".join("   " + line if line.strip() else "" for line in "".join(parts).splitlines())
    return f".. parsed-literal::\n\n{body}\n"
