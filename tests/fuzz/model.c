/* model.c: threads, queues, and what a trap does to them. See model.h. */
#include "model.h"

#include <string.h>

struct model model;

void told(uint32_t t, uint64_t error)
{
    model.thread[t].r[REG_CALL] = error;
}

void push(struct queue *q, uint32_t t, uint32_t state)
{
    CHECK(q->n < MACHINE_THREADS);
    q->t[q->n++] = t;
    model.thread[t].state = state;
    model.arrived[t] = 1;
}

uint32_t pop(struct queue *q)
{
    uint32_t t = q->t[0];

    CHECK(q->n > 0);
    memmove(q->t, q->t + 1, --q->n * sizeof *q->t);
    model.arrived[t] = 0;
    return t;
}

/* Wherever it is in the queue; 0: it is not there. */
int take_out(struct queue *q, uint32_t t)
{
    uint32_t at = 0;

    while (at < q->n && q->t[at] != t)
        at++;
    if (at == q->n)
        return 0;
    memmove(&q->t[at], &q->t[at + 1], (--q->n - at) * sizeof *q->t);
    return 1;
}

/* It has waited, is told how that ended, and becomes ready behind all that are. */
void wake(uint32_t t, uint32_t cpu, uint64_t error)
{
    told(t, error);
    model.thread[t].cpu = cpu;
    push(&model.ready[cpu], t, T_READY);
}

/* Two threads become ready in one step, each behind all that were: in what order is not said, and
 * taken from the kernel's own queue. */
void wake_two(uint32_t t, uint32_t u, uint32_t cpu)
{
    pfn_t first = link_window[model.thread[u].thread].next;
    uint32_t swap = first == model.thread[t].thread;

    model.thread[t].cpu = model.thread[u].cpu = cpu;
    push(&model.ready[cpu], swap ? u : t, T_READY);
    push(&model.ready[cpu], swap ? t : u, T_READY);
}

void run(uint32_t t, uint32_t cpu)
{
    model.runs[cpu] = t;
    if (t == NONE)
        return;
    model.thread[t].state = T_RUNNING;
    model.thread[t].cpu = cpu;
}

void next_runs(uint32_t cpu)
{
    run(model.ready[cpu].n > 0 ? pop(&model.ready[cpu]) : NONE, cpu);
}

/* Whoever waits for a reply of t gets none. */
void abandon(uint32_t t, uint32_t cpu)
{
    uint32_t k = model.thread[t].caller;

    model.thread[t].caller = NONE;
    if (k != NONE)
        wake(k, cpu, E_ABANDONED);
}

void model_move(uint32_t t, uint32_t cpu)
{
    CHECK(take_out(&model.ready[model.thread[t].cpu], t));
    model.thread[t].cpu = cpu;
    push(&model.ready[cpu], t, T_READY);
}

static void yield(uint32_t cpu)
{
    uint32_t t = model.runs[cpu];

    wake(t, cpu, E_OK);
    next_runs(cpu);
}

static void thread_exit(uint32_t cpu)
{
    model_end(model.runs[cpu], cpu);
    next_runs(cpu);
}

/* The calls whose first argument is the slot of an endpoint. */
static void (*const on_endpoint[NCALLS])(uint32_t cpu, uint32_t e) = {
    [CALL_SEND] = model_send,         [CALL_RECV] = model_recv,
    [CALL_CALL] = model_call,         [CALL_REPLY_RECV] = model_reply_recv,
    [CALL_TRY_SEND] = model_try_send, [CALL_TRY_RECV] = model_try_recv,
    [CALL_TRY_CALL] = model_try_call, [CALL_NOTIFY] = model_notify};

static void call_on_endpoint(uint32_t cpu, uint64_t number)
{
    struct mthread *m = &model.thread[model.runs[cpu]];
    uint64_t slot = m->r[REG_A0];

    if (slot >= NSLOTS || m->slot[slot] == NONE)
        m->r[REG_CALL] = E_SLOT;
    else
        on_endpoint[number](cpu, m->slot[slot]);
}

