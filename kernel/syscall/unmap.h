/* unmap.h: unmap(address): take a page out of the address space and free its frame, with
 * the tables that served it alone. */
#ifndef ISOBAR_SYSCALL_UNMAP_H
#define ISOBAR_SYSCALL_UNMAP_H

#include "../space.h"

/*@ predicate spec_call_unmap{A,B}(integer c) = \let t = \at(current[c],A);
        \let va = argument{A}(t, REG_A0); \let root = root_of{A}(t);
        !is_valid(va) ? told{A,B}(c, E_ADDRESS)
        : unmap_error{A}(root, va) != E_OK ? told{A,B}(c, unmap_error{A}(root, va))
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_same{A,B}
          && unmaps{A,B}(root, va);
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..], table_window[..],
            map_parent[..], regs_window[current[cpu]].r[REG_CALL], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_unmap{Pre,Post}(cpu); */
void syscall_unmap(uint32_t cpu);

#endif
