"""Ways to be told PASS without a proof. Each must fail, on the line of the verdict given here."""
import subprocess
from pathlib import Path

from states import expect

FREE = "    PAGE(p).type = PG_FREE;\n"
TAKE = "    PAGE(p).type = t;\n"
DONE = "        loop invariant done:"
INCLUDE = '#include "frame.h"\n'
CONTRACT = "/*@ requires \\false; terminates \\true; exits \\false; assigns \\nothing; */\n"

# name, the line of the verdict that must fail, text of the solution, what replaces it
EDITS = [
    # outside the regions
    ("requires false on the definition", "identity", "void frame_take(pfn_t p, uint32_t t)\n",
     CONTRACT + "void frame_take(pfn_t p, uint32_t t)\n"),
    ("prototype with one more requires", "identity", INCLUDE,
     INCLUDE + "/*@ requires \\false; */ void frame_give(pfn_t p);\n"),
    ("macro before the header", "identity", INCLUDE, "#define wf_free \\true\n" + INCLUDE),
    ("macro after the header", "identity", INCLUDE, INCLUDE + "#define PAGE(p) page_window[0]\n"),
    ("another header", "identity", INCLUDE, '#include "types.h"\n' + INCLUDE),
    ("axiom outside", "identity", INCLUDE,
     INCLUDE + "/*@ axiomatic A { axiom a: \\false; } */\n"),
    ("lemma outside", "identity", INCLUDE, INCLUDE + "/*@ admit lemma a: \\false; */\n"),
    ("ghost array of one's own", "identity", INCLUDE, INCLUDE + "/*@ ghost int more[4]; */\n"),
    ("initial values", "identity", "uint32_t nfree;\n\n", "uint32_t nfree = 1;\n\n"),
    ("loop variant removed", "identity", "        loop variant n - p; */", "        */"),
    ("given loop changed", "identity", "p < n; p++) {", "p < 0; p++) {"),
    ("marker moved", "identity",
     "    // } LAB\n}\n\nvoid frame_give(pfn_t p)\n{\n    // LAB 1.3 {\n",
     "}\n\nvoid frame_give(pfn_t p)\n{\n"),
    ("contract in a comment border", "identity", "void frame_give(pfn_t p)\n",
     "/* *//*@ assigns \\nothing; */\nvoid frame_give(pfn_t p)\n"),
    # ways out of a region
    ("function closed early", "identity", FREE,
     "    (void)p;\n}\n/*@ requires \\false; */ void more(pfn_t p)\n{\n" + FREE),
    ("include in a region", "identity", FREE, '#include "abi.h"\n' + FREE),
    ("define in a region", "identity", FREE, "#define nfree nframes\n" + FREE),
    ("define in an annotation", "identity", FREE, "/*@ ghost\n#define NIL 0\n*/\n" + FREE),
    ("line directive", "identity", FREE, "# 1 \"frame.h\"\n" + FREE),
    ("continued comment", "identity", FREE, "    // see below \\\n" + FREE),
    ("continued annotation", "identity", FREE, "    //@ ghost ; \\\n    nfree++;\n" + FREE),
    ("trigraph", "identity", FREE, "    // see below ??/\n" + FREE),
    ("annotation border in a region", "identity", DONE,
     "        loop invariant a: \\true; */ nfree = 0; /*@\n" + DONE),
    ("comment across a border", "identity", "        // } LAB\n        loop variant",
     "        // */ /*\n        // } LAB\n        loop variant"),
    ("prototype in a region", "identity", FREE, "    pfn_t own_frame(pfn_t p);\n" + FREE),
    ("extern in a region", "identity", FREE, "    extern uint32_t nfree;\n" + FREE),
    ("static in a region", "identity", FREE, "    static uint32_t twice;\n" + FREE),
    ("statement contract", "identity", FREE,
     "    /*@ requires \\false; ensures \\false; */\n" + FREE),
    ("behavior", "identity", FREE,
     "    /*@ behavior b: assumes \\false; ensures \\false; */\n" + FREE),
    ("union", "identity", FREE, "    union { uint32_t a; pfn_t b; } u;\n    u.a = 0;\n" + FREE),
    ("assembly", "identity", FREE, "    __asm__(\"\");\n" + FREE),
    ("assembly without underscores", "identity", FREE, "    asm(\"\");\n" + FREE),
    ("attribute", "identity", FREE, "    uint32_t x __attribute__((unused));\n" + FREE),
    ("goto", "identity", FREE, "again:\n    if (nfree == 0)\n        goto again;\n" + FREE),
    ("pointer cast", "identity", FREE, "    *(uint32_t *)0 = 0;\n" + FREE),
    ("address of a global", "identity", FREE, "    uint32_t *q = &nfree;\n    q[0] = p;\n" + FREE),
    ("window without its accessor", "identity", FREE, "    page_window[p].type = PG_FREE;\n"),
    # believed without proof
    ("admit", "trust", FREE, "    //@ admit \\false;\n" + FREE),
    ("admit in a block", "trust", FREE,
     "    /*@ // so be it\n      @ admit a: \\false; */\n" + FREE),
    ("admit loop invariant", "trust", DONE, "        admit loop invariant a: \\false;\n" + DONE),
    ("axiom in a region", "trust", FREE, "    /*@ axiomatic A { axiom a: \\false; } */\n" + FREE),
    ("lemma in a region", "trust", FREE, "    //@ lemma a: \\false;\n" + FREE),
    ("endless loop", "trust", TAKE, "    while (1)\n        ;\n" + TAKE),
    ("endless ghost loop", "trust", FREE, "    //@ ghost while (1) ;\n" + FREE),
    ("self-call", "trust", FREE, "    frame_give(p);\n" + FREE),
    ("call by value", "trust", FREE, "    (frame_give)(p);\n" + FREE),
    ("unlisted callee", "trust", FREE, "    own(p, PG_FREE);\n" + FREE),
    ("implicit function", "trust", FREE, "    lucky(p);\n" + FREE),
    ("ghost prototype", "trust", FREE,
     "    /*@ ghost /@ ensures \\false; @/ void lucky(void); */\n" + FREE),
    ("ghost prototype on one line", "trust", FREE, "    //@ ghost void lucky(void);\n" + FREE),
    ("ghost store to real memory", "trust", "    nfree++;\n", "    //@ ghost nfree = nfree + 1;\n"),
    ("ghost return", "trust", FREE, "    //@ ghost return;\n" + FREE),
    ("calls clause", "trust", FREE, "    //@ calls frame_take;\n" + FREE),
    ("loop allocates", "identity", DONE, "        loop allocates \\nothing;\n" + DONE),
    ("unrolling", "trust", DONE, "        loop pragma UNROLL 1;\n" + DONE),
    # believed by the prover, if it were careless
    ("variant that never falls", "discharge", TAKE,
     "    //@ loop variant 1;\n    while (1)\n        ;\n" + TAKE),
    ("loop that is never left", "discharge", TAKE,
     "    /*@ loop invariant \\true; loop assigns \\nothing; loop variant nfree; */\n"
     "    while (nfree == nfree)\n        ;\n" + TAKE),
    ("false invariant", "discharge", DONE, "        loop invariant a: \\false;\n" + DONE),
    ("assigns everything", "discharge",
     "        loop assigns p, page_window[ALL_FRAMES], free_seq[ALL_FRAMES],\n"
     "                     free_pos[ALL_FRAMES];\n",
     "        loop assigns p, nframes, nfree, page_window[..],\n"
     "                     free_seq[..], free_pos[..];\n"),
    ("assigns nothing", "discharge",
     "        loop assigns p, page_window[ALL_FRAMES], free_seq[ALL_FRAMES],\n"
     "                     free_pos[ALL_FRAMES];\n", "        loop assigns \\nothing;\n"),
    ("assert false", "discharge", FREE, "    //@ assert \\false;\n" + FREE),
    ("check in place of assert", "discharge", "    nfree++;\n",
     "    //@ check done: \\false;\n"),
    ("shadowed global", "discharge", "    nfree++;\n", "    uint32_t nfree = 0;\n    nfree++;\n"),
]


