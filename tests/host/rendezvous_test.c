/* rendezvous_test.c: random messages and notifications between four processes against a model.
 *
 * The model is written from the description of the calls in the design, with arrays for queues.
 * After every step it must agree on who runs, what state everybody is in, and what the registers
 * of everybody say. When all wait, the machine boots again.
 */
#include <string.h>

#include "harness.h"

#define STEPS 50000
#define N 4
#define NONE N

enum { READY = NONE + 1 }; /* the queue of ready threads; queue i is endpoint i */

struct mthread {
    uint32_t state, caller, holder;
    uint64_t result, word[MESSAGE_WORDS];
};

static struct mthread thread[N];
static uint32_t queue[READY + 1][N], length[READY + 1], runs;
static uint64_t bits[N]; /* that wait at endpoint i */
static pfn_t pfn[N];

static void push(uint32_t q, uint32_t t, uint32_t state)
{
    queue[q][length[q]++] = t;
    thread[t].state = state;
}

static uint32_t pop(uint32_t q)
{
    uint32_t t = queue[q][0];

    memmove(queue[q], queue[q] + 1, --length[q] * sizeof **queue);
    return t;
}

static void next(void)
{
    runs = length[READY] ? pop(READY) : NONE;
    if (runs != NONE)
        thread[runs].state = T_RUNNING;
}

static void deliver(uint32_t from, uint32_t to)
{
    memcpy(thread[to].word, thread[from].word, sizeof thread[to].word);
    thread[to].result = E_OK;
}

static int waiting(uint32_t e, int receivers)
{
    return length[e] && (thread[queue[e][0]].state == T_RECV) == receivers;
}

static void owe(uint32_t caller, uint32_t holder)
{
    thread[caller].state = T_REPLY;
    thread[caller].holder = holder;
    thread[holder].caller = caller;
}

static void take(uint32_t e, uint32_t to)
{
    uint32_t from = pop(e);

    deliver(from, to);
    if (thread[from].state == T_CALL) {
        owe(from, to);
    } else {
        thread[from].result = E_OK;
        push(READY, from, T_READY);
    }
}

/* Whoever takes the bits finds them in place of the first word. */
static void take_bits(uint32_t e, uint32_t to)
{
    thread[to].word[0] = bits[e];
    thread[to].result = E_NOTIFIED;
    bits[e] = 0;
}

static void model_notify(uint32_t e)
{
    uint32_t to;

    bits[e] |= thread[runs].word[0];
    thread[runs].result = E_OK;
    if (!waiting(e, 1))
        return;
    to = pop(e);
    take_bits(e, to);
    push(READY, to, T_READY);
}

static void model_send(uint32_t e, int call)
{
    uint32_t t = runs, to;

    if (!waiting(e, 1)) {
        push(e, t, call ? T_CALL : T_SEND);
        next();
        return;
    }
    to = pop(e);
    deliver(t, to);
    if (call) {
        owe(t, to);
        thread[to].state = T_RUNNING;
        runs = to;
    } else {
        thread[t].result = E_OK;
        push(READY, to, T_READY);
    }
}

static void model_recv(uint32_t e)
{
    uint32_t t = runs, caller = thread[t].caller;

    if (caller != NONE) {
        thread[caller].result = E_ABANDONED;
        thread[t].caller = NONE;
        push(READY, caller, T_READY);
    }
    if (bits[e] != 0) {
        take_bits(e, t);
    } else if (waiting(e, 0)) {
        take(e, t);
    } else {
        push(e, t, T_RECV);
        next();
    }
}

static void model_reply_recv(uint32_t e)
{
    uint32_t t = runs, caller = thread[t].caller;

    if (caller == NONE) {
        thread[t].result = E_NO_CALLER;
        return;
    }
    deliver(t, caller);
    thread[t].caller = NONE;
    thread[caller].state = T_RUNNING;
    runs = caller;
    if (bits[e] != 0) {
        push(READY, t, T_READY);
        take_bits(e, t);
    } else if (waiting(e, 0)) {
        push(READY, t, T_READY);
        take(e, t);
    } else {
        push(e, t, T_RECV);
    }
}

