/* protect.h: protect(address, rights): change what may be done with a mapped page. */
#ifndef ISOBAR_SYSCALL_PROTECT_H
#define ISOBAR_SYSCALL_PROTECT_H

#include "../space.h"

/*@ predicate spec_call_protect{A,B}(integer c) = \let t = \at(current[c],A);
        \let va = argument{A}(t, REG_A0); \let rights = argument{A}(t, REG_A1);
        \let root = root_of{A}(t);
        !is_valid(va) ? told{A,B}(c, E_ADDRESS)
        : rights >= NRIGHTS ? told{A,B}(c, E_RIGHTS)
        : unmap_error{A}(root, va) != E_OK ? told{A,B}(c, unmap_error{A}(root, va))
        : completes{A,B}(t, E_OK) && regs_kept{A,B}(t, t, t) && threads_same{A,B}
          && protects{A,B}(root, va, rights);
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns table_window[..], regs_window[current[cpu]].r[REG_CALL], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_protect{Pre,Post}(cpu); */
void syscall_protect(uint32_t cpu);

#endif
