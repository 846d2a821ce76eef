/* split_memory_test.c: the frames of large pages that are split: none for a table, and all back.
 *
 * A call that finds no frame is checked to change nothing at all, and one that finds just enough to
 * succeed; the end of a process gives back as much as if it had never split a page.
 */
#include "page.h"
#include "sizes.h"

#define FRAMES (16 * MIB)
#define PAGES 512u

/* Each way to change part of the large page at HERE, all of which want one table. */
static void refused_parts(uint64_t n)
{
    uint64_t at = HERE + n * PAGE_SIZE;

    check_refused(CALL_UNMAP, at, SIZE_4K, E_MEMORY);
    check_refused(CALL_UNMAP_RANGE, at, 1, E_MEMORY);
    check_refused(CALL_UNMAP_RANGE, at, 2 * PAGES, E_MEMORY);
    for (uint64_t rights = 0; rights < NRIGHTS; rights++) {
        check_refused_three(CALL_PROTECT, at, rights, SIZE_4K, E_MEMORY);
        check_refused_three(CALL_PROTECT_RANGE, at, rights, 1, E_MEMORY);
        check_refused_three(CALL_PROTECT_RANGE, at, rights, 2 * PAGES, E_MEMORY);
    }
}

TEST(split_without_a_frame_changes_nothing)
{
    boot(FRAMES, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    check_pages(HERE, SIZE_2M, RIGHT_WRITE);
    use_all();
    for (uint32_t n = 0; n < PAGES; n += 73)
        refused_parts(n);
    refused_parts(PAGES - 1);
    /* The other errors come first, and what takes no table succeeds. */
    check_refused(CALL_UNMAP, HERE + 1, SIZE_4K, E_ADDRESS);
    check_refused_three(CALL_PROTECT, HERE, NRIGHTS, SIZE_4K, E_RIGHTS);
    check_refused(CALL_UNMAP, HERE + MB2, SIZE_4K, E_UNMAPPED);
    check_pages(HERE, SIZE_2M, RIGHT_WRITE);
    protect(HERE, RIGHT_READ, SIZE_2M);
    check_pages(HERE, SIZE_2M, RIGHT_READ);
    unmap(HERE, SIZE_2M);
    CHECK_EQ(count_free(), PAGES + 2);
    check_invariants();
}

/* The table takes the only frame; what an unmapped page leaves does for the next. */
TEST(split_with_one_frame)
{
    for (uint32_t unmaps = 0; unmaps <= 1; unmaps++) {
        kernel_reset();
        boot(FRAMES, 1);
        map(HERE, RIGHT_WRITE, SIZE_2M);
        map(HERE + MB2, RIGHT_WRITE, SIZE_2M);
        fill(HERE + MB2, SIZE_2M, 7);
        leave_run(8 * MIB, 1, 0);
        if (unmaps)
            unmap(HERE + PAGE_SIZE, SIZE_4K);
        else
            protect(HERE + PAGE_SIZE, RIGHT_READ, SIZE_4K);
        CHECK_EQ(page_window[8 * MIB].type, PG_PT1);
        CHECK_EQ(count_free(), unmaps);
        CHECK_EQ(leaf_at(HERE + PAGE_SIZE) == 0, unmaps);
        check_pages(HERE + MB2, SIZE_2M, RIGHT_WRITE);
        if (!unmaps)
            check_refused(CALL_UNMAP, HERE + MB2, SIZE_4K, E_MEMORY);
        else
            protect(HERE + MB2, RIGHT_READ, SIZE_4K);
        CHECK_EQ(count_free(), 0);
        check_words_of(HERE + MB2, SIZE_2M, 7);
        check_invariants();
    }
}

/* A range does the small pages, and goes on with parts of a large one if there is a table. */
TEST(split_range_stops_without_a_frame)
{
    for (uint32_t spare = 0; spare <= 2; spare++) {
        uint64_t start = HERE - 5 * PAGE_SIZE;

        kernel_reset();
        boot(FRAMES, 1);
        map(HERE, RIGHT_WRITE, SIZE_2M);
        CHECK_EQ(call_three(CALL_MAP_RANGE, start, RIGHT_WRITE, 5), E_OK);
        leave_run(8 * MIB, 0, spare);
        CHECK_EQ(call_three(CALL_PROTECT_RANGE, start, RIGHT_READ, 20), E_OK);
        CHECK_EQ(regs_window[running].r[REG_A1], spare == 0 ? 5 : 20);
        CHECK_EQ(count_free(), spare < 2 ? 0 : spare - 1);
        if (spare == 0)
            check_pages(HERE, SIZE_2M, RIGHT_WRITE);
        CHECK_EQ(call(CALL_UNMAP_RANGE, start, 20), E_OK);
        CHECK_EQ(regs_window[running].r[REG_A1], 20);
        CHECK_EQ(host_stale(0), 0);
        check_invariants();
    }
}

/* A range that starts in a large page stops at the next one if one table was all there was. */
TEST(split_range_stops_at_the_next_page)
{
    boot(FRAMES, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    map(HERE + MB2, RIGHT_WRITE, SIZE_2M);
    leave_run(8 * MIB, 1, 0);
    CHECK_EQ(call_three(CALL_PROTECT_RANGE, HERE + MB2 - 7 * PAGE_SIZE, RIGHT_READ, 20), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], 7);
    CHECK_EQ(count_free(), 0);
    check_pages(HERE + MB2, SIZE_2M, RIGHT_WRITE);
    check_refused_three(CALL_PROTECT_RANGE, HERE + MB2, RIGHT_READ, 13, E_MEMORY);
    /* To unmap leaves frames for further tables. */
    CHECK_EQ(call(CALL_UNMAP_RANGE, HERE + MB2 - 7 * PAGE_SIZE, 20), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], 20);
    CHECK_EQ(count_free(), 19);
    CHECK_EQ(host_stale(0), 0);
    check_invariants();
}

