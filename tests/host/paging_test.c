/* paging_test.c: address spaces and TLBs alone, against a model of what is mapped where.
 *
 * Several address spaces change while CPUs look up addresses in those that they have loaded; what
 * they find must be what the model says. It counts pages and tables, hence frames that are free.
 */
#include <string.h>

#include "harness.h"
#include "paging.h"
#include "tlb.h"

enum { SPACES = 8, CPUS = 3, PLACES = 72, LEVELS = 3 /* of tables below a root */ };
#define LOOK 17u /* operations from one look at all address spaces to the next */

struct place {
    pfn_t frame; /* NIL: not mapped */
    uint32_t rights;
    uint64_t mark; /* what the page holds at both ends */
};

static struct model {
    pfn_t root;   /* NIL: there is no such address space */
    uint32_t cpu; /* which has it loaded, or NCPU */
    struct place place[PLACES];
    uint32_t below[LEVELS][PLACES]; /* pages below the table of a group, by its first place */
} model[SPACES];

static uint64_t address[PLACES];
static uint32_t group[LEVELS][PLACES]; /* the first place that the same table serves */
static struct model *on[CPUS];         /* NULL: no address space is loaded */
static uint32_t unused;                /* frames that should be free */
static uint64_t marks, seen[E_SIZE + 1];

/* Close together and far apart, at the ends of user space and of tables; in slots of the software
 * TLB of their own, or they would drive each other out. */
static void set_addresses(void)
{
    static const uint64_t edge[] = {USER_MIN,       USER_END - PAGE_SIZE, 0x5ffff000,
                                    0x60000000,     0x7fffbffff000,       0x7fffc0000000,
                                    0x7f7ffffff000, 0x7f8000000000};

    for (uint64_t i = 0; i < PLACES; i++)
        address[i] = i >= 64 ? edge[i - 64]
                             : 0x100000000 + (i >> 4) * 0x8000000000 + (i >> 3) % 2 * 0x40000000 +
                                   (i >> 2) % 2 * 0x200000 + (i + 8) * PAGE_SIZE;
    for (uint32_t l = 0; l < LEVELS; l++)
        for (uint32_t i = 0; i < PLACES; i++)
            while (address[group[l][i]] >> (21 + 9 * l) != address[i] >> (21 + 9 * l))
                group[l][i]++;
}

static uint32_t tables_missing(const struct model *m, uint32_t i)
{
    uint32_t n = 0;

    for (uint32_t l = 0; l < LEVELS; l++)
        n += m->below[l][group[l][i]] == 0;
    return n;
}

static void count(struct model *m, uint32_t i, uint32_t change)
{
    for (uint32_t l = 0; l < LEVELS; l++)
        m->below[l][group[l][i]] += change;
}

static void check_leaf(uint64_t leaf, const struct place *at)
{
    if (at->frame == NIL) {
        CHECK_EQ(leaf, 0);
        return;
    }
    CHECK_EQ(PTE_FRAME(leaf), at->frame);
    CHECK((leaf & PTE_PRESENT) && (leaf & PTE_USER));
    CHECK_EQ(!!(leaf & PTE_WRITE), at->rights == RIGHT_WRITE);
    CHECK_EQ(!(leaf & PTE_NX), at->rights == RIGHT_EXECUTE);
}

/* A CPU uses an address, and keeps what it has found. */
static void look_up(uint32_t cpu, uint32_t i)
{
    uint64_t leaf = host_translate(cpu, address[i]);

    if (on[cpu])
        check_leaf(leaf, &on[cpu]->place[i]);
    else
        CHECK_EQ(leaf, 0);
}

static void check_spaces(void)
{
    for (struct model *m = model; m < model + SPACES; m++)
        for (uint32_t i = 0; i < PLACES && m->root != NIL; i++) {
            const struct place *at = &m->place[i];

            check_leaf(host_walk(m->root, address[i]), at);
            CHECK_EQ(paging_lookup(m->root, address[i]), host_walk(m->root, address[i]));
            if (at->frame != NIL) {
                CHECK_EQ(user_window[at->frame].word[0], at->mark);
                CHECK_EQ(user_window[at->frame].word[TABLE_ENTRIES - 1], at->mark);
            }
        }
}

static void check_all(void)
{
    pfn_t root[SPACES];
    uint32_t n = 0;

    for (struct model *m = model; m < model + SPACES; m++)
        if (m->root != NIL)
            root[n++] = m->root;
    check_memory(root, n);
    check_spaces();
    for (uint32_t c = 0; c < CPUS; c++)
        CHECK_EQ(host_stale(c), 0);
}

/* What was stale would be lost by the load, so it must be looked for now. */
static void load(uint32_t cpu, struct model *m)
{
    CHECK_EQ(host_stale(cpu), 0);
    if (m && (m->root == NIL || (m->cpu != NCPU && m->cpu != cpu)))
        return;
    if (on[cpu])
        on[cpu]->cpu = NCPU;
    tlb_load(cpu, m ? m->root : NIL);
    CHECK_EQ(loaded[cpu], m ? m->root : NIL);
    on[cpu] = m;
    if (m)
        m->cpu = cpu;
}

