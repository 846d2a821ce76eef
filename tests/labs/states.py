"""The honest states of lab 1: starter, solution, another solution, and files that are no C."""
import subprocess

from grader import source

OTHER = [
    ("    //@ ghost uint32_t k = free_pos[p];\n    //@ ghost pfn_t moved = free_seq[nfree - 1];\n",
     "    /*@ ghost\n      @ uint32_t k = free_pos[p]; // where p is\n"
     "      @ pfn_t moved = free_seq[nfree - 1];\n      @*/\n"),
    ("    PAGE(p).type = t;\n    nfree--;\n",
     "    uint32_t left = nfree - 1; // free frames\n"
     "    //@ assert border: free_pos[p] == left;\n"
     "    nfree = left;\n    PAGE(p).type = t;\n"),
    ("    //@ ghost free_seq[nfree] = p;\n    //@ ghost free_pos[p] = nfree;\n"
     "    PAGE(p).type = PG_FREE;\n    nfree++;\n",
     "    nfree = nfree + 1;\n    PAGE(p).type = PG_FREE;\n"
     "    //@ ghost free_seq[nfree - 1] = p;\n    //@ ghost free_pos[p] = nfree - 1;\n")]


def expect(condition, output):
    if not condition:
        raise AssertionError("unexpected:\n" + output)


def no_such_lab(bench):
    for number in ("9", "x", "0", "../1"):
        status, output = bench.call([number])
        expect(status == 2 and output.count("\n") == 1, output)
        expect(f"no lab {number}" in output and "there is: 1" in output, output)


def one_line(bench, text, fragment):
    status, output, _ = bench.grade(text)
    expect(status == 2 and output.count("\n") == 1 and fragment in output, output)


def code_does_not_parse(bench):
    text = bench.edit("    nfree--;", "    nfree-- oops;")
    line = text[:text.index("oops")].count("\n") + 1
    one_line(bench, text, f"frame.c:{line}: does not parse: expected")


def annotation_does_not_parse(bench):
    text = bench.edit("loop invariant done: \\forall", "loop invariant done: = \\forall")
    line = text[:text.index("done: =")].count("\n") + 1
    one_line(bench, text, f"frame.c:{line}: does not parse:")


def unknown_name(bench):
    text = bench.edit("loop invariant done: \\forall", "loop invariant done: nothing && \\forall")
    line = text[:text.index("nothing")].count("\n") + 1
    one_line(bench, text, f"frame.c:{line}: does not parse: unbound logic variable nothing")


def not_text(bench):
    one_line(bench, bench.solution.encode() + b"\xff\xfe", "frame.c: not a text file in UTF-8")


def missing_file(bench):
    status, output = bench.call(["1", "--tree", "--file", "nowhere.c"])
    expect(status == 2 and output == "nowhere.c: No such file or directory\n", output)


def starter(bench):
    # Most goals are open here, and each costs all the time that there is: half of it is enough.
    status, output, verdict = bench.grade(bench.starter, seconds=2)
    expect(status == 1 and not verdict["passed"] and verdict["score"] == 0, output)
    parts = {t["name"]: t["status"] for t in verdict["tests"] if "status" in t}
    expect(parts == {"identity": "passed", "discharge": "failed", "trust": "passed"}, output)
    expect("after frame_take, nfree is one less" in output, output)
    expect("after frame_give, frame p has type PG_FREE" in output, output)
    expect("every frame is blank" in output and "  frame_init(1)" in output, output)
    for exercise in bench.lab.exercises.values():
        own = [g for g in verdict["goals"] if g["name"].startswith(exercise["function"])]
        proved = sum(g["proved"] for g in own)
        expect(proved == exercise["untouched"], f"{exercise['id']}: {proved} goals proved")


def solution(bench):
    status, output, verdict = bench.grade(bench.solution)
    expect(status == 0 and verdict["passed"] and output.count("PASS") == 3, output)
    full = 10 * sum(e["stars"] for e in bench.lab.exercises.values())
    expect(verdict["score"] == full and not verdict["open"], output)
    expect(verdict["counterexample"] is None and len(verdict["goals"]) >= bench.lab.floor, output)
    for exercise in bench.lab.exercises.values():
        own = [g for g in verdict["goals"] if g["name"].startswith(exercise["function"])]
        expect(len(own) == exercise["goals"], f"{exercise['id']}: {len(own)} goals")


def another_solution(bench):
    text = bench.solution
    for old, new in OTHER:
        text = bench.edit(old, new, text)
    status, output, _ = bench.grade(text.replace("\n", "\r\n"))
    expect(status == 0 and output.count("PASS") == 3, output)


def cut(bench):
    """The starter compiles as the kernel does, and holds no line of what it asks for."""
    found = source.regions(source.parse(bench.solution, 1))
    expect(len(found) == 4 and {r.exercise for r in found} == set(bench.lab.exercises), "regions")
    expect([r.inside for r in found] == ["annotation", "code", "code", "code"], "kinds")
    given = {source.normal(p[1]) for p in source.parse(bench.solution, 1)
             if not isinstance(p, source.Region)}
    taken = {source.normal(line) for r in found for line in r.lines} - given
    left = {source.normal(line) for line in bench.starter.split("\n")}
    expect(not taken & left, f"left in the starter: {taken & left}")
    path = bench.folder / "frame.c"
    path.write_text(bench.starter)
    built = subprocess.run(
        ["gcc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-c", path,
         "-o", bench.folder / "frame.o", f"-I{bench.lab.source.parent}",
         "-DISOBAR_WINDOW_BASE=0x200000000000ul"], capture_output=True, text=True, check=False)
    expect(built.returncode == 0, built.stderr)


def work_kept(bench):
    bench.lab.folder = bench.folder
    expect(bench.lab.create_work(), "not created")
    bench.lab.work.write_text("mine")
    expect(not bench.lab.create_work() and bench.lab.work.read_text() == "mine", "overwritten")


def tests():
    for test in (cut, work_kept, no_such_lab, missing_file, not_text, code_does_not_parse,
                 annotation_does_not_parse, unknown_name, starter, solution, another_solution):
        yield "state: " + test.__name__.replace("_", " "), test
