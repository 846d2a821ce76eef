/* superpage_test.c: superpages and merging, against a model of one byte per frame.
 *
 * The model knows types and the shapes of what is in use. Of free memory it knows only which frames
 * are free, and answers by looking at all of them whether a superpage can be had.
 */
#include <string.h>

#include "harness.h"
#include "superpage.h"

#define FRAMES (12u * FRAMES_2M + 100u) /* the last 100 are no part of any superpage */
#define OPERATIONS 1000000u
#define LOOK 97u /* operations from one look at everything to the next */
#define HUGE_FRAMES (2u * FRAMES_1G + FRAMES_2M)
#define HUGE_OPERATIONS 200000u
#define HUGE_LOOK 997u

static const uint32_t size_of[NSHAPES] = {1, FRAMES_2M, FRAMES_1G};

static uint8_t type[HUGE_FRAMES];
static uint8_t shape[HUGE_FRAMES]; /* of frames in use */
static uint32_t frames, unused;    /* how many there are, and how many of them are free */

static void setup(uint32_t n)
{
    frames = unused = n;
    bare_machine(n);
    memset(type, PG_FREE, n);
}

/* Every block of frames is as the model says, and every free one is on its chain. */
static void check_all(void)
{
    uint32_t listed = 0, n = 0;

    for (pfn_t p = 0; p < frames; p++) {
        n += type[p] == PG_FREE;
        CHECK_EQ(page_window[p].type, type[p]);
        CHECK(type[p] == PG_FREE || page_window[p].chain == NO_CHAIN);
        CHECK(type[p] == PG_FREE || page_window[p].shape == shape[p]);
    }
    for (uint32_t s = 0; s < NSHAPES; s++)
        for (pfn_t p = chain_head[s]; p != NIL; p = page_window[p].next) {
            CHECK_EQ(p % size_of[s], 0);
            for (pfn_t q = p; q < p + size_of[s]; q++) {
                CHECK_EQ(type[q], PG_FREE);
                CHECK_EQ(page_window[q].shape, q == p ? s : SHAPE_INNER);
            }
            listed += size_of[s];
            CHECK(listed <= n);
        }
    CHECK_EQ(listed, n);
    CHECK_EQ(nfree, n);
    CHECK_EQ(chain_head[SHAPE_4K] == NIL, n == 0);
}

static void set(pfn_t p, uint32_t s, uint32_t t)
{
    for (pfn_t q = p; q < p + size_of[s]; q++) {
        CHECK(t == PG_FREE || type[q] == PG_FREE);
        type[q] = (uint8_t)t;
        shape[q] = (uint8_t)(q == p ? s : SHAPE_INNER);
    }
    unused += t == PG_FREE ? size_of[s] : -size_of[s];
    CHECK_EQ(nfree, unused);
}

static int run_of(uint32_t s)
{
    for (pfn_t p = 0; p + size_of[s] <= frames; p += size_of[s]) {
        uint32_t n = 0;

        while (n < size_of[s] && type[p + n] == PG_FREE)
            n++;
        if (n == size_of[s])
            return 1;
    }
    return 0;
}

/* A superpage, or NIL, which only the lack of a free run excuses. */
static pfn_t take(uint32_t s)
{
    pfn_t p = superpage_find(ROOT_POOL, s);

    CHECK_EQ(p != NIL, run_of(s));
    if (p != NIL) {
        CHECK_EQ(p % size_of[s], 0);
        superpage_take(p, s);
        set(p, s, PG_USER);
    }
    return p;
}

static void give(pfn_t p)
{
    uint32_t s = shape[p];

    if (s == SHAPE_4K)
        page_free(p);
    else
        superpage_free(p, s);
    set(p, s, PG_FREE);
}

static void split(pfn_t p)
{
    uint32_t s = shape[p];

    superpage_split(p, s);
    for (pfn_t q = p; q < p + size_of[s]; q++)
        shape[q] = (uint8_t)(q % size_of[s - 1] == 0 ? s - 1 : SHAPE_INNER);
}

/* A single frame, or NIL, which only the lack of any excuses. */
static pfn_t take_frame(void)
{
    uint32_t left = nfree;
    pfn_t p = page_alloc(ROOT_POOL, PG_USER);

    CHECK_EQ(p == NIL, left == 0);
    if (p != NIL)
        set(p, SHAPE_4K, PG_USER);
    return p;
}

/* All of a run goes, however it is cut: at random that would hardly ever happen. */
static void clear_run(pfn_t p)
{
    p -= p % FRAMES_2M;
    for (pfn_t q = p; q < p + FRAMES_2M && q < frames; q++)
        if (type[q] != PG_FREE)
            give(q);
}

static void random_step(void)
{
    pfn_t p = (pfn_t)test_below(frames);
    uint32_t what = (uint32_t)test_below(100);

    if (what < 8) {
        take(SHAPE_2M);
        if (test_below(8) == 0)
            clear_run(p);
    } else if (what < 40) {
        take_frame();
    } else if (type[p] != PG_FREE) {
        p -= shape[p] == SHAPE_INNER ? p % FRAMES_2M : 0;
        if (shape[p] == SHAPE_2M && what > 97)
            split(p);
        else if (shape[p] == SHAPE_4K || what < 50)
            give(p);
    }
}

