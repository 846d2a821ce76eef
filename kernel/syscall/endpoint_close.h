/* endpoint_close.h: endpoint_close(slot): let a slot of the process be empty. The endpoint that it
 * named goes if no other slot names it. */
#ifndef ISOBAR_SYSCALL_ENDPOINT_CLOSE_H
#define ISOBAR_SYSCALL_ENDPOINT_CLOSE_H

#include "endpoint_create.h"

/*@ predicate spec_call_endpoint_close{A,B}(integer c) = \let t = \at(current[c],A);
        \let p = \at(thread_window[t].process,A); \let i = argument{A}(t, REG_A0);
        \let e = endpoint_of{A}(t, i);
        e == NIL ? told{A,B}(c, E_SLOT)
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_stood{A,B}
          && closes{A,B}(p, i, e) && spaces_same{A,B};
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), slot_row[..];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_endpoint_close{Pre,Post}(cpu); */
void syscall_endpoint_close(uint32_t cpu);

#endif
