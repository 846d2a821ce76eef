/* spawn.h: a process at run time, with an endpoint that it shares and an empty address space.
 *
 * What it runs is its maker's business (kernel/space_move.h): user code loads programs, as in NOVA
 * and L4; the kernel reads none.
 */
#ifndef ISOBAR_SPAWN_H
#define ISOBAR_SPAWN_H

#include "wf.h"

/*@ // three pages were free, and nothing else changes its type
    predicate three_came{A,B}(integer p, integer t, integer r) = has_type{A}(p, PG_FREE)
        && has_type{A}(t, PG_FREE) && has_type{A}(r, PG_FREE) && \at(nframes,A) == \at(nframes,B)
        && \forall integer q; is_frame{A}(q) && q != p && q != t && q != r ==>
            type_of{A}(q) == type_of{B}(q);
    // every object keeps its type, and none comes but p and w
    predicate objects_but{A,B}(integer p, integer w) = (\forall integer q; is_object{A}(q) ==>
        is_frame{B}(q) && type_of{A}(q) == type_of{B}(q))
        && \forall integer q; is_object{B}(q) && q != p && q != w ==> is_object{A}(q);
    // process p comes, with nothing mapped; its thread is ready on CPU c
    predicate comes{A,B}(integer p, integer c, integer pc, integer sp) =
        \let t = \at(process_window[p].thread,B); \let r = \at(process_window[p].root,B);
        is_process{B}(p) && is_thread{B}(t) && is_root{B}(r) && three_came{A,B}(p, t, r)
        && starts{B}(t, pc, sp) && wakes{A,B}(t, c) && threads_left{A,B}(-1)
        && processes_kept{A,B} && unrelated{B}(p) && \at(nfree,B) == \at(nfree,A) - 3
        && same_translations{A,B} && users_kept{A,B} && same_frames{A,B}(PG_USER)
        && bits_kept{A,B}(NIL);
    predicate maps_nothing{L}(integer s) = is_root{L}(s) && \forall integer va; is_user(va) ==>
        translation{L}(s, va) == 0;
    // every address space is still there and needs as many tables for an address as before
    predicate spaces_stay{A,B} = (\forall integer r; is_root{A}(r) ==> is_root{B}(r))
        && \forall integer r, va; is_root{A}(r) && is_user(va) ==>
            missing{B}(r, va) == missing{A}(r, va);
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
    ensures comes: comes{Pre,Post}(\result, cpu, pc, sp);
    ensures objects: objects_but{Pre,Post}(\result, process_window[\result].thread);
    ensures slots: slot_of(\result, 0) == e && (\forall integer i; 1 <= i < NSLOTS ==>
        slot_of(\result, i) == NIL);
    ensures empty: maps_nothing(process_window[\result].root);
    ensures spaces: spaces_stay{Pre,Post}; */
pfn_t process_spawn(pfn_t e, uint32_t cpu, uint64_t pc, uint64_t sp);

#endif
