"""Results of proved units, kept under build/ by the hash of everything they depend on.

Only success is kept, so that a failure is always tried again. The gate's cold run does not look
here. Nothing in the cache is trusted by anyone but the tree that made it.
"""
import json
import os

from . import config
from .units import key

FOLDER = "proof-cache"


def path_of(unit, what):
    return config.BUILD / FOLDER / f"{key(unit)}.{what}.json"


def look_up(unit, what="goals"):
    try:
        return json.loads(path_of(unit, what).read_text())
    except (OSError, ValueError):
        return None


def store(unit, result, what="goals"):
    target = path_of(unit, what)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(result))
    part.replace(target)
