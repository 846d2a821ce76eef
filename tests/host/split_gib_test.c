/* split_gib_test.c: parts of pages of 1 GiB that are mapped: pages of 2 MiB and of 4 KiB.
 *
 * All of the page is compared with the model of chunks.h, at certain moments: the machine is too
 * large for a look at it, or a copy, after each call.
 */
#include "chunks.h"

#include "page.h"

#define CHUNKS (GIB_FRAMES / CHUNK_PAGES)

/* A page of 1 GiB at HERE, all of the model; returns how many frames were free before. */
static uint32_t map_gib(uint64_t rights)
{
    uint32_t before;

    boot_with_a_gib(1);
    before = nfree;
    chunks_start();
    for (uint32_t i = 0; i < CHUNKS; i++)
        add_chunk(HERE + i * MB2);
    chunk_call(chunk, 0, CALL_MAP, rights, SIZE_1G, 0);
    return before;
}

static void check_all(void)
{
    chunks_compare();
    check_invariants();
}

/* Two tables on the way to a page of 4 KiB, of which the first serves the next one too. */
TEST(split_1_gib_for_one_page)
{
    static const uint32_t places[] = {0, 1, 77777, GIB_FRAMES / 2, GIB_FRAMES - 1};

    for (uint32_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct chunk *c = &chunk[places[i] / CHUNK_PAGES];
        uint32_t p = places[i] % CHUNK_PAGES, before;

        map_gib(i % NRIGHTS);
        before = nfree;
        host_clear();
        chunk_call(c, p, i % 2 ? CALL_UNMAP : CALL_PROTECT, RIGHT_WRITE, SIZE_4K, 0);
        CHECK_EQ(before - nfree, 2 - i % 2);
        CHECK_EQ(host.flushes, 1);
        CHECK_EQ(host.loads, 0);
        check_all();
        c = &chunk[CHUNKS - 1 - places[i] / CHUNK_PAGES];
        chunk_call(c, p, CALL_PROTECT, RIGHT_EXECUTE, SIZE_4K, 0);
        CHECK_EQ(before - nfree, 3 - i % 2);
        chunk_call(c, p ^ 1, CALL_PROTECT, RIGHT_READ, SIZE_4K, 0);
        CHECK_EQ(before - nfree, 3 - i % 2);
        check_all();
    }
}

/* 2 MiB out of 1 GiB: one table, and they can be mapped again in their place. */
TEST(split_1_gib_for_2_mib)
{
    uint32_t before;

    map_gib(RIGHT_WRITE);
    before = nfree;
    chunk_call(&chunk[300], 0, CALL_UNMAP, 0, SIZE_2M, 0);
    CHECK_EQ(nfree - before, CHUNK_PAGES - 1);
    check_all();
    chunk_call(&chunk[300], 0, CALL_UNMAP, 0, SIZE_2M, 0);
    chunk_call(&chunk[CHUNKS - 1], 0, CALL_PROTECT, RIGHT_READ, SIZE_2M, 0);
    chunk_call(&chunk[0], 0, CALL_PROTECT, RIGHT_EXECUTE, SIZE_2M, 0);
    chunk_call(&chunk[0], 0, CALL_PROTECT, RIGHT_READ, SIZE_1G, 0);
    chunk_call(&chunk[0], 0, CALL_UNMAP, 0, SIZE_1G, 0);
    CHECK_EQ(nfree - before, CHUNK_PAGES - 1);
    check_all();
    chunk_call(&chunk[300], 5, CALL_MAP, RIGHT_READ, SIZE_4K, 0);
    chunk_call(&chunk[300], 0, CALL_MAP, RIGHT_READ, SIZE_2M, 0);
    chunk_call(&chunk[300], 5, CALL_UNMAP, 0, SIZE_4K, 0);
    chunk_call(&chunk[300], 0, CALL_MAP, RIGHT_READ, SIZE_2M, 0);
    CHECK_EQ(chunk[300].size, SIZE_2M);
    check_all();
    /* Its parts are pages of 2 MiB now, even where all have the same rights. */
    chunk_call(&chunk[300], 9, CALL_UNMAP, 0, SIZE_4K, 0);
    check_all();
}

