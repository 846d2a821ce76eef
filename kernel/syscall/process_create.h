/* process_create.h: process_create(slot, pc, sp, from, to, pages): make a process that shares the
 * endpoint in a slot, and move pages of the address space to it. */
#ifndef ISOBAR_SYSCALL_PROCESS_CREATE_H
#define ISOBAR_SYSCALL_PROCESS_CREATE_H

#include "../family.h"
#include "../space_move.h"
#include "../spawn.h"

#define PROCESS_FRAMES 6u /* process, thread, root, and the tables above its first page */

/*@ // no number is left for a child of process p
    predicate full{L}(integer p) = \forall integer i; 0 <= i < NCHILDREN ==>
        child_of{L}(p, i) != NIL;
    logic integer create_error{L}(integer t) = \let root = root_of{L}(t);
        \let from = argument{L}(t, REG_A3); \let to = argument{L}(t, REG_A4);
        \let n = argument{L}(t, REG_A5);
        endpoint_of{L}(t, argument{L}(t, REG_A0)) == NIL ? E_SLOT
        : argument{L}(t, REG_A1) >= USER_END || argument{L}(t, REG_A2) > USER_END ? E_ADDRESS
        : run_error(from, n) != E_OK ? run_error(from, n)
        : run_error(to, n) != E_OK ? run_error(to, n)
        : translation{L}(root, from) == 0 ? E_UNMAPPED
        : missing{L}(root, from) != 0 ? E_SIZE
        : \at(nfree,L) < PROCESS_FRAMES ? E_MEMORY : E_OK;
    // process p comes, which has endpoint e; its thread starts as the caller t says
    predicate process_comes{A,B}(integer c, integer p, integer e) = \let t = \at(current[c],A);
        \let w = \at(process_window[p].thread,B);
        is_process{B}(p) && has_type{A}(p, PG_FREE) && has_type{A}(w, PG_FREE)
        && objects_but{A,B}(p, w) && slot_of{B}(p, 0) == e
        && (\forall integer i; 1 <= i < NSLOTS ==> slot_of{B}(p, i) == NIL)
        && starts{B}(w, argument{A}(t, REG_A1), argument{A}(t, REG_A2)) && wakes{A,B}(w, c);
    // there is nothing in address space s but k pages from q on
    predicate maps_only{L}(integer s, integer q, integer k) = \forall integer v; is_page(v)
        && !(q <= v < q + k) ==> walked{L}(s, v) == 0;
    // k pages have moved to the address space of process p, in which there is nothing else
    predicate pages_come{A,B}(integer p, integer r, integer from, integer to, integer k) =
        \let s = \at(process_window[p].root,B);
        is_root{B}(s) && has_type{A}(s, PG_FREE)
        && moved_run{A,B}(r, from / PAGE_SIZE, s, to / PAGE_SIZE, k)
        && moved_alone{A,B}(r, from / PAGE_SIZE, s, to / PAGE_SIZE, k)
        && users_kept{A,B} && same_frames{A,B}(PG_USER)
        && maps_only{B}(s, to / PAGE_SIZE, k);
    // the caller is told how many pages, and a number; no other thread notices
    predicate told_pages{A,B}(integer c, integer k) = \let t = \at(current[c],A);
        argument{B}(t, REG_CALL) == E_OK && argument{B}(t, REG_A1) == k
        && (\forall integer i; REG_CALL < i < NREGS && i != REG_A1 && i != REG_A2 ==>
            argument{A}(t, i) == argument{B}(t, i))
        && regs_kept{A,B}(t, t, t) && places_kept{A,B}(NIL, NIL, NIL) && callers_kept{A,B}(NIL)
        && holders_kept{A,B}(NIL, NIL) && owners_kept{A,B} && bits_kept{A,B}(NIL)
        && \forall integer d; 0 <= d < NCPU ==> \at(current[d],A) == \at(current[d],B);
    // k pages of n were moved, because there were no more or the next cannot be
    predicate ends_at{L}(integer r, integer from, integer s, integer to, integer k, integer n) =
        1 <= k <= n && k <= RANGE_PAGES
        && stops(k, n, move_error{L}(r, from + k * PAGE_SIZE, s, to + k * PAGE_SIZE));
    // process p comes with k of the n pages from address `from` of address space r on, at `to`
    predicate comes_with{A,B}(integer c, integer p, integer r, integer from, integer to, integer n,
        integer k) = told_pages{A,B}(c, k) && pages_come{A,B}(p, r, from, to, k)
        && ends_at{B}(r, from, \at(process_window[p].root,B), to, k, n);
    predicate creates_process{A,B}(integer c, integer p) = \let t = \at(current[c],A);
        process_comes{A,B}(c, p, endpoint_of{A}(t, argument{A}(t, REG_A0)))
        && records_kept{A,B}
        && born{A,B}(\at(thread_window[t].process,A), argument{B}(t, REG_A2), p)
        && comes_with{A,B}(c, p, root_of{A}(t), argument{A}(t, REG_A3), argument{A}(t, REG_A4),
            argument{A}(t, REG_A5), argument{B}(t, REG_A1));
    predicate created{A,B}(integer c) = \exists integer p; creates_process{A,B}(c, p);
    lemma created_one{A,B}: \forall integer c, p; creates_process{A,B}(c, p) ==> created{A,B}(c);
    predicate spec_call_process_create{A,B}(integer c) = \let t = \at(current[c],A);
        full{A}(\at(thread_window[t].process,A)) ? told{A,B}(c, E_FULL)
        : create_error{A}(t) != E_OK ? told{A,B}(c, create_error{A}(t))
        : created{A,B}(c);
*/

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], stamp[..],
            list_clock, slot_row[..], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_process_create{Pre,Post}(cpu); */
void syscall_process_create(uint32_t cpu);

#endif
