/* process_kill.h: process_kill(child): end a process that this one made, or let the number of one
 * that ended be free. */
#ifndef ISOBAR_SYSCALL_PROCESS_KILL_H
#define ISOBAR_SYSCALL_PROCESS_KILL_H

#include "../exit.h"

/*@ // the child that thread t means by number i: a process, ENDED or NIL
    logic integer child_named{L}(integer t, integer i) = 0 <= i < NCHILDREN
        ? child_of{L}(\at(thread_window[t].process,L), i) : NIL;
    logic integer kill_error{L}(integer t) = \let q = child_named{L}(t, argument{L}(t, REG_A0));
        q == NIL ? E_CHILD
        : q != ENDED && \at(thread_window[process_window[q].thread].state,L) == T_RUNNING
        ? E_RUNNING : E_OK;
    // the number of a child that ended is free, and nothing else changes
    predicate forgets{A,B}(integer c, integer p, integer i) = \let t = \at(current[c],A);
        child_of{B}(p, i) == NIL && families_but{A,B}(p, i)
        && regs_kept{A,B}(t, t, t) && threads_same{A,B} && frames_same{A,B};
    // process q is gone, and no other thread is moved or told but one that it owed a reply
    predicate kills{A,B}(integer c, integer q) = \let t = \at(current[c],A);
        \let w = \at(process_window[q].thread,A); \let k = \at(thread_window[w].caller,A);
        ends{A,B}(w, q, \at(process_window[q].root,A)) && families_left{A,B}(q, NIL)
        && (k != NIL ==> wakes{A,B}(k, c) && completes{A,B}(k, E_ABANDONED))
        && places_kept{A,B}(w, k, k) && callers_left{A,B}(w) && holders_kept{A,B}(w, k)
        && owners_kept{A,B} && regs_kept{A,B}(t, k, k)
        && \forall integer d; 0 <= d < NCPU ==> \at(current[d],A) == \at(current[d],B);
    predicate spec_call_process_kill{A,B}(integer c) = \let t = \at(current[c],A);
        \let i = argument{A}(t, REG_A0); \let q = child_named{A}(t, i);
        kill_error{A}(t) != E_OK ? told{A,B}(c, kill_error{A}(t))
        : completes{A,B}(t, E_OK)
          && (q == ENDED ? forgets{A,B}(c, \at(thread_window[t].process,A), i) : kills{A,B}(c, q));
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], slot_row[..], stamp[..],
            list_clock, tags[..];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_process_kill{Pre,Post}(cpu); */
void syscall_process_kill(uint32_t cpu);

#endif