TEST(superpage_random_operations)
{
    setup(FRAMES);
    for (uint32_t i = 0; i < OPERATIONS; i++) {
        random_step();
        if (i % LOOK == 0)
            check_all();
    }
    for (pfn_t p = 0; p < frames; p++)
        if (type[p] != PG_FREE)
            give(p);
    check_all();
    for (uint32_t n = 0; n < 12; n++)
        CHECK(take(SHAPE_2M) != NIL);
    CHECK_EQ(take(SHAPE_2M), NIL);
    CHECK_EQ(nfree, 100);
    check_all();
}

static pfn_t live[HUGE_FRAMES];
static uint32_t nlive;

static void keep(pfn_t p)
{
    if (p != NIL)
        live[nlive++] = p;
}

/* Some block of those in use goes, or is cut and its parts are blocks. */
static void part_with(uint32_t i, int cut)
{
    pfn_t p = live[i];
    uint32_t s = shape[p];

    if (!cut || s == SHAPE_4K) {
        give(p);
        live[i] = live[--nlive];
        return;
    }
    split(p);
    for (pfn_t q = p + size_of[s - 1]; q < p + size_of[s]; q += size_of[s - 1])
        keep(q);
}

static void random_size_step(int growing)
{
    uint32_t what = (uint32_t)test_below(200);

    if (nlive == 0 || what < (growing ? 160 : 40)) {
        if (what == 0)
            keep(take(SHAPE_1G));
        else if (what % 8 == 1)
            keep(take(SHAPE_2M));
        else
            keep(take_frame());
    } else {
        part_with((uint32_t)test_below(nlive), !growing && what > 198);
    }
}

/* Blocks of all three sizes come, are cut and go; with all given back, every GiB can be had. */
TEST(superpage_random_sizes)
{
    uint32_t most = 100, growing = 1, rounds = 0;

    setup(HUGE_FRAMES);
    for (uint32_t i = 0; i < HUGE_OPERATIONS; i++) {
        random_size_step(growing);
        if (i % HUGE_LOOK == 0)
            check_all();
        if (nlive > most)
            growing = 0;
        if (nlive > 0 || growing)
            continue;
        CHECK_EQ(nfree, HUGE_FRAMES);
        if (rounds++ % 4 == 0) {
            keep(take(SHAPE_1G));
            keep(take(SHAPE_1G));
            CHECK_EQ(nlive, 2);
            part_with(rounds / 4 % 2, 1);
        }
        most = nlive + (uint32_t)test_below(1500);
        growing = 1;
    }
    CHECK(rounds > 20);
    check_all();
}

/* All memory in single frames becomes blocks of 1 GiB, and comes back by way of every size. */
TEST(superpage_merges_a_gibibyte)
{
    setup(HUGE_FRAMES);
    CHECK_EQ(chain_length[SHAPE_4K], HUGE_FRAMES);
    CHECK_EQ(take(SHAPE_1G), 0);
    CHECK_EQ(take(SHAPE_1G), FRAMES_1G);
    CHECK_EQ(take(SHAPE_1G), NIL);
    CHECK_EQ(nfree, FRAMES_2M);
    check_all();
    split(FRAMES_1G);
    split(FRAMES_1G + FRAMES_2M);
    check_all();
    for (pfn_t p = FRAMES_1G; p < 2 * FRAMES_1G; p++)
        if (shape[p] != SHAPE_INNER)
            give(p);
    check_all();
    /* Part of the GiB is free in blocks of 2 MiB, part in single frames: it merges all the same. */
    CHECK_EQ(take(SHAPE_1G), FRAMES_1G);
    give(0);
    check_all();
    /* A block of 1 GiB is split when one of 2 MiB is wanted and there is none. */
    CHECK(take(SHAPE_2M) != NIL);
    CHECK_EQ(take(SHAPE_1G), NIL);
    check_all();
}

/* With one frame in use in every run no superpage can be had, however much is free and wherever
 * that one is; not even where two runs have it at their far ends and much is free in between. */
TEST(superpage_needs_a_run)
{
    setup(FRAMES);
    for (uint32_t place = 0; place <= FRAMES_2M; place++) {
        while (nfree != 0)
            set(page_alloc(ROOT_POOL, PG_UNTYPED), SHAPE_4K, PG_UNTYPED);
        for (pfn_t p = 0; p < FRAMES; p++) {
            uint32_t far = p / FRAMES_2M % 2 ? FRAMES_2M - 1 : 0;

            if (p % FRAMES_2M != (place < FRAMES_2M ? place : far))
                give(p);
        }
        CHECK_EQ(take(SHAPE_2M), NIL);
        CHECK_EQ(take(SHAPE_1G), NIL);
    }
    check_all();
    give(5 * FRAMES_2M + FRAMES_2M - 1);
    CHECK_EQ(take(SHAPE_2M), 5 * FRAMES_2M);
    CHECK_EQ(take(SHAPE_2M), NIL);
    check_all();
}
