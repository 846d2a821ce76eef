/* thread_exit.h: thread_exit(): end this thread and its process; the next ready thread
 * runs. A fault of the thread does the same. */
#ifndef ISOBAR_SYSCALL_THREAD_EXIT_H
#define ISOBAR_SYSCALL_THREAD_EXIT_H

#include "../exit.h"

/*@ predicate spec_call_thread_exit{A,B}(integer c) = \let t = \at(current[c],A);
        \let p = \at(thread_window[t].process,A); \let r = root_of{A}(t);
        \let k = \at(thread_window[t].caller,A);
        \let h = \at(list_window[run_queue[c]].head,A);
        ends{A,B}(t, p, r) && families_left{A,B}(p, ENDED) && next_runs{A,B}(c, k)
        && (k != NIL ==> completes{A,B}(k, E_ABANDONED))
        && places_kept{A,B}(t, h, k) && callers_kept{A,B}(t) && holders_kept{A,B}(k, k)
        && owners_kept{A,B} && regs_kept{A,B}(k, k, k);
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], slot_row[..], stamp[..],
            list_clock, current[cpu], loaded[cpu], tags[..], tlb[cpu], cr3[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_thread_exit{Pre,Post}(cpu); */
void syscall_thread_exit(uint32_t cpu);

#endif
