/* thread_exit.c: take the process apart, then find the CPU something else to run. */
#include "thread_exit.h"

void syscall_thread_exit(uint32_t cpu)
{
    //@ ghost pfn_t t = current[cpu];
    //@ ghost pfn_t k = thread_window[t].caller;
    process_end(cpu);
    schedule(cpu);
    //@ assert process: wf_process;
    //@ assert active: all_active;
    //@ assert next: next_runs{Pre,Here}(cpu, k);
    //@ assert told: k != NIL ==> completes{Pre,Here}(k, E_ABANDONED);
    //@ assert places: places_kept{Pre,Here}(t, \at(list_window[run_queue[cpu]].head,Pre), k);
    //@ assert ended: spec_call_thread_exit{Pre,Here}(cpu);
}