def cheat(part, old, new):
    def test(bench):
        status, output, verdict = bench.grade(bench.edit(old, new), seconds=2)
        expect(status == 1 and verdict is not None, output)
        failed = [t["name"] for t in verdict["tests"] if t.get("status") == "failed"]
        expect(part in failed, output)
        if part != "discharge":
            expect(f"{part:<10} FAIL  " in output and "frame.c:" in output, output)
            expect(verdict["score"] == 0, f"score {verdict['score']}\n{output}")
    return test


def planted(bench):
    """Caches, sessions, settings and provers planted around a wrong solution change nothing."""
    wrong = bench.edit("    nfree++;\n", "")
    bin_folder = bench.folder / "bin"
    bin_folder.mkdir()
    for name in ("frama-c", "cvc5", "z3", "why3"):
        (bin_folder / name).write_text("#!/bin/sh\necho unsat; echo '[wp] Proved goals:  9 / 9'\n")
        (bin_folder / name).chmod(0o755)
    conf = bench.folder / "why3.conf"
    template = (bench.lab.source.parents[1] / "proofs/why3.conf.in").read_text()
    conf.write_text(template.replace("/usr/bin/", f"{bin_folder}/"))
    (bench.folder / ".why3.conf").write_text(conf.read_text())
    for name in (".frama-c/wp/cache", ".frama-c/wp/script", "session/cache", "wp-cache"):
        (bench.folder / name).mkdir(parents=True)
        (bench.folder / name / "00.json").write_text('{"prover": "CVC5", "verdict": "valid"}')
    folder = str(bench.folder)
    environment = {
        "WHY3CONFIG": str(conf), "HOME": folder, "PATH": f"{bin_folder}:/usr/bin:/bin",
        "FRAMAC_WP_CACHE": "replay", "FRAMAC_WP_CACHEDIR": f"{folder}/wp-cache",
        "FRAMAC_SESSION": f"{folder}/session", "FRAMAC_CONFIG": folder, "FRAMAC_PLUGIN": folder,
        "FRAMAC_SHARE": folder, "CPATH": folder, "C_INCLUDE_PATH": folder, "PYTHONPATH": folder}
    (bench.folder / "tomllib.py").write_text("raise SystemExit(0)\n")
    status, output, verdict = bench.grade(wrong, environment)
    expect(status == 1 and verdict["tests"][1]["status"] == "failed", output)
    expect("nfree is 0" in output, output)


