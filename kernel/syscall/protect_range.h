/* protect_range.h: protect_range(address, rights, pages): change what may be done with
 * mapped pages. */
#ifndef ISOBAR_SYSCALL_PROTECT_RANGE_H
#define ISOBAR_SYSCALL_PROTECT_RANGE_H

#include "../space.h"

/*@ // a page has these rights
    predicate page_protects{A,B}(integer root, integer v, integer rights) =
        walked{A}(root, v) != 0
        && walked{B}(root, v) == leaf(pte_frame(walked{A}(root, v)), rights);
    predicate protected_run{A,B}(integer root, integer p, integer k, integer rights) =
        \forall integer v; p <= v < p + k ==> page_protects{A,B}(root, v, rights);
    // k pages have, and all else is as it was
    predicate protects_run{A,B}(integer root, integer p, integer k, integer rights) =
        protected_run{A,B}(root, p, k, rights) && outside{A,B}(root, p, k)
        && same_frames{A,B}(PG_USER)
        && \at(nfree,A) - 2 * k <= \at(nfree,B) <= \at(nfree,A)
        && users_kept{A,B} && processes_kept{A,B};
    predicate protects_range{A,B}(integer t, integer root, integer va, integer rights, integer n) =
        \let k = argument{B}(t, REG_A1); done{A,B}(t, k, n)
        && protects_run{A,B}(root, va / PAGE_SIZE, k, rights)
        && stops(k, n, unmap_error{B}(root, va + k * PAGE_SIZE));
    predicate spec_call_protect_range{A,B}(integer c) = \let t = \at(current[c],A);
        \let va = argument{A}(t, REG_A0); \let rights = argument{A}(t, REG_A1);
        \let n = argument{A}(t, REG_A2); \let root = root_of{A}(t);
        run_error(va, n) != E_OK ? told{A,B}(c, run_error(va, n))
        : rights >= NRIGHTS ? told{A,B}(c, E_RIGHTS)
        : unmap_error{A}(root, va) != E_OK ? told{A,B}(c, unmap_error{A}(root, va))
        : protects_range{A,B}(t, root, va, rights, n);
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_protect_range{Pre,Post}(cpu); */
void syscall_protect_range(uint32_t cpu);

#endif
