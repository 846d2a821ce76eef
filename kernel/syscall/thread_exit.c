/* thread_exit.c: take the process apart, then find the CPU something else to run. */
#include "thread_exit.h"

#include "../tlb_lemmas.h"

void syscall_thread_exit(uint32_t cpu)
{
    //@ ghost pfn_t t = current[cpu];
    //@ ghost pfn_t k = thread_window[t].caller;
    //@ ghost pfn_t h = list_window[run_queue[cpu]].head;
    //@ assert oldest: h != NIL ==> oldest(h, run_queue[cpu]);
    process_end(cpu);
    //@ assert first: list_window[run_queue[cpu]].head == (h != NIL ? h : k);
    //@ assert wakes: k != NIL ==> wakes{Pre,Here}(k, cpu);
    //@ assert before: wf_process && wf_refs && wf_waits && all_active;
    //@ assert others: cpus_kept{Pre,Here}(cpu);
    //@ assert loaded: wf_loaded_but(-1);
    //@ ghost ended: ;
    //@ assert parted: places_kept{Pre,Here}(t, k, k);
    //@ assert threads: \forall integer u; is_thread{Pre}(u) && u != t ==> is_thread(u);
    //@ ghost pfn_t n = list_window[run_queue[cpu]].head;
    schedule(cpu);
    //@ assert stepped: places_kept{ended,Here}(n, n, n);
    //@ assert types: same_types{ended,Here} && roots_kept{ended,Here};
    //@ assert owners: owners_kept{ended,Here} && processes_kept{ended,Here};
    //@ assert spaces: same_translations{ended,Here};
    //@ assert tlb: wf_tlb;
    //@ assert process: wf_process;
    //@ assert waits: wf_waits;
    //@ assert active: all_active;
    //@ assert goes_on: current[cpu] == (h != NIL ? h : k);
    //@ assert runs: current[cpu] != NIL ==> runs(current[cpu], cpu);
    //@ assert waits: k != NIL && k != current[cpu] ==> wakes{Pre,Here}(k, cpu);
    //@ assert next: next_runs{Pre,Here}(cpu, k);
    //@ assert told: k != NIL ==> completes{Pre,Here}(k, E_ABANDONED);
    //@ assert places: places_kept{Pre,Here}(t, h, k);
    //@ assert ended: spec_call_thread_exit{Pre,Here}(cpu);
}
