/* exit.c: a thread leaves its CPU, or its list, and its process goes. */
#include "exit.h"

#include "process_lemmas.h"
#include "tlb_lemmas.h"

/* Let no CPU hold the address space of the running thread. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns loaded[cpu], tags[..], tlb[cpu], cr3[cpu];
    ensures tlb: wf_tlb && wf_cr3;
    ensures held: held_by_none(root_of(current[cpu]));
    ensures loaded: loaded[cpu] == NIL; */
static void space_leave(uint32_t cpu)
{
    pfn_t root = PROCESS(THREAD(current[cpu]).process).root;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    tlb_load(cpu, NIL);
    //@ assert gone: loaded_by(-1, root);
    tlb_drop(root);
}

/* Take the running thread off its CPU for good; whoever waits for its reply goes without. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[thread_window[current[cpu]].caller].r[REG_CALL],
            link_window[ALL_FRAMES], list_window[run_queue[cpu]],
            stamp[thread_window[current[cpu]].caller], list_clock, current[cpu];
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures idle: current[cpu] == NIL;
    ensures inactive: \let t = \old(current[cpu]);
        thread_window[t].state == T_INACTIVE && thread_window[t].caller == NIL;
    ensures parts: parts{Pre,Post}(cpu, \old(current[cpu]));
    ensures first: list_window[run_queue[cpu]].head ==
        (\old(list_window[run_queue[cpu]].head) == NIL
        ? \old(thread_window[current[cpu]].caller) : \old(list_window[run_queue[cpu]].head)); */
static void thread_leave(uint32_t cpu)
{
    thread_drop_caller(current[cpu], cpu);
    thread_stop(cpu);
}

void process_end(uint32_t cpu)
{
    pfn_t t = current[cpu];
    //@ ghost pfn_t root = process_window[thread_window[t].process].root;
    space_leave(cpu);
    //@ assert held: held_by_none(root);
    //@ ghost left: ;
    thread_leave(cpu);
    //@ assert process: wf_process;
    //@ assert waits: wf_waits;
    //@ assert active: \forall integer u; is_thread(u) && u != t ==> active(u);
    //@ assert tlb: wf_tlb;
    process_reap(t);
    //@ assert users: users_left{left,Here};
}

/* Take a thread that does not run off its list for good; who waits for its reply goes without. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires cpu: cpu < NCPU;
    requires stands: is_thread(t) && thread_window[t].state != T_RUNNING
        && thread_window[t].state != T_INACTIVE;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[thread_window[t].caller].r[REG_CALL],
            link_window[ALL_FRAMES], list_window[..], stamp[thread_window[t].caller], list_clock;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures inactive: thread_window[t].state == T_INACTIVE && thread_window[t].caller == NIL;
    ensures clock: list_clock <= \old(list_clock) + 1;
    ensures leaves: leaves{Pre,Post}(cpu, t); */
static void thread_part(pfn_t t, uint32_t cpu)
{
    //@ ghost pfn_t k = thread_window[t].caller;
    //@ assert apart: k != t;
    thread_drop_caller(t, cpu);
    //@ assert woken: k != NIL ==> wakes{Pre,Here}(k, cpu);
    //@ assert place: place_kept{Pre,Here}(t);
    thread_withdraw(t);
    //@ assert awake: k != NIL ==> wakes{Pre,Here}(k, cpu);
    //@ assert places: places_kept{Pre,Here}(t, k, k);
    //@ assert callers: callers_left{Pre,Here}(t);
}

void process_kill(pfn_t p, uint32_t cpu)
{
    pfn_t t = PROCESS(p).thread;
    //@ ghost pfn_t root = process_window[p].root;
    //@ assert stands: thread_window[t].process == p && active(t);
    /*@ assert others: \forall integer c; is_cpu(c) && current[c] != NIL ==>
            current[c] != t && root_of(current[c]) != root; */
    //@ assert unloaded: loaded_by(-1, root);
    tlb_drop(PROCESS(p).root);
    //@ assert held: held_by_none(root);
    //@ ghost left: ;
    thread_part(t, cpu);
    //@ assert process: wf_process;
    //@ assert waits: wf_waits;
    //@ assert active: \forall integer u; is_thread(u) && u != t ==> active(u);
    //@ assert tlb: wf_tlb;
    process_reap(t);
    //@ assert users: users_left{left,Here};
    //@ assert cpus: cpus_kept{Pre,Here}(-1);
    //@ assert loaded: wf_loaded_but(-1);
}
