"""The gate's own control: known contradictions, known falsehoods and known banned constructs.

They go through the same code with the same flags in every run of the gate. If the smoke tests pass
on a contradiction, or a false claim is proved, nothing else that the gate says can be believed.
"""
import re

from . import annotations, banned, config, order, smoke, source, wp

FOLDER = "proofs/controls"
OPEN = {  # the goal that must stay open, by function
    "false_ensures": "ensures_wrong", "false_overflow": "assert_rte_unsigned_overflow",
    "false_downcast": "assert_rte_unsigned_downcast", "false_bound": "assert_rte_index_bound",
    "false_assigns": "assigns", "false_requires": "call_false_assigns_requires",
    "false_termination": "terminates"}


def falsehoods():
    """What is proved of the false claims; nothing, if the gate works."""
    wrong = []
    run = wp.prove(f"{FOLDER}/false.c", timeout=1, known=OPEN)
    for function, clause in OPEN.items():
        still = [g for g in run.unproved() if g.function == function
                 and g.clause.startswith(clause)]
        if not still:
            wrong.append(f"control: a known falsehood, {function}, was not left open")
    lemma = wp.prove(f"{FOLDER}/false_lemma.c", timeout=1)
    if [g.proved for g in lemma.goals] != [False]:
        wrong.append("control: a false lemma was not left open")
    if run.status or lemma.status:
        wrong.append("control: the run of the known falsehoods did not end well")
    return wrong


def contradictions():
    """Contradictions on which no smoke test fails; none, if the gate works."""
    names = [f.name for f in source.load(f"{FOLDER}/contradiction.c").functions]
    run = smoke.run(f"{FOLDER}/contradiction.c", names, names)
    failed = {n.split("_wp_smoke")[0] for n, passed in run.smoke.items() if not passed}
    return [f"control: no smoke test failed on the contradiction {n}" for n in names
            if n not in failed]


def refusals():
    """Lines of the banned file that no check refuses; none, if the checks work."""
    path = f"{FOLDER}/banned.c"
    files = source.headers() + [path]
    found = banned.check(files) + annotations.check(files)
    lines = {int(f.split(":")[1]) for f in found if f.startswith(path)}
    text = (config.ROOT / path).read_text().splitlines()
    marked = {i for i, line in enumerate(text, 1) if re.search(r"\bno\b", line) and i > 4}
    return [f"control: {path}:{i} was not refused" for i in sorted(marked - lines)]


def circles():
    """What is wrong with the search for lemmas that are proved from each other."""
    files = [f"{FOLDER}/circle/{n}" for n in ("one.c", "two.c")]
    headers = [f[:-1] + "h" for f in files]
    if order.circle(order.rests_on(files, headers)):
        return []
    return ["control: lemmas that are proved from each other were not found"]


def check():
    return refusals() + circles() + falsehoods() + contradictions()
