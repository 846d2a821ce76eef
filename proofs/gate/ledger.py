"""The trust ledger: proofs/ledger lists what is believed without proof, and must match the tree.

An item is a line `kind name`, its explanation the indented lines below it. Kinds that a machine can
check are checked here: contracts without a body, the files of the machine layer, compiler flags and
tool versions. The others are for the reader, and counted.
"""
import re

from . import annotations, config, source

FILE = "ledger"
TRUSTED_HEADERS = ("kernel/machine.h", "kernel/window.h")
MACHINE = ("*.c", "*.h", "*.S", "*.ld")


def read(path=None):
    """(kind, name) -> explanation, for each item."""
    items, current = {}, None
    for line in (path or config.PROOFS / FILE).read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] != " ":
            kind, _, name = line.partition(" ")
            current = (kind, name.strip())
            items[current] = ""
        elif current:
            items[current] += " " + line.strip()
    return items


def bodies(files):
    """Names of functions that have a body, and of those that have a contract, with their file."""
    defined, contracts = set(), {}
    for path in files:
        for function in source.load(path).functions:
            if function.body is not None:
                defined.add(function.name)
            if function.contract:
                contracts[function.name] = path
    return defined, contracts


def assumed(files):
    """Functions with a contract and no body, which are believed; and where the contract is."""
    defined, contracts = bodies(files)
    return {n: p for n, p in contracts.items() if n not in defined}


def machine_files():
    folder = config.ROOT / "arch" / "x86_64"
    found = [p for pattern in MACHINE for p in folder.glob(pattern)]
    return {str(p.relative_to(config.ROOT)) for p in found}


def sound_flags():
    text = (config.ROOT / "Makefile").read_text()
    match = re.search(r"^SOUND_CFLAGS\s*:?=((?:.*\\\n)*.*)$", text, re.M)
    return set(match[1].replace("\\\n", " ").split()) if match else set()


def compare(what, listed, found):
    missing = [f"{what} {n} is trusted but not in proofs/ledger" for n in sorted(found - listed)]
    stale = [f"{what} {n} is in proofs/ledger but not in the tree" for n in sorted(listed - found)]
    return missing + stale


def check(files):
    """What differs between the ledger and the tree."""
    try:
        items = read()
    except OSError:
        return ["there is no proofs/ledger"]
    listed = {}
    for (kind, name), why in items.items():
        listed.setdefault(kind, set()).add(name)
        if len(why.split()) < 4:
            items[kind, name] = None
    wrong = [f"ledger: {k} {n} has no explanation" for (k, n), why in items.items() if why is None]
    trusted = assumed(files)
    wrong += compare("contract", listed.get("contract", set()), set(trusted))
    wrong += [f"{p}: {n} has a contract and no body anywhere" for n, p in sorted(trusted.items())
              if p not in TRUSTED_HEADERS]
    wrong += compare("file", listed.get("file", set()), machine_files())
    wrong += compare("flag", listed.get("flag", set()), sound_flags())
    tools = {f"{tool} {version}" for tool, version in config.versions().items()} | {"gcc"}
    wrong += compare("tool", listed.get("tool", set()), tools)
    if annotations.axioms(files) or annotations.admits(files):
        wrong.append("an axiom or admit: the kernel has none")
    return wrong
