"""Run the student's code as a host program, looking for a call sequence that breaks the contract.

A goal that is left open says that no proof was found; a counterexample says why there is none.
"""
import resource
import subprocess

FLAGS = ["-std=gnu11", "-O1", "-g", "-w", "-fno-strict-aliasing", "-I.",
         "-DISOBAR_WINDOW_BASE=0x200000000000ul"]


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def counterexample(path, checker):
    """(calls, what went wrong) of the shortest failing run, or None."""
    program = path.parent / "check"
    built = subprocess.run(["gcc", *FLAGS, "-o", str(program), path.name, str(checker)],
                           cwd=path.parent, capture_output=True, text=True, check=False)
    if built.returncode:
        return None
    try:
        done = subprocess.run([str(program)], cwd=path.parent, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=60,
                              preexec_fn=limit, check=False)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 1:
        return None
    calls, _, reason = done.stdout.strip().partition("\n")
    return calls, reason
