/* unmap_range.h: unmap_range(address, pages): take pages out of the address space and free
 * their frames, with the tables that served them alone. */
#ifndef ISOBAR_SYSCALL_UNMAP_RANGE_H
#define ISOBAR_SYSCALL_UNMAP_RANGE_H

#include "../space.h"

/*@ // a page is gone
    predicate page_unmaps{A,B}(integer root, integer v) =
        walked{A}(root, v) != 0 && walked{B}(root, v) == 0;
    predicate unmapped_run{A,B}(integer root, integer p, integer k) = \forall integer v;
        p <= v < p + k ==> page_unmaps{A,B}(root, v);
    // k pages are, and all else is as it was
    predicate unmaps_run{A,B}(integer root, integer p, integer k) =
        unmapped_run{A,B}(root, p, k) && outside{A,B}(root, p, k)
        && \at(nfree,B) >= \at(nfree,A) - k && users_left{A,B}
        && processes_kept{A,B};
    predicate unmaps_range{A,B}(integer t, integer root, integer va, integer n) =
        \let k = argument{B}(t, REG_A1); done{A,B}(t, k, n)
        && unmaps_run{A,B}(root, va / PAGE_SIZE, k)
        && stops(k, n, unmap_error{B}(root, va + k * PAGE_SIZE));
    predicate spec_call_unmap_range{A,B}(integer c) = \let t = \at(current[c],A);
        \let va = argument{A}(t, REG_A0);
        \let n = argument{A}(t, REG_A1); \let root = root_of{A}(t);
        run_error(va, n) != E_OK ? told{A,B}(c, run_error(va, n))
        : unmap_error{A}(root, va) != E_OK ? told{A,B}(c, unmap_error{A}(root, va))
        : unmaps_range{A,B}(t, root, va, n);
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
    ensures spec: spec_call_unmap_range{Pre,Post}(cpu); */
void syscall_unmap_range(uint32_t cpu);

#endif
