/* kill_test.c: process_kill, whatever the thread of the child does, and what the others notice.
 * kill_number_test.c has the numbers of children, kill_family_test.c what it leaves behind.
 *
 * Parent and children have one endpoint; nobody else is there.
 */
#include "spawn.h"

#include "list.h"

#define A 1000ul
#define B 2000ul
#define MOST 3u
#define CHILD_FRAMES 7u /* process, thread, root, a page and its tables */

static pfn_t parent, child[MOST], endpoint;
static uint32_t before, others; /* frames free without children; children that there are */

static void start(uint32_t n)
{
    spawn_boot(1);
    parent = running;
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, SPAWN_SLOT, 0), E_OK);
    endpoint = process_window[spawn_process(parent)].slot[SPAWN_SLOT];
    before = nfree;
    others = n;
    spawn_children(child, n);
    CHECK_EQ(nfree, before - CHILD_FRAMES * n);
}

/* The parent ends child i, and all its frames come back. */
static void end_child(uint32_t i)
{
    pfn_t p = spawn_process(child[i]), root = root_of(child[i]);

    CHECK_EQ(running, parent);
    spawn_kill(i);
    others--;
    CHECK_EQ(page_window[child[i]].type, PG_FREE);
    CHECK_EQ(page_window[p].type, PG_FREE);
    CHECK_EQ(page_window[root].type, PG_FREE);
    CHECK_EQ(nfree, before - CHILD_FRAMES * others);
    CHECK_EQ(endpoint_window[endpoint].refs, 1 + others);
}

/* The children but number k are there, in their order, and nobody else. */
static void check_order(pfn_t list, uint32_t n, uint32_t k)
{
    pfn_t t = list_window[list].head;

    for (uint32_t i = 0; i < n; i++)
        if (i != k) {
            CHECK_EQ(t, child[i]);
            t = link_window[t].next;
        }
    CHECK_EQ(t, NIL);
}

/* The first, the last, one between them, and the only one. */
TEST(kill_ready_child)
{
    for (uint32_t n = 1; n <= MOST; n++)
        for (uint32_t k = 0; k < n; k++) {
            start(n);
            end_child(k);
            check_order(run_queue[0], n, k);
            for (uint32_t i = 0; i < n; i++)
                if (i != k)
                    spawn_switch(child[i]);
            spawn_switch(parent);
        }
}

/* It has run, and faults would end it as well. */
TEST(kill_child_that_has_run)
{
    start(2);
    spawn_switch(child[0]);
    call(CALL_YIELD, 0, 0);
    spawn_switch(parent);
    end_child(0);
    spawn_switch(child[1]);
    fault(14, 0);
    CHECK_EQ(running, parent);
    CHECK_EQ(nfree, before);
}

/* All children wait at the endpoint, one after another. */
static void wait_all(uint64_t number, uint32_t n)
{
    static const uint32_t states[] = {
        [CALL_SEND] = T_SEND, [CALL_RECV] = T_RECV, [CALL_CALL] = T_CALL};

    for (uint32_t i = 0; i < n; i++) {
        spawn_switch(child[i]);
        call_words(number, 0, A + i * 8);
        CHECK_EQ(thread_window[child[i]].state, states[number]);
        CHECK_EQ(link_window[child[i]].on, endpoint);
    }
    CHECK_EQ(running, parent);
}

/* The parent meets child i, which has waited longest. */
static void meet(uint64_t number, uint32_t i)
{
    if (number == CALL_RECV) {
        call_words(CALL_SEND, SPAWN_SLOT, B);
        check_words(child[i], B);
    } else {
        CHECK_EQ(call(CALL_RECV, SPAWN_SLOT, 0), E_OK);
        check_words(parent, A + i * 8);
    }
    if (number == CALL_CALL)
        call_words(CALL_REPLY, 0, B);
    CHECK_EQ(running, parent);
    CHECK_EQ(result_of(child[i]), E_OK);
    CHECK_EQ(thread_window[child[i]].state, T_READY);
}

/* One of n that wait goes; the others go on waiting in their order, and are met. */
static void kill_waiting(uint64_t number)
{
    for (uint32_t n = 1; n <= MOST; n++)
        for (uint32_t k = 0; k < n; k++) {
            start(n);
            wait_all(number, n);
            end_child(k);
            check_order(endpoint, n, k);
            for (uint32_t i = 0; i < n; i++)
                if (i != k)
                    meet(number, i);
            CHECK_EQ(list_window[endpoint].head, NIL);
            check_invariants();
        }
}

TEST(kill_child_that_waits_to_send)
{
    kill_waiting(CALL_SEND);
}

TEST(kill_child_that_waits_to_receive)
{
    kill_waiting(CALL_RECV);
}

TEST(kill_child_that_waits_to_call)
{
    kill_waiting(CALL_CALL);
}

/* All go while all wait: then nobody is met. */
TEST(kill_all_that_wait)
{
    start(MOST);
    wait_all(CALL_RECV, MOST);
    for (uint32_t i = MOST; i-- > 0;)
        end_child(i);
    check_refused(CALL_TRY_SEND, SPAWN_SLOT, A, E_AGAIN);
    CHECK_EQ(nfree, before);
}

