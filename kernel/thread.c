/* thread.c: the steps of scheduling; each keeps every thread in a well-formed state.
 *
 * A step that takes a thread off its CPU leaves the CPU idle, which is a state of its own right, so
 * that choosing the next thread is a separate step with its own specification.
 */
#include "thread.h"

pfn_t current[NCPU];
pfn_t run_queue[NCPU];

void thread_ready(pfn_t t, uint32_t cpu)
{
    THREAD(t).state = T_READY;
    THREAD(t).cpu = cpu;
    list_push(run_queue[cpu], t);
}

void thread_start(pfn_t t, uint32_t cpu)
{
    thread_ready(t, cpu);
}

void thread_suspend(uint32_t cpu, pfn_t l, uint32_t s)
{
    pfn_t t = current[cpu];
    THREAD(t).state = s;
    current[cpu] = NIL;
    list_push(l, t);
}

void thread_stop(uint32_t cpu)
{
    THREAD(current[cpu]).state = T_INACTIVE;
    current[cpu] = NIL;
}

void schedule(uint32_t cpu)
{
    pfn_t t = LIST(run_queue[cpu]).head;
    if (t == NIL)
        return;
    list_pop(run_queue[cpu]);
    THREAD(t).state = T_RUNNING;
    THREAD(t).cpu = cpu;
    current[cpu] = t;
}

void thread_yield(uint32_t cpu)
{
    REGS(current[cpu]).r[REG_CALL] = E_OK;
    thread_suspend(cpu, run_queue[cpu], T_READY);
    schedule(cpu);
}

void thread_drop_caller(pfn_t t, uint32_t cpu)
{
    pfn_t c = THREAD(t).caller;
    if (c == NIL)
        return;
    REGS(c).r[REG_CALL] = E_ABANDONED;
    THREAD(t).caller = NIL;
    THREAD(c).holder = NIL;
    thread_ready(c, cpu);
}
