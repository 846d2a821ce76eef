/* notify_test.c: bits that wait at an endpoint, and threads that take them instead of a message.
 *
 * init's slot i and slot 0 of process i name one endpoint, as in ipc_test.c.
 */
#include <string.h>

#include "harness.h"

#define FRAMES (16 * MIB)
#define A 1000ul
#define B 2000ul
#define C 3000ul

static pfn_t init_thread, other[BOOT_MAX_MODULES], endpoint; /* init's slot 1 */

static void boot_processes(uint32_t n)
{
    boot_threads(FRAMES, n, other);
    init_thread = running;
    endpoint = process_window[thread_window[init_thread].process].slot[1];
}

/* The same, and slot 1 of everybody is init's slot 1. */
static void boot_shared(uint32_t n)
{
    boot_processes(n);
    for (uint32_t i = 1; i < n; i++)
        slot_fill(thread_window[other[i]].process, 1, endpoint);
}

static uint64_t notify(uint64_t slot, uint64_t bits)
{
    pfn_t t = running;
    uint64_t error = call(CALL_NOTIFY, slot, bits);

    CHECK_EQ(running, t);
    return error;
}

/* A thread went on with these bits; of the words with which it came only the first is another. */
static void check_notified(pfn_t t, uint64_t bits, uint64_t first)
{
    CHECK_EQ(result_of(t), E_NOTIFIED);
    CHECK_EQ(regs_window[t].r[REG_A1], bits);
    for (uint32_t i = 1; i < MESSAGE_WORDS; i++)
        CHECK_EQ(regs_window[t].r[REG_A1 + i], first + i);
}

/* The running thread takes these bits, and goes on. */
static void take(uint64_t number, uint64_t slot, uint64_t bits)
{
    pfn_t t = running;

    call_words(number, slot, C);
    CHECK_EQ(running, t);
    check_notified(t, bits, C);
    check_invariants();
}

/* Who is ready runs in this order. */
static void check_turns(const pfn_t *t, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        CHECK_EQ(thread_window[t[i]].state, T_READY);
        call(CALL_YIELD, 0, 0);
        CHECK_EQ(running, t[i]);
    }
}

TEST(notify_bits_wait_and_join)
{
    boot_processes(2);
    CHECK_EQ(endpoint_window[endpoint].bits, 0);
    CHECK_EQ(notify(1, 5), E_OK);
    CHECK_EQ(endpoint_window[endpoint].bits, 5);
    CHECK_EQ(notify(1, 0x12), E_OK);
    CHECK_EQ(endpoint_window[endpoint].bits, 0x17);
    check_invariants();
    /* Bits that are set already, and none: nothing but the result is new. */
    check_refused(CALL_NOTIFY, 1, 0x14, E_OK);
    check_refused(CALL_NOTIFY, 1, 0, E_OK);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, other[1]);
    take(CALL_RECV, 0, 0x17);
    CHECK_EQ(endpoint_window[endpoint].bits, 0);
    check_refused(CALL_TRY_RECV, 0, A, E_AGAIN);
}

TEST(notify_of_each_bit)
{
    boot_processes(1);
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, 0, 0), E_OK);
    for (uint32_t i = 0; i < 64; i++) {
        CHECK_EQ(notify(0, 1ul << i), E_OK);
        take(CALL_RECV, 0, 1ul << i);
    }
    for (uint32_t i = 0; i < 64; i++)
        CHECK_EQ(notify(0, 1ul << (63 - i)), E_OK);
    take(CALL_TRY_RECV, 0, ~0ul);
    CHECK_EQ(notify(0, ~0ul), E_OK);
    CHECK_EQ(notify(0, 1ul << 63), E_OK);
    take(CALL_RECV, 0, ~0ul);
}

TEST(notify_wakes_who_receives)
{
    uint64_t before[NREGS];

    boot_processes(3);
    call_words(CALL_RECV, 1, A);
    CHECK_EQ(running, other[1]);
    CHECK_EQ(thread_window[init_thread].state, T_RECV);
    memcpy(before, regs_window[init_thread].r, sizeof before);
    CHECK_EQ(notify(0, 1ul << 63 | 1), E_OK);
    before[REG_CALL] = E_NOTIFIED;
    before[REG_A1] = 1ul << 63 | 1;
    CHECK(memcmp(before, regs_window[init_thread].r, sizeof before) == 0);
    CHECK_EQ(endpoint_window[endpoint].bits, 0);
    CHECK(list_window[endpoint].head == NIL);
    check_invariants();
    check_turns((const pfn_t[]){other[2], init_thread, other[1]}, 3);
}

/* With nothing to say it still says that somebody notified. */
TEST(notify_of_no_bits_wakes_too)
{
    boot_processes(2);
    call_words(CALL_RECV, 1, A);
    CHECK_EQ(notify(0, 0), E_OK);
    check_notified(init_thread, 0, A);
    check_invariants();
    check_turns((const pfn_t[]){init_thread}, 1);
    check_refused(CALL_TRY_RECV, 1, A, E_AGAIN);
}

TEST(notify_reaches_receivers_in_order)
{
    boot_shared(4);
    call(CALL_YIELD, 0, 0);
    for (uint32_t i = 1; i < 4; i++)
        call_words(CALL_RECV, 1, A * i);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(notify(1, 0x10), E_OK);
    check_notified(other[1], 0x10, A);
    CHECK_EQ(thread_window[other[2]].state, T_RECV);
    /* Messages and notifications are one queue to who receives. */
    call_words(CALL_SEND, 1, B);
    check_words(other[2], B);
    CHECK_EQ(notify(1, 0x20), E_OK);
    check_notified(other[3], 0x20, 3 * A);
    CHECK_EQ(notify(1, 0x40), E_OK);
    CHECK_EQ(endpoint_window[endpoint].bits, 0x40);
    check_invariants();
    check_turns((const pfn_t[]){other[1], other[2], other[3]}, 3);
    take(CALL_RECV, 1, 0x40);
}

