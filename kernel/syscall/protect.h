/* protect.h: protect(address, rights, size): change what may be done with a mapped page. */
#ifndef ISOBAR_SYSCALL_PROTECT_H
#define ISOBAR_SYSCALL_PROTECT_H

#include "../space_large.h"

/*@ predicate protect_small{A,B}(integer c, integer va, integer rights) =
        \let t = \at(current[c],A); \let root = root_of{A}(t);
        unmap_error{A}(root, va) != E_OK ? told{A,B}(c, unmap_error{A}(root, va))
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_same{A,B}
          && protects{A,B}(root, va, rights);
    predicate protect_large{A,B}(integer c, integer va, integer rights, integer size) =
        \let t = \at(current[c],A); \let root = root_of{A}(t);
        \let e = argument{B}(t, REG_CALL); e == large_error{A}(root, va, size + 1)
        && (e != E_OK ? told{A,B}(c, e)
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_same{A,B}
          && protects_large{A,B}(root, va, size + 1, rights));
    predicate spec_call_protect{A,B}(integer c) = \let t = \at(current[c],A);
        \let va = argument{A}(t, REG_A0); \let rights = argument{A}(t, REG_A1);
        \let size = argument{A}(t, REG_A2);
        page_error{A}(va, size) != E_OK ? told{A,B}(c, page_error{A}(va, size))
        : rights >= NRIGHTS ? told{A,B}(c, E_RIGHTS)
        : size == SIZE_4K ? protect_small{A,B}(c, va, rights)
        : protect_large{A,B}(c, va, rights, size);
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
    ensures spec: spec_call_protect{Pre,Post}(cpu); */
void syscall_protect(uint32_t cpu);

#endif
