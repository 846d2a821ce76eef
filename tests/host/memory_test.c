/* memory_test.c: map, unmap and protect in one process: each result and each error.
 *
 * Every failed call is checked to change nothing at all: all memory, the frame array and the
 * kernel's variables are compared byte by byte, apart from the register that takes the error.
 */
#include "harness.h"

#define FRAMES (16 * MIB)
#define HERE 0x10000000ul /* an address in a part of the address space with no tables yet */

static void map_some(uint64_t address, uint32_t pages)
{
    for (uint32_t i = 0; i < pages; i++)
        CHECK_EQ(call(CALL_MAP, address + i * PAGE_SIZE, RIGHT_WRITE), E_OK);
}

TEST(call_map_makes_a_zeroed_page)
{
    uint64_t leaf;

    boot(FRAMES, 1);
    CHECK_EQ(call(CALL_MAP, HERE, RIGHT_WRITE), E_OK);
    leaf = host_walk(root_of(running), HERE);
    CHECK((leaf & PTE_USER) && (leaf & PTE_WRITE) && (leaf & PTE_NX));
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
        CHECK_EQ(user_window[PTE_FRAME(leaf)].word[i], 0);
    check_invariants();
}

TEST(call_map_gives_the_rights_asked_for)
{
    boot(FRAMES, 1);
    for (uint64_t rights = 0; rights < NRIGHTS; rights++) {
        uint64_t at = HERE + rights * PAGE_SIZE, leaf;

        CHECK_EQ(call(CALL_MAP, at, rights), E_OK);
        leaf = host_walk(root_of(running), at);
        CHECK_EQ(!!(leaf & PTE_WRITE), rights == RIGHT_WRITE);
        CHECK_EQ(!(leaf & PTE_NX), rights == RIGHT_EXECUTE);
    }
    check_invariants();
}

TEST(call_map_takes_exactly_what_it_needs)
{
    uint32_t before;

    boot(FRAMES, 1);
    before = count_free();
    CHECK_EQ(call(CALL_MAP, 0x100000000000ul, RIGHT_READ), E_OK);
    CHECK_EQ(before - count_free(), 4); /* three tables and the page */
    CHECK_EQ(call(CALL_MAP, 0x100000001000ul, RIGHT_READ), E_OK);
    CHECK_EQ(before - count_free(), 5);
    CHECK_EQ(call(CALL_MAP, 0x100000200000ul, RIGHT_READ), E_OK);
    CHECK_EQ(before - count_free(), 7); /* a table of the lowest level and the page */
}

TEST(call_map_at_both_ends_of_user_space)
{
    boot(FRAMES, 1);
    CHECK_EQ(call(CALL_MAP, USER_MIN, RIGHT_WRITE), E_OK);
    CHECK_EQ(call(CALL_MAP, USER_END - PAGE_SIZE, RIGHT_WRITE), E_OK);
    check_invariants();
}

TEST(call_map_and_unmap_give_back_every_frame)
{
    uint32_t before;

    boot(FRAMES, 1);
    map_some(HERE, 1); /* the tables stay */
    before = count_free();
    map_some(HERE + PAGE_SIZE, 100);
    for (uint32_t i = 1; i <= 100; i++)
        CHECK_EQ(call(CALL_UNMAP, HERE + i * PAGE_SIZE, 0), E_OK);
    CHECK_EQ(count_free(), before);
    check_invariants();
}

TEST(call_unmap_forgets_the_translation)
{
    boot(FRAMES, 1);
    map_some(HERE, 1);
    host_clear();
    CHECK_EQ(call(CALL_UNMAP, HERE, 0), E_OK);
    CHECK_EQ(host_walk(root_of(running), HERE), 0);
    CHECK(host.loads || (host.flushes == 1 && host.flushed == HERE));
    check_refused(CALL_UNMAP, HERE, 0, E_UNMAPPED);
}

/* The control of the software TLB: without a flush it does keep what is no longer so. */
TEST(tlb_keeps_a_translation_until_it_is_flushed)
{
    uint64_t *entry, leaf;
    pfn_t table;

    boot(FRAMES, 1);
    map_some(HERE, 1);
    leaf = host_translate(0, HERE);
    CHECK(leaf != 0 && leaf == host_walk(root_of(running), HERE));
    table = root_of(running);
    for (uint32_t shift = 39; shift > 12; shift -= 9)
        table = PTE_FRAME(table_window[table].entry[(HERE >> shift) % TABLE_ENTRIES]);
    entry = &table_window[table].entry[HERE / PAGE_SIZE % TABLE_ENTRIES];
    *entry = 0;
    CHECK_EQ(host_translate(0, HERE), leaf);
    CHECK_EQ(host_stale(0), 1);
    machine_flush(0, HERE);
    CHECK_EQ(host_translate(0, HERE), 0);
    CHECK_EQ(host_stale(0), 0);
    *entry = leaf;
}

