/* endpoint.h: the slots of processes, and the endpoints that they name.
 *
 * An endpoint counts the slots that name it, and can go when none does. In the proof all slots that
 * there can be stand in a row for each endpoint, those that name it first, as frames do in
 * kernel/frame.h: so the count is exact. A thread that waits does so by a slot of its process, so
 * nobody waits at an endpoint that no slot names.
 */
#ifndef ISOBAR_ENDPOINT_H
#define ISOBAR_ENDPOINT_H

#include "process.h"

#define ALL_SLOTS 268435456u /* NSLOTS for each frame that there can be */

/*@ ghost struct slot_row {
        uint32_t seq[ALL_SLOTS];
        uint32_t pos[ALL_SLOTS];
    }; */
/*@ ghost struct slot_row slot_row[MAX_FRAMES]; */
/*@ ghost uint32_t waits_by[MAX_FRAMES]; */

/*@ logic integer refs{L}(integer e) = \at(endpoint_window[e].refs,L);
    // slot i of process p is number p * NSLOTS + i
    predicate any_slot(integer s) = 0 <= s < ALL_SLOTS;
    predicate names{L}(integer s, integer e) = is_process{L}(s / NSLOTS)
        && \at(process_window[s / NSLOTS].slot[s % NSLOTS],L) == e;
    predicate wf_ref_count{L} = \forall integer e; is_endpoint(e) ==> refs(e) <= ALL_SLOTS;
    predicate wf_ref_seq{L} = \forall integer e, k; is_endpoint(e) && any_slot(k) ==>
        any_slot(slot_row[e].seq[k]) && slot_row[e].pos[slot_row[e].seq[k]] == k;
    predicate wf_ref_pos{L} = \forall integer e, s; is_endpoint(e) && any_slot(s) ==>
        any_slot(slot_row[e].pos[s]) && slot_row[e].seq[slot_row[e].pos[s]] == s;
    predicate wf_ref_names{L} = \forall integer e, s; is_endpoint(e) && any_slot(s) ==>
        (names(s, e) <==> slot_row[e].pos[s] < refs(e));
    predicate wf_row{L} = wf_ref_count && wf_ref_seq && wf_ref_pos && wf_ref_names;
    // no endpoint but e is without a name: so none is lost
    predicate all_named_but{L}(integer e) = \forall integer f; is_endpoint(f) && f != e ==>
        refs(f) > 0;
    predicate wf_refs{L} = wf_row && all_named_but(-1);

    predicate wf_waits{L} = \forall integer t; is_thread(t) && waits(t) ==> waits_by[t] < NSLOTS
        && slot_of(thread_window[t].process, waits_by[t]) == link_window[t].on;

    predicate rows_kept{A,B} = \forall integer e, s; is_endpoint{B}(e) && any_slot(s) ==>
        \at(slot_row[e].seq[s],A) == \at(slot_row[e].seq[s],B)
        && \at(slot_row[e].pos[s],A) == \at(slot_row[e].pos[s],B);
    predicate by_kept{A,B} = \forall integer t; 0 <= t < MAX_FRAMES ==>
        \at(waits_by[t],A) == \at(waits_by[t],B);
    lemma waits_member{L}: wf_thread_process ==> \forall integer t; is_thread(t) && waits(t) ==>
        is_process(thread_window[t].process)
        && process_window[thread_window[t].process].thread == t;
    lemma waits_frame{A,B}: wf_waits{A} && wf_frames{A} && waiters_kept{A,B} && by_kept{A,B}
        && wf_thread_process{A} && wf_thread_process{B} && slots_kept{A,B} ==> wf_waits{B};

    predicate wf_kernel{L} = wf_pages && no_floating && wf_objects && wf_refs && wf_waits
        && all_active;
*/

/* The endpoint in a slot of process p, or NIL. */
/*@ requires count: wf_count;
    requires slots: wf_slot;
    requires process: is_process(p);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures slot: \result == (slot < NSLOTS ? process_window[p].slot[slot] : NIL);
    ensures endpoint: \result == NIL || is_endpoint(\result); */
pfn_t slot_endpoint(pfn_t p, uint64_t slot);