/* The parent has its call: it owes nobody a reply any more. */
TEST(kill_child_that_waits_for_a_reply_of_its_parent)
{
    start(1);
    wait_all(CALL_CALL, 1);
    CHECK_EQ(call(CALL_RECV, SPAWN_SLOT, 0), E_OK);
    CHECK_EQ(thread_window[child[0]].state, T_REPLY);
    end_child(0);
    CHECK_EQ(thread_window[parent].caller, NIL);
    check_refused(CALL_REPLY, 0, A, E_NO_CALLER);
    check_refused(CALL_REPLY_RECV, SPAWN_SLOT, A, E_NO_CALLER);
}

/* Child 1 receives the call of child 0, and runs. */
static void call_a_child(void)
{
    spawn_switch(child[1]);
    call(CALL_RECV, 0, 0);
    spawn_switch(child[0]);
    call_words(CALL_CALL, 0, A);
    CHECK_EQ(running, child[1]);
    CHECK_EQ(thread_window[child[1]].caller, child[0]);
}

TEST(kill_child_that_waits_for_a_reply_of_another)
{
    start(2);
    call_a_child();
    spawn_switch(parent);
    end_child(0);
    CHECK_EQ(thread_window[child[1]].caller, NIL);
    spawn_switch(child[1]);
    check_refused(CALL_REPLY, 0, A, E_NO_CALLER);
    check_refused(CALL_REPLY_RECV, 0, A, E_NO_CALLER);
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, parent);
    CHECK_EQ(nfree, before);
}

/* Child 0, which waited for a reply of child 1, is ready behind all others, and learns why. */
static void check_abandoned(uint32_t cpu)
{
    CHECK_EQ(thread_window[child[0]].state, T_READY);
    CHECK_EQ(thread_window[child[0]].cpu, cpu);
    CHECK_EQ(thread_window[child[0]].holder, NIL);
    CHECK_EQ(list_window[run_queue[cpu]].tail, child[0]);
    CHECK_EQ(result_of(child[0]), E_ABANDONED);
    check_words(child[0], A);
}

TEST(kill_child_that_owes_a_reply)
{
    start(3);
    call_a_child();
    spawn_switch(parent);
    end_child(1);
    check_abandoned(0);
    spawn_switch(child[2]);
    spawn_switch(child[0]);
    call_words(CALL_TRY_CALL, 0, B);
    CHECK_EQ(result_of(child[0]), E_AGAIN);
    check_invariants();
}

/* It waits itself, to send or for a reply of its parent, and owes one. */
TEST(kill_child_that_owes_a_reply_and_waits)
{
    static const uint64_t numbers[] = {CALL_SEND, CALL_CALL, CALL_CALL};

    for (uint32_t i = 0; i < 3; i++) {
        start(2);
        call_a_child();
        call_words(numbers[i], 0, B);
        spawn_switch(parent);
        if (i == 2)
            CHECK_EQ(call(CALL_RECV, SPAWN_SLOT, 0), E_OK);
        CHECK_EQ(thread_window[child[1]].state, i == 0 ? T_SEND : i == 1 ? T_CALL : T_REPLY);
        end_child(1);
        check_abandoned(0);
        CHECK_EQ(thread_window[parent].caller, NIL);
        CHECK_EQ(list_window[endpoint].head, NIL);
        end_child(0);
        CHECK_EQ(nfree, before);
    }
}

/* A thread that is ready is ready on another CPU. */
static void move(pfn_t t, uint32_t cpu)
{
    list_remove(t);
    thread_ready(t, cpu);
}

TEST(kill_child_that_runs_on_another_cpu)
{
    start(2);
    move(child[0], 1);
    CHECK_EQ(kernel_enter(1, TRAP_START, 0, 0), child[0]);
    check_refused(CALL_PROCESS_KILL, 0, 0, E_RUNNING);
    check_refused(CALL_PROCESS_KILL, 2, 0, E_CHILD);
    end_child(1);
    regs_window[child[0]].r[REG_CALL] = CALL_YIELD;
    CHECK_EQ(kernel_enter(1, TRAP_CALL, 0, 0), child[0]);
    check_refused(CALL_PROCESS_KILL, 0, 0, E_RUNNING);
    regs_window[child[0]].r[REG_CALL] = CALL_RECV;
    regs_window[child[0]].r[REG_A0] = 0;
    CHECK_EQ(kernel_enter(1, TRAP_CALL, 0, 0), NIL);
    end_child(0);
    CHECK_EQ(kernel_enter(1, TRAP_START, 0, 0), NIL);
    CHECK_EQ(nfree, before);
}

/* It would run there next; whom it owes a reply goes on where the parent is. */
TEST(kill_child_that_is_ready_on_another_cpu)
{
    start(3);
    call_a_child();
    spawn_switch(parent);
    move(child[1], 1);
    move(child[2], 1);
    end_child(1);
    check_abandoned(0);
    CHECK_EQ(kernel_enter(1, TRAP_START, 0, 0), child[2]);
    check_kernel(current, loaded, NCPU);
}
