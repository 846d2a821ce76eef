/* size_error_test.c: each error of the calls about large pages, but for shortage of memory.
 *
 * Every failed call is checked to change nothing at all. The machine has no aligned GiB, so
 * about pages of 1 GiB these are the errors that need none mapped; gib_test.c has the others.
 */
#include "sizes.h"

/* All three calls refuse a page for this reason. */
static void refused(uint64_t address, uint64_t size, uint64_t error)
{
    check_refused_three(CALL_MAP, address, RIGHT_WRITE, size, error);
    check_refused_three(CALL_PROTECT, address, RIGHT_READ, size, error);
    check_refused(CALL_UNMAP, address, size, error);
}

/* The size is the first thing that is looked at. */
TEST(size_errors_about_sizes_change_nothing)
{
    static const uint64_t wrong[] = {NSIZES,          4,    12,   21, 0x1000, 1ul << 32,
                                     (1ul << 32) + 1, ~0ul, ~1ul, 30};

    boot(8 * MIB, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        refused(HERE, wrong[i], E_SIZE);
        refused(HERE + 1, wrong[i], E_SIZE);
        check_refused_three(CALL_MAP, HERE, NRIGHTS, wrong[i], E_SIZE);
    }
}

/* Then the address, then the rights, and only then what is there. */
TEST(size_errors_about_addresses_change_nothing)
{
    static const uint64_t wrong[] = {0,
                                     1,
                                     PAGE_SIZE,
                                     MB2 - PAGE_SIZE,
                                     MB2 + PAGE_SIZE,
                                     HERE + 8,
                                     LAST_2M,
                                     LAST_1G,
                                     USER_END,
                                     USER_END - MB2,
                                     USER_END - GB1,
                                     HERE + MB2 / 2,
                                     1ul << 47,
                                     ~0ul,
                                     -MB2,
                                     -GB1,
                                     0xffff800000000000ul};

    boot(8 * MIB, 1);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (wrong[i] != LAST_1G)
            refused(wrong[i], SIZE_2M, E_ADDRESS);
        refused(wrong[i], SIZE_1G, E_ADDRESS);
        check_refused_three(CALL_MAP, wrong[i], ~0ul, SIZE_1G, E_ADDRESS);
        check_refused_three(CALL_PROTECT, wrong[i], ~0ul, SIZE_1G, E_ADDRESS);
    }
    for (uint64_t address = HERE + MB2; address < HERE + GB1; address += 37 * MB2)
        check_refused_three(CALL_MAP, address, RIGHT_READ, SIZE_1G, E_ADDRESS);
}

