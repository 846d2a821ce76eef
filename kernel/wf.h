/* wf.h: the whole invariant of the kernel, and the words that specifications of entries share.
 *
 * wf_kernel is what holds between the steps of an entry; wf adds that each CPU has the address
 * space of its current thread loaded, which the end of an entry restores.
 */
#ifndef ISOBAR_WF_H
#define ISOBAR_WF_H

#include "endpoint.h"

#include "ipc.h"
#include "tlb.h"

/*@ predicate loads{L}(integer c) = \at(loaded[c],L) ==
        (\at(current[c],L) == NIL ? NIL : root_of{L}(\at(current[c],L)));
    predicate wf_loaded_but{L}(integer cpu) = \forall integer c; 0 <= c < NCPU && c != cpu ==>
        loads(c);
    // each CPU walks the tables of its thread, and remembers nothing else
    predicate wf_cpus{L} = wf_loaded_but(-1) && wf_cr3 && wf_tlb;
    predicate wf{L} = wf_kernel && wf_cpus;

    // the other CPUs go on as they were, in the same address spaces
    predicate cpus_kept{A,B}(integer cpu) = \forall integer c; 0 <= c < NCPU && c != cpu ==>
        \at(current[c],B) == \at(current[c],A) && \at(loaded[c],B) == \at(loaded[c],A)
        && (\at(current[c],A) != NIL ==>
            root_of{B}(\at(current[c],A)) == root_of{A}(\at(current[c],A)));
    lemma loaded_frame{A,B}: \forall integer cpu; cpus_kept{A,B}(cpu) && wf_loaded_but{A}(cpu) ==>
        wf_loaded_but{B}(cpu);

    logic integer argument{L}(integer t, integer r) = \at(regs_window[t].r[r],L);
    // the endpoint that thread t means by slot s, or NIL
    logic integer endpoint_of{L}(integer t, integer s) = 0 <= s < NSLOTS
        ? \at(process_window[thread_window[t].process].slot[s],L) : NIL;

    // frames, address spaces, user memory and what processes hold are as they were
    predicate frames_same{A,B} = same_types{A,B} && \at(nfree,A) == \at(nfree,B)
        && same_tables{A,B} && same_mmu{A,B} && users_kept{A,B} && records_kept{A,B};
    // so are the parents and children of processes
    predicate memory_same{A,B} = frames_same{A,B} && families_kept{A,B};
    // threads are where they were, except for what their registers hold
    predicate threads_stood{A,B} = places_kept{A,B}(NIL, NIL, NIL) && callers_kept{A,B}(NIL)
        && holders_kept{A,B}(NIL, NIL) && owners_kept{A,B} && bits_kept{A,B}(NIL)
        && \at(list_clock,A) == \at(list_clock,B)
        && \forall integer c; 0 <= c < NCPU ==> \at(current[c],A) == \at(current[c],B);
    // they are, and there are the objects that there were
    predicate threads_same{A,B} = objects_typed{A,B} && threads_stood{A,B};
    // the running thread is told e, and nothing else changes
    predicate told{A,B}(integer c, integer e) = \let t = \at(current[c],A);
        completes{A,B}(t, e) && regs_kept{A,B}(t, t, t) && threads_same{A,B} && memory_same{A,B};
*/

#endif
