/* random_test.c: long random runs: against a model of one address space, and with no sense at all.
 *
 * The model is that of chunks.h. Calls of all sizes meet pages of all sizes, so large ones are
 * split all the time, and their chunks emptied now and then so that others fit there again.
 * The senseless run is theorem 8 tried out: whatever is in the registers, the kernel stays
 * well-formed.
 */
#include "chunks.h"

#define OPERATIONS 100000
#define NPAGES 24u /* of 4 KiB, side by side in the first chunk */
#define BASE 0x8000000000ul

/* Chunks close together and far apart, so that every level of table comes and goes. */
static void model_start(void)
{
    static const uint64_t stride[] = {MB2, GB1, 0x8000000000ul};

    chunks_start();
    add_chunk(BASE);
    for (uint32_t s = 0; s < sizeof stride / sizeof *stride; s++)
        for (uint32_t i = 1; i <= 24; i++)
            add_chunk(BASE + i * stride[s]);
}

/* Mostly the first page of a chunk, but any of one that is mapped as a large page. */
static struct chunk *some_page(uint32_t *p)
{
    uint32_t i = (uint32_t)test_below(nchunks - 1 + NPAGES), large;
    struct chunk *c = i < NPAGES ? chunk : &chunk[1 + i - NPAGES];

    large = c->mapped == CHUNK_PAGES;
    *p = 0;
    if (i < NPAGES)
        *p = 1 + i;
    else if (test_below(large ? 2 : 16) == 0)
        *p = (uint32_t)(test_below(2) ? CHUNK_PAGES - 1 : test_below(CHUNK_PAGES));
    return c;
}

/* Mostly a size that may be, and the one that is there. */
static uint64_t some_size(const struct chunk *c, uint32_t p)
{
    if (test_below(4))
        return is_mapped(c, p) ? c->size : test_below(8) == 0;
    return test_below(NSIZES + 1);
}

/* every: how rarely a refused call is compared with a copy of all memory. */
static void one_operation(uint64_t i, uint32_t every)
{
    static const uint64_t numbers[] = {CALL_MAP, CALL_UNMAP, CALL_PROTECT};
    uint64_t number = numbers[test_below(3)], rights = test_below(NRIGHTS + 1);
    uint32_t p;
    struct chunk *c = some_page(&p);

    chunk_call(c, p, number, rights, some_size(c, p), i % every == 0);
    if (c != chunk && c->size == SIZE_4K && test_below(16) == 0)
        chunk_empty(c);
}

static void check_all(void)
{
    chunks_compare();
    check_invariants();
}

static void empty_all(void)
{
    for (uint32_t i = 0; i < nchunks; i++)
        chunk_empty(&chunk[i]);
}

/* frames: how little memory there is. With the least, maps keep running out of it. The parts of
 * large pages lie about in it until hardly another fits, so it starts anew from time to time. */
static void random_operations(uint32_t frames)
{
    uint32_t before;

    boot(frames, 1);
    before = count_free();
    model_start();
    for (uint64_t i = 1; i <= OPERATIONS; i++) {
        one_operation(i, frames / 16);
        if (i % 512 == 0) {
            check_all();
            empty_all();
            CHECK_EQ(nfree, before);
        }
    }
    empty_all();
    check_all();
    CHECK_EQ(count_free(), before);
}

TEST(random_operations_against_a_model)
{
    random_operations(4 * MIB);
}

TEST(random_operations_with_room_for_large_pages)
{
    random_operations(24 * MIB);
    CHECK(maps_of[SIZE_2M] > 1000 && maps_of[SIZE_1G] == 0);
    CHECK(splits > 50);
}

/* Memory is filled but for a few frames before the run starts. */
TEST(random_operations_with_memory_running_out)
{
    uint64_t at = 0x10000000;

    boot(3 * MIB, 1);
    while (count_free() > 24) {
        CHECK_EQ(call(CALL_MAP, at, RIGHT_WRITE), E_OK);
        at += PAGE_SIZE;
    }
    model_start();
    for (uint64_t i = 0; i < OPERATIONS / 4; i++)
        one_operation(i, 64);
    check_all();
}

/* Four large pages, and small ones in all that is left: no frame to split a large one with. */
static void fill_memory(void)
{
    kernel_reset();
    boot(16 * MIB, 1);
    model_start();
    for (uint32_t i = 1; i <= 4; i++)
        chunk_call(&chunk[i], 0, CALL_MAP, RIGHT_WRITE, SIZE_2M, 0);
    for (uint32_t p = 0; nfree > 0; p++)
        chunk_call(&chunk[5 + p / CHUNK_PAGES], p % CHUNK_PAGES, CALL_MAP, RIGHT_READ, SIZE_4K, 0);
}

