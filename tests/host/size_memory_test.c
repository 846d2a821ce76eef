/* size_memory_test.c: the frames of pages of 2 MiB: too few of them, no aligned run, and all back.
 *
 * A call that finds too little memory is checked to change nothing at all, and one that finds just
 * enough to succeed.
 */
#include "page.h"
#include "sizes.h"

#define FRAMES (16 * MIB)

/* One frame less than the pages and their tables take is too few, and one more is not needed. */
TEST(size_2_mib_needs_so_many_frames)
{
    for (uint32_t need = 0; need <= 2; need++)
        for (uint32_t more = 0; more <= 3; more++) {
            kernel_reset();
            boot(FRAMES, 1);
            map(HERE, RIGHT_READ, SIZE_2M);
            leave_run(3 * 512, 512, more);
            if (need > more) {
                check_refused_three(CALL_MAP, lacking(need, SIZE_2M), RIGHT_WRITE, SIZE_2M,
                                    E_MEMORY);
            } else {
                map(lacking(need, SIZE_2M), RIGHT_WRITE, SIZE_2M);
                CHECK_EQ(count_free(), more - need);
                check_pages(lacking(need, SIZE_2M), SIZE_2M, RIGHT_WRITE);
                CHECK_EQ(PTE_FRAME(leaf_at(lacking(need, SIZE_2M))), 3 * 512);
            }
            check_invariants();
            unmap(HERE, SIZE_2M);
        }
}

/* Much is free, but nowhere 2 MiB of it in one aligned piece; what is one page short of that, or
 * long enough but not aligned, does not do. */
TEST(size_2_mib_needs_an_aligned_run)
{
    for (uint32_t place = 0; place < 512; place += 73) {
        kernel_reset();
        boot(8 * MIB, 1);
        use_all();
        for (pfn_t p = 512; p < 2048; p++)
            if (p % 512 != place && page_window[p].type == PG_UNTYPED)
                page_free(p);
        CHECK(count_free() > 1022);
        check_refused_three(CALL_MAP, HERE, RIGHT_WRITE, SIZE_2M, E_MEMORY);
        check_refused_three(CALL_MAP, HERE, RIGHT_WRITE, SIZE_1G, E_MEMORY);
        check_invariants();
        page_free(2 * 512 + place);
        map(HERE, RIGHT_WRITE, SIZE_2M);
        check_words_of(HERE, SIZE_2M, 0);
        CHECK_EQ(PTE_FRAME(leaf_at(HERE)), 2 * 512);
        check_refused_three(CALL_MAP, HERE + MB2, RIGHT_WRITE, SIZE_2M, E_MEMORY);
        check_invariants();
    }
}

/* With the memory full of them no other fits; all come back, in whatever order. */
TEST(size_2_mib_until_memory_ends)
{
    static const uint32_t order[2][5] = {{0, 1, 2, 3, 4}, {4, 2, 0, 3, 1}};
    uint32_t before;

    boot(FRAMES, 1);
    before = count_free();
    for (uint32_t round = 0; round < 4; round++) {
        for (uint32_t i = 0; i < 5; i++)
            map(HERE + i * MB2, RIGHT_WRITE, SIZE_2M);
        check_refused_three(CALL_MAP, HERE + 5 * MB2, RIGHT_WRITE, SIZE_2M, E_MEMORY);
        check_invariants();
        for (uint32_t i = 0; i < 5; i++)
            unmap(HERE + order[round % 2][i] * MB2, SIZE_2M);
        CHECK_EQ(count_free(), before);
        check_invariants();
    }
}

/* What a process leaves at its end, with large pages or without. */
static uint32_t free_after_exit(uint32_t large, uint32_t small)
{
    pfn_t t;

    kernel_reset();
    boot(FRAMES, 2);
    t = running;
    for (uint32_t i = 0; i < large; i++)
        map(HERE + i * (GB1 - MB2), i % NRIGHTS, SIZE_2M);
    for (uint32_t i = 0; i < small; i++)
        map(HERE + MB2 / 2 + (1 + i * 5) * MB2, i % NRIGHTS, SIZE_4K);
    for (uint32_t i = 0; i < large; i++)
        check_pages(HERE + i * (GB1 - MB2), SIZE_2M, i % NRIGHTS);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK(running != NIL && running != t);
    CHECK_EQ(host_stale(0), 0);
    CHECK_EQ(host_translate(0, HERE), 0);
    check_invariants();
    return count_free();
}

TEST(size_2_mib_is_freed_when_its_process_ends)
{
    uint32_t most = free_after_exit(0, 0);

    CHECK_EQ(free_after_exit(1, 0), most);
    CHECK_EQ(free_after_exit(4, 0), most);
    CHECK_EQ(free_after_exit(4, 20), most);
}
