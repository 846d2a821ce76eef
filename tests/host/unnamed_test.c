/* unnamed_test.c: threads that wait at endpoints which others stop to name, and processes that end
 * with endpoints of their own.
 *
 * init's slot i and slot 0 of process i name one endpoint, as in ipc_test.c.
 */
#include "harness.h"

#define FRAMES (16 * MIB)
#define A 1000ul
#define B 2000ul

static pfn_t init_thread, other[BOOT_MAX_MODULES];

static pfn_t process(pfn_t t)
{
    return thread_window[t].process;
}

static uint32_t refs(pfn_t e)
{
    CHECK_EQ(page_window[e].type, PG_ENDPOINT);
    return endpoint_window[e].refs;
}

/* Boot with init's endpoint 1 also in slot 5 of process 2, and find the threads; returns it. */
static pfn_t boot_three(void)
{
    pfn_t e;

    kernel_reset();
    boot(FRAMES, 3);
    init_thread = running;
    for (uint32_t i = 1; i < 3; i++) {
        call(CALL_YIELD, 0, 0);
        other[i] = running;
    }
    e = process_window[process(other[1])].slot[0];
    slot_fill(process(other[2]), 5, e);
    return e;
}

static void switch_to(pfn_t t)
{
    while (running != t)
        call(CALL_YIELD, 0, 0);
}

static void close_slot(uint64_t slot)
{
    pfn_t t = running;

    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, slot, 0), E_OK);
    CHECK_EQ(running, t);
    check_invariants();
}

/* Process 1 waits; init stops to name the endpoint, and process 2 reaches it still. */
static pfn_t wait_with_one_name_less(uint64_t number)
{
    pfn_t e = boot_three();

    switch_to(other[1]);
    call_words(number, 0, A);
    CHECK_EQ(link_window[other[1]].on, e);
    CHECK_EQ(refs(e), 3);
    switch_to(init_thread);
    close_slot(1);
    CHECK_EQ(refs(e), 2);
    CHECK_EQ(link_window[other[1]].on, e);
    check_refused(CALL_TRY_SEND, 1, A, E_SLOT);
    switch_to(other[2]);
    return e;
}

TEST(unnamed_a_receiver_is_still_reached)
{
    pfn_t e = wait_with_one_name_less(CALL_RECV);

    call_words(CALL_SEND, 5, B);
    CHECK_EQ(result_of(other[2]), E_OK);
    CHECK_EQ(result_of(other[1]), E_OK);
    check_words(other[1], B);
    close_slot(5);
    CHECK_EQ(refs(e), 1);
}

TEST(unnamed_senders_are_still_received)
{
    wait_with_one_name_less(CALL_SEND);
    CHECK_EQ(call(CALL_RECV, 5, 0), E_OK);
    check_words(other[2], A);
    wait_with_one_name_less(CALL_CALL);
    CHECK_EQ(call(CALL_RECV, 5, 0), E_OK);
    check_words(other[2], A);
    CHECK_EQ(thread_window[other[1]].state, T_REPLY);
    /* A reply needs no endpoint. */
    close_slot(5);
    call_words(CALL_REPLY, 0, B);
    CHECK_EQ(result_of(other[1]), E_OK);
    check_words(other[1], B);
    check_invariants();
}

/* It waits by its own slot, so it goes on waiting when nobody else can reach it. */
TEST(unnamed_a_thread_waits_alone)
{
    pfn_t e = wait_with_one_name_less(CALL_RECV);

    close_slot(5);
    CHECK_EQ(refs(e), 1);
    CHECK_EQ(thread_window[other[1]].state, T_RECV);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(refs(e), 1);
    check_invariants();
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, NIL);
    CHECK_EQ(refs(e), 1);
    CHECK_EQ(link_window[other[1]].on, e);
    check_invariants();
}

/* A slot that is made anew names another endpoint: who waits at the old one is not met there. */
TEST(unnamed_a_slot_made_anew_names_another)
{
    pfn_t e = wait_with_one_name_less(CALL_RECV), new;

    switch_to(init_thread);
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, 1, 0), E_OK);
    new = process_window[process(init_thread)].slot[1];
    CHECK(new != e);
    CHECK_EQ(refs(new), 1);
    check_refused(CALL_TRY_SEND, 1, A, E_AGAIN);
    check_refused(CALL_TRY_CALL, 1, A, E_AGAIN);
    call_words(CALL_SEND, 1, A);
    CHECK_EQ(thread_window[init_thread].state, T_SEND);
    CHECK_EQ(link_window[init_thread].on, new);
    CHECK_EQ(thread_window[other[1]].state, T_RECV);
    check_invariants();
}

/* Process 1 with two endpoints of its own, one of them in two slots, and one that it made and
 * process 2 names; returns that. */
static pfn_t make_three(void)
{
    const pfn_t *slot;

    boot_three();
    switch_to(other[1]);
    slot = process_window[process(other[1])].slot;
    for (uint64_t i = 6; i < 9; i++)
        CHECK_EQ(call(CALL_ENDPOINT_CREATE, i, 0), E_OK);
    slot_fill(process(other[1]), 9, slot[7]);
    slot_fill(process(other[2]), 9, slot[8]);
    check_invariants();
    return slot[8];
}

/* How many frames came back when process 1 ended: those of a process without endpoints, and what
 * it alone named. */
static void check_end(void (*end)(void))
{
    uint32_t before, alone;
    pfn_t given;

    boot_three();
    switch_to(other[1]);
    before = nfree;
    end();
    alone = nfree - before;
    given = make_three();
    before = nfree;
    end();
    CHECK_EQ(nfree, before + alone + 2);
    CHECK_EQ(refs(given), 1);
    CHECK_EQ(refs(process_window[process(init_thread)].slot[1]), 2);
    check_invariants();
    switch_to(other[2]);
    before = nfree;
    close_slot(9);
    CHECK_EQ(nfree, before + 1);
    CHECK_EQ(page_window[given].type, PG_FREE);
}

static void end_by_exit(void)
{
    call(CALL_THREAD_EXIT, 0, 0);
}

static void end_by_fault(void)
{
    fault(13, USER_BASE);
}

TEST(unnamed_a_process_that_ends_frees_what_it_alone_named)
{
    check_end(end_by_exit);
    check_end(end_by_fault);
}

/* All end: no endpoint is left. */
TEST(unnamed_the_last_process_frees_the_last_endpoint)
{
    make_three();
    while (running != NIL)
        call(CALL_THREAD_EXIT, 0, 0);
    for (pfn_t p = 0; p < FRAMES; p++)
        CHECK(page_window[p].type != PG_ENDPOINT && page_window[p].type != PG_PROCESS);
    check_invariants();
}
