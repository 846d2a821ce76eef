/* unmap.h: unmap(address, size): take a page out of the address space and free its frames, with
 * the tables that served it alone. */
#ifndef ISOBAR_SYSCALL_UNMAP_H
#define ISOBAR_SYSCALL_UNMAP_H

#include "../space_large.h"

/*@ predicate unmap_small{A,B}(integer c, integer va) = \let t = \at(current[c],A);
        \let root = root_of{A}(t);
        unmap_error{A}(root, va) != E_OK ? told{A,B}(c, unmap_error{A}(root, va))
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_same{A,B}
          && unmaps{A,B}(root, va);
    predicate unmap_large{A,B}(integer c, integer va, integer size) =
        \let t = \at(current[c],A); \let root = root_of{A}(t);
        \let e = argument{B}(t, REG_CALL); e == large_error{A}(root, va, size + 1)
        && (e != E_OK ? told{A,B}(c, e)
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_same{A,B}
          && unmaps_large{A,B}(root, va, size + 1));
    predicate spec_call_unmap{A,B}(integer c) = \let t = \at(current[c],A);
        \let va = argument{A}(t, REG_A0); \let size = argument{A}(t, REG_A1);
        page_error{A}(va, size) != E_OK ? told{A,B}(c, page_error{A}(va, size))
        : size == SIZE_4K ? unmap_small{A,B}(c, va) : unmap_large{A,B}(c, va, size);
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu], cr3[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_unmap{Pre,Post}(cpu); */
void syscall_unmap(uint32_t cpu);

#endif
