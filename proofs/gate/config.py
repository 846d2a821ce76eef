"""Where things are, how Frama-C is called, and the prover set-up that it is called with.

The flags are part of what is proved: a weaker flag makes a weaker theorem, so they are listed here
once, enter the key of every cached result, and nobody's own configuration or environment counts.
"""
import os
import re
import shutil
import subprocess
import threading
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROOFS = ROOT / "proofs"
BUILD = ROOT / "build"

TIMEOUT = 20  # seconds per goal and prover
CORES = 2

PARSE = ["-c11", "-machdep", "gcc_x86_64"]
STRICT = ["-kernel-warn-key", "annot:missing-spec=error", "-kernel-warn-key",
          "annot-error=abort", "-kernel-warn-key", "ghost:bad-use=error"]
CHECKS = ["-warn-unsigned-overflow", "-warn-unsigned-downcast", "-warn-signed-downcast"]
WP = ["-wp", "-wp-rte", "-wp-check-memory-model", "-wp-cache", "none"]
TOOLS = {"frama-c": ["-version"], "why3": ["--version"], "cvc5": ["--version"],
         "z3": ["--version"]}


class GateError(Exception):
    """Something that keeps the gate from running at all."""


def preprocessor(include="kernel"):
    return [f"-cpp-extra-args=-I{include} -DISOBAR_WINDOW_BASE=0"]


def flags(include="kernel"):
    return PARSE + preprocessor(include) + STRICT + CHECKS


@lru_cache(maxsize=None)
def versions():
    """Version number of each tool that has to be believed."""
    found = {}
    for tool, argument in TOOLS.items():
        if not shutil.which(tool):
            raise GateError(f"{tool} is not installed (tools/setup prove)")
        said = subprocess.run([tool, *argument], capture_output=True, text=True, check=False).stdout
        number = re.search(r"\d+\.\d+(?:\.\d+)?(?:-\w+)?", said)
        found[tool] = number[0] if number else "unknown"
    return found


def fill(name, values, folder):
    text = (PROOFS / name).read_text()
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    target = folder / name.removesuffix(".in")
    if not target.exists() or target.read_text() != text:
        part = target.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        part.write_text(text)
        part.replace(target)
    return target


@lru_cache(maxsize=None)
def why3_conf():
    """The generated prover set-up; made anew when a template or a tool has changed."""
    folder = BUILD / "prover"
    folder.mkdir(parents=True, exist_ok=True)
    data = subprocess.run(["why3", "--print-datadir"], capture_output=True, text=True,
                          check=True).stdout.strip()
    values = {"FOLDER": str(folder), "PROOFS": str(PROOFS), "DRIVERS": f"{data}/drivers",
              "CVC5": shutil.which("cvc5"), "CVC5_VERSION": versions()["cvc5"],
              "Z3": shutil.which("z3"), "Z3_VERSION": versions()["z3"]}
    fill("cvc5.drv", values, folder)
    return fill("why3.conf.in", values, folder)


def environment(folder):
    """Nothing of the user's own: not their prover set-up, caches, sessions or locale."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder), "LC_ALL": "C",
            "TMPDIR": str(folder), "WHY3CONFIG": str(why3_conf())}


def setup_text():
    """What a cached result depends on besides the sources."""
    parts = [(PROOFS / n).read_text() for n in ("why3.conf.in", "cvc5.drv", "cvc5-in-turn")]
    return "\n".join(parts + flags() + WP + [f"{t} {v}" for t, v in sorted(versions().items())])
