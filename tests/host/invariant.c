/* invariant.c: well-formedness, written a second time, from the headers and from outside.
 *
 * It shares no predicate with the proof, so a mistake in the proof's own definitions shows here:
 * free blocks, address spaces, lists, who names which endpoint, who made whom, who owes whom a
 * reply, and that nobody receives where bits wait.
 */
#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "page.h"

/* How often each frame was met: in a free block, as a table, a leaf, a list member. */
static uint8_t *met;
/* How many slots name each of them. */
static uint32_t *named;
static uint32_t frames;
/* What each of the CPUs runs. */
static const pfn_t *runs;
static uint32_t cpus;

static uint32_t count(uint32_t type)
{
    uint32_t n = 0;

    for (pfn_t p = 0; p < frames; p++)
        n += page_window[p].type == type;
    return n;
}

uint32_t count_free(void)
{
    frames = boot_info.frames;
    return count(PG_FREE);
}

static void meet(pfn_t p, uint32_t type)
{
    CHECK(p < frames);
    CHECK_EQ(page_window[p].type, type);
    CHECK_EQ(met[p], 0);
    met[p] = 1;
}

/* The free block at p: its frames are free, and but for the first they are inner ones. */
static void check_block(pfn_t p, uint32_t shape, uint32_t size)
{
    CHECK_EQ(p % size, 0);
    CHECK_EQ(page_window[p].shape, shape);
    CHECK_EQ(page_window[p].chain, shape);
    for (pfn_t q = p; q < p + size; q++) {
        meet(q, PG_FREE);
        CHECK(q == p || page_window[q].shape == SHAPE_INNER);
    }
}

/* The chains of free blocks hold all free frames, and no frame in use. */
static void check_free_list(void)
{
    static const uint32_t size[NSHAPES] = {1, 512, 262144};
    uint32_t total = 0;

    for (uint32_t shape = 0; shape < NSHAPES; shape++) {
        uint32_t n = 0;
        pfn_t newer = NIL;

        for (pfn_t p = chain_head[shape]; p != NIL; newer = p, p = page_window[p].next, n++) {
            check_block(p, shape, size[shape]);
            CHECK_EQ(page_window[p].prev, newer);
        }
        CHECK_EQ(n, chain_length[shape]);
        total += n * size[shape];
    }
    CHECK_EQ(total, nfree);
    CHECK_EQ(total, count(PG_FREE));
    CHECK(nfree == 0 || chain_head[SHAPE_4K] != NIL);
    for (pfn_t p = 0; p < frames; p++) {
        if (page_window[p].type != PG_FREE) {
            CHECK(page_window[p].shape == SHAPE_4K || page_window[p].type == PG_USER);
            CHECK(page_window[p].type == PG_ARENA || page_window[p].chain == NO_CHAIN);
        }
    }
}

/* A leaf of this level and the block of user memory that it maps. */
static void check_leaf(uint64_t e, uint32_t level)
{
    static const uint32_t size[] = {0, 1, 512, 262144};
    pfn_t p = PTE_FRAME(e);

    CHECK(!(e & PTE_WRITE) || (e & PTE_NX));
    CHECK_EQ(p % size[level], 0);
    CHECK_EQ(page_window[p].shape, level - 1);
    for (pfn_t q = p; q < p + size[level]; q++) {
        meet(q, PG_USER);
        CHECK(q == p || page_window[q].shape == SHAPE_INNER);
    }
}

/* A table of this level and all below it: every user entry is open to the user, says accessed
 * already, and leads to a page that nothing else leads to. */
static void check_table(pfn_t table, uint32_t level)
{
    uint32_t n = level == 4 ? USER_ENTRIES : TABLE_ENTRIES;

    meet(table, PG_PT1 + level - 1);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t e = table_window[table].entry[i];

        if (!(e & PTE_PRESENT)) {
            CHECK_EQ(e, 0);
            continue;
        }
        CHECK(e & PTE_USER);
        CHECK(e & 0x20);
        if (level == 1 || e & PTE_LARGE)
            check_leaf(e, level);
        else
            check_table(PTE_FRAME(e), level - 1);
    }
}

static void check_space(pfn_t root)
{
    check_table(root, 4);
    for (uint32_t i = 0; i < USER_ENTRIES; i++)
        CHECK_EQ(table_window[root].entry[USER_ENTRIES + i], boot_info.kernel_half[i]);
    CHECK(!host_walk(root, 0));
    CHECK(!host_walk(root, USER_END));
}

/* A parent finds each child under a number, and the child finds its parent and that number. */
static void check_family(pfn_t p)
{
    const struct family *f = &family_window[p];

    for (uint32_t i = 0; i < NCHILDREN; i++) {
        pfn_t c = f->child[i];

        CHECK(c == NIL || c == ENDED || (c < frames && page_window[c].type == PG_PROCESS));
        CHECK(c >= ENDED || (family_window[c].parent == p && family_window[c].place == i));
    }
    CHECK(f->parent == NIL || (f->parent < frames && page_window[f->parent].type == PG_PROCESS));
    CHECK(f->parent == NIL || f->place < NCHILDREN);
    CHECK(f->parent == NIL || family_window[f->parent].child[f->place] == p);
}