static void model_reply(void)
{
    uint32_t t = runs, caller = thread[t].caller;

    if (caller == NONE) {
        thread[t].result = E_NO_CALLER;
        return;
    }
    thread[t].result = E_OK;
    thread[t].caller = NONE;
    deliver(t, caller);
    push(READY, caller, T_READY);
}

/* A call that tries, and finds neither the other side nor what it left. */
static int fails(uint64_t number, uint32_t e)
{
    if (number == CALL_TRY_RECV)
        return !waiting(e, 0) && bits[e] == 0;
    return (number == CALL_TRY_SEND || number == CALL_TRY_CALL) && !waiting(e, 1);
}

static void model_step(uint64_t number, uint32_t e)
{
    if (fails(number, e)) {
        thread[runs].result = E_AGAIN;
    } else if (number == CALL_RECV || number == CALL_TRY_RECV) {
        model_recv(e);
    } else if (number == CALL_NOTIFY) {
        model_notify(e);
    } else if (number == CALL_REPLY) {
        model_reply();
    } else if (number == CALL_REPLY_RECV) {
        model_reply_recv(e);
    } else if (number == CALL_YIELD) {
        thread[runs].result = E_OK;
        push(READY, runs, T_READY);
        next();
    } else {
        model_send(e, number == CALL_CALL || number == CALL_TRY_CALL);
    }
}

static void compare(void)
{
    CHECK_EQ(running, runs == NONE ? NIL : pfn[runs]);
    for (uint32_t t = 0; t < N; t++) {
        CHECK_EQ(thread_window[pfn[t]].state, thread[t].state);
        CHECK_EQ(result_of(pfn[t]), thread[t].result);
        for (uint32_t i = 0; i < MESSAGE_WORDS; i++)
            CHECK_EQ(regs_window[pfn[t]].r[REG_A1 + i], thread[t].word[i]);
        if (thread[t].state == T_REPLY)
            CHECK_EQ(thread_window[pfn[t]].holder, pfn[thread[t].holder]);
    }
    for (uint32_t e = 1; e < N; e++)
        CHECK_EQ(endpoint_window[process_window[thread_window[pfn[0]].process].slot[e]].bits,
                 bits[e]);
}

static void start(void)
{
    kernel_reset();
    boot(2 * MIB + 64, N);
    memset(thread, 0, sizeof thread);
    memset(length, 0, sizeof length);
    memset(bits, 0, sizeof bits);
    for (uint32_t t = 0; t < N; t++) {
        pfn[t] = running;
        thread[t].caller = thread[t].holder = NONE;
        call(CALL_YIELD, 0, 0);
        push(READY, t, T_READY);
    }
    for (uint32_t t = 0; t < N; t++)
        for (uint32_t i = 0; i < MESSAGE_WORDS; i++)
            thread[t].word[i] = regs_window[pfn[t]].r[REG_A1 + i];
    next();
    compare();
}

TEST(rendezvous_against_a_model)
{
    static const uint64_t numbers[] = {
        CALL_YIELD,    CALL_SEND,     CALL_RECV,     CALL_CALL,  CALL_REPLY_RECV, CALL_REPLY_RECV,
        CALL_TRY_SEND, CALL_TRY_RECV, CALL_TRY_CALL, CALL_REPLY, CALL_NOTIFY};

    start();
    for (uint64_t i = 0; i < STEPS; i++) {
        uint64_t number = numbers[test_below(sizeof numbers / sizeof *numbers)];
        uint32_t e = runs ? runs : 1 + (uint32_t)test_below(N - 1);

        for (uint32_t w = 0; w < MESSAGE_WORDS; w++)
            thread[runs].word[w] = regs_window[running].r[REG_A1 + w] = test_random();
        if (number == CALL_NOTIFY) /* few bits, or soon all would be set */
            thread[runs].word[0] = regs_window[running].r[REG_A1] = 1ul << test_below(64);
        thread[runs].result = number; /* what the register holds until the call is answered */
        model_step(number, e);
        regs_window[running].r[REG_CALL] = number;
        regs_window[running].r[REG_A0] = running == pfn[0] ? e : 0;
        running = kernel_enter(0, TRAP_CALL, 0, 0);
        compare();
        if (i % 101 == 0)
            check_invariants();
        if (running == NIL)
            start();
    }
}
