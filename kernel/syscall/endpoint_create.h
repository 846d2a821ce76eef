/* endpoint_create.h: endpoint_create(slot): let an empty slot of the process name a new
 * endpoint. */
#ifndef ISOBAR_SYSCALL_ENDPOINT_CREATE_H
#define ISOBAR_SYSCALL_ENDPOINT_CREATE_H

#include "../wf.h"

/*@ // pages of user memory are as they were, and so is what translates to them
    predicate spaces_same{A,B} = same_mmu{A,B} && users_kept{A,B} && same_frames{A,B}(PG_USER);
    predicate spec_call_endpoint_create{A,B}(integer c) = \let t = \at(current[c],A);
        \let p = \at(thread_window[t].process,A); \let i = argument{A}(t, REG_A0);
        i >= NSLOTS ? told{A,B}(c, E_SLOT)
        : slot_of{A}(p, i) != NIL ? told{A,B}(c, E_NAMED)
        : \at(nfree,A) == 0 ? told{A,B}(c, E_MEMORY)
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_stood{A,B}
          && creates{A,B}(p, i, slot_of{B}(p, i)) && spaces_same{A,B};
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
    ensures spec: spec_call_endpoint_create{Pre,Post}(cpu); */
void syscall_endpoint_create(uint32_t cpu);

#endif
