/* page_test.c: the frame allocator alone, against a model of one byte per frame.
 *
 * The boot code frees frames one at a time, so large free blocks are built here: the free frames
 * leave their chain, are joined step by step, and the whole goes on the chain of its shape.
 */
#include <string.h>

#include "cut.h"
#include "page.h"
#include "record.h"
#include "test.h"

#define FRAMES 64u
#define OPERATIONS 1000000u
#define LOOK 101u /* operations from one look at everything to the next */
#define HUGE_FRAMES (2u * FRAMES_1G)

static uint8_t model[HUGE_FRAMES]; /* types */
static pfn_t taken[HUGE_FRAMES];

static void setup(uint32_t frames, uint32_t type)
{
    fresh_memory(frames);
    memset(page_window, 0xa5, frames * sizeof(struct page));
    page_init(frames);
    CHECK_EQ(nfree, 0);
    for (pfn_t p = 0; p < frames; p++) {
        CHECK_EQ(page_window[p].type, PG_RESERVED);
        page_retype(p, type);
        model[p] = (uint8_t)type;
    }
}

/* The chain of single frames holds the free frames, each once; the types are the model's. */
static void check_all(uint32_t frames)
{
    uint32_t n = 0, listed = 0;

    for (pfn_t p = 0; p < frames; p++) {
        CHECK_EQ(page_window[p].type, model[p]);
        CHECK_EQ(page_window[p].chain, model[p] == PG_FREE ? SHAPE_4K : NO_CHAIN);
        n += model[p] == PG_FREE;
    }
    for (pfn_t p = chain_head[SHAPE_4K]; p != NIL; p = page_window[p].next) {
        CHECK_EQ(model[p], PG_FREE);
        listed++;
        CHECK(listed <= n);
    }
    CHECK_EQ(listed, n);
    CHECK_EQ(nfree, n);
}

static void random_step(void)
{
    pfn_t p = (pfn_t)test_below(FRAMES);
    uint32_t t = PG_UNTYPED + (uint32_t)test_below(PG_QUEUE - PG_UNTYPED + 1);

    if (test_below(2) == 0) {
        pfn_t head = chain_head[SHAPE_4K], got = page_alloc(ROOT_POOL, t);

        CHECK_EQ(got, head);
        if (got == NIL) {
            CHECK_EQ(nfree, 0);
            return;
        }
        CHECK_EQ(model[got], PG_FREE);
        model[got] = (uint8_t)t;
    } else if (model[p] != PG_FREE && test_below(4) == 0) {
        page_retype(p, t);
        model[p] = (uint8_t)t;
    } else if (model[p] != PG_FREE) {
        page_free(p);
        model[p] = PG_FREE;
    }
}

TEST(page_random_operations)
{
    setup(FRAMES, PG_UNTYPED);
    for (uint32_t i = 0; i < OPERATIONS; i++) {
        random_step();
        if (i % LOOK == 0)
            check_all(FRAMES);
    }
}

/* Free the frames of the block of this shape at p and join them. */
static void free_large(pfn_t p, uint32_t shape, uint32_t size)
{
    for (pfn_t q = p; q < p + size; q++) {
        page_free(q);
        chain_remove(q);
        model[q] = PG_FREE;
    }
    for (pfn_t q = p; q < p + size; q += FRAMES_2M)
        block_gather(q, SHAPE_2M);
    if (shape == SHAPE_1G)
        block_gather(p, SHAPE_1G);
    for (pfn_t q = p; q < p + size; q++)
        CHECK_EQ(page_window[q].shape, q == p ? shape : SHAPE_INNER);
    chain_push(shape, p);
}

/* One block of 1 GiB, and in the second GiB one of 2 MiB after some frames in use. */
TEST(page_large_blocks_are_split_on_demand)
{
    pfn_t small = FRAMES_1G + FRAMES_2M;
    uint32_t n = 0;

    setup(HUGE_FRAMES, PG_UNTYPED);
    free_large(0, SHAPE_1G, FRAMES_1G);
    free_large(small, SHAPE_2M, FRAMES_2M);
    page_free(FRAMES_1G);
    CHECK_EQ(nfree, FRAMES_1G + FRAMES_2M + 1);
    /* The last single frame goes: the smaller of the two blocks is split for the next call. */
    CHECK_EQ(page_alloc(ROOT_POOL, PG_USER), FRAMES_1G);
    CHECK_EQ(chain_length[SHAPE_2M], 0);
    CHECK_EQ(chain_length[SHAPE_1G], 1);
    CHECK_EQ(chain_length[SHAPE_4K], FRAMES_2M);
    for (;;) {
        pfn_t p = page_alloc(ROOT_POOL, PG_USER);

        if (p == NIL)
            break;
        CHECK_EQ(model[p], PG_FREE);
        CHECK_EQ(page_window[p].shape, SHAPE_4K);
        model[p] = PG_USER;
        taken[n++] = p;
    }
    CHECK_EQ(n, FRAMES_1G + FRAMES_2M);
    CHECK_EQ(nfree, 0);
    CHECK_EQ(chain_length[SHAPE_2M] + chain_length[SHAPE_1G], 0);
    while (n--) {
        page_free(taken[n]);
        model[taken[n]] = PG_FREE;
    }
    model[FRAMES_1G] = PG_USER;
    check_all(HUGE_FRAMES);
}
