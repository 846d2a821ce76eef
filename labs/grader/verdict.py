"""Grade a student's file: three lines, identity, discharge and trust, all of which must pass."""
import re
import subprocess

from . import host, prover, source
from .lab import ROOT, Misuse
from .lexer import Refused
from .rules import Names, check_region

PARTS = ("identity", "discharge", "trust")


class Verdict:
    def __init__(self, lab, path, folder):
        self.lab, self.path, self.folder = lab, path, folder
        self.parts = {}     # name -> (passed, text)
        self.goals = []
        self.open = []      # clauses left open, those of the invariant named one by one
        self.counterexample = None

    def fail(self, part, text):
        self.parts.setdefault(part, (False, text))

    def passed(self):
        return all(self.parts.get(p, (False,))[0] for p in PARTS)

    def where(self, line):
        return f"{shown(self.path)}:{line}"


def shown(path):
    path = path.resolve()
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def read(path):
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Misuse(f"{shown(path)}: not a text file in UTF-8: {error.reason}") from None
    except OSError as error:
        raise Misuse(f"{path}: {error.strerror}") from None


def check_c(path, text, folder):
    """The file as it stands must be C; the first thing that gcc says is the reason if it is not."""
    done = subprocess.run(["gcc", "-std=c11", "-fsyntax-only", "-w", "-ffreestanding", "-Ikernel",
                           "-DISOBAR_WINDOW_BASE=0x200000000000ul", "-x", "c", "-"],
                          cwd=folder, input=text, capture_output=True, text=True, check=False)
    error = re.search(r"^(\S+?):(\d+):\d+: (?:fatal )?error: (.*)", done.stderr, re.M)
    if error:
        name = shown(path) if error[1] == "<stdin>" else error[1]
        raise Misuse(f"{name}:{error[2]}: does not parse: {error[3]}")
    if done.returncode:
        raise Misuse(f"{shown(path)}:1: does not parse: {done.stderr.strip().splitlines()[0]}")


def check_text(verdict, text):
    """Identity and trust as far as the text alone tells; the spliced file and its line numbers."""
    lab = verdict.lab
    try:
        spliced, lines = source.splice(lab.reference(), text, lab.number)
        names = Names(lab.callable_names(), lab.callees)
        for region in source.regions(source.parse(text, lab.number)):
            check_region(region, names)
    except source.Misfit as misfit:
        verdict.fail("identity", f"{verdict.where(misfit.line)}: {misfit.reason}")
        return None, None
    except Refused as refused:
        verdict.fail(refused.part, f"{verdict.where(refused.line)}: {refused.reason}")
        return None, None
    return spliced, lines


def check_annotations(verdict, path, lines):
    """Frama-C must read the spliced file, and find the kernel's declarations and no other."""
    run = prover.parse(verdict.folder, path)
    for line, text in run.messages(path) if run.status else []:
        where = verdict.where(lines[min(line, len(lines)) - 1])
        if "ghost" not in text.lower():
            raise Misuse(f"{where}: does not parse: {text}")
        verdict.fail("trust", f"{where}: ghost code that changes real code: {text}")
    if run.status and "trust" not in verdict.parts:
        raise Misuse(f"{shown(verdict.path)}:1: does not parse: {run.log.strip().splitlines()[-1]}")
    reference = path.with_name("reference.c")
    reference.write_text(verdict.lab.reference())
    declared = prover.declarations(verdict.folder, path)
    if not declared or declared != prover.declarations(verdict.folder, reference):
        verdict.fail("identity", f"{shown(verdict.path)}:1: it declares what the kernel does not")


def discharge(verdict, path):
    lab = verdict.lab
    verdict.goals, trouble = prover.prove(verdict.folder, path, lab.functions, lab.timeout)
    proved = sum(g.proved for g in verdict.goals)
    total = len(verdict.goals)
    missing = lab.required_goals() - {g.name for g in verdict.goals}
    text = f"{proved} of {total} goals proved"
    if proved < total:
        verdict.fail("discharge", f"{text}, {total - proved} open")
        order = [*lab.functions, ""]
        verdict.open = sorted(named_goals(verdict, path), key=lambda g: order.index(g.function))
    elif trouble or not total:
        verdict.fail("discharge", trouble or "there is nothing to prove")
    elif missing:
        verdict.fail("discharge", f"{text}, but none for {', '.join(sorted(missing))}")
    elif total < lab.floor:
        verdict.fail("discharge", f"{text}, but a solution has at least {lab.floor}")
    else:
        verdict.parts["discharge"] = (True, text)


def named_goals(verdict, path):
    """Open goals; where it is the whole invariant, those of its conjuncts that are open."""
    found = [g for g in verdict.goals if not g.proved]
    broken = {g.function for g in found if g.clause == "ensures_wf"}
    header = path.with_name(verdict.lab.header.name)
    original = header.read_text()
    invariant = verdict.lab.invariant
    definition = re.search(rf"predicate {invariant}\{{L\}} =([^;]+);", original)
    if not broken or not definition:
        return found
    facts = [f.strip() for f in definition[1].split("&&")]
    clauses = " ".join(f"ensures {f}: {f};" for f in facts)
    header.write_text(original.replace(f"ensures wf: {invariant};", clauses))
    detail, _ = prover.prove(verdict.folder, path, sorted(broken), 1, ",".join(facts))
    header.write_text(original)
    detail = [g for g in detail if not g.proved and g.clause.removeprefix("ensures_") in facts]
    kept = {g.function for g in detail}
    return [g for g in found if g.clause != "ensures_wf" or g.function not in kept] + detail


def check_trust(verdict, path):
    if "trust" in verdict.parts:
        return
    clean = "no axiom, admit, prototype or unlisted callee"
    if not verdict.parts["discharge"][0]:
        verdict.parts["trust"] = (True, f"{clean}; smoke tests wait for the proof")
        return
    passed, failed = prover.smoke(verdict.folder, path, verdict.lab.functions)
    if failed or not passed:
        verdict.fail("trust", "a smoke test failed: the proof says some code is never reached "
                              f"({', '.join(map(str, failed[:2])) or 'none ran'})")
    else:
        verdict.parts["trust"] = (True, f"{clean}; {passed} smoke tests passed")


def grade(lab, path, folder, dirty_ok=False):
    verdict = Verdict(lab, path, folder)
    (folder / "kernel").mkdir()
    for header in ROOT.glob("kernel/*.h"):
        (folder / "kernel" / header.name).write_text(header.read_text())
    text = read(path)
    check_c(path, text, folder)
    changed = None if dirty_ok else lab.changed_reference()
    if changed:
        verdict.fail("identity", f"{changed} is not the committed one (git diff {changed}); a lab "
                                 "needs a clean kernel, or --tree to be graded against this one")
    spliced, lines = check_text(verdict, text)
    if spliced is not None:
        path = folder / "kernel" / lab.source.name
        path.write_text(spliced)
        check_annotations(verdict, path, lines)
        if not verdict.parts:
            verdict.parts["identity"] = (
                True, f"outside your regions it is {shown(lab.source)} (reference {lab.digest()})")
            discharge(verdict, path)
            check_trust(verdict, path)
        if not verdict.passed() and (lab.folder / "check.c").exists():
            verdict.counterexample = host.counterexample(path, lab.folder / "check.c")
    for part in PARTS:
        verdict.fail(part, "not reached")
    return verdict
