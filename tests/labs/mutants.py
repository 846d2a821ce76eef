"""Wrong solutions of lab 1, each of which must be left with open goals."""
from states import expect

# name, text of the solution, what replaces it, what running it must show or None
MUTANTS = [
    ("last frame not initialised", "PAGE(p).type = PG_RESERVED;",
     "if (p + 1 != n)\n            PAGE(p).type = PG_RESERVED;", "frame_init(1)"),
    ("wrong first type", "PAGE(p).type = PG_RESERVED;", "PAGE(p).type = PG_FREE;",
     "it is PG_FREE"),
    ("wrong first shape", "PAGE(p).shape = SHAPE_4K;", "PAGE(p).shape = SHAPE_4K + 1;",
     "the shape of frame 0 should be SHAPE_4K"),
    ("chain not set", "        PAGE(p).chain = NO_CHAIN;\n", "",
     "the chain of frame 0 should be NO_CHAIN; it is never set"),
    ("initial order with a hole", "ghost free_seq[p] = p;", "ghost free_seq[p] = 0;", None),
    ("initial positions all 0", "ghost free_pos[p] = p;", "ghost free_pos[p] = 0;", None),
    ("invariant too weak", "0 <= q < p ==> blank(q);", "0 < q < p ==> blank(q);", None),
    ("take forgets nfree", "    nfree--;\n", "", "nfree is 1"),
    ("take sets no type", "    PAGE(p).type = t;\n", "    (void)t;\n", "it is PG_FREE"),
    ("take writes more than the type", "    PAGE(p).type = t;\n",
     "    PAGE(p).type = t;\n    PAGE(p).chain = 0;\n", "changed more of frame 0 than its type"),
    ("take forgets the permutation", "    //@ ghost free_seq[nfree - 1] = p;\n", "", None),
    ("take moves the frame at the wrong end", "moved = free_seq[nfree - 1];",
     "moved = free_seq[0];", None),
    ("give forgets nfree", "    nfree++;\n", "", "nfree is 0"),
    ("give counts twice", "    nfree++;\n", "    nfree += 2;\n", "nfree is 2"),
    ("give sets no type", "    PAGE(p).type = PG_FREE;\n", "", "it is PG_RESERVED"),
    ("give frees another frame", "    PAGE(p).type = PG_FREE;\n",
     "    PAGE(0).type = PG_FREE;\n", "frame_init(2); frame_give(1)"),
    ("give forgets the permutation",
     "moved = free_seq[nfree];\n    //@ ghost free_seq[k] = moved;\n",
     "moved = free_seq[nfree];\n", None),
]


def mutant(old, new, shown):
    def test(bench):
        # What is false stays open however long the provers try.
        status, output, verdict = bench.grade(bench.edit(old, new), seconds=2)
        discharge = [t for t in verdict["tests"] if t["name"] == "discharge"][0]
        expect(status == 1 and discharge["status"] == "failed", output)
        expect(verdict["open"] and "means  " in output, output)
        expect(shown is None or shown in output, output)
    return test


def tests():
    for name, old, new, shown in MUTANTS:
        yield "mutant: " + name, mutant(old, new, shown)
