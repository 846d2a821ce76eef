/* process.h: a process is an address space, a table of endpoint slots, and its one thread.
 *
 * Process and thread name each other, each root table is owned by the process it belongs to, and a
 * slot holds an endpoint or nothing (kernel/endpoint.h). Not yet: more than one thread.
 */
#ifndef ISOBAR_PROCESS_H
#define ISOBAR_PROCESS_H

#include "paging.h"
#include "thread.h"

/*@ predicate is_process{L}(integer p) = has_type{L}(p, PG_PROCESS);
    predicate wf_process_thread{L} = \forall integer p; is_process(p) ==>
        is_thread(process_window[p].thread)
        && thread_window[process_window[p].thread].process == p;
    predicate active{L}(integer t) = is_thread(t) && thread_window[t].state != T_INACTIVE;
    predicate wf_thread_process{L} = \forall integer t; active(t) ==>
        is_process(thread_window[t].process)
        && process_window[thread_window[t].process].thread == t;
    predicate wf_process_root{L} = \forall integer p; is_process(p) ==>
        is_root(process_window[p].root) && map_parent[process_window[p].root] == p;
    predicate wf_root_process{L} = \forall integer r; is_root(r) && map_parent[r] != NIL ==>
        is_process(map_parent[r]) && process_window[map_parent[r]].root == r;
    predicate wf_slot{L} = \forall integer p, i; is_process(p) && 0 <= i < NSLOTS ==>
        process_window[p].slot[i] == NIL || is_endpoint(process_window[p].slot[i]);
    predicate wf_process{L} = wf_process_thread && wf_thread_process && wf_process_root
        && wf_root_process && wf_slot;

    lemma process_frame{A,B}: objects_kept{A,B} && roots_kept{A,B} && wf_process{A} ==>
        wf_process{B};

    // page p comes or goes: no process, no active thread, no process's thread
    predicate process_kept_but{A,B}(integer p) = objects_kept_but{A,B}(p)
        && roots_kept{A,B} && same_frames{A,B}(PG_PROCESS) && processes_kept{A,B}
        && !active{A}(p) && !active{B}(p) && wf_process{A}
        && \forall integer q; is_process{A}(q) ==> \at(process_window[q].thread,A) != p;
    lemma process_thread_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==>
        wf_process_thread{B};
    lemma thread_process_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==>
        wf_thread_process{B};
    lemma process_root_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==>
        wf_process_root{B};
    lemma root_process_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==>
        wf_root_process{B};
    lemma process_slot_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==>
        same_frames{A,B}(PG_ENDPOINT) ==> wf_slot{B};
    lemma process_frame_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==>
        same_frames{A,B}(PG_ENDPOINT) ==> wf_process{B};

    logic integer root_of{L}(integer t) =
        \at(process_window[thread_window[t].process].root,L);
    predicate wf_objects{L} = wf_list && wf_thread && wf_process;
    // no thread is left inactive
    predicate all_active{L} = \forall integer t; is_thread(t) ==> active(t);
    // threads change state and nothing else of them changes
    lemma process_threads{A,B}: same_types{A,B} && owners_kept{A,B} && processes_kept{A,B}
        && roots_kept{A,B} && all_active{A} && wf_process{A} ==> wf_process{B};

    logic integer slot_of{L}(integer p, integer i) = \at(process_window[p].slot[i],L);
    // slots name what they named; those of new processes name nothing, as those that went did
    predicate slots_kept{A,B} = \forall integer p, i; 0 <= i < NSLOTS ==>
        (is_process{A}(p) && is_process{B}(p) ==> slot_of{A}(p, i) == slot_of{B}(p, i))
        && (is_process{A}(p) && !is_process{B}(p) ==> slot_of{A}(p, i) == NIL)
        && (!is_process{A}(p) && is_process{B}(p) ==> slot_of{B}(p, i) == NIL);
    lemma slots_trans{A,B,C}: slots_kept{A,B} && slots_kept{B,C} ==> slots_kept{A,C};
    lemma objects_slots{A,B}: objects_kept{A,B} ==> slots_kept{A,B};
    // who waits did so before, at the same endpoint and for the same process
    predicate waiters_kept{A,B} = \forall integer t; is_thread{B}(t) && waits{B}(t) ==>
        is_thread{A}(t) && waits{A}(t) && \at(link_window[t].on,A) == \at(link_window[t].on,B)
        && \at(thread_window[t].process,A) == \at(thread_window[t].process,B);
    lemma waiters_trans{A,B,C}: waiters_kept{A,B} && waiters_kept{B,C} ==> waiters_kept{A,C};
    lemma objects_waiters{A,B}: objects_kept{A,B} ==> waiters_kept{A,B};
*/

/* Make a process of a floating address space with one ready thread that starts at pc with stack
   pointer sp, and empty slots; NIL if two frames cannot be had. */
/*@ requires pages: wf_pages;
    requires objects: wf_objects && all_active;
    requires root: is_root(root) && floating(root) && no_floating_but(root);
    requires clock: list_clock < UINT64_MAX;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[root], stamp[..], list_clock;
    ensures pages: \result != NIL ==> wf_pages;
    ensures floating: \result != NIL ==> no_floating;
    ensures list: \result != NIL ==> wf_list;
    ensures thread: \result != NIL ==> wf_thread;
    ensures wf: \result != NIL ==> wf_process;
    ensures active: \result != NIL ==> all_active;
    ensures process: \result != NIL ==> is_process(\result);
    ensures others: \forall integer q; is_process{Pre}(q) ==> is_process(q) && q != \result;
    ensures endpoints: same_frames{Pre,Post}(PG_ENDPOINT) && endpoints_kept{Pre,Post};
    ensures slots: \result != NIL ==> slots_kept{Pre,Post};
    ensures waiters: \result != NIL ==> waiters_kept{Pre,Post};
    ensures reserved: same_frames{Pre,Post}(PG_RESERVED);
    ensures clock: list_clock <= \old(list_clock) + 1; */
pfn_t process_create(pfn_t root, uint64_t pc, uint64_t sp);

#endif
