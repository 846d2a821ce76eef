/* spawn.h: a process makes another, and gives it its first pages.
 *
 * The new process shares an endpoint with the one that makes it, and begins with pages that were
 * the other's: user code loads it from there (as in NOVA and L4, the kernel reads no program).
 */
#ifndef ISOBAR_SPAWN_H
#define ISOBAR_SPAWN_H

#include "move.h"
#include "space.h"

/*@ // three pages were free, and nothing else changes its type
    predicate three_came{A,B}(integer p, integer t, integer r) = has_type{A}(p, PG_FREE)
        && has_type{A}(t, PG_FREE) && has_type{A}(r, PG_FREE) && \at(nframes,A) == \at(nframes,B)
        && \forall integer q; is_frame{A}(q) && q != p && q != t && q != r ==>
            type_of{A}(q) == type_of{B}(q);
    // process p comes, with nothing mapped and endpoint e in slot 0; its thread is ready on CPU c
    predicate spawns{A,B}(integer p, integer e, integer c, integer pc, integer sp) =
        \let t = \at(process_window[p].thread,B); \let r = \at(process_window[p].root,B);
        is_process{B}(p) && is_thread{B}(t) && is_root{B}(r) && three_came{A,B}(p, t, r)
        && slot_of{B}(p, 0) == e && (\forall integer i; 1 <= i < NSLOTS ==>
            slot_of{B}(p, i) == NIL)
        && starts{B}(t, pc, sp) && wakes{A,B}(t, c) && threads_left{A,B} && processes_kept{A,B}
        && \at(nfree,B) == \at(nfree,A) - 3 && same_translations{A,B} && users_kept{A,B}
        && same_frames{A,B}(PG_USER);

    // pages p to p + k of address space r are those from q on of address space s now
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

/* Make a process with an address space without translations, whose slot 0 names endpoint e and
   whose thread, ready on a CPU, starts at pc with stack pointer sp. */
/*@ requires wf: wf_kernel;
    requires endpoint: is_endpoint(e);
    requires free: nfree >= 3;
    requires clock: list_clock < UINT64_MAX;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], stamp[..], list_clock,
            slot_row[..];
    ensures wf: wf_kernel;
    ensures spawns: spawns{Pre,Post}(\result, e, cpu, pc, sp);
    ensures empty: \forall integer va; is_user(va) ==>
        translation(process_window[\result].root, va) == 0;
    ensures served: \forall integer r, va; is_root{Pre}(r) && is_user(va) ==>
        missing(r, va) == missing{Pre}(r, va); */
pfn_t process_spawn(pfn_t e, uint32_t cpu, uint64_t pc, uint64_t sp);

/* Why a page cannot be moved; E_OK if it can. */
/*@ requires pages: wf_pages;
    requires roots: is_root(root) && is_root(other);
    requires user: is_valid(va) && is_valid(to);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == move_error(root, va, other, to); */
uint32_t space_move_error(pfn_t root, uint64_t va, pfn_t other, uint64_t to);

/* Move pages of the address space of the thread that a CPU runs, n at most, to another that no CPU
   holds, until one cannot be moved; how many were. Addresses are given as page numbers. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires other: is_root(other) && held_by_none(other);
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
