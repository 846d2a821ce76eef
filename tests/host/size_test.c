/* size_test.c: pages of 2 MiB in one process: what the calls do when they succeed.
 *
 * Every page of 4 KiB in a large one is looked at, in the tables and in the TLB, and every word.
 */
#include "sizes.h"

#define FRAMES (16 * MIB)

TEST(size_2_mib_is_mapped_zeroed_with_the_rights_asked_for)
{
    uint32_t before;

    boot(FRAMES, 1);
    before = count_free();
    for (uint64_t rights = 0; rights < NRIGHTS; rights++) {
        map(HERE + rights * MB2, rights, SIZE_2M);
        /* Two tables, and the pages. */
        CHECK_EQ(before - count_free(), 2 + (rights + 1) * 512);
        check_words_of(HERE + rights * MB2, SIZE_2M, 0);
    }
    for (uint64_t rights = 0; rights < NRIGHTS; rights++)
        check_pages(HERE + rights * MB2, SIZE_2M, rights);
    CHECK_EQ(leaf_at(HERE - PAGE_SIZE) | leaf_at(HERE + NRIGHTS * MB2), 0);
    check_invariants();
}

TEST(size_2_mib_at_both_ends_of_user_space)
{
    boot(FRAMES, 1);
    map(MB2, RIGHT_WRITE, SIZE_2M);
    map(LAST_2M - MB2, RIGHT_WRITE, SIZE_2M);
    check_pages(MB2, SIZE_2M, RIGHT_WRITE);
    check_pages(LAST_2M - MB2, SIZE_2M, RIGHT_WRITE);
    check_invariants();
}

TEST(size_2_mib_is_protected_and_keeps_its_contents)
{
    uint32_t before;

    boot(FRAMES, 1);
    map(HERE, RIGHT_READ, SIZE_2M);
    map(HERE + MB2, RIGHT_WRITE, SIZE_2M);
    fill(HERE, SIZE_2M, 3);
    before = count_free();
    for (uint64_t from = 0; from < NRIGHTS; from++)
        for (uint64_t to = 0; to < NRIGHTS; to++) {
            pfn_t first = PTE_FRAME(leaf_at(HERE));

            protect(HERE, from, SIZE_2M);
            check_pages(HERE, SIZE_2M, from);
            protect(HERE, to, SIZE_2M);
            check_pages(HERE, SIZE_2M, to);
            CHECK_EQ(PTE_FRAME(leaf_at(HERE)), first);
        }
    check_words_of(HERE, SIZE_2M, 3);
    check_pages(HERE + MB2, SIZE_2M, RIGHT_WRITE);
    CHECK_EQ(count_free(), before);
    check_invariants();
}

/* Tables go with the last page in them, and all that the CPU remembered. */
TEST(size_2_mib_is_unmapped_and_forgotten)
{
    uint32_t before;

    boot(FRAMES, 1);
    before = count_free();
    map(HERE, RIGHT_WRITE, SIZE_2M);
    map(HERE + MB2, RIGHT_WRITE, SIZE_2M);
    fill(HERE, SIZE_2M, 5);
    fill(HERE + MB2, SIZE_2M, 7);
    check_pages(HERE, SIZE_2M, RIGHT_WRITE);
    host_clear();
    unmap(HERE, SIZE_2M);
    CHECK_EQ(host.loads, 1);
    check_absent(HERE, SIZE_2M);
    check_words_of(HERE + MB2, SIZE_2M, 7);
    CHECK_EQ(before - count_free(), 2 + 512);
    check_pages(HERE + MB2, SIZE_2M, RIGHT_WRITE);
    unmap(HERE + MB2, SIZE_2M);
    check_absent(HERE + MB2, SIZE_2M);
    CHECK_EQ(count_free(), before);
    check_invariants();
    map(HERE, RIGHT_WRITE, SIZE_2M);
    map(HERE + MB2, RIGHT_WRITE, SIZE_2M);
    check_words_of(HERE, SIZE_2M, 0);
    check_words_of(HERE + MB2, SIZE_2M, 0);
}

/* Where pages of 4 KiB were, with their tables, one of 2 MiB can be, and the other way round. */
TEST(size_of_a_page_in_one_place_changes)
{
    uint32_t before;

    boot(FRAMES, 1);
    map(HERE - PAGE_SIZE, RIGHT_READ, SIZE_4K);
    before = count_free();
    for (uint32_t round = 0; round < 3; round++) {
        for (uint64_t n = 0; n < 512; n++)
            map(HERE + n * PAGE_SIZE, RIGHT_WRITE, SIZE_4K);
        for (uint64_t n = 0; n < 512; n++)
            unmap(HERE + n * PAGE_SIZE, SIZE_4K);
        map(HERE, RIGHT_WRITE, SIZE_2M);
        check_pages(HERE, SIZE_2M, RIGHT_WRITE);
        unmap(HERE, SIZE_2M);
        CHECK_EQ(count_free(), before);
        check_invariants();
    }
}

/* A range to map stops in front of a large page; the others go on with pages of it (split_test.c),
 * unless there is no frame for a table. */
TEST(size_stops_ranges)
{
    boot(8 * MIB, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    CHECK_EQ(call_three(CALL_MAP_RANGE, HERE - 5 * PAGE_SIZE, RIGHT_WRITE, 20), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], 5);
    use_all();
    CHECK_EQ(call_three(CALL_PROTECT_RANGE, HERE - 5 * PAGE_SIZE, RIGHT_READ, 20), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], 5);
    check_refused_three(CALL_PROTECT_RANGE, HERE, RIGHT_READ, 15, E_MEMORY);
    check_refused(CALL_UNMAP_RANGE, HERE, 15, E_MEMORY);
    check_pages(HERE, SIZE_2M, RIGHT_WRITE);
    check_invariants();
}