/*@ // slot i of process p is the only one of those there are that changes
    predicate other_slots{A,B}(integer p, integer i) = \forall integer q, j; is_process{A}(q)
        && 0 <= j < NSLOTS && !(q == p && j == i) ==> slot_of{A}(q, j) == slot_of{B}(q, j);
    // endpoint e comes, named by slot i of process p
    predicate creates{A,B}(integer p, integer i, integer e) = slot_of{B}(p, i) == e
        && has_type{A}(e, PG_FREE) && has_type{B}(e, PG_ENDPOINT) && types_kept{A,B}(e)
        && refs{B}(e) == 1 && bits_of{B}(e) == 0 && other_slots{A,B}(p, i) && families_kept{A,B}
        && \at(nfree,B) == \at(nfree,A) - 1;
    // slot i of process p is empty; endpoint e, which it named, goes if no other slot names it
    predicate closes{A,B}(integer p, integer i, integer e) = slot_of{B}(p, i) == NIL
        && (refs{A}(e) == 1
        ? has_type{B}(e, PG_FREE) && types_kept{A,B}(e) && \at(nfree,B) == \at(nfree,A) + 1
        : same_types{A,B} && \at(nfree,B) == \at(nfree,A) && refs{B}(e) == refs{A}(e) - 1)
        && other_slots{A,B}(p, i) && families_kept{A,B};
    // no process but p has a slot that names e
    predicate named_by{L}(integer e, integer p) = \forall integer q, i; is_process{L}(q)
        && 0 <= i < NSLOTS && slot_of{L}(q, i) == e ==> q == p;
    // endpoints that only process p named have gone; nothing else changes its type
    predicate endpoints_left{A,B}(integer p) = \at(nframes,A) == \at(nframes,B)
        && \forall integer q; is_frame{A}(q) ==> type_of{B}(q) == type_of{A}(q)
            || is_endpoint{A}(q) && has_type{B}(q, PG_FREE) && named_by{A}(q, p);
    // other processes are as they were
    predicate others_kept{A,B}(integer p) = \forall integer q; is_process{A}(q) && q != p ==>
        \at(process_window[q],A) == \at(process_window[q],B);
    lemma left_still{A,B,C}: \forall integer p; endpoints_left{A,B}(p) && others_kept{A,B}(p)
        && endpoints_left{B,C}(p) ==> endpoints_left{A,C}(p);
*/

/* Make an endpoint, and let slot i of process p, which is empty, name it; NIL if no frame is
   free. */
/*@ requires wf: wf_kernel;
    requires slot: is_process(p) && i < NSLOTS && slot_of(p, i) == NIL;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD), slot_row[FREE_HEAD],
            process_window[p].slot[i];
    ensures wf: wf_kernel;
    ensures full: \result == NIL <==> \old(nfree) == 0;
    ensures head: \result == \old(FREE_HEAD);
    ensures creates: \result != NIL ==> creates{Pre,Post}(p, i, \result);
    ensures bits: bits_kept{Pre,Post}(NIL);
    ensures tables: same_tables{Pre,Post};
    ensures users: users_kept{Pre,Post} && users_left{Pre,Post};
    ensures same: \result == NIL ==> same_types{Pre,Post} && slot_of(p, i) == NIL; */
pfn_t endpoint_create(pfn_t p, uint32_t i);

/* Let slot i of process p, which is empty, name endpoint e. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires row: wf_row && all_named_but(e);
    requires waits: wf_waits;
    requires slot: is_process(p) && i < NSLOTS && slot_of(p, i) == NIL;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns process_window[p].slot[i], endpoint_window[e].refs, slot_row[e];
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures named: slot_of(p, i) == e && refs(e) == \old(refs(e)) + 1; */
void slot_fill(pfn_t p, uint32_t i, pfn_t e);

/* Let slot i of process p, by which nobody waits, be empty; free the endpoint that it named if no
   other slot names it. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires slot: is_process(p) && i < NSLOTS && slot_of(p, i) != NIL;
    requires unused: \forall integer t; is_thread(t) && waits(t) && thread_window[t].process == p
        ==> waits_by[t] != i;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], process_window[p].slot[i], endpoint_window[..],
            slot_row[..];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures closes: closes{Pre,Post}(p, i, \old(slot_of(p, i)));
    ensures bits: bits_kept{Pre,Post}(NIL);
    ensures left: endpoints_left{Pre,Post}(p);
    ensures tables: same_tables{Pre,Post};
    ensures users: users_left{Pre,Post}; */
void slot_close(pfn_t p, uint32_t i);

/* Let all slots of a process whose thread is inactive be empty; endpoints that only it named go. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires ended: is_process(p) && !active(process_window[p].thread);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], process_window[p].slot[..], endpoint_window[..],
            slot_row[..];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures empty: \forall integer i; 0 <= i < NSLOTS ==> slot_of(p, i) == NIL;
    ensures bits: bits_kept{Pre,Post}(NIL);
    ensures left: endpoints_left{Pre,Post}(p);
    ensures tables: same_tables{Pre,Post};
    ensures users: users_left{Pre,Post}; */
void slots_close(pfn_t p);

#endif