TEST(size_errors_about_rights_change_nothing)
{
    static const uint64_t wrong[] = {NRIGHTS, 4, 7, 0x100000000ul, 0x100000001ul, ~0ul};

    boot(8 * MIB, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        for (uint64_t size = SIZE_4K; size < NSIZES; size++)
            for (uint64_t at = HERE; at <= HERE + GB1; at += GB1) {
                check_refused_three(CALL_MAP, at, wrong[i], size, E_RIGHTS);
                check_refused_three(CALL_PROTECT, at, wrong[i], size, E_RIGHTS);
            }
}

/* A page of 4 KiB somewhere in a large one: what is at its start decides what the others say. */
TEST(size_errors_about_smaller_pages_change_nothing)
{
    static const uint64_t offset[] = {0, PAGE_SIZE, MB2 / 2, MB2 - PAGE_SIZE};

    boot(8 * MIB, 1);
    for (uint32_t i = 0; i < sizeof offset / sizeof *offset; i++) {
        map(HERE + offset[i], RIGHT_WRITE, SIZE_4K);
        for (uint64_t size = SIZE_2M; size < NSIZES; size++) {
            uint64_t error = offset[i] == 0 ? E_SIZE : E_UNMAPPED;

            check_refused_three(CALL_MAP, HERE, RIGHT_WRITE, size, E_MAPPED);
            check_refused_three(CALL_PROTECT, HERE, RIGHT_READ, size, error);
            check_refused(CALL_UNMAP, HERE, size, error);
        }
        unmap(HERE + offset[i], SIZE_4K);
    }
    check_refused_three(CALL_MAP, USER_BASE, RIGHT_WRITE, SIZE_2M, E_MAPPED);
    check_refused(CALL_UNMAP, USER_BASE, SIZE_2M, E_SIZE);
    check_refused_three(CALL_PROTECT, USER_BASE, RIGHT_WRITE, SIZE_2M, E_SIZE);
}

/* What is left of a large page that was split is smaller pages, even where all of it is left. */
TEST(size_errors_about_split_pages_change_nothing)
{
    boot(8 * MIB, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    protect(HERE + PAGE_SIZE, RIGHT_READ, SIZE_4K);
    protect(HERE + PAGE_SIZE, RIGHT_WRITE, SIZE_4K);
    for (uint64_t size = SIZE_2M; size < NSIZES; size++) {
        check_refused_three(CALL_MAP, HERE, RIGHT_WRITE, size, E_MAPPED);
        check_refused_three(CALL_PROTECT, HERE, RIGHT_READ, size, E_SIZE);
        check_refused(CALL_UNMAP, HERE, size, E_SIZE);
    }
    unmap(HERE, SIZE_4K);
    check_refused_three(CALL_MAP, HERE, RIGHT_WRITE, SIZE_2M, E_MAPPED);
    check_refused_three(CALL_PROTECT, HERE, RIGHT_READ, SIZE_2M, E_UNMAPPED);
    check_refused(CALL_UNMAP, HERE, SIZE_2M, E_UNMAPPED);
}

/* A page of 2 MiB somewhere in one of 1 GiB. */
TEST(size_errors_about_2_mib_in_1_gib_change_nothing)
{
    static const uint64_t offset[] = {0, MB2, GB1 / 2, GB1 - MB2};

    boot(8 * MIB, 1);
    for (uint32_t i = 0; i < sizeof offset / sizeof *offset; i++) {
        uint64_t error = offset[i] == 0 ? E_SIZE : E_UNMAPPED;

        map(HERE + offset[i], RIGHT_WRITE, SIZE_2M);
        check_refused_three(CALL_MAP, HERE, RIGHT_WRITE, SIZE_1G, E_MAPPED);
        check_refused_three(CALL_PROTECT, HERE, RIGHT_READ, SIZE_1G, error);
        check_refused(CALL_UNMAP, HERE, SIZE_1G, error);
        unmap(HERE + offset[i], SIZE_2M);
    }
}

/* Nothing is mapped over a large page, and where no frame is left for a table nothing that is meant
 * for pages of 4 KiB touches it. */
TEST(size_errors_about_larger_pages_change_nothing)
{
    boot(8 * MIB, 1);
    map(HERE, RIGHT_WRITE, SIZE_2M);
    check_refused_three(CALL_MAP, HERE, RIGHT_WRITE, SIZE_2M, E_MAPPED);
    use_all();
    for (uint64_t at = HERE; at < HERE + MB2; at += 73 * PAGE_SIZE) {
        check_refused_three(CALL_MAP, at, RIGHT_WRITE, SIZE_4K, E_MAPPED);
        check_refused_three(CALL_PROTECT, at, RIGHT_READ, SIZE_4K, E_MEMORY);
        check_refused(CALL_UNMAP, at, SIZE_4K, E_MEMORY);
        check_refused_three(CALL_MAP_RANGE, at, RIGHT_WRITE, 3, E_MAPPED);
        check_refused_three(CALL_PROTECT_RANGE, at, RIGHT_READ, 3, E_MEMORY);
        check_refused(CALL_UNMAP_RANGE, at, 3, E_MEMORY);
    }
    check_pages(HERE, SIZE_2M, RIGHT_WRITE);
}

TEST(size_errors_about_nothing_mapped_change_nothing)
{
    boot(8 * MIB, 1);
    for (uint64_t size = SIZE_4K; size < NSIZES; size++) {
        check_refused_three(CALL_PROTECT, HERE, RIGHT_READ, size, E_UNMAPPED);
        check_refused(CALL_UNMAP, HERE, size, E_UNMAPPED);
    }
    map(HERE, RIGHT_WRITE, SIZE_2M);
    for (uint64_t size = SIZE_4K; size < NSIZES; size++) {
        check_refused_three(CALL_PROTECT, HERE + GB1, RIGHT_READ, size, E_UNMAPPED);
        check_refused(CALL_UNMAP, HERE + GB1, size, E_UNMAPPED);
    }
    check_refused(CALL_UNMAP, HERE + MB2, SIZE_2M, E_UNMAPPED);
    unmap(HERE, SIZE_2M);
    check_refused(CALL_UNMAP, HERE, SIZE_2M, E_UNMAPPED);
    check_refused(CALL_UNMAP, HERE, SIZE_4K, E_UNMAPPED);
}
