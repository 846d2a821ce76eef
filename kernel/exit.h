/* exit.h: how a process ends: its own thread ends it, or another process does.
 *
 * The address space is taken off every CPU before its tables are freed (kernel/reap.h). Whoever
 * waits for a reply from the thread is let go with E_ABANDONED.
 */
#ifndef ISOBAR_EXIT_H
#define ISOBAR_EXIT_H

#include "reap.h"

/*@ // whoever waits for a reply of t wakes without one, and no other thread is moved or told
    predicate parts{A,B}(integer c, integer t) = \let k = \at(thread_window[t].caller,A);
        (k != NIL ==> wakes{A,B}(k, c) && completes{A,B}(k, E_ABANDONED))
        && places_kept{A,B}(t, k, k) && callers_kept{A,B}(t) && holders_kept{A,B}(k, k)
        && owners_kept{A,B} && regs_kept{A,B}(k, k, k);
    // so it is, and who owes thread t a reply does no more
    predicate leaves{A,B}(integer c, integer t) = \let k = \at(thread_window[t].caller,A);
        (k != NIL ==> wakes{A,B}(k, c) && completes{A,B}(k, E_ABANDONED))
        && places_kept{A,B}(t, k, k) && callers_left{A,B}(t) && holders_kept{A,B}(t, k)
        && owners_kept{A,B} && regs_kept{A,B}(k, k, k);
*/

/* End the running thread of a CPU, which becomes idle, and its process. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..], thread_window[..],
            link_window[..], regs_window[thread_window[current[cpu]].caller].r[REG_CALL],
            list_window[run_queue[cpu]], endpoint_window[..], slot_row[..], family_window[..],
            process_window[thread_window[current[cpu]].process].slot[..],
            stamp[thread_window[current[cpu]].caller], list_clock, current[cpu], loaded[cpu],
            tags[..], tlb[cpu], cr3[cpu];
    ensures pages: wf_pages;
    ensures floating: no_floating;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures active: all_active;
    ensures loaded: loaded[cpu] == NIL;
    ensures tlb: wf_tlb && wf_cr3;
    ensures idle: current[cpu] == NIL;
    ensures ends: \let t = \old(current[cpu]);
        ends{Pre,Post}(t, \old(thread_window[current[cpu]].process), root_of{Pre}(t));
    ensures families: families_left{Pre,Post}(\old(thread_window[current[cpu]].process), ENDED);
    ensures parts: parts{Pre,Post}(cpu, \old(current[cpu]));
    ensures first: list_window[run_queue[cpu]].head ==
        (\old(list_window[run_queue[cpu]].head) == NIL
        ? \old(thread_window[current[cpu]].caller) : \old(list_window[run_queue[cpu]].head)); */
void process_end(uint32_t cpu);

/* End a process whose thread does not run; a thread that it owes a reply goes on on this CPU. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires cpu: cpu < NCPU;
    requires stands: is_process(p) && thread_window[process_window[p].thread].state != T_RUNNING;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..], thread_window[..],
            link_window[..], list_window[..], endpoint_window[..],
            regs_window[thread_window[process_window[p].thread].caller].r[REG_CALL],
            slot_row[..], family_window[..], process_window[p].slot[..],
            stamp[thread_window[process_window[p].thread].caller],
            list_clock, tags[..];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures others: cpus_kept{Pre,Post}(-1);
    ensures ends: ends{Pre,Post}(\old(process_window[p].thread), p, \old(process_window[p].root));
    ensures families: families_left{Pre,Post}(p, ENDED);
    ensures leaves: leaves{Pre,Post}(cpu, \old(process_window[p].thread)); */
void process_kill(pfn_t p, uint32_t cpu);

#endif
