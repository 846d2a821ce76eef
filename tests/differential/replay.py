"""Scripts, their transcripts on the host and on machines, and where two of these differ."""
import glob
import os
import re
import subprocess
from dataclasses import dataclass

BUILT = "build/differential"
WORK = BUILT + "/run"
HOST = BUILT + "/host"
PLAYER = BUILT + "/player.mod"
KERNEL = BUILT + "/isobar.elf"
# A script has at most 6144 frames, 24 MiB; the rest is for what arch/ takes. A transcript is long,
# and Bochs sends its characters at 115200 baud of a second that has so many instructions.
MACHINES = {"qemu": ["tools/qemu", "--memory", "64"],
            "bochs": ["tools/bochs", "--memory", "64", "--ips", "1000000"]}
LIMIT = 120  # seconds
END = "isobar: the script is at its end; powering off"
NUMBER = re.compile(r"(\d+) thread ")


class BadScript(Exception):
    """No script, or none for a machine: why, with file and line."""


@dataclass
class Difference:
    """The first line that is not the same."""

    machine: str
    line: int  # of the transcript, from 1
    host: str
    other: str
    entry: int  # that the line is about, or the last that one was about
    most: int  # the last entry of all that lines up to there are about
    where: str  # file, line and text of the entry

    def text(self):
        return ("    line %d of the transcript, at entry %d, %s\n        %-6s %s\n        %-6s %s\n"
                % (self.line, self.entry, self.where, "host", self.host, self.machine, self.other))


def first_difference(host, other):
    """The index of the first line that one has and the other has not; None if there is none."""
    for i, (one, two) in enumerate(zip(host, other)):
        if one != two:
            return i
    return None if len(host) == len(other) else min(len(host), len(other))


class Script:
    """A file; `programs` is another whose programs the machines boot, to see that it is noticed."""

    def __init__(self, path, programs=None, kernel=KERNEL):
        self.path, self.programs, self.kernel = path, programs, kernel
        self.name = os.path.splitext(os.path.basename(path))[0]
        self.work = os.path.join(WORK, self.name)
        self.reached, self.note = None, ""
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                rows = [(n, row.strip()) for n, row in enumerate(file, 1)]
        except OSError as error:
            raise BadScript("%s: %s" % (path, error.strerror)) from error
        rows = [(n, row) for n, row in rows if row and not row.startswith("#")]
        self.lines, self.entries = [n for n, _ in rows], [row for _, row in rows]

    def calls(self):
        return sum(entry.startswith("call ") for entry in self.entries)

    def _play(self, path):
        """The host's transcript of a script; the programs of its threads are in self.work then."""
        os.makedirs(self.work, exist_ok=True)
        for old in self._players():
            os.remove(old)
        done = subprocess.run([HOST, "-m", self.work, PLAYER, path], capture_output=True,
                              check=False)
        said = done.stderr.decode("utf-8", "replace").strip()
        if done.returncode != 0:
            raise BadScript(said or "%s: the host ended with status %d" % (path, done.returncode))
        self.note = "; " + said if said else ""
        return done.stdout.decode("latin-1").splitlines()

    def _players(self):
        return sorted(glob.glob(os.path.join(glob.escape(self.work), "*.mod")))

    def host(self):
        if self.reached is None:
            self.reached = self._play(self.path)
            with open(os.path.join(self.work, "host.txt"), "w", encoding="latin-1") as out:
                out.write("\n".join(self.reached) + "\n")
        return self.reached

    def boot(self, machine):
        """The transcript of a machine, without the last line that says that it went to its end."""
        self._play(self.programs or self.path)
        disc = os.path.join(self.work, machine + ".iso")
        subprocess.run(["tools/mkiso", disc, self.kernel] + self._players(), check=True)
        done = subprocess.run(MACHINES[machine] + ["--time", str(LIMIT), disc],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        os.remove(disc)
        with open(os.path.join(self.work, machine + ".txt"), "wb") as out:
            out.write(done.stdout)
        lines = done.stdout.decode("latin-1").splitlines()
        if done.returncode == 0 and lines and lines[-1] == END:
            return lines[:-1]
        said = done.stderr.decode("utf-8", "replace").strip()
        return lines + ["(the machine ended: %s)" % (said or "status %d" % done.returncode)]

    def compare(self, machine):
        """Where a machine differs from the host first, or None."""
        host, other = self.host(), self.boot(machine)
        at = first_difference(host, other)
        if at is None:
            return None
        both = [row[at] if at < len(row) else "(nothing more)" for row in (host, other)]
        told = [int(m[1]) for m in map(NUMBER.match, host[:at + 1]) if m]
        entry = told[-1] if told else 0
        where = "%s:%d: %s" % (self.path, self.lines[entry], self.entries[entry])
        return Difference(machine, at + 1, *both, entry, max(told, default=0), where)


def write(path, entries):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write("".join(entry + "\n" for entry in entries))
    return Script(path)


def generate(seed, entries):
    """A script of a seed."""
    done = subprocess.run([HOST, "-g", str(seed), "-n", str(entries), PLAYER], capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        raise BadScript("seed %d: %s" % (seed, done.stderr.strip()))
    return write("%s/seed-%d.script" % (WORK, seed), done.stdout.splitlines())
