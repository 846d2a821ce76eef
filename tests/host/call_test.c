/* call_test.c: all but memory and messages: unknown calls, output, turns, ends, the clock. */
#include <string.h>

#include "harness.h"
#include "list.h"

#define FRAMES (16 * MIB)
#define HERE 0x10000000ul

TEST(call_numbers_that_do_not_exist_change_nothing)
{
    static const uint64_t wrong[] = {NCALLS, NCALLS + 1, 0xffffffff, 0x100000000ul, ~0ul};

    boot(FRAMES, 1);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check_refused(wrong[i], HERE, RIGHT_WRITE, E_CALL);
}

TEST(call_putc_writes_to_the_console)
{
    boot(FRAMES, 1);
    host_clear();
    for (const char *s = "isobar"; *s; s++)
        CHECK_EQ(call(CALL_PUTC, (uint8_t)*s, 0), E_OK);
    CHECK(strcmp(host.console, "isobar") == 0);
}

TEST(call_yield_alone_returns)
{
    pfn_t t;

    boot(FRAMES, 1);
    t = running;
    for (int i = 0; i < 10; i++)
        CHECK_EQ(call(CALL_YIELD, 0, 0), E_OK);
    CHECK_EQ(running, t);
    check_invariants();
}

TEST(call_yield_takes_turns_in_order)
{
    pfn_t order[3];

    boot(FRAMES, 3);
    for (int i = 0; i < 12; i++) {
        if (i < 3)
            order[i] = running;
        CHECK_EQ(running, order[i % 3]);
        call(CALL_YIELD, 0, 0);
        check_invariants();
    }
    CHECK(order[0] != order[1] && order[1] != order[2] && order[0] != order[2]);
}

TEST(call_exit_of_the_last_thread_is_reported)
{
    boot(FRAMES, 1);
    host_clear();
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, NIL);
    CHECK_EQ(host.events[EV_IDLE], 1);
    check_invariants();
}

TEST(call_exit_gives_back_every_frame)
{
    uint32_t before, spent;
    pfn_t root, t;

    boot(FRAMES, 2);
    t = running;
    root = root_of(t);
    before = count_free();
    for (uint32_t i = 0; i < 40; i++)
        CHECK_EQ(call(CALL_MAP, HERE + i * 0x100000ul, RIGHT_WRITE), E_OK);
    spent = before - count_free();
    CHECK(spent > 40);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK(running != NIL && running != t);
    /* The pages above, the module's four and its stack's, four and more tables, and itself. */
    CHECK(count_free() >= before + 5 + 5 + 2);
    CHECK_EQ(page_window[t].type, PG_FREE);
    CHECK_EQ(page_window[root].type, PG_FREE);
    check_invariants();
}

TEST(call_fault_ends_the_thread_and_not_the_machine)
{
    pfn_t t;

    boot(FRAMES, 2);
    t = running;
    host_clear();
    fault(14, 0xdead000);
    CHECK_EQ(host.events[EV_FAULT], 1);
    CHECK_EQ(page_window[t].type, PG_FREE);
    CHECK(running != NIL && running != t);
    check_invariants();
    host_clear();
    fault(6, USER_BASE);
    CHECK_EQ(running, NIL);
    CHECK_EQ(host.events[EV_FAULT], 1);
    CHECK_EQ(host.events[EV_IDLE], 1);
    check_invariants();
}

/* The counter of arrivals cannot wrap: at its end calls fail, and a fault stops the machine. */
TEST(call_at_the_end_of_the_clock_fails)
{
    struct snapshot *before;

    boot(FRAMES, 2);
    list_clock = CLOCK_END;
    call(CALL_YIELD, 0, 0);
    CHECK(running != NIL && list_clock > CLOCK_END);
    for (uint64_t number = 0; number < NCALLS; number++)
        check_refused(number, 0, 0, E_CLOCK);
    host_clear();
    before = snapshot_take();
    CHECK_EQ(kernel_enter(0, TRAP_FAULT, 14, 0), NIL);
    check_unchanged(before, NIL);
    CHECK_EQ(host.events[EV_CLOCK], 1);
    snapshot_free(before);
}

TEST(call_from_a_cpu_that_is_not_there)
{
    struct snapshot *before;

    boot(FRAMES, 1);
    before = snapshot_take();
    CHECK_EQ(kernel_enter(NCPU, TRAP_CALL, 0, 0), NIL);
    CHECK_EQ(kernel_enter(~0u, TRAP_START, 0, 0), NIL);
    check_unchanged(before, NIL);
    snapshot_free(before);
}
