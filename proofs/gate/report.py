"""The gate's last words: the summary on the terminal and build/proof.json for the site."""
import json
import os

from . import annotations, config, ledger, manifest, measure, subsystems
from .discharge import say


def totals(units):
    goals = [g for u in units for g in u.result["goals"]]
    by = {}
    for goal in goals:
        if goal["proved"]:
            by[goal["prover"]] = by.get(goal["prover"], 0) + 1
    return len(goals), sum(g["proved"] for g in goals), by


def function_row(unit):
    goals = unit.result["goals"]
    return {"name": unit.name, "file": unit.path, "goals": len(goals),
            "proved": sum(g["proved"] for g in goals),
            "seconds": round(sum(g["qed"] + g["seconds"] for g in goals), 2),
            "steps": sum(g["steps"] for g in goals)}


def collect(units, files, problems, times, cold):
    """Everything there is to say, as one dictionary: scalars first, then tables."""
    count, good, by = totals(units)
    code, spec, hints, ratio = measure.measure(files)
    smoke = [u.smoke for u in units if getattr(u, "smoke", None)]
    rows = sorted((function_row(u) for u in units), key=lambda r: (r["file"], r["name"]))
    try:
        items = len(ledger.read())
    except OSError:
        items = 0
    return {
        "passed": not problems, "goals": count, "proved": good,
        **{f"proved_by_{p.lower()}": n for p, n in sorted(by.items())},
        "smoke_tests": sum(s["tests"] for s in smoke),
        "smoke_failed": sum(len(s["failed"]) for s in smoke),
        "trusted_items": items, "axioms": annotations.axioms(files),
        "admits": annotations.admits(files), "functions_proved": len(rows),
        "lines_of_code": code, "lines_of_specification": spec, "lines_of_hints": hints,
        "ratio": ratio, "cold": cold, **times,
        "versions": config.versions(), "flags": " ".join(config.flags() + config.WP),
        "problems": problems, "subsystems": subsystems.table(units), "functions": rows, "sources": manifest.hashes(files)}


def write(data):
    for name, value in (("proof.json", data), ("proved.json", data["sources"])):
        part = config.BUILD / f"{name}.{os.getpid()}"
        part.write_text(json.dumps(value, indent=1) + "\n")
        part.replace(config.BUILD / name)


def show_subsystems(rows):
    say("subsystem  functions  goals  seconds   code   spec  hints  ratio  mutants")
    for r in rows:
        say(f"  {r['subsystem']:<9} {r['functions']:>8} {r['goals']:>6} {r['seconds']:>8.1f}"
            f" {r['code']:>6} {r['specification']:>6} {r['hints']:>6} {r['ratio']:>6.2f}"
            f" {r['rejected']:>4}/{r['mutants']}")
    say("")


def show(data):
    by = ", ".join(f"{data['proved_by_' + p]} {n}" for p, n in
                   (("qed", "Qed"), ("cvc5", "CVC5"), ("z3", "Z3")) if "proved_by_" + p in data)
    say("")
    show_subsystems(data["subsystems"])
    say("slowest functions          seconds  goals")
    for row in sorted(data["functions"], key=lambda r: -r["seconds"])[:10]:
        say(f"  {row['name']:<24} {row['seconds']:>7.1f} {row['goals']:>6}   {row['file']}")
    say("")
    say(f"goals        {data['proved']} of {data['goals']} proved ({by})")
    say(f"smoke tests  {data['smoke_tests']}, {data['smoke_failed']} failed")
    say(f"trusted      {data['trusted_items']} items in proofs/ledger, {data['axioms']} axioms, "
        f"{data['admits']} admits")
    say(f"lines        {data['lines_of_code']} of code, {data['lines_of_specification']} of "
        f"specification, {data['lines_of_hints']} of hints: {data['ratio']} per line of code")
    say(f"time         proofs {data['proof_wall_seconds']} s ({data['proof_cpu_seconds']} s CPU), "
        f"smoke tests {data['smoke_wall_seconds']} s ({data['smoke_cpu_seconds']} s CPU)")
    for problem in data["problems"]:
        say(f"FAILED: {problem}")
    say(f"prove: {'passed' if data['passed'] else 'FAILED'}")
