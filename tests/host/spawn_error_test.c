/* spawn_error_test.c: what process_create refuses, in which order, and where it stops short.
 *
 * A call that is refused changes nothing: spawn_refused() compares everything.
 */
#include "spawn.h"

#define CHILD_FRAMES 6u
#define NOWHERE (PARENT_PAGES + 0x1000 * NEXT_TABLE) /* nothing is mapped there */
#define LARGE (PARENT_PAGES + 0x10 * NEXT_TABLE)     /* a page of 2 MiB, if it was mapped */

/* One page that could be moved, and a large one. */
static struct spawn start(void)
{
    spawn_boot(2);
    spawn_map(0, 1, RIGHT_WRITE);
    CHECK_EQ(call_three(CALL_MAP, LARGE, RIGHT_WRITE, SIZE_2M), E_OK);
    return spawn_asked(1);
}

TEST(spawn_refuses_slots)
{
    static const uint64_t none[] = {0, 2, NSLOTS - 1, NSLOTS, 0x100000001ul, 1ul << 63, ~0ul};
    struct spawn s = start();

    for (uint32_t i = 0; i < sizeof none / sizeof *none; i++) {
        s.slot = none[i];
        spawn_refused(&s, E_SLOT);
    }
}

TEST(spawn_refuses_starts)
{
    static const uint64_t beyond[] = {USER_END + 1, 1ul << 47, 0xffff800000000000ul, ~0ul};
    struct spawn s = start();

    s.pc = USER_END;
    spawn_refused(&s, E_ADDRESS);
    for (uint32_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        s = spawn_asked(1);
        s.pc = beyond[i];
        spawn_refused(&s, E_ADDRESS);
        s.pc = SPAWN_PC;
        s.sp = beyond[i];
        spawn_refused(&s, E_ADDRESS);
    }
}

TEST(spawn_refuses_addresses)
{
    static const uint64_t bad[] = {
        0,        1,         USER_MIN - 1,     USER_MIN + 8, USER_END - 1,
        USER_END, 1ul << 47, PARENT_PAGES + 1, ~0xffful,     0xffff800000001000ul};
    struct spawn s = start();

    for (uint32_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        s = spawn_asked(1);
        s.from = bad[i];
        spawn_refused(&s, E_ADDRESS);
        s.from = PARENT_PAGES;
        s.to = bad[i];
        spawn_refused(&s, E_ADDRESS);
    }
}

TEST(spawn_refuses_counts)
{
    static const uint64_t bad[] = {
        0, (USER_END - PARENT_PAGES) / PAGE_SIZE + 1, 1ul << 36, (1ul << 52) + 1, 1ul << 63, ~0ul};
    struct spawn s = start();

    s.to = USER_MIN;
    for (uint32_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        s.pages = bad[i];
        spawn_refused(&s, E_RANGE);
    }
    s = spawn_asked((USER_END - CHILD_PAGES) / PAGE_SIZE + 1);
    spawn_refused(&s, E_RANGE);
    s = spawn_asked(2);
    s.to = USER_END - PAGE_SIZE;
    spawn_refused(&s, E_RANGE);
    s = spawn_asked((USER_END - CHILD_PAGES) / PAGE_SIZE);
    spawn_child(&s, 1);
}

TEST(spawn_refuses_first_pages)
{
    struct spawn s = start();

    s.from = NOWHERE;
    spawn_refused(&s, E_UNMAPPED);
    s.from = PARENT_PAGES + PAGE_SIZE;
    spawn_refused(&s, E_UNMAPPED);
    s.from = LARGE;
    spawn_refused(&s, E_SIZE);
    s.from = LARGE + 17 * PAGE_SIZE;
    spawn_refused(&s, E_SIZE);
    /* A part that has been split off is a page like others. */
    CHECK_EQ(call_three(CALL_PROTECT, LARGE, RIGHT_READ, SIZE_4K), E_OK);
    spawn_child(&s, 1);
}

TEST(spawn_refuses_with_too_few_frames)
{
    struct spawn s = start();

    spawn_leave_free(CHILD_FRAMES - 1);
    spawn_refused(&s, E_MEMORY);
    spawn_leave_free(0);
    spawn_refused(&s, E_MEMORY);
    s = start();
    spawn_leave_free(CHILD_FRAMES);
    spawn_child(&s, 1);
    CHECK_EQ(nfree, 1); /* the table in which the page was */
}

