"""Wrong solutions of lab 1, each of which must be left with open goals."""
from states import expect

# name, text of the solution, what replaces it, what running it must show or None
MUTANTS = [
    ("last frame not initialised", "PAGE(p).type = PG_RESERVED;",
     "if (p + 1 != n)\n            PAGE(p).type = PG_RESERVED;", "page_init(1)"),
    ("wrong first type", "PAGE(p).type = PG_RESERVED;", "PAGE(p).type = PG_FREE;",
     "it is PG_FREE"),
    ("initial order with a hole", "ghost free_seq[p] = p;", "ghost free_seq[p] = 0;", None),
    ("alloc skips the last free frame", "if (p == NIL)", "if (p == NIL || nfree == 1)",
     "it returned NIL"),
    ("alloc loses the rest of the list", "free_head = PAGE(p).next;", "free_head = NIL;",
     "walking the free list"),
    ("alloc forgets nfree", "    nfree--;\n", "", "nfree is 1"),
    ("alloc sets no type", "    PAGE(p).type = t;\n    return p;", "    (void)t;\n    return p;",
     "it is PG_FREE"),
    ("alloc hands out a frame twice", "    free_head = PAGE(p).next;\n", "", None),
    ("free loses the link", "    PAGE(p).next = free_head;\n", "", "page_free(1)"),
    ("free links after the head moved", "    PAGE(p).next = free_head;\n    free_head = p;",
     "    free_head = p;\n    PAGE(p).next = free_head;", "it goes on to 0"),
    ("free forgets nfree", "    nfree++;\n", "", "nfree is 0"),
    ("free sets no type", "    PAGE(p).type = PG_FREE;\n", "", "it is PG_RESERVED"),
    ("free forgets the permutation", "    //@ ghost free_seq[k] = moved;\n", "", None),
]


def mutant(old, new, shown):
    def test(bench):
        status, output, verdict = bench.grade(bench.edit(old, new))
        discharge = [t for t in verdict["tests"] if t["name"] == "discharge"][0]
        expect(status == 1 and discharge["status"] == "failed", output)
        expect(verdict["open"] and "means  " in output, output)
        expect(shown is None or shown in output, output)
    return test


def tests():
    for name, old, new, shown in MUTANTS:
        yield "mutant: " + name, mutant(old, new, shown)
