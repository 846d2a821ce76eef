"""Differences that are made on purpose, and must be found; and scripts that are refused."""
import os
import subprocess

import shrink
from replay import BUILT, HOST, PLAYER, WORK, Script, first_difference, write

# A machine on which hardware may remember a page that is gone (build.mk): only a look shows that.
UNFLUSHED = BUILT + "/unflushed.elf"
BASE = ["boot 1024 2 1 1 0 0 1", "trap 0 start", "call 0 map 0x10000000 1", "write 0 0x10000000 7",
        "call 0 protect 0x10000000", "call 0 unmap 0x10000000", "read 0 0x10000000",
        "call 0 send 1 1 2 3 4", "call 0 recv 0", "call 0 putc 65", "call 0 yield"]
CHANGED = 4  # the entry that makes the page read-only
NEEDLESS = 3  # an entry before that one, without which it shows as well
SHRINK_SECONDS = 30
# What is not a script for a machine, where the fault is, and what is said of it.
REFUSED = [
    ("unreadable", None, None, "cannot be read"),
    ("empty", [], 1, "not an entry"),
    ("unknown-call", ["# a comment", BASE[0], "call 0 fork"], 3, "not an entry"),
    ("no-boot", BASE[1:], 1, "not an entry"),
    ("too-long", BASE[:1] + ["call 0 yield"] * 2048, 2049, "too many entries"),
    ("two-processors", ["boot 1024 2 2 1 0 0 1"], 1, "one CPU"),
    ("other-processor", [BASE[0], "call 1 yield"], 2, "one CPU"),
    ("moved", [BASE[0], "move 0 1"], 2, "no call moves a thread"),
    ("given", [BASE[0], "give 0 1 1 4"], 2, "no call gives a slot"),
    ("started-twice", BASE + ["trap 0 start"], 12, "starts once"),
    ("no-such-trap", [BASE[0], "trap 0 17"], 2, "no trap"),
    ("too-small", ["boot 640 2 1 1 0 0 1"], 1, "frames"),
    ("its-own-page", [BASE[0], "call 0 unmap 0x408000"], 2, "the player itself"),
    ("into-its-own", [BASE[0], "call 0 unmap_range 0x405000 4"], 2, "the player itself"),
]


def at_change(difference, words):
    """A difference at the changed entry, in which these words are; and what to say of it."""
    if difference is None:
        return False, "not found"
    return difference.entry == CHANGED and words in difference.text(), difference.where


def changed_entry():
    """One word of one call differs: in that line, of that entry."""
    script = write(WORK + "/control-entry.script", BASE)
    other = list(BASE)
    other[CHANGED] += " 1"
    programs = write(WORK + "/control-programs.script", other)
    return at_change(Script(script.path, programs=programs.path).compare("qemu"), BASE[CHANGED])


def changed_line():
    """A line that is changed, left out, or one too many."""
    host = Script(WORK + "/control-entry.script").host()
    good = all((first_difference(host, host[:i] + change + host[i + 1:]) == i)
               for i in range(len(host) - 1) for change in ([], [host[i] + "0"], ["", host[i]]))
    good = good and first_difference(host, host[:-1]) == len(host) - 1
    return good and first_difference(host, list(host)) is None, "%d lines" % len(host)


def unflushed(machine):
    """Hardware that is never told to forget: seen where a page has just lost its rights."""
    script = Script(WORK + "/control-entry.script", kernel=UNFLUSHED)
    return at_change(script.compare(machine), "thread 0 at 0x10000000: writable 0x7\n")


def shortened():
    """What is left of a script shows the same, and no entry in it can be done without."""
    script = Script(WORK + "/control-entry.script", kernel=UNFLUSHED)
    difference = script.compare("qemu")
    if difference is None:
        return False, "not found"
    short = shrink.shrink(shrink.cut(script, "qemu", difference), "qemu", SHRINK_SECONDS)
    left = [entry for i, entry in enumerate(BASE[:CHANGED + 1]) if i != NEEDLESS]
    return short.entries == left, "; ".join(short.entries)


def refused(name, entries, line, words):
    """The message names the file, the line and the reason."""
    path = "%s/refused-%s.script" % (WORK, name)
    if entries is None:
        if os.path.exists(path):
            os.remove(path)
    else:
        write(path, entries)
    done = subprocess.run([HOST, PLAYER, path], capture_output=True, text=True, check=False)
    start = "%s:%s" % (path, "" if line is None else "%d:" % line)
    return (done.returncode == 2 and done.stderr.startswith(start) and words in done.stderr,
            done.stderr.strip().replace(WORK + "/", ""))


def run():
    """Yields name, whether all was as it should be, and what was found."""
    yield ("control-entry", *changed_entry())
    yield ("control-line", *changed_line())
    yield ("control-unflushed-qemu", *unflushed("qemu"))
    yield ("control-unflushed-bochs", *unflushed("bochs"))
    yield ("control-shortened", *shortened())
    for name, entries, line, words in REFUSED:
        yield ("refused-" + name, *refused(name, entries, line, words))
