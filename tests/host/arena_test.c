/* arena_test.c: chains and arenas against simple models, with random operations.
 *
 * The model of a chain is a list of its members, newest first; that of the slots an array of what
 * each handle is: of which kind, or unused, and the words that its owner left there. Arenas get
 * their pages from the frame allocator, whose chains lie next to theirs.
 */
#include <string.h>

#include "arena.h"
#include "harness.h"

#define FRAMES 48u
#define HANDLES (FRAMES * ARENA_SLOTS)
#define OPERATIONS 1000000u
#define LOOK 1009u /* operations from one look at everything to the next */

/* All frames are allocated pages that are on no chain. */
static void setup(void)
{
    fresh_memory(FRAMES);
    memset(host_bytes(), 0xa5, host_size());
    memset(page_window, 0xa5, FRAMES * sizeof(struct page));
    page_init(FRAMES);
    for (pfn_t p = 0; p < FRAMES; p++) {
        page_window[p].type = PG_UNTYPED;
        page_window[p].chain = NO_CHAIN;
    }
    chain_init();
}

/* Chains. */

static struct {
    pfn_t member[FRAMES]; /* oldest first */
    uint32_t length;
} model[NCHAINS];

static void check_chain(uint32_t c)
{
    pfn_t p = chain_head[c], newer = NIL;
    uint32_t n = model[c].length;

    CHECK_EQ(chain_length[c], n);
    while (n--) {
        CHECK_EQ(p, model[c].member[n]);
        CHECK_EQ(page_window[p].chain, c);
        CHECK_EQ(page_window[p].prev, newer);
        newer = p;
        p = page_window[p].next;
    }
    CHECK_EQ(p, NIL);
}

static void model_remove(uint32_t c, pfn_t p)
{
    uint32_t i = 0;

    while (model[c].member[i] != p)
        i++;
    memmove(&model[c].member[i], &model[c].member[i + 1],
            (model[c].length - i - 1) * sizeof(pfn_t));
    model[c].length--;
}

TEST(chain_random_pushes_and_removals)
{
    setup();
    for (uint32_t step = 0; step < OPERATIONS; step++) {
        pfn_t p = (pfn_t)test_below(FRAMES);
        uint32_t c = page_window[p].chain;

        if (c == NO_CHAIN) {
            c = (uint32_t)test_below(NCHAINS);
            chain_push(c, p);
            model[c].member[model[c].length++] = p;
        } else {
            chain_remove(p);
            CHECK_EQ(page_window[p].chain, NO_CHAIN);
            model_remove(c, p);
        }
        if (step % 16 == 0)
            check_chain(c);
        if (step % LOOK == 0)
            for (c = 0; c < NCHAINS; c++)
                check_chain(c);
    }
}

/* Arenas. */

static struct {
    uint32_t kind; /* ARENA_CHAINS: unused */
    uint64_t word;
} slot_model[HANDLES];
static slot_t live[HANDLES];
static uint32_t place[HANDLES], nlive; /* live[place[h]] == h */

static uint32_t used_in(pfn_t p)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < ARENA_SLOTS; i++)
        n += slot_model[p * ARENA_SLOTS + i].kind != ARENA_CHAINS;
    return n;
}

/* Nothing but the chains says where there is room, so they must be exact. */
static void check_room(void)
{
    for (uint32_t k = 0; k < ARENA_CHAINS; k++) {
        uint32_t room = 0;

        for (pfn_t p = 0; p < FRAMES; p++)
            if (page_window[p].type == PG_ARENA && page_window[p].tag == k)
                room += page_window[p].count < ARENA_SLOTS;
        CHECK_EQ(chain_length[NSHAPES + k], room);
    }
}

static void check_arena(pfn_t p)
{
    uint64_t unused = 0;

    CHECK_EQ(page_window[p].count, used_in(p));
    CHECK_EQ(page_window[p].chain,
             page_window[p].count < ARENA_SLOTS ? NSHAPES + page_window[p].tag : NO_CHAIN);
    for (uint32_t i = 0; i < ARENA_SLOTS; i++) {
        slot_t h = p * ARENA_SLOTS + i;

        CHECK_EQ(slots_window[p].slot[i].used, slot_model[h].kind != ARENA_CHAINS);
        if (slot_model[h].kind == ARENA_CHAINS)
            continue;
        CHECK_EQ(slot_model[h].kind, page_window[p].tag);
        for (uint32_t j = 0; j < 7; j++)
            CHECK_EQ(slots_window[p].slot[i].word[j], slot_model[h].word + j);
    }
    /* The stack holds each unused slot once. */
    for (uint32_t i = page_window[p].count; i < ARENA_SLOTS; i++) {
        uint32_t free = slots_window[p].slot[i].free;

        CHECK(free < ARENA_SLOTS && !(unused >> free & 1));
        CHECK_EQ(slot_model[p * ARENA_SLOTS + free].kind, ARENA_CHAINS);
        unused |= 1ul << free;
    }
}