/* What a process leaves at its end when it has split so many pages, some with holes. */
static uint32_t free_after_exit(uint32_t large, uint32_t split, uint32_t holes)
{
    pfn_t t;

    kernel_reset();
    boot(FRAMES, 2);
    t = running;
    for (uint32_t i = 0; i < large; i++)
        map(HERE + i * (GB1 - MB2), i % NRIGHTS, SIZE_2M);
    for (uint32_t i = 0; i < split; i++)
        protect(HERE + i * (GB1 - MB2) + i * 100 * PAGE_SIZE, RIGHT_READ, SIZE_4K);
    for (uint32_t i = 0; i < split; i++)
        for (uint32_t n = 0; n < holes; n++)
            unmap(HERE + i * (GB1 - MB2) + n * PAGE_SIZE, SIZE_4K);
    for (uint32_t n = 0; n < holes; n += 2)
        map(HERE + n * PAGE_SIZE, RIGHT_WRITE, SIZE_4K);
    check_invariants();
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK(running != NIL && running != t);
    CHECK_EQ(host_stale(0), 0);
    CHECK_EQ(host_translate(0, HERE), 0);
    check_invariants();
    return count_free();
}

TEST(split_pages_are_freed_when_their_process_ends)
{
    uint32_t most = free_after_exit(0, 0, 0);

    CHECK_EQ(free_after_exit(1, 1, 0), most);
    CHECK_EQ(free_after_exit(1, 1, 1), most);
    CHECK_EQ(free_after_exit(1, 1, 512), most);
    CHECK_EQ(free_after_exit(4, 4, 0), most);
    CHECK_EQ(free_after_exit(4, 2, 100), most);
    CHECK_EQ(free_after_exit(4, 4, 511), most);
}

/* Every frame of the page goes to another use once it is free, and serves there. */
TEST(split_frames_are_used_again)
{
    pfn_t first;

    boot(FRAMES, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    fill(HERE, SIZE_2M, 9);
    first = PTE_FRAME(leaf_at(HERE));
    for (uint32_t n = 0; n < PAGES; n += 2)
        unmap(HERE + n * PAGE_SIZE, SIZE_4K);
    /* Its rest is in the way of another. */
    for (uint32_t i = 1; call_three(CALL_MAP, HERE + i * MB2, RIGHT_READ, SIZE_2M) == E_OK; i++)
        CHECK(PTE_FRAME(leaf_at(HERE + i * MB2)) != first);
    for (uint64_t n = 0; nfree > 3; n++) {
        map(HERE + GB1 + n * PAGE_SIZE, RIGHT_WRITE, SIZE_4K);
        check_words_of(HERE + GB1 + n * PAGE_SIZE, SIZE_4K, 0);
    }
    for (uint32_t n = 1; n < PAGES; n += 2)
        CHECK_EQ(user_window[first + n].word[5], (n * PAGE_SIZE / 8 + 5) * 9);
    check_invariants();
}