static void write_character(struct mthread *m)
{
    CHECK_EQ(asked.characters, 1);
    CHECK_EQ(asked.character & 0xff, m->r[REG_A0] & 0xff);
    m->r[REG_CALL] = E_OK;
}

static void call(uint32_t cpu)
{
    struct mthread *m = &model.thread[model.runs[cpu]];
    uint64_t number = m->r[REG_CALL];

    if (number == CALL_YIELD)
        yield(cpu);
    else if (number == CALL_THREAD_EXIT)
        thread_exit(cpu);
    else if (number == CALL_MAP)
        model_map(m, regs_window[m->thread].r[REG_CALL]);
    else if (number == CALL_UNMAP)
        model_unmap(m);
    else if (number == CALL_PROTECT)
        model_protect(m);
    else if (number < NCALLS && on_endpoint[number] != NULL)
        call_on_endpoint(cpu, number);
    else if (number == CALL_REPLY)
        model_reply(cpu);
    else if (number == CALL_PUTC)
        write_character(m);
    else if (number == CALL_MAP_RANGE)
        model_map_range(m);
    else if (number == CALL_UNMAP_RANGE)
        model_unmap_range(m);
    else if (number == CALL_PROTECT_RANGE)
        model_protect_range(m);
    else if (number == CALL_ENDPOINT_CREATE)
        model_endpoint_create(m);
    else if (number == CALL_ENDPOINT_CLOSE)
        model_endpoint_close(m);
    else if (number == CALL_PROCESS_CREATE)
        model_process_create(cpu);
    else if (number == CALL_PROCESS_KILL)
        model_process_kill(cpu);
    else
        m->r[REG_CALL] = E_CALL;
}

/* At the end of the arrival counter calls fail, and what cannot fail stops the CPU. */
static void end_of_clock(uint32_t cpu, uint32_t trap, pfn_t result)
{
    uint32_t t = model.runs[cpu];

    if (t != NONE && trap == TRAP_CALL) {
        told(t, E_CLOCK);
        CHECK_EQ(result, model.thread[t].thread);
    } else {
        CHECK_EQ(result, NIL);
        CHECK_EQ(asked.events[EV_CLOCK], 1);
    }
}

/* Faults are reported with whose they are, and nothing is written that nobody asked for. */
static void check_reports(uint32_t t, uint32_t trap)
{
    int faulted = t != NONE && trap != TRAP_CALL && trap != TRAP_START;
    int writes = t != NONE && trap == TRAP_CALL;

    CHECK_EQ(asked.events[EV_FAULT], (uint32_t)faulted);
    CHECK(!faulted || asked.thread == model.thread[t].thread);
    CHECK(writes || asked.characters == 0);
}

/* Each arrival has a number of its own, the counter is above all of them, and one entry does not
 * move it far. */
static void check_clock(void)
{
    uint64_t n = 0;

    for (uint32_t t = 0; t < model.nthreads; t++)
        n += model.arrived[t];
    CHECK(list_clock - model.clock >= n && list_clock - model.clock < 64);
    memset(model.arrived, 0, sizeof model.arrived);
}

void model_enter(uint32_t cpu, uint32_t trap, pfn_t result)
{
    uint32_t t;

    if (cpu >= NCPU) {
        CHECK_EQ(result, NIL);
        return;
    }
    if (model.clock > CLOCK_END) {
        end_of_clock(cpu, trap, result);
        return;
    }
    t = model.runs[cpu];
    check_reports(t, trap);
    if (t == NONE) {
        next_runs(cpu);
    } else if (trap == TRAP_CALL) {
        call(cpu);
    } else if (trap != TRAP_START) {
        thread_exit(cpu);
    }
    t = model.runs[cpu];
    CHECK_EQ(result, t == NONE ? NIL : model.thread[t].thread);
    CHECK_EQ(asked.events[EV_IDLE], t == NONE);
    check_clock();
}