/* A frame that an unmapped page leaves does for a table, if nothing else takes it first. */
TEST(random_operations_with_no_room_for_tables)
{
    for (uint32_t round = 0; round < 40; round++) {
        fill_memory();
        for (uint32_t i = 0; i < 600; i++) {
            uint64_t number = test_below(4) ? CALL_PROTECT : CALL_UNMAP, size = test_below(4) == 0;
            uint32_t p = size == SIZE_4K ? (uint32_t)test_below(CHUNK_PAGES) : 0;

            if (nfree > 0 && test_below(16))
                number = CALL_MAP;
            chunk_call(&chunk[1 + test_below(8)], p, number, test_below(NRIGHTS), size,
                       i % 128 == 0);
        }
        check_all();
    }
    CHECK(splits > 50 && shortages > 100);
}

/* A register that means something more often than not. */
static uint64_t plausible(void)
{
    switch (test_below(6)) {
    case 0:
        return test_below(NSLOTS + 2);
    case 1:
        return 0x10000000 + test_below(64) * PAGE_SIZE;
    case 2:
        return USER_BASE + test_below(8) * PAGE_SIZE;
    case 3:
        return test_below(4);
    case 4:
        return ~test_below(4);
    default:
        return test_random();
    }
}

/* Garbage everywhere; in most steps a call that exists, in half of those arguments it takes. */
static void fill_registers(uint64_t *r, uint32_t exits)
{
    for (uint32_t i = 0; i < NREGS; i++)
        r[i] = plausible();
    if (test_below(4) == 0)
        return;
    r[REG_CALL] = test_below(NCALLS);
    /* Few of these succeed: with no more than of the others there would be no families. */
    if (test_below(6) == 0)
        r[REG_CALL] = test_below(2) ? CALL_PROCESS_CREATE : CALL_PROCESS_KILL;
    if (r[REG_CALL] == CALL_THREAD_EXIT && test_below(exits))
        r[REG_CALL] = CALL_YIELD;
    if (test_below(2) == 0)
        return;
    r[REG_A0] = test_below(4);
    if (r[REG_CALL] >= CALL_MAP && r[REG_CALL] <= CALL_PROTECT) {
        r[REG_A0] = 0x10000000 + test_below(64) * PAGE_SIZE;
        r[REG_A1] = test_below(NRIGHTS);
        r[REG_A2] = test_below(NSIZES);
        if (test_below(2))
            r[REG_A0] = 0x10000000 + test_below(8) * 0x200000;
    }
    if (r[REG_CALL] == CALL_PROCESS_CREATE) {
        r[REG_A1] = r[REG_A2] = USER_BASE;
        r[REG_A3] = (test_below(2) ? 0x10000000 : USER_BASE) + test_below(4) * PAGE_SIZE;
        r[REG_A4] = 0x10000000 + test_below(64) * PAGE_SIZE;
        r[REG_A5] = 1 + test_below(RANGE_PAGES + 1);
    }
}

static uint32_t kills; /* children that were ended, or whose numbers were freed */

static void senseless_step(uint32_t exits)
{
    uint64_t *r = regs_window[running].r;

    fill_registers(r, exits);
    if (test_below(exits) == 0) {
        running = kernel_enter(0, TRAP_FAULT, test_random(), test_random());
    } else {
        int kill = r[REG_CALL] == CALL_PROCESS_KILL;

        running = kernel_enter(0, TRAP_CALL, test_random(), test_random());
        kills += kill && r[REG_CALL] == E_OK;
    }
}

/* exits: how rarely a thread ends. When all wait or have ended, the machine boots again. */
static void senseless(uint32_t steps, uint32_t every, uint32_t exits)
{
    for (uint32_t i = 0, boots = 0; i < steps; i++) {
        if (running == NIL) {
            kernel_reset();
            boot(boots % 8 ? 2 * MIB + 64 : 12 * MIB, 1 + boots % 4);
            boots++;
        }
        senseless_step(exits);
        if (i % every == 0 || running == NIL)
            check_invariants();
    }
}

TEST(random_registers_never_break_the_kernel)
{
    senseless(OPERATIONS, 97, 5000);
    CHECK(kills > 50);
}

TEST(random_registers_with_many_deaths)
{
    senseless(OPERATIONS / 20, 1, 20);
}
