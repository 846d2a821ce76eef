"""Say a verdict in plain words, and as JSON in the form that Gradescope reads."""
import json
import textwrap

from .verdict import PARTS, shown


def explanation(lab, goal):
    """The table's entry for a goal: the longest clause name that fits, the function's own first."""
    for table in (lab.goals.get(goal.function, {}), lab.goals.get("any", {})):
        fitting = [name for name in table if goal.clause.startswith(name)]
        if fitting:
            return table[max(fitting, key=len)]
    return {"means": "an obligation that the prover adds", "try": "read the clause in the header"}


def wrapped(label, text):
    return textwrap.fill(text, 100, initial_indent=label, subsequent_indent=" " * len(label))


def credit(lab, goals):
    """(exercise, goals proved, goals, share of the points) for each exercise.

    Unfinished code has few goals, so n is then at least what a solution has; and what the starter
    proves untouched earns nothing.
    """
    for exercise in lab.exercises.values():
        own = [g for g in goals if g.function == exercise["function"]]
        proved = sum(g.proved for g in own)
        done = bool(own) and proved == len(own)
        total = len(own) if done else max(len(own), exercise["goals"])
        given = exercise["untouched"]
        yield exercise, proved, total, 1 if done else max(0, proved - given) / (total - given)


def exercise_rows(lab, goals):
    for exercise, proved, total, _ in credit(lab, goals):
        stars = "*" * exercise["stars"]
        done = f"{proved} of {total} goals" if goals else "not proved"
        yield (f"  {exercise['id']}  {exercise['function']:<12} {stars:<3} "
               f"{exercise['minutes']:>3} min  {done}")


def open_goals(verdict):
    """Open goals grouped by what they mean, as lines."""
    groups = {}
    for goal in verdict.open:
        entry = explanation(verdict.lab, goal)
        groups.setdefault((goal.function, entry["means"]), (entry, []))[1].append(goal.clause)
    for (function, means), (entry, clauses) in groups.items():
        names = ", ".join(clauses[:3]) + (f" and {len(clauses) - 3} more" if clauses[3:] else "")
        yield f"  {function}: {names}"
        yield wrapped("      means  ", means)
        yield wrapped("      try    ", entry["try"])


def text(verdict):
    lab = verdict.lab
    out = [f"Lab {lab.number}: {lab.title} ({shown(verdict.path)})", ""]
    for part in PARTS:
        passed, reason = verdict.parts[part]
        out.append(f"{part:<10} {'PASS' if passed else 'FAIL'}  {reason}")
    out += ["", *exercise_rows(lab, verdict.goals)]
    if verdict.open:
        out += ["", "Left open:", *open_goals(verdict)]
    if verdict.counterexample:
        calls, reason = verdict.counterexample
        out += ["", "Running your code, the shortest calls that go wrong:",
                f"  {calls}", f"  {reason}"]
    if verdict.passed():
        out += ["", f"Lab {lab.number} is done."]
    elif verdict.open:
        first = lab.exercise_of(verdict.open[0].function)
        if first:
            out += ["", f"A hint: labs/hint {lab.number} {first['id']}"]
    return "\n".join(out)


def as_json(verdict):
    tests = []
    for part in PARTS:
        passed, reason = verdict.parts[part]
        tests.append({"name": part, "status": "passed" if passed else "failed", "output": reason,
                      "score": 0, "max_score": 0})
    counts = verdict.parts["identity"][0] and verdict.parts["trust"][0]
    for exercise, proved, total, share in credit(verdict.lab, verdict.goals):
        points = 10 * exercise["stars"]
        score = points * share if counts else 0
        tests.append({"name": f"{exercise['id']} {exercise['function']}: {exercise['title']}",
                      "score": round(score, 1), "max_score": points,
                      "output": f"{proved} of {total} goals"})
    return json.dumps({
        "lab": verdict.lab.number, "passed": verdict.passed(),
        "score": round(sum(t["score"] for t in tests), 1), "output": text(verdict),
        "reference": verdict.lab.digest(), "tests": tests,
        "goals": [{"name": g.name, "proved": g.proved} for g in verdict.goals],
        "open": [{"function": g.function, "clause": g.clause,
                  "means": explanation(verdict.lab, g)["means"]} for g in verdict.open],
        "counterexample": verdict.counterexample and dict(
            zip(("calls", "reason"), verdict.counterexample))}, indent=1)


def misuse_json(misuse):
    return json.dumps({"passed": False, "score": 0, "output": str(misuse)}, indent=1)
