/* ipc_test.c: endpoints between init and the other processes: order, words, replies, death.
 *
 * init's slot i and slot 0 of process i name one endpoint. The threads here are register scripts;
 * `running` is who the kernel said is next.
 */
#include "harness.h"

#define FRAMES (16 * MIB)
#define A 1000ul
#define B 2000ul

static pfn_t init_thread, other[BOOT_MAX_MODULES];

static void boot_processes(uint32_t n)
{
    boot_threads(FRAMES, n, other);
    init_thread = running;
}

/* Slot 1 of everybody is init's slot 1. */
static void share_endpoint(uint32_t n)
{
    pfn_t e = process_window[thread_window[init_thread].process].slot[1];

    for (uint32_t i = 1; i < n; i++)
        slot_fill(thread_window[other[i]].process, 1, e);
}

static void recv(uint64_t slot)
{
    call(CALL_RECV, slot, 0);
}

TEST(ipc_send_waits_for_a_receiver)
{
    boot_processes(2);
    call_words(CALL_SEND, 1, A);
    CHECK_EQ(running, other[1]);
    CHECK_EQ(thread_window[init_thread].state, T_SEND);
    check_invariants();
    recv(0);
    CHECK_EQ(result_of(other[1]), E_OK);
    check_words(other[1], A);
    CHECK_EQ(result_of(init_thread), E_OK);
    CHECK(thread_window[init_thread].state != T_SEND);
    check_invariants();
}

TEST(ipc_receive_waits_for_a_sender)
{
    boot_processes(2);
    recv(1);
    CHECK_EQ(running, other[1]);
    CHECK_EQ(thread_window[init_thread].state, T_RECV);
    check_invariants();
    call_words(CALL_SEND, 0, B);
    CHECK_EQ(result_of(other[1]), E_OK);
    CHECK_EQ(result_of(init_thread), E_OK);
    check_words(init_thread, B);
    /* send puts the receiver at the tail and goes on. */
    CHECK_EQ(running, other[1]);
    check_invariants();
}

TEST(ipc_call_and_reply_switch_directly)
{
    boot_processes(3);
    recv(1);
    /* other[1] calls init, who waits: init runs at once though other[2] is ready. */
    CHECK_EQ(running, other[1]);
    call_words(CALL_CALL, 0, A);
    CHECK_EQ(running, init_thread);
    check_words(init_thread, A);
    CHECK_EQ(thread_window[other[1]].state, T_REPLY);
    check_invariants();
    call_words(CALL_REPLY_RECV, 1, B);
    CHECK_EQ(running, other[1]);
    CHECK_EQ(result_of(other[1]), E_OK);
    check_words(other[1], B);
    CHECK_EQ(thread_window[init_thread].state, T_RECV);
    check_invariants();
}

TEST(ipc_call_to_nobody_waits_then_is_received)
{
    boot_processes(2);
    call_words(CALL_CALL, 1, A);
    CHECK_EQ(running, other[1]);
    CHECK_EQ(thread_window[init_thread].state, T_CALL);
    recv(0);
    check_words(other[1], A);
    CHECK_EQ(thread_window[init_thread].state, T_REPLY);
    check_invariants();
    call_words(CALL_REPLY_RECV, 0, B);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(result_of(init_thread), E_OK);
    check_words(init_thread, B);
    check_invariants();
}

TEST(ipc_many_round_trips)
{
    boot_processes(2);
    recv(1);
    CHECK_EQ(running, other[1]);
    for (uint64_t i = 0; i < 1000; i++) {
        call_words(CALL_CALL, 0, A + i);
        CHECK_EQ(running, init_thread);
        check_words(init_thread, A + i);
        call_words(CALL_REPLY_RECV, 1, B + i);
        CHECK_EQ(running, other[1]);
        check_words(other[1], B + i);
    }
    check_invariants();
}

TEST(ipc_errors_change_nothing)
{
    static const uint64_t wrong[] = {0, 5, NSLOTS - 1, NSLOTS, 0x100000001ul, ~0ul};

    boot_processes(3);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        check_refused(CALL_SEND, wrong[i], A, E_SLOT);
        check_refused(CALL_RECV, wrong[i], A, E_SLOT);
        check_refused(CALL_CALL, wrong[i], A, E_SLOT);
        check_refused(CALL_TRY_SEND, wrong[i], A, E_SLOT);
        check_refused(CALL_TRY_RECV, wrong[i], A, E_SLOT);
        check_refused(CALL_TRY_CALL, wrong[i], A, E_SLOT);
        check_refused(CALL_REPLY, wrong[i], A, E_NO_CALLER);
    }
    check_refused(CALL_REPLY_RECV, 1, A, E_NO_CALLER);
    check_refused(CALL_REPLY, 1, A, E_NO_CALLER);
}

