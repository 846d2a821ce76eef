"""Ties the kernel that boots to the kernel that was proved, by the hashes of their sources.

The gate notes what it proved in build/proved.json. The dependency file beside each linked object
says which sources it was made from; these must be among the proved ones, unchanged, and no newer
than the object.
"""
import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

from . import config

OBJECTS = "x86_64"
IMAGE = "isobar.elf"


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def hashes(files):
    return {f: sha256(config.ROOT / f) for f in files}


def sources_of(object_file):
    """Sources under kernel/ that an object was made from, by its dependency file."""
    text = object_file.with_suffix(".d").read_text().replace("\\\n", " ")
    rule = text.split("\n", 1)[0].split(":", 1)[1]
    names = {os.path.normpath(n) for n in rule.split()}
    return sorted(n for n in names if n.startswith("kernel/"))


def linked():
    """Object files of the kernel's own sources that the image was linked from."""
    folder = config.BUILD / OBJECTS / "kernel"
    return sorted(folder.rglob("*.o"))


def units_in_image():
    """Names of the C files that the image's symbol table mentions."""
    out = subprocess.run(["readelf", "-sW", str(config.BUILD / IMAGE)], capture_output=True,
                         text=True, check=True).stdout
    return set(re.findall(r"\bFILE\s+LOCAL\s+DEFAULT\s+ABS\s+(\S+\.c)$", out, re.M))


def built():
    """(source -> hash, what is wrong) of the objects in the image."""
    image, found, wrong = config.BUILD / IMAGE, {}, []
    if not image.exists():
        return {}, [f"there is no build/{IMAGE} (make build)"]
    for item in linked():
        name = item.relative_to(config.BUILD / OBJECTS)
        if item.stat().st_mtime_ns > image.stat().st_mtime_ns:
            wrong.append(f"{name} is newer than build/{IMAGE}")
        try:
            sources = sources_of(item)
        except (OSError, IndexError):
            wrong.append(f"{name} has no dependency file")
            continue
        for source in sources:
            path = config.ROOT / source
            if not path.exists():
                wrong.append(f"{name} was made from {source}, which is gone")
            elif path.stat().st_mtime_ns > item.stat().st_mtime_ns:
                wrong.append(f"{source} is newer than {name}")
            else:
                found[source] = sha256(path)
    return found, wrong


def check():
    """What keeps the image from being what was proved."""
    try:
        proved = json.loads((config.BUILD / "proved.json").read_text())
        passed = json.loads((config.BUILD / "proof.json").read_text())["passed"]
    except (OSError, ValueError, KeyError):
        return ["the gate has not run in this tree (make prove)"]
    found, wrong = built()
    if wrong:
        return wrong
    wrong = [] if passed else ["the gate failed when it last ran"]
    unproved = sorted(found.keys() - proved.keys())
    wrong += [f"{s} is in the image but was not proved" for s in unproved]
    wrong += [f"{s} has changed since it was proved" for s, h in sorted(found.items())
              if proved.get(s, h) != h]
    files = {Path(s).name for s in proved if s.endswith(".c") and s.startswith("kernel/")}
    objects = {f"{o.stem}.c" for o in linked()}
    wrong += [f"{n} was proved but is not in the image" for n in sorted(files - objects)]
    own = {p.name for p in (config.ROOT / "arch" / "x86_64").glob("*.c")}
    wrong += [f"{n} is in the image but is no source of it" for n in
              sorted(units_in_image() - objects - own)]
    return wrong