TEST(tlb_forgets_what_is_unmapped_and_protected)
{
    boot(FRAMES, 1);
    map_some(HERE, 2);
    CHECK(host_translate(0, HERE) & PTE_WRITE);
    CHECK(host_translate(0, HERE + PAGE_SIZE) & PTE_WRITE);
    CHECK_EQ(call(CALL_PROTECT, HERE, RIGHT_READ), E_OK);
    CHECK(!(host_translate(0, HERE) & PTE_WRITE));
    CHECK_EQ(call(CALL_UNMAP, HERE + PAGE_SIZE, 0), E_OK);
    CHECK_EQ(host_translate(0, HERE + PAGE_SIZE), 0);
    CHECK_EQ(host_stale(0), 0);
}

/* The TLB follows the running thread: nothing of a process that has ended is left in it. */
TEST(tlb_forgets_the_address_space_of_who_exits)
{
    boot(FRAMES, 2);
    map_some(HERE, 1);
    CHECK(host_translate(0, HERE) != 0);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK(running != NIL);
    CHECK_EQ(host_stale(0), 0);
    CHECK_EQ(host_translate(0, HERE), 0);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, NIL);
    CHECK_EQ(host_stale(0), 0);
    CHECK_EQ(host_translate(0, HERE), 0);
}

TEST(call_protect_changes_rights_and_nothing_else)
{
    uint64_t was, is;
    uint32_t before;

    boot(FRAMES, 1);
    map_some(HERE, 1);
    was = host_walk(root_of(running), HERE);
    user_window[PTE_FRAME(was)].word[5] = 55;
    before = count_free();
    host_clear();
    CHECK_EQ(call(CALL_PROTECT, HERE, RIGHT_EXECUTE), E_OK);
    is = host_walk(root_of(running), HERE);
    CHECK(!(is & PTE_WRITE) && !(is & PTE_NX));
    CHECK_EQ(PTE_FRAME(is), PTE_FRAME(was));
    CHECK_EQ(user_window[PTE_FRAME(is)].word[5], 55);
    CHECK_EQ(count_free(), before);
    CHECK(host.loads || (host.flushes == 1 && host.flushed == HERE));
    check_invariants();
}

TEST(call_errors_about_addresses_change_nothing)
{
    static const uint64_t wrong[] = {0,
                                     1,
                                     USER_MIN - 1,
                                     USER_MIN + 1,
                                     HERE + 8,
                                     USER_END,
                                     USER_END + PAGE_SIZE,
                                     0x800000000000ul,
                                     0xffff800000000000ul,
                                     0xfffffffffffff000ul,
                                     ~0ul};

    boot(FRAMES, 1);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        check_refused(CALL_MAP, wrong[i], RIGHT_WRITE, E_ADDRESS);
        check_refused(CALL_UNMAP, wrong[i], 0, E_ADDRESS);
        check_refused(CALL_PROTECT, wrong[i], RIGHT_READ, E_ADDRESS);
    }
}

TEST(call_errors_about_rights_change_nothing)
{
    static const uint64_t wrong[] = {NRIGHTS, 4, 7, 0x100000000ul, 0x100000001ul, ~0ul};

    boot(FRAMES, 1);
    map_some(HERE, 1);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        check_refused(CALL_MAP, HERE + PAGE_SIZE, wrong[i], E_RIGHTS);
        check_refused(CALL_PROTECT, HERE, wrong[i], E_RIGHTS);
    }
}

TEST(call_errors_about_translations_change_nothing)
{
    boot(FRAMES, 1);
    map_some(HERE, 1);
    check_refused(CALL_MAP, HERE, RIGHT_WRITE, E_MAPPED);
    check_refused(CALL_MAP, USER_BASE, RIGHT_WRITE, E_MAPPED);
    check_refused(CALL_UNMAP, HERE + PAGE_SIZE, 0, E_UNMAPPED);
    check_refused(CALL_PROTECT, HERE + PAGE_SIZE, RIGHT_READ, E_UNMAPPED);
    check_refused(CALL_UNMAP, 0x200000000000ul, 0, E_UNMAPPED);
}

TEST(call_map_without_memory_changes_nothing)
{
    uint64_t at = HERE;

    boot(3 * MIB, 1);
    map_some(at, 1);
    while (count_free() > 2)
        map_some(at += PAGE_SIZE, 1);
    /* Two frames: enough for a page, not for a page and three tables, nor for two. */
    check_refused(CALL_MAP, 0x200000000000ul, RIGHT_WRITE, E_MEMORY);
    check_refused(CALL_MAP, 0x280000000000ul + HERE, RIGHT_WRITE, E_MEMORY);
    check_invariants();
    while (count_free() > 0)
        map_some(at += PAGE_SIZE, 1);
    check_refused(CALL_MAP, at + PAGE_SIZE, RIGHT_WRITE, E_MEMORY);
    CHECK_EQ(call(CALL_UNMAP, at, 0), E_OK);
    map_some(at, 1);
    check_invariants();
}
