/* message.c: the model's rendezvous and notifications. See model.h, and kernel/ipc.h for what it is
 * written from. */
#include "model.h"

/* The operation of `to` completes with the words of `from`. */
static void get(uint32_t to, const uint64_t *from)
{
    for (uint32_t i = REG_A1; i < REG_A1 + MESSAGE_WORDS; i++)
        model.thread[to].r[i] = from[i];
    told(to, E_OK);
}

static int receiver_waits(uint32_t e)
{
    const struct queue *q = &model.endpoint[e];

    return q->n > 0 && model.thread[q->t[0]].state == T_RECV;
}

static int sender_waits(uint32_t e)
{
    return model.endpoint[e].n > 0 && !receiver_waits(e);
}

/* The operation of t completes with the bits that wait there, and none are left. */
static void take_bits(uint32_t t, uint32_t e)
{
    model.thread[t].r[REG_A1] = model.bits[e];
    told(t, E_NOTIFIED);
    model.bits[e] = 0;
}

static void owe(uint32_t caller, uint32_t holder)
{
    model.thread[caller].state = T_REPLY;
    model.thread[caller].holder = holder;
    model.thread[holder].caller = caller;
}

void model_send(uint32_t cpu, uint32_t e)
{
    uint32_t t = model.runs[cpu], r;

    if (receiver_waits(e)) {
        r = pop(&model.endpoint[e]);
        get(r, model.thread[t].r);
        wake(r, cpu, E_OK);
        told(t, E_OK);
    } else {
        push(&model.endpoint[e], t, T_SEND);
        next_runs(cpu);
    }
}

/* t takes the message of the thread that has waited longest, which is returned if it only sent: it
 * is done, and to become ready. */
static uint32_t take(uint32_t t, uint32_t e)
{
    uint32_t s = pop(&model.endpoint[e]);

    get(t, model.thread[s].r);
    if (model.thread[s].state == T_CALL) {
        owe(s, t);
        return NONE;
    }
    told(s, E_OK);
    return s;
}

/* One or two threads, which have been told, become ready. */
static void wake_both(uint32_t t, uint32_t u, uint32_t cpu)
{
    if (t != NONE && u != NONE)
        wake_two(t, u, cpu);
    else if (t != NONE || u != NONE)
        wake(t != NONE ? t : u, cpu, model.thread[t != NONE ? t : u].r[REG_CALL]);
}

void model_recv(uint32_t cpu, uint32_t e)
{
    uint32_t t = model.runs[cpu], k = model.thread[t].caller;

    if (model.bits[e] != 0) {
        abandon(t, cpu);
        take_bits(t, e);
    } else if (sender_waits(e)) {
        model.thread[t].caller = NONE;
        if (k != NONE)
            told(k, E_ABANDONED);
        wake_both(take(t, e), k, cpu);
    } else {
        push(&model.endpoint[e], t, T_RECV);
        abandon(t, cpu);
        next_runs(cpu);
    }
}

void model_call(uint32_t cpu, uint32_t e)
{
    uint32_t t = model.runs[cpu], r;

    if (receiver_waits(e)) {
        r = pop(&model.endpoint[e]);
        get(r, model.thread[t].r);
        owe(t, r);
        run(r, cpu);
    } else {
        push(&model.endpoint[e], t, T_CALL);
        next_runs(cpu);
    }
}

/* The calls that try are these three where somebody or something waits for them, and nothing where
 * not. */
static void only_if(int waits, uint32_t cpu, uint32_t e, void (*call)(uint32_t cpu, uint32_t e))
{
    if (waits)
        call(cpu, e);
    else
        told(model.runs[cpu], E_AGAIN);
}

void model_try_send(uint32_t cpu, uint32_t e)
{
    only_if(receiver_waits(e), cpu, e, model_send);
}

void model_try_recv(uint32_t cpu, uint32_t e)
{
    only_if(sender_waits(e) || model.bits[e] != 0, cpu, e, model_recv);
}

void model_try_call(uint32_t cpu, uint32_t e)
{
    only_if(receiver_waits(e), cpu, e, model_call);
}

void model_reply(uint32_t cpu)
{
    uint32_t t = model.runs[cpu], k = model.thread[t].caller;

    if (k == NONE) {
        told(t, E_NO_CALLER);
        return;
    }
    get(k, model.thread[t].r);
    wake(k, cpu, E_OK);
    model.thread[t].caller = NONE;
    told(t, E_OK);
}

void model_reply_recv(uint32_t cpu, uint32_t e)
{
    uint32_t t = model.runs[cpu], k = model.thread[t].caller;

    if (k == NONE) {
        told(t, E_NO_CALLER);
        return;
    }
    model.thread[t].caller = NONE;
    get(k, model.thread[t].r);
    run(k, cpu);
    if (model.bits[e] != 0) {
        take_bits(t, e);
        wake(t, cpu, E_NOTIFIED);
    } else if (sender_waits(e)) {
        wake_both(take(t, e), t, cpu);
    } else {
        push(&model.endpoint[e], t, T_RECV);
    }
}

void model_notify(uint32_t cpu, uint32_t e)
{
    uint32_t t = model.runs[cpu], r;

    model.bits[e] |= model.thread[t].r[REG_A1];
    told(t, E_OK);
    if (!receiver_waits(e))
        return;
    r = pop(&model.endpoint[e]);
    take_bits(r, e);
    wake(r, cpu, E_NOTIFIED);
}
