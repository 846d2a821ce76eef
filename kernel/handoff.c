/* handoff.c: the steps of a rendezvous, as far as they move threads. */
#include "handoff.h"

void wake_first(pfn_t e, uint32_t cpu)
{
    pfn_t w = list_pop(e);
    //@ assert kind: wf_kind;
    thread_ready(w, cpu);
}

void hold_first(pfn_t e, pfn_t r)
{
    pfn_t s = list_pop(e);
    THREAD(s).state = T_REPLY;
    THREAD(s).holder = r;
    THREAD(r).caller = s;
}

void hand_over(uint32_t cpu, pfn_t e)
{
    pfn_t t = current[cpu], r = list_pop(e);
    THREAD(t).state = T_REPLY;
    THREAD(t).holder = r;
    THREAD(r).caller = t;
    THREAD(r).state = T_RUNNING;
    THREAD(r).cpu = cpu;
    current[cpu] = r;
}

void hand_back(uint32_t cpu, pfn_t l, uint32_t s)
{
    pfn_t t = current[cpu], c = THREAD(t).caller;
    THREAD(t).caller = NIL;
    THREAD(t).state = s;
    THREAD(c).holder = NIL;
    THREAD(c).state = T_RUNNING;
    THREAD(c).cpu = cpu;
    current[cpu] = c;
    //@ assert kind: wf_kind;
    list_push(l, t);
}

void wait_for(uint32_t cpu, pfn_t e, uint32_t s)
{
    thread_suspend(cpu, e, s);
    schedule(cpu);
}

void thread_withdraw(pfn_t t)
{
    if (THREAD(t).state == T_REPLY) {
        THREAD(THREAD(t).holder).caller = NIL;
        THREAD(t).holder = NIL;
    } else {
        list_remove(t);
    }
    THREAD(t).state = T_INACTIVE;
}
