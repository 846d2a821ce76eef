"""Checks that what the prose names exists: files of the tree, and targets of the Makefile.

    anchors.py FILE ...

A name that dangles is an error, so that the text cannot outlive what it is about.
"""
import re
import sys
from pathlib import Path

FOLDERS = r"(?:kernel|arch|proofs|user|labs|docs|tests|tools)"


def targets():
    makefiles = [Path("Makefile"), *Path(".").glob("*/**/build.mk")]
    text = "\n".join(path.read_text() for path in makefiles)
    return set(re.findall(r"^([a-z][\w.-]*):", text, re.M))


def dangling(path, known):
    text = path.read_text()
    for name in re.findall(rf"[`(]({FOLDERS}/[\w./-]*\w/?)[`)]", text):
        if not Path(name).exists():
            yield f"{path}: there is no {name}"
    for target in re.findall(r"(?:``?|^ +)make ([a-z][a-z-]*[a-z])", text, re.M):
        if target not in known:
            yield f"{path}: make has no target {target}"


def main(files):
    known = targets()
    errors = [line for name in files for line in dangling(Path(name), known)]
    print("".join(line + "\n" for line in errors), end="", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