/* The first of two errors is told. Each row adds one that is looked for before those above. */
TEST(spawn_errors_in_order)
{
    struct spawn s = start();

    spawn_leave_free(0);
    spawn_refused(&s, E_MEMORY);
    s.from = LARGE;
    spawn_refused(&s, E_SIZE);
    s.from = NOWHERE;
    spawn_refused(&s, E_UNMAPPED);
    s.pages = 2;
    s.to = USER_END - PAGE_SIZE;
    spawn_refused(&s, E_RANGE);
    s.to = USER_END;
    spawn_refused(&s, E_ADDRESS);
    s.pages = 0;
    spawn_refused(&s, E_RANGE);
    s.from = USER_END;
    spawn_refused(&s, E_ADDRESS);
    s.pages = 1;
    s.to = CHILD_PAGES;
    s.from = PARENT_PAGES;
    s.sp = ~0ul;
    spawn_refused(&s, E_ADDRESS);
    s = (struct spawn){SPAWN_SLOT, ~0ul, SPAWN_SP, NOWHERE, CHILD_PAGES, 0};
    spawn_refused(&s, E_ADDRESS);
    s = (struct spawn){NSLOTS, ~0ul, ~0ul, ~0ul, ~0ul, 0};
    spawn_refused(&s, E_SLOT);
}

TEST(spawn_stops_at_a_hole)
{
    struct spawn s = start();
    pfn_t child;

    spawn_map(1, 4, RIGHT_READ);
    spawn_map(6, 2, RIGHT_READ);
    s.pages = 8;
    child = spawn_child(&s, 5);
    CHECK_EQ(spawn_leaves(child), 5);
    CHECK(host_walk(root_of(running), PARENT_PAGES + 6 * PAGE_SIZE) != 0);
}

TEST(spawn_stops_at_part_of_a_large_page)
{
    struct spawn s = start();
    pfn_t child;

    s.from = LARGE - 2 * PAGE_SIZE;
    CHECK_EQ(call(CALL_MAP, s.from, RIGHT_READ), E_OK);
    CHECK_EQ(call(CALL_MAP, s.from + PAGE_SIZE, RIGHT_READ), E_OK);
    s.pages = 8;
    child = spawn_child(&s, 2);
    CHECK_EQ(spawn_leaves(child), 2);
    CHECK(host_walk(root_of(running), LARGE) != 0);
}

/* With frames for the tables of the first ten pages only; the parent has pages from `first` on. */
static void stop_short(uint64_t first, uint32_t left, uint64_t done)
{
    struct spawn s = spawn_asked(30);
    pfn_t child;

    spawn_boot(2);
    spawn_map(first, 40, RIGHT_READ);
    s.from += first * PAGE_SIZE;
    s.to += NEXT_TABLE - 10 * PAGE_SIZE;
    spawn_leave_free(left);
    child = spawn_child(&s, done);
    CHECK_EQ(spawn_leaves(child), done);
    for (uint64_t i = 0; i < 40; i++)
        CHECK_EQ(host_walk(root_of(running), s.from + i * PAGE_SIZE) == 0, i < done);
}

TEST(spawn_stops_without_a_frame_for_a_table)
{
    stop_short(0, CHILD_FRAMES, 10);
    stop_short(0, CHILD_FRAMES + 1, 30);
    stop_short(500, CHILD_FRAMES, 10);
    /* Here a table of the parent is free just in time, here one page late. */
    stop_short(502, CHILD_FRAMES, 30);
    stop_short(501, CHILD_FRAMES, 10);
}

TEST(spawn_at_the_end_of_the_clock)
{
    struct spawn s = start();

    spawn_map(1, 1, RIGHT_READ);
    list_clock = CLOCK_END;
    spawn_child(&s, 1);
    CHECK(list_clock > CLOCK_END);
    s.from += PAGE_SIZE;
    spawn_refused(&s, E_CLOCK);
    s.slot = NSLOTS;
    spawn_refused(&s, E_CLOCK);
}