static void check_process(pfn_t p)
{
    pfn_t t = process_window[p].thread;

    CHECK(t < frames);
    CHECK_EQ(page_window[t].type, PG_THREAD);
    CHECK_EQ(thread_window[t].process, p);
    for (uint32_t i = 0; i < NSLOTS; i++) {
        pfn_t e = process_window[p].slot[i];

        CHECK(e == NIL || (e < frames && page_window[e].type == PG_ENDPOINT));
        if (e != NIL)
            named[e]++;
    }
    check_family(p);
    check_space(process_window[p].root);
}

static void check_reply(pfn_t t)
{
    pfn_t caller = thread_window[t].caller, holder = thread_window[t].holder;

    if (caller != NIL) {
        CHECK(caller < frames && page_window[caller].type == PG_THREAD);
        CHECK_EQ(thread_window[caller].state, T_REPLY);
        CHECK_EQ(thread_window[caller].holder, t);
    }
    if (thread_window[t].state == T_REPLY) {
        CHECK(holder < frames && page_window[holder].type == PG_THREAD);
        CHECK_EQ(thread_window[holder].caller, t);
    }
}

/* Who waits does so by a slot of its process. */
static int has_slot(pfn_t p, pfn_t e)
{
    for (uint32_t i = 0; i < NSLOTS; i++)
        if (process_window[p].slot[i] == e)
            return 1;
    return 0;
}

static uint32_t list_type(uint32_t state)
{
    if (state == T_READY)
        return PG_QUEUE;
    return state == T_RUNNING || state == T_REPLY ? NPAGE_TYPES : PG_ENDPOINT;
}

static uint32_t count_running(pfn_t t)
{
    uint32_t n = 0;

    for (uint32_t c = 0; c < cpus; c++)
        n += runs[c] == t;
    return n;
}

static void check_thread(pfn_t t)
{
    uint32_t state = thread_window[t].state;
    pfn_t on = link_window[t].on;

    CHECK(state < NTHREAD_STATES);
    CHECK_EQ(state == T_RUNNING, count_running(t));
    if (list_type(state) == NPAGE_TYPES) {
        CHECK_EQ(on, NIL);
    } else {
        CHECK(on < frames);
        CHECK_EQ(page_window[on].type, list_type(state));
        CHECK(state == T_READY || has_slot(thread_window[t].process, on));
        /* A thread takes the bits that it finds, and then does not wait. */
        CHECK(state != T_RECV || endpoint_window[on].bits == 0);
    }
    check_reply(t);
}

/* Returns how many threads the list holds; an endpoint holds senders or receivers, never both. */
static uint32_t check_list(pfn_t l)
{
    pfn_t previous = NIL, first = list_window[l].head;
    uint32_t n = 0;

    for (pfn_t t = first; t != NIL; previous = t, t = link_window[t].next, n++) {
        meet(t, PG_THREAD);
        CHECK_EQ(link_window[t].on, l);
        CHECK_EQ(link_window[t].prev, previous);
        CHECK_EQ(thread_window[t].state == T_RECV, thread_window[first].state == T_RECV);
    }
    CHECK_EQ(list_window[l].tail, previous);
    return n;
}

/* Every table and every user page was met, so each belongs to exactly one address space. */
static void check_met(void)
{
    for (pfn_t p = 0; p < frames; p++)
        CHECK(met[p] || page_window[p].type < PG_USER || page_window[p].type > PG_PT4);
}

/* What an endpoint says is how many slots name it. */
static void check_named(void)
{
    for (pfn_t p = 0; p < frames; p++)
        if (page_window[p].type == PG_ENDPOINT) {
            CHECK_EQ(endpoint_window[p].refs, named[p]);
            CHECK(named[p] > 0);
        }
}

void check_memory(const pfn_t *root, uint32_t n)
{
    frames = boot_info.frames;
    met = calloc(frames, 1);
    check_free_list();
    for (uint32_t i = 0; i < n; i++)
        check_space(root[i]);
    check_met();
    free(met);
}

void check_kernel(const pfn_t *running_on, const pfn_t *loaded_on, uint32_t n)
{
    uint32_t listed = 0, linked = 0;

    runs = running_on;
    cpus = n;
    frames = boot_info.frames;
    met = calloc(frames, 1);
    named = calloc(frames, sizeof *named);
    check_free_list();
    for (pfn_t p = 0; p < frames; p++) {
        uint32_t type = page_window[p].type;

        CHECK(type < NPAGE_TYPES);
        if (type == PG_PROCESS)
            check_process(p);
        if (type == PG_THREAD) {
            check_thread(p);
            linked += link_window[p].on != NIL;
        }
        if (type == PG_ENDPOINT || type == PG_QUEUE)
            listed += check_list(p);
    }
    CHECK_EQ(listed, linked);
    check_met();
    check_named();
    for (uint32_t c = 0; c < cpus; c++)
        if (runs[c] != NIL)
            CHECK_EQ(loaded_on[c], process_window[thread_window[runs[c]].process].root);
    free(met);
    free(named);
}