static void check_all(void)
{
    uint32_t n = 0;

    for (pfn_t p = 0; p < FRAMES; p++) {
        n += used_in(p);
        if (page_window[p].type == PG_ARENA)
            check_arena(p);
        else
            CHECK_EQ(used_in(p), 0);
    }
    CHECK_EQ(n, nlive);
    check_room();
}

/* A slot of this kind comes into use; if no arena has room, a frame becomes one. 0 if none is
 * free. */
static int take(uint32_t k)
{
    slot_t h = slot_alloc(k);

    if (h == NIL) {
        pfn_t p = page_alloc(ROOT_POOL, PG_UNTYPED);

        CHECK_EQ(chain_head[NSHAPES + k], NIL);
        if (p == NIL)
            return 0;
        memset(&slots_window[p], 0xa5, PAGE_SIZE);
        arena_make(p, k);
        CHECK_EQ(page_window[p].count, 0);
        h = slot_alloc(k);
        CHECK_EQ(h / ARENA_SLOTS, p);
    }
    CHECK(h < HANDLES);
    CHECK_EQ(slot_model[h].kind, ARENA_CHAINS);
    CHECK_EQ(page_window[h / ARENA_SLOTS].type, PG_ARENA);
    CHECK_EQ(page_window[h / ARENA_SLOTS].tag, k);
    slot_model[h].kind = k;
    slot_model[h].word = test_random();
    for (uint32_t j = 0; j < 7; j++)
        SLOT(h, k).word[j] = slot_model[h].word + j;
    place[h] = nlive;
    live[nlive++] = h;
    return 1;
}

static void drop(pfn_t p)
{
    arena_drop(p);
    CHECK_EQ(page_window[p].type, PG_UNTYPED);
    CHECK_EQ(page_window[p].chain, NO_CHAIN);
    page_free(p);
}

/* A slot goes, and its page with the last one or a little later. */
static void give(slot_t h)
{
    pfn_t p = h / ARENA_SLOTS;
    uint32_t empty;

    for (uint32_t j = 0; j < 7; j++)
        CHECK_EQ(SLOT(h, slot_model[h].kind).word[j], slot_model[h].word + j);
    empty = slot_free(h, slot_model[h].kind);
    slot_model[h].kind = ARENA_CHAINS;
    live[place[h]] = live[--nlive];
    place[live[place[h]]] = place[h];
    CHECK_EQ(empty, page_window[p].count == 0);
    if (empty && test_below(4))
        drop(p);
}

/* No frame is free: slots of every kind are taken as long as there are any. */
static void exhaust(void)
{
    for (uint32_t k = 0; k < ARENA_CHAINS; k++)
        while (take(k))
            ;
    CHECK_EQ(nfree, 0);
    CHECK_EQ(nlive, HANDLES);
    for (uint32_t k = 0; k < ARENA_CHAINS; k++)
        CHECK_EQ(slot_alloc(k), NIL);
    check_all();
}

/* No slot is in use: arenas that were kept go too, and all frames are free. */
static void empty_all(void)
{
    check_all();
    for (pfn_t p = 0; p < FRAMES; p++)
        if (page_window[p].type == PG_ARENA)
            drop(p);
    CHECK_EQ(nfree, FRAMES);
    for (uint32_t c = NSHAPES; c < NCHAINS; c++)
        CHECK_EQ(chain_head[c], NIL);
    check_memory(NULL, 0);
}

/* Now mostly more, until there is no memory, now mostly fewer, until all of it is free again. */
TEST(arena_random_slots_of_all_kinds)
{
    uint32_t growing = 1, rounds = 0;

    bare_machine(FRAMES);
    for (slot_t h = 0; h < HANDLES; h++)
        slot_model[h].kind = ARENA_CHAINS;
    for (uint32_t step = 0; step < OPERATIONS; step++) {
        if (nlive == 0) {
            empty_all();
            growing = 1;
        }
        if (nlive == 0 || test_below(8) < (growing ? 5 : 3)) {
            if (!take((uint32_t)test_below(ARENA_CHAINS)) && growing) {
                exhaust();
                growing = 0;
                rounds++;
            }
        } else {
            give(live[test_below(nlive)]);
        }
        if (step % LOOK == 0)
            check_all();
    }
    while (nlive)
        give(live[nlive - 1]);
    empty_all();
    CHECK(rounds > 20);
}

TEST(arena_full_and_empty_again)
{
    setup();
    CHECK_EQ(slot_alloc(2), NIL);
    arena_make(5, 2);
    for (uint32_t i = 0; i < ARENA_SLOTS; i++)
        CHECK_EQ(slot_alloc(2) / ARENA_SLOTS, 5);
    CHECK_EQ(slot_alloc(2), NIL);
    CHECK_EQ(slot_alloc(3), NIL);
    for (uint32_t i = 0; i < ARENA_SLOTS; i++)
        CHECK_EQ(slot_free(5 * ARENA_SLOTS + i, 2), i == ARENA_SLOTS - 1);
    arena_drop(5);
    CHECK_EQ(slot_alloc(2), NIL);
}
