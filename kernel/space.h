/* space.h: what a running thread may do to one page of its address space, TLB included.
 *
 * The system calls on memory are made of these steps. Each keeps the whole invariant, refuses
 * without any change, and leaves every thread, process and endpoint as it was.
 */
#ifndef ISOBAR_SPACE_H
#define ISOBAR_SPACE_H

#include "user_page.h"
#include "wf.h"

/*@ // why a page cannot be mapped, or taken away
    logic integer map_error{L}(integer root, integer va) = translation(root, va) != 0 ? E_MAPPED
        : missing(root, va) >= \at(nfree,L) ? E_MEMORY : E_OK;
    logic integer unmap_error{L}(integer root, integer va) = change_error{L}(root, va);

    logic integer run_error(integer va, integer n) =
        va < USER_MIN || va >= USER_END || va % PAGE_SIZE != 0 ? E_ADDRESS
        : n < 1 || n > (USER_END - va) / PAGE_SIZE ? E_RANGE : E_OK;

    // the page is new, zeroed, and all else is as it was
    predicate maps{A,B}(integer root, integer va, integer rights) =
        \let f = pte_frame(translation{B}(root, va));
        translation{B}(root, va) == leaf(f, rights) && has_type{A}(f, PG_FREE)
        && has_type{B}(f, PG_USER) && zeroed{B}(f) && other_translations{A,B}(root, va)
        && \at(nfree,B) == \at(nfree,A) - missing{A}(root, va) - 1
        && users_kept{A,B} && processes_kept{A,B};
    predicate unmaps{A,B}(integer root, integer va) =
        translation{B}(root, va) == 0 && other_translations{A,B}(root, va)
        && has_type{B}(pte_frame(translation{A}(root, va)), PG_FREE)
        && \at(nfree,B) > \at(nfree,A) - missing{A}(root, va)
        && users_left{A,B} && processes_kept{A,B};
    predicate protects{A,B}(integer root, integer va, integer rights) =
        translation{B}(root, va) == leaf(pte_frame(translation{A}(root, va)), rights)
        && other_translations{A,B}(root, va) && same_frames{A,B}(PG_USER)
        && \at(nfree,B) == \at(nfree,A) - missing{A}(root, va)
        && users_kept{A,B} && processes_kept{A,B};

    // all translations but those of k pages from p on of one address space
    predicate outside{A,B}(integer root, integer p, integer k) = \forall integer r, v;
        is_root{A}(r) && is_page(v) && !(r == root && p <= v < p + k) ==>
        walked{B}(r, v) == walked{A}(r, v);
    lemma page_found: \forall integer va; is_valid(va) ==> is_page(va / PAGE_SIZE)
        && va / PAGE_SIZE * PAGE_SIZE == va;
    lemma found_other{A,B}: \forall integer root, p; is_page(p)
        && other_translations{A,B}(root, p * PAGE_SIZE) ==> outside{A,B}(root, p, 1);
    lemma found_same{A,B}: same_mmu{A,B} ==> \forall integer root; outside{A,B}(root, 0, 0);
    lemma outside_trans{A,B,C}: \forall integer root, p, k, m; 0 <= k && 0 <= m
        && outside{A,B}(root, p, k) && outside{B,C}(root, p + k, m) && roots_kept{A,B} ==>
        outside{A,C}(root, p, k + m);
    // a range call has done k of n pages, says so, and no thread is told anything else
    predicate done{A,B}(integer t, integer k, integer n) = 1 <= k <= n && k <= RANGE_PAGES
        && argument{B}(t, REG_CALL) == E_OK && argument{B}(t, REG_A1) == k
        && (\forall integer i; REG_CALL < i < NREGS && i != REG_A1 ==>
            argument{A}(t, i) == argument{B}(t, i))
        && regs_kept{A,B}(t, t, t) && threads_same{A,B};
    // it stopped because that was all, or the most that one call does, or because it had to
    predicate stops(integer k, integer n, integer error) =
        k == n || k == RANGE_PAGES || error != E_OK;

    // what each step leaves alone
    predicate threads_stay{A,B} = objects_kept{A,B} && stamps_kept{A,B} && roots_kept{A,B}
        && \forall integer c; 0 <= c < NCPU ==> \at(current[c],A) == \at(current[c],B)
            && \at(run_queue[c],A) == \at(run_queue[c],B)
            && \at(loaded[c],A) == \at(loaded[c],B);
    lemma stay_trans{A,B,C}: threads_stay{A,B} && threads_stay{B,C} ==> threads_stay{A,C};
    lemma stay_same{A,B}: wf_kernel{A} && threads_stay{A,B} ==> threads_same{A,B};
    lemma stay_cpus{A,B}: wf_kernel{A} && threads_stay{A,B} ==>
        \forall integer c; cpus_kept{A,B}(c);
    predicate runs_in{L}(integer cpu, integer root) = 0 <= cpu < NCPU
        && \at(current[cpu],L) != NIL && root == root_of{L}(\at(current[cpu],L));
*/

/* What is wrong with n pages from this address on, if anything. */
/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == run_error(va, n); */
uint32_t space_check(uint64_t va, uint64_t n);

/* Why a page cannot be mapped, or taken away or given other rights; E_OK if it can. */
/*@ requires pages: wf_pages;
    requires root: is_root(root) && is_valid(va);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == map_error(root, va); */
uint32_t space_map_error(pfn_t root, uint64_t va);

/*@ requires pages: wf_pages;
    requires root: is_root(root) && is_valid(va);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == unmap_error(root, va); */
uint32_t space_unmap_error(pfn_t root, uint64_t va);

/* Map a new zeroed page in the address space of the thread that a CPU runs. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires page: is_valid(va) && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == map_error{Pre}(root, va);
    ensures failed: \result != E_OK ==> memory_same{Pre,Post} && \result == map_error(root, va);
    ensures maps: \result == E_OK ==> maps{Pre,Post}(root, va, rights); */
uint32_t space_map(uint32_t cpu, pfn_t root, uint64_t va, uint32_t rights);

/* Unmap a page of the address space of the thread that a CPU runs, and free it. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires page: is_valid(va);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == unmap_error{Pre}(root, va);
    ensures failed: \result != E_OK ==> memory_same{Pre,Post} && \result == unmap_error(root, va);
    ensures unmaps: \result == E_OK ==> unmaps{Pre,Post}(root, va); */
uint32_t space_unmap(uint32_t cpu, pfn_t root, uint64_t va);

/* Change the rights of a page of the address space of the thread that a CPU runs. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires page: is_valid(va) && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == unmap_error{Pre}(root, va);
    ensures failed: \result != E_OK ==> memory_same{Pre,Post} && \result == unmap_error(root, va);
    ensures protects: \result == E_OK ==> protects{Pre,Post}(root, va, rights); */
uint32_t space_protect(uint32_t cpu, pfn_t root, uint64_t va, uint32_t rights);

#endif