static void create(struct model *m)
{
    uint32_t none = unused == 0;

    m->root = paging_create();
    CHECK_EQ(m->root == NIL, none);
    if (none)
        return;
    unused--;
    m->cpu = NCPU;
    memset(m->below, 0, sizeof m->below);
    for (uint32_t i = 0; i < PLACES; i++)
        m->place[i].frame = NIL;
    check_all();
}

static void destroy(struct model *m)
{
    if (m->cpu != NCPU)
        load(m->cpu, NULL);
    tlb_drop(m->root);
    paging_destroy(m->root);
    m->root = NIL;
    unused++;
    for (uint32_t i = 0; i < PLACES; i++) {
        unused += m->place[i].frame != NIL;
        for (uint32_t l = 0; l < LEVELS; l++)
            unused += m->below[l][i] != 0;
    }
    CHECK_EQ(nfree, unused);
    check_all();
}

/* Before some of the calls that must fail. */
static struct snapshot *watch(uint32_t error)
{
    return seen[error]++ % 512 == 0 && error != E_OK ? snapshot_take() : NULL;
}

static void unwatch(struct snapshot *before)
{
    if (before) {
        check_unchanged(before, NIL);
        snapshot_free(before);
    }
}

static void map(struct model *m, uint32_t i)
{
    uint32_t rights = (uint32_t)test_below(NRIGHTS), need = tables_missing(m, i), error;
    struct snapshot *before;
    pfn_t frame = user_page();

    CHECK_EQ(frame == NIL, unused == 0);
    if (frame == NIL)
        return;
    unused--;
    error = m->place[i].frame != NIL ? E_MAPPED : need > unused ? E_MEMORY : E_OK;
    before = watch(error);
    CHECK_EQ(paging_map(m->root, address[i], frame, rights), error);
    unwatch(before);
    if (error != E_OK) {
        page_free(frame);
        unused++;
        return;
    }
    CHECK_EQ(user_window[frame].word[0] | user_window[frame].word[TABLE_ENTRIES - 1], 0);
    m->place[i] = (struct place){.frame = frame, .rights = rights, .mark = ++marks};
    user_window[frame].word[0] = user_window[frame].word[TABLE_ENTRIES - 1] = marks;
    unused -= need;
    count(m, i, 1);
}

static void unmap(struct model *m, uint32_t i)
{
    uint32_t error = m->place[i].frame == NIL ? E_UNMAPPED : E_OK;
    struct snapshot *before = watch(error);

    CHECK_EQ(paging_unmap(m->root, address[i]), error);
    unwatch(before);
    if (error != E_OK)
        return;
    m->place[i].frame = NIL;
    count(m, i, -1u);
    unused += 1 + tables_missing(m, i);
}

static void protect(struct model *m, uint32_t i)
{
    uint32_t rights = (uint32_t)test_below(NRIGHTS);
    uint32_t error = m->place[i].frame == NIL ? E_UNMAPPED : E_OK;
    struct snapshot *before = watch(error);

    CHECK_EQ(paging_protect(m->root, address[i], rights), error);
    unwatch(before);
    if (error == E_OK)
        m->place[i].rights = rights;
}

/* A page changes, and the CPU that may know of it is told; it often does know. */
static void change(struct model *m, uint32_t i)
{
    uint32_t what = (uint32_t)test_below(10);

    if (m->cpu != NCPU && what % 2)
        look_up(m->cpu, i);
    if (what < 4)
        map(m, i);
    else if (what < 7)
        unmap(m, i);
    else
        protect(m, i);
    if (m->cpu != NCPU) {
        tlb_forget(m->cpu, address[i]);
        if (what % 3 == 0)
            look_up(m->cpu, i);
    } else {
        tlb_drop(m->root); /* a CPU may hold it that has it no more */
    }
}

static void one_operation(void)
{
    struct model *m = &model[test_below(SPACES)];
    uint32_t what = (uint32_t)test_below(1000), cpu = (uint32_t)test_below(CPUS);

    if (what < 3)
        m->root == NIL ? create(m) : destroy(m);
    else if (what < 30)
        load(cpu, what < 5 ? NULL : m);
    else if (m->root != NIL)
        change(m, (uint32_t)test_below(PLACES));
    look_up(cpu, (uint32_t)test_below(PLACES));
    CHECK_EQ(nfree, unused);
}

static void random_operations(uint32_t frames, uint32_t operations)
{
    bare_machine(frames);
    memset(host_bytes(), 0xa5, host_size());
    set_addresses();
    unused = frames;
    memset(model, 0xff, sizeof model); /* no address space: each root is NIL */
    for (uint32_t i = 0; i < operations; i++) {
        one_operation();
        if (i % LOOK == 0)
            check_spaces();
        if (i % (LOOK * LOOK) == 0)
            check_all();
    }
    for (uint32_t i = 0; i < SPACES; i++)
        if (model[i].root != NIL)
            destroy(&model[i]);
    CHECK_EQ(nfree, frames);
}

TEST(paging_random_operations)
{
    random_operations(800, 1000000);
    CHECK(seen[E_MEMORY] == 0 && seen[E_MAPPED] > 10000 && seen[E_UNMAPPED] > 10000);
}

TEST(paging_random_operations_with_memory_running_out)
{
    random_operations(160, 300000);
    CHECK(seen[E_MEMORY] > 1000);
}