TEST(ipc_tries_with_nobody_there_change_nothing)
{
    boot_processes(3);
    for (uint64_t slot = 1; slot < 3; slot++) {
        check_refused(CALL_TRY_SEND, slot, A, E_AGAIN);
        check_refused(CALL_TRY_RECV, slot, A, E_AGAIN);
        check_refused(CALL_TRY_CALL, slot, A, E_AGAIN);
    }
    recv(1);
    check_refused(CALL_TRY_RECV, 0, A, E_AGAIN);
    call_words(CALL_SEND, 0, A);
    call_words(CALL_SEND, 0, A);
    CHECK_EQ(thread_window[other[1]].state, T_SEND);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, init_thread);
    check_refused(CALL_TRY_SEND, 1, A, E_AGAIN);
    check_refused(CALL_TRY_CALL, 1, A, E_AGAIN);
    check_invariants();
}

TEST(ipc_tries_take_those_who_send_in_order)
{
    boot_processes(4);
    share_endpoint(4);
    call(CALL_YIELD, 0, 0);
    call_words(CALL_SEND, 1, A);
    call_words(CALL_CALL, 1, A + 10);
    call_words(CALL_SEND, 1, A + 20);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(call(CALL_TRY_RECV, 1, 0), E_OK);
    check_words(init_thread, A);
    CHECK_EQ(thread_window[other[1]].state, T_READY);
    check_refused(CALL_REPLY, 1, A, E_NO_CALLER);
    CHECK_EQ(call(CALL_TRY_RECV, 1, 0), E_OK);
    check_words(init_thread, A + 10);
    CHECK_EQ(thread_window[other[2]].state, T_REPLY);
    check_invariants();
    /* What does not succeed keeps the caller; what does lets it go. */
    check_refused(CALL_TRY_RECV, 2, A, E_AGAIN);
    check_refused(CALL_TRY_RECV, NSLOTS, A, E_SLOT);
    CHECK_EQ(call(CALL_TRY_RECV, 1, 0), E_OK);
    check_words(init_thread, A + 20);
    CHECK_EQ(result_of(other[2]), E_ABANDONED);
    check_refused(CALL_TRY_RECV, 1, A, E_AGAIN);
    check_refused(CALL_REPLY, 1, A, E_NO_CALLER);
    CHECK_EQ(running, init_thread);
    check_invariants();
}

TEST(ipc_tries_reach_those_who_receive_in_order)
{
    boot_processes(4);
    share_endpoint(4);
    call(CALL_YIELD, 0, 0);
    for (uint32_t i = 1; i < 4; i++)
        recv(1);
    CHECK_EQ(running, init_thread);
    call_words(CALL_TRY_SEND, 1, A);
    CHECK_EQ(result_of(init_thread), E_OK);
    call_words(CALL_SEND, 1, A + 10);
    CHECK_EQ(running, init_thread);
    call_words(CALL_TRY_CALL, 1, A + 20);
    CHECK_EQ(running, other[3]);
    CHECK_EQ(thread_window[init_thread].state, T_REPLY);
    for (uint32_t i = 1; i < 4; i++)
        check_words(other[i], A + (i - 1) * 10);
    check_invariants();
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, other[1]);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, other[2]);
    check_refused(CALL_TRY_SEND, 1, A, E_AGAIN);
}

TEST(ipc_a_reply_lets_the_caller_wait_its_turn)
{
    boot_processes(3);
    recv(1);
    call_words(CALL_CALL, 0, A);
    CHECK_EQ(running, init_thread);
    /* Whom it reaches does not depend on the slot. */
    call_words(CALL_REPLY, ~0ul, B);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(result_of(init_thread), E_OK);
    check_words(init_thread, B);
    CHECK_EQ(thread_window[other[1]].state, T_READY);
    CHECK_EQ(result_of(other[1]), E_OK);
    check_words(other[1], B);
    check_invariants();
    check_refused(CALL_REPLY, 1, A, E_NO_CALLER);
    check_refused(CALL_REPLY_RECV, 1, A, E_NO_CALLER);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, other[2]);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, other[1]);
}

TEST(ipc_a_server_that_exits_abandons_its_caller)
{
    boot_processes(2);
    call_words(CALL_CALL, 1, A);
    recv(0);
    CHECK_EQ(thread_window[init_thread].state, T_REPLY);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(result_of(init_thread), E_ABANDONED);
    check_invariants();
}

TEST(ipc_a_server_that_faults_abandons_its_caller)
{
    boot_processes(2);
    call_words(CALL_CALL, 1, A);
    recv(0);
    fault(13, USER_BASE);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(result_of(init_thread), E_ABANDONED);
    check_invariants();
}

TEST(ipc_a_server_that_receives_again_abandons_its_caller)
{
    boot_processes(2);
    call_words(CALL_CALL, 1, A);
    recv(0);
    recv(0);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(result_of(init_thread), E_ABANDONED);
    CHECK_EQ(thread_window[other[1]].caller, NIL);
    check_invariants();
}

TEST(ipc_when_all_wait_the_machine_is_idle)
{
    boot_processes(2);
    host_clear();
    recv(1);
    CHECK_EQ(host.events[EV_IDLE], 0);
    recv(0);
    CHECK_EQ(running, NIL);
    CHECK_EQ(host.events[EV_IDLE], 1);
    check_invariants();
}
