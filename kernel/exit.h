/* exit.h: the end of a process: its thread, its address space and every frame that they hold.
 *
 * The address space is taken off the CPU before its tables are freed. Whoever waits for a reply
 * from the thread is let go with E_ABANDONED. All in one step for now, however large it is.
 */
#ifndef ISOBAR_EXIT_H
#define ISOBAR_EXIT_H

#include "wf.h"

/*@ // every object but t, p and the endpoints that only p named keeps its type; none is new
    predicate others_typed{A,B}(integer t, integer p) =
        (\forall integer q; is_object{B}(q) ==> is_object{A}(q) && q != t && q != p)
        && \forall integer q; is_object{A}(q) && q != t && q != p ==> is_frame{B}(q)
            && (type_of{A}(q) == type_of{B}(q)
                || is_endpoint{A}(q) && has_type{B}(q, PG_FREE) && named_by{A}(q, p));
    predicate processes_left{A,B}(integer p) = \forall integer q; is_process{A}(q) && q != p ==>
        is_process{B}(q) && \at(process_window[q],A) == \at(process_window[q],B);
    // thread t, its process p and address space r are gone; other processes are as they were
    predicate ends{A,B}(integer t, integer p, integer r) =
        has_type{B}(t, PG_FREE) && has_type{B}(p, PG_FREE) && has_type{B}(r, PG_FREE)
        && other_spaces{A,B}(r) && users_left{A,B} && others_typed{A,B}(t, p)
        && processes_left{A,B}(p);
    // whoever waits for a reply of t wakes without one, and no other thread is moved or told
    predicate parts{A,B}(integer c, integer t) = \let k = \at(thread_window[t].caller,A);
        (k != NIL ==> wakes{A,B}(k, c) && completes{A,B}(k, E_ABANDONED))
        && places_kept{A,B}(t, k, k) && callers_kept{A,B}(t) && holders_kept{A,B}(k, k)
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
            list_window[run_queue[cpu]], endpoint_window[..], slot_row[..],
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
    ensures parts: parts{Pre,Post}(cpu, \old(current[cpu]));
    ensures first: list_window[run_queue[cpu]].head ==
        (\old(list_window[run_queue[cpu]].head) == NIL
        ? \old(thread_window[current[cpu]].caller) : \old(list_window[run_queue[cpu]].head)); */
void process_end(uint32_t cpu);

#endif