TEST(notify_comes_before_messages_that_wait)
{
    boot_shared(4);
    call_words(CALL_SEND, 1, A);
    call_words(CALL_CALL, 1, B);
    CHECK_EQ(running, other[2]);
    CHECK_EQ(notify(1, 6), E_OK);
    CHECK_EQ(list_window[endpoint].head, init_thread);
    take(CALL_RECV, 1, 6);
    CHECK_EQ(thread_window[init_thread].state, T_SEND);
    CHECK_EQ(call(CALL_RECV, 1, 0), E_OK);
    check_words(other[2], A);
    CHECK_EQ(notify(1, 9), E_OK);
    take(CALL_TRY_RECV, 1, 9);
    CHECK_EQ(thread_window[other[1]].state, T_CALL);
    CHECK_EQ(call(CALL_TRY_RECV, 1, 0), E_OK);
    check_words(other[2], B);
    CHECK_EQ(thread_window[other[1]].state, T_REPLY);
    check_invariants();
}

/* A server that takes bits has received: whom it owes a reply goes on without. */
static void abandons(uint64_t number)
{
    kernel_reset();
    boot_processes(3);
    call_words(CALL_CALL, 1, A);
    CHECK_EQ(call(CALL_RECV, 0, 0), E_OK);
    CHECK_EQ(thread_window[init_thread].holder, other[1]);
    /* Notifying is no receiving, and neither is a try that finds nothing. */
    check_refused(CALL_TRY_RECV, 0, A, E_AGAIN);
    CHECK_EQ(notify(0, 3), E_OK);
    CHECK_EQ(thread_window[init_thread].state, T_REPLY);
    take(number, 0, 3);
    CHECK_EQ(result_of(init_thread), E_ABANDONED);
    CHECK_EQ(thread_window[other[1]].caller, NIL);
    check_refused(CALL_REPLY, 0, A, E_NO_CALLER);
    check_turns((const pfn_t[]){other[2], init_thread}, 2);
}

TEST(notify_and_a_caller_that_is_owed_a_reply)
{
    abandons(CALL_RECV);
    abandons(CALL_TRY_RECV);
}

TEST(notify_and_a_server_that_replies)
{
    boot_processes(3);
    call_words(CALL_RECV, 1, A);
    call_words(CALL_CALL, 0, B);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(notify(1, 0x81), E_OK);
    /* The caller runs at once; the server, with the bits, is behind all the ready. */
    call_words(CALL_REPLY_RECV, 1, C);
    CHECK_EQ(running, other[1]);
    CHECK_EQ(result_of(other[1]), E_OK);
    check_words(other[1], C);
    check_notified(init_thread, 0x81, C);
    CHECK_EQ(thread_window[init_thread].caller, NIL);
    CHECK_EQ(endpoint_window[endpoint].bits, 0);
    check_invariants();
    check_turns((const pfn_t[]){other[2], init_thread}, 2);
    /* Who owes no reply does not come to the bits. */
    CHECK_EQ(notify(1, 4), E_OK);
    check_refused(CALL_REPLY_RECV, 1, A, E_NO_CALLER);
    take(CALL_RECV, 1, 4);
}

TEST(notify_leaves_other_endpoints_alone)
{
    boot_processes(3);
    CHECK_EQ(notify(2, 7), E_OK);
    check_refused(CALL_TRY_RECV, 1, A, E_AGAIN);
    call_words(CALL_RECV, 1, A);
    CHECK_EQ(thread_window[init_thread].state, T_RECV);
    CHECK_EQ(notify(0, 8), E_OK);
    check_notified(init_thread, 8, A);
    check_turns((const pfn_t[]){other[2]}, 1);
    take(CALL_RECV, 0, 7);
}

TEST(notify_by_slots_that_name_nothing)
{
    static const uint64_t wrong[] = {0, 5, NSLOTS - 1, NSLOTS, 0x100000001ul, 1ul << 63, ~0ul};

    boot_processes(3);
    CHECK_EQ(notify(1, 2), E_OK);
    call_words(CALL_RECV, 2, A);
    call(CALL_YIELD, 0, 0);
    for (uint32_t i = 1; i < sizeof wrong / sizeof *wrong; i++)
        for (uint32_t bit = 0; bit < 64; bit += 21)
            check_refused(CALL_NOTIFY, wrong[i], 1ul << bit, E_SLOT);
    CHECK_EQ(thread_window[init_thread].state, T_RECV);
    CHECK_EQ(notify(0, 1), E_OK);
    check_turns((const pfn_t[]){other[1], init_thread}, 2);
    check_refused(CALL_NOTIFY, wrong[0], ~0ul, E_SLOT);
}

/* Neither the end of who notified nor a slot less takes them away, but the end of the endpoint. */
TEST(notify_bits_go_with_the_endpoint)
{
    boot_processes(2);
    CHECK_EQ(notify(1, ~0ul), E_OK);
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, 1, 0), E_OK);
    CHECK_EQ(endpoint_window[endpoint].bits, ~0ul);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, other[1]);
    take(CALL_TRY_RECV, 0, ~0ul);
    CHECK_EQ(notify(0, ~0ul), E_OK);
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, 0, 0), E_OK);
    CHECK_EQ(page_window[endpoint].type, PG_FREE);
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, 0, 0), E_OK);
    CHECK_EQ(process_window[thread_window[other[1]].process].slot[0], endpoint);
    CHECK_EQ(endpoint_window[endpoint].bits, 0);
    check_refused(CALL_TRY_RECV, 0, A, E_AGAIN);
    check_invariants();
}
