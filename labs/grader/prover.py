"""Frama-C on a spliced file: does it parse, which goals are proved, do its smoke tests pass.

The runs are the gate's own (proofs/gate): the same flags, provers and reading of the log, a session
of its own for each run, and nothing of the student's environment.
"""
import re
import subprocess
import sys
from pathlib import Path

from .lab import ROOT

sys.path.insert(1, str(ROOT / "proofs"))
from gate import config, wp  # noqa: E402

NOT_SMOKE = ("-wp-prop=-@requires,-@assigns,-@ensures,-@assert,-@invariant,-@variant,"
             "-@terminates,-@exits,-@check")
MESSAGE = re.compile(r"^\[kernel(?::[\w:-]+)?\] (\S+?):(\d+): *(?:User Error|Warning|Failure)?:?"
                     r"\s*(.*(?:\n  .*)?)", re.M)


class Run:
    def __init__(self, status, log):
        self.status, self.log = status, log

    def messages(self, path):
        """(line, text) of what the kernel of Frama-C says about the file."""
        found = []
        for name, line, text in MESSAGE.findall(self.log):
            if Path(name).name == path.name:
                found.append((int(line), " ".join(text.split())))
        return found


def name_from(folder, path):
    return str(path.relative_to(folder))


def frama_c(folder, arguments):
    done = subprocess.run(["frama-c", *config.flags(), *arguments], cwd=folder,
                          env=config.environment(folder), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    return Run(done.returncode, done.stdout + done.stderr)


def parse(folder, path):
    return frama_c(folder, [name_from(folder, path)])


def declarations(folder, path):
    """The file as Frama-C understands it, without the bodies of its functions."""
    out = path.with_suffix(".i")
    frama_c(folder, ["-keep-unused-types", name_from(folder, path), "-print", "-ocode", str(out)])
    text = out.read_text() if out.exists() else ""
    out.unlink(missing_ok=True)
    return re.sub(r"(?ms)^\{\n.*?^\}\n", "{}\n", text)


def prove(folder, path, functions, timeout, properties=None):
    """(goals, why the run as a whole cannot count, or None)."""
    run = wp.prove(name_from(folder, path), functions, functions, timeout, cwd=folder,
                   properties=properties)
    return run.goals, "; ".join(run.trouble[:1]) or None


def smoke(folder, path, functions):
    """(tests passed, names of tests failed): a failed one is a place that is never reached."""
    run = wp.frama_c([*config.WP, "-wp-smoke-tests", "-wp-no-smoke-dead-call", NOT_SMOKE,
                      "-wp-par", "2", "-wp-prover", "cvc5", "-wp-smoke-timeout", "1",
                      "-wp-fct", ",".join(functions), name_from(folder, path)],
                     functions, cwd=folder, csv=False)
    failed = [n for n, passed in run.smoke.items() if not passed]
    # One that needs no prover to fail, as behind `while (1)`, is only a warning in the log.
    failed += re.findall(r"^\[wp\] (\S+): Warning: Failed smoke-test", run.log, re.M)
    return sum(run.smoke.values()), failed