/* All of it in pieces of 2 MiB, from both ends, and of 4 KiB; then it fits again. */
TEST(split_1_gib_gives_back_every_frame)
{
    for (uint32_t round = 0; round < 2; round++) {
        uint32_t before = map_gib(RIGHT_WRITE);

        for (uint32_t i = 0; i < CHUNKS; i++) {
            struct chunk *c = &chunk[i % 2 ? i / 2 : CHUNKS - 1 - i / 2];

            if (round == 1 && i % 8 == 0)
                chunk_call(c, 100, CALL_UNMAP, 0, SIZE_4K, 0);
            chunk_empty(c);
        }
        CHECK_EQ(nfree, before);
        check_absent(HERE, SIZE_1G);
        chunk_call(chunk, 0, CALL_MAP, RIGHT_READ, SIZE_1G, 0);
        check_all();
    }
}

/* With so many frames: 4 KiB take two tables, 2 MiB one; too few change nothing. */
TEST(split_1_gib_needs_so_many_frames)
{
    for (uint32_t left = 0; left <= 2; left++) {
        uint64_t at = HERE + 100 * MB2 + 7 * PAGE_SIZE;

        boot_with_a_gib(1);
        map(HERE, RIGHT_WRITE, SIZE_1G);
        fill(HERE, SIZE_1G, 3);
        leave_run(8 * MIB, 0, left);
        if (left < 2) {
            refused_in_a_gib(CALL_UNMAP, at, SIZE_4K, 0, E_MEMORY);
            refused_in_a_gib(CALL_PROTECT, at, RIGHT_READ, SIZE_4K, E_MEMORY);
            refused_in_a_gib(CALL_UNMAP_RANGE, at, 64, 0, E_MEMORY);
            refused_in_a_gib(CALL_PROTECT_RANGE, at, RIGHT_READ, 64, E_MEMORY);
        }
        if (left < 1) {
            refused_in_a_gib(CALL_UNMAP, HERE + MB2, SIZE_2M, 0, E_MEMORY);
            refused_in_a_gib(CALL_PROTECT, HERE + MB2, RIGHT_READ, SIZE_2M, E_MEMORY);
        }
        check_pages(HERE, SIZE_1G, RIGHT_WRITE);
        check_words_of(HERE, SIZE_1G, 3);
        if (left == 1)
            protect(HERE + MB2, RIGHT_READ, SIZE_2M);
        if (left == 2)
            protect(at, RIGHT_READ, SIZE_4K);
        CHECK_EQ(nfree, 0);
        check_words_of(HERE, SIZE_1G, 3);
        check_invariants();
    }
}

/* Random calls about places of which some lie side by side. */
static void random_operation(void)
{
    static const uint64_t numbers[] = {CALL_MAP, CALL_UNMAP, CALL_PROTECT};
    struct chunk *c = &chunk[test_below(48) * (test_below(2) ? 1 : 10)];
    uint32_t p = (uint32_t)(test_below(2) ? test_below(CHUNK_PAGES) : 0);
    uint64_t size = test_below(3) == 0 ? SIZE_2M : test_below(20) ? SIZE_4K : SIZE_1G;
    uint64_t number = size == SIZE_1G ? CALL_MAP : numbers[test_below(3)];

    chunk_call(c, p, number, test_below(NRIGHTS), size, 0);
    if (c->size == SIZE_4K && test_below(16) == 0)
        chunk_empty(c); /* or hardly one would ever have 2 MiB again */
}

TEST(split_1_gib_random_operations)
{
    for (uint32_t round = 0; round < 2; round++) {
        uint32_t before = map_gib(RIGHT_WRITE);

        for (uint32_t i = 1; i <= 8000; i++) {
            random_operation();
            if (i % 2000 == 0)
                check_all();
        }
        for (uint32_t i = 0; i < CHUNKS; i++)
            chunk_empty(&chunk[i]);
        CHECK_EQ(nfree, before);
        check_all();
    }
    CHECK(splits > 100 && maps_of[SIZE_2M] > 100 && maps_of[SIZE_1G] == 2);
}

/* As a page of 1 GiB, of 2 MiB and of 4 KiB each, in part. */
TEST(split_1_gib_is_freed_when_its_process_ends)
{
    uint32_t most;

    boot_with_a_gib(2);
    call(CALL_THREAD_EXIT, 0, 0);
    most = count_free();
    boot_with_a_gib(2);
    map(HERE, RIGHT_WRITE, SIZE_1G);
    protect(HERE + 9 * MB2, RIGHT_READ, SIZE_4K);
    unmap(HERE + 10 * MB2, SIZE_4K);
    unmap(HERE + 11 * MB2, SIZE_2M);
    map(HERE + 11 * MB2, RIGHT_WRITE, SIZE_4K);
    check_invariants();
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(count_free(), most);
    CHECK_EQ(host_translate(0, HERE), 0);
    check_invariants();
}
