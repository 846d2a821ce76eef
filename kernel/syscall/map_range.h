/* map_range.h: map_range(address, rights, pages): map new zeroed pages, as many as can be had.
 * What map() needs, each page needs. */
#ifndef ISOBAR_SYSCALL_MAP_RANGE_H
#define ISOBAR_SYSCALL_MAP_RANGE_H

#include "../space.h"

/*@ // k pages from p on are mapped with these rights, and zero
    predicate page_zero{L}(integer root, integer v, integer rights) =
        \let e = walked{L}(root, v); e == leaf(pte_frame(e), rights)
        && has_type{L}(pte_frame(e), PG_USER) && zeroed{L}(pte_frame(e));
    predicate pages_zero{L}(integer root, integer p, integer q, integer rights) =
        \forall integer v; p <= v < q ==> page_zero{L}(root, v, rights);
    lemma zero_next{L}: \forall integer root, p, q, r, rights; pages_zero(root, p, q, rights)
        && pages_zero(root, q, r, rights) ==> pages_zero(root, p, r, rights);
    predicate pages_absent{L}(integer root, integer p, integer q) =
        \forall integer v; p <= v < q ==> walked{L}(root, v) == 0;
    lemma zero_kept{A,B}: users_kept{A,B} ==> \forall integer root, v, rights;
        page_zero{A}(root, v, rights) && walked{B}(root, v) == walked{A}(root, v) ==>
        page_zero{B}(root, v, rights);
    // k pages are new, and all else is as it was
    predicate maps_run{A,B}(integer root, integer p, integer k, integer rights) =
        pages_absent{A}(root, p, p + k) && pages_zero{B}(root, p, p + k, rights)
        && outside{A,B}(root, p, k) && \at(nfree,B) <= \at(nfree,A) - k
        && \at(nfree,B) >= \at(nfree,A) - 4 * k && users_kept{A,B} && processes_kept{A,B};
    predicate maps_range{A,B}(integer t, integer root, integer va, integer rights, integer n) =
        \let k = argument{B}(t, REG_A1); done{A,B}(t, k, n)
        && maps_run{A,B}(root, va / PAGE_SIZE, k, rights)
        && stops(k, n, map_error{B}(root, va + k * PAGE_SIZE));
    predicate spec_call_map_range{A,B}(integer c) = \let t = \at(current[c],A);
        \let va = argument{A}(t, REG_A0); \let rights = argument{A}(t, REG_A1);
        \let n = argument{A}(t, REG_A2); \let root = root_of{A}(t);
        run_error(va, n) != E_OK ? told{A,B}(c, run_error(va, n))
        : rights >= NRIGHTS ? told{A,B}(c, E_RIGHTS)
        : map_error{A}(root, va) != E_OK ? told{A,B}(c, map_error{A}(root, va))
        : maps_range{A,B}(t, root, va, rights, n);
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..],
            map_slot[..];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_map_range{Pre,Post}(cpu); */
void syscall_map_range(uint32_t cpu);

#endif
