/* gib_test.c: pages of 1 GiB in one process: each result and each error, shortage and death.
 *
 * The machine has little memory but one aligned GiB; it is too large for a copy of all of it, so
 * after a failed call few things are compared, and all of them in size_error_test.c where a page of
 * 2 MiB can be in its place.
 */
#include "sizes.h"

TEST(size_1_gib_is_mapped_protected_and_unmapped)
{
    uint32_t before;

    boot_with_a_gib(1);
    before = count_free();
    map(LAST_1G - GB1, RIGHT_WRITE, SIZE_1G);
    CHECK_EQ(before - count_free(), 1 + GIB_FRAMES);
    CHECK_EQ(PTE_FRAME(leaf_at(LAST_1G - GB1)), GIB_FRAMES);
    check_words_of(LAST_1G - GB1, SIZE_1G, 0);
    fill(LAST_1G - GB1, SIZE_1G, 3);
    check_pages(LAST_1G - GB1, SIZE_1G, RIGHT_WRITE);
    check_invariants();
    protect(LAST_1G - GB1, RIGHT_EXECUTE, SIZE_1G);
    check_pages(LAST_1G - GB1, SIZE_1G, RIGHT_EXECUTE);
    protect(LAST_1G - GB1, RIGHT_READ, SIZE_1G);
    check_pages(LAST_1G - GB1, SIZE_1G, RIGHT_READ);
    check_words_of(LAST_1G - GB1, SIZE_1G, 3);
    unmap(LAST_1G - GB1, SIZE_1G);
    check_absent(LAST_1G - GB1, SIZE_1G);
    CHECK_EQ(count_free(), before);
    check_invariants();
    /* As pages of 2 MiB, and then whole again: zeroed each time. */
    for (uint64_t i = 0; i < 512; i += 100) {
        map(HERE + i * MB2, RIGHT_WRITE, SIZE_2M);
        check_words_of(HERE + i * MB2, SIZE_2M, 0);
    }
    refused_in_a_gib(CALL_MAP, HERE + 2 * GB1, RIGHT_WRITE, SIZE_1G, E_MEMORY);
    for (uint64_t i = 0; i < 512; i += 100)
        unmap(HERE + i * MB2, SIZE_2M);
    map(HERE, RIGHT_READ, SIZE_1G);
    check_words_of(HERE, SIZE_1G, 0);
}

TEST(size_1_gib_errors)
{
    boot_with_a_gib(1);
    map(HERE, RIGHT_WRITE, SIZE_1G);
    fill(HERE, SIZE_1G, 3);
    refused_in_a_gib(CALL_MAP, HERE + GB1, RIGHT_READ, SIZE_1G, E_MEMORY);
    /* Without a frame for a table it goes whole or not at all. */
    use_all();
    for (uint64_t at = HERE; at < HERE + GB1; at += 171 * MB2) {
        for (uint64_t size = SIZE_4K; size <= SIZE_2M; size++) {
            refused_in_a_gib(CALL_MAP, at, RIGHT_READ, size, E_MAPPED);
            refused_in_a_gib(CALL_PROTECT, at, RIGHT_READ, size, E_MEMORY);
            refused_in_a_gib(CALL_UNMAP, at, size, 0, E_MEMORY);
        }
        refused_in_a_gib(CALL_MAP_RANGE, at, RIGHT_READ, 64, E_MAPPED);
        refused_in_a_gib(CALL_PROTECT_RANGE, at, RIGHT_READ, 64, E_MEMORY);
        refused_in_a_gib(CALL_UNMAP_RANGE, at, 64, 0, E_MEMORY);
    }
    refused_in_a_gib(CALL_UNMAP, HERE + GB1 - PAGE_SIZE, SIZE_4K, 0, E_MEMORY);
    refused_in_a_gib(CALL_MAP, HERE, RIGHT_READ, SIZE_1G, E_MAPPED);
    refused_in_a_gib(CALL_UNMAP, HERE + GB1, SIZE_1G, 0, E_UNMAPPED);
    check_pages(HERE, SIZE_1G, RIGHT_WRITE);
    check_words_of(HERE, SIZE_1G, 3);
    check_invariants();
}

/* Where an entry of level 3 cannot map memory no page has 1 GiB. */
TEST(size_1_gib_on_a_machine_without_such_pages)
{
    boot_with_a_gib(1);
    boot_info.huge = 0;
    refused_in_a_gib(CALL_MAP, HERE, RIGHT_WRITE, SIZE_1G, E_SIZE);
    refused_in_a_gib(CALL_PROTECT, HERE, RIGHT_WRITE, SIZE_1G, E_SIZE);
    refused_in_a_gib(CALL_UNMAP, HERE, SIZE_1G, 0, E_SIZE);
    map(HERE, RIGHT_WRITE, SIZE_2M);
}

TEST(size_1_gib_needs_so_many_frames)
{
    for (uint32_t need = 0; need <= 1; need++)
        for (uint32_t more = 0; more <= 2; more++) {
            boot_with_a_gib(1);
            map(HERE, RIGHT_READ, SIZE_2M);
            leave_run(GIB_FRAMES, GIB_FRAMES, more);
            if (need > more) {
                refused_in_a_gib(CALL_MAP, lacking(need, SIZE_1G), RIGHT_WRITE, SIZE_1G, E_MEMORY);
            } else {
                map(lacking(need, SIZE_1G), RIGHT_WRITE, SIZE_1G);
                CHECK_EQ(count_free(), more - need);
            }
            check_invariants();
        }
}

TEST(size_1_gib_is_freed_when_its_process_ends)
{
    uint32_t most;

    boot_with_a_gib(2);
    call(CALL_THREAD_EXIT, 0, 0);
    most = count_free();
    boot_with_a_gib(2);
    map(HERE, RIGHT_WRITE, SIZE_1G);
    map(HERE + GB1, RIGHT_WRITE, SIZE_2M);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(count_free(), most);
    CHECK_EQ(host_translate(0, HERE), 0);
    check_invariants();
}