def changed_kernel(bench):
    """In a checkout whose frame.h promises less than the committed one, nothing passes."""
    tree = bench.folder / "tree"
    root = bench.lab.source.parents[1]
    tree.mkdir()
    subprocess.run(["cp", "-r", *(str(root / p) for p in ("kernel", "labs", "proofs")), tree],
                   check=True)
    git = ["git", "-C", str(tree), "-c", "user.name=t", "-c", "user.email=t@t"]
    for command in (["init", "-q"], ["add", "kernel"], ["commit", "-q", "-m", "kernel"]):
        subprocess.run([*git, *command], check=True)
    header = Path(tree / "kernel/frame.h")
    header.write_text(header.read_text().replace("ensures count:", "ensures count: \\true ||"))
    work = bench.folder / "frame.c"
    work.write_text(bench.solution)
    done = subprocess.run([tree / "labs/grade", "1", "--file", work], capture_output=True,
                          text=True, check=False)
    expect(done.returncode == 1 and "kernel/frame.h is not the committed one" in done.stdout,
           done.stdout + done.stderr)


def tests():
    for name, part, old, new in EDITS:
        yield "cheat: " + name, cheat(part, old, new)
    yield "cheat: planted caches, settings and provers", planted
    yield "cheat: weaker contract in the tree", changed_kernel
