/* space_move.h: a running thread gives pages of its address space to another, TLB included.
 *
 * No CPU holds the other address space, so only the giver's CPU has anything to forget. Pages go
 * one by one, each in a step that keeps the whole invariant.
 */
#ifndef ISOBAR_SPACE_MOVE_H
#define ISOBAR_SPACE_MOVE_H

#include "move.h"
#include "space.h"

/*@ // pages p to p + k of address space r are those from q on of address space s now
    predicate moved_run{A,B}(integer r, integer p, integer s, integer q, integer k) =
        \forall integer v; p <= v < p + k ==> walked{A}(r, v) != 0 && walked{B}(r, v) == 0
        && walked{B}(s, v - p + q) == walked{A}(r, v);
    predicate moved_alone{A,B}(integer r, integer p, integer s, integer q, integer k) =
        \forall integer x, v; is_root{A}(x) && is_page(v) && !(x == r && p <= v < p + k)
        && !(x == s && q <= v < q + k) ==> walked{B}(x, v) == walked{A}(x, v);
    predicate moves_run{A,B}(integer r, integer p, integer s, integer q, integer k) =
        moved_run{A,B}(r, p, s, q, k) && moved_alone{A,B}(r, p, s, q, k)
        && users_kept{A,B} && same_frames{A,B}(PG_USER) && processes_kept{A,B};
*/

/* Why a page cannot be moved; E_OK if it can. */
/*@ requires pages: wf_pages;
    requires roots: is_root(root) && is_root(other);
    requires user: is_valid(va) && is_valid(to);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == move_error(root, va, other, to); */
uint32_t space_move_error(pfn_t root, uint64_t va, pfn_t other, uint64_t to);

/* Move a page of the address space of the thread that a CPU runs to another that no CPU holds.
   Addresses are given as page numbers. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires other: is_root(other) && held_by_none(other);
    requires pages: is_page(p) && is_valid(p * PAGE_SIZE) && is_page(q) && is_valid(q * PAGE_SIZE);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == move_error{Pre}(root, p * PAGE_SIZE, other, q * PAGE_SIZE);
    ensures failed: \result != E_OK ==>
        \result == move_error(root, p * PAGE_SIZE, other, q * PAGE_SIZE);
    ensures run: moves_run{Pre,Post}(root, p, other, q, \result == E_OK ? 1 : 0); */
uint32_t space_move_page(uint32_t cpu, pfn_t root, uint64_t p, pfn_t other, uint64_t q);

/* Move pages of the address space of the thread that a CPU runs, n at most, until one
   cannot be moved; how many were. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires other: is_root(other) && held_by_none(other) && root != other;
    requires pages: run_error(p * PAGE_SIZE, n) == E_OK && run_error(q * PAGE_SIZE, n) == E_OK
        && n <= RANGE_PAGES;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures count: \result <= n;
    ensures first: \result == 0 ==>
        move_error{Pre}(root, p * PAGE_SIZE, other, q * PAGE_SIZE) != E_OK;
    ensures moves: moves_run{Pre,Post}(root, p, other, q, \result);
    ensures stops: \result < n ==>
        move_error(root, (p + \result) * PAGE_SIZE, other, (q + \result) * PAGE_SIZE) != E_OK; */
uint32_t space_move(uint32_t cpu, pfn_t root, uint64_t p, pfn_t other, uint64_t q, uint32_t n);

#endif
