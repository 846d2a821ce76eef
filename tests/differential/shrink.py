"""Shorter scripts that show a difference too: any part of a script is a script."""
import os
import time

from replay import BadScript, Script, write


def differs(script, machine):
    """A shorter script may be none that a machine can run; then it shows nothing."""
    try:
        return script.compare(machine) is not None
    except BadScript:
        return False


def variant(script, name, entries):
    short = write(os.path.join(script.work, name + ".script"), entries)
    return Script(short.path, kernel=script.kernel)


def cut(script, machine, difference):
    """What comes after the difference is left out, if the rest shows one still."""
    if script.programs is not None:
        return script
    short = variant(script, script.name + "-cut", script.entries[:difference.most + 1])
    return short if differs(short, machine) else script


def shrink(script, machine, seconds):
    """Leave out ever smaller pieces for so long, but never the boot."""
    end = time.monotonic() + seconds
    best, size = script, max((len(script.entries) - 1) // 2, 1)
    while time.monotonic() < end:
        at, before = 1, best
        while at < len(best.entries) and time.monotonic() < end:
            rest = best.entries[:at] + best.entries[at + size:]
            trial = variant(script, script.name + "-try", rest)
            if differs(trial, machine):
                best = trial
            else:
                at += size
        if size == 1 and best is before:
            break
        size = max(size // 2, 1)
    return variant(script, script.name + "-short", best.entries)
