/* process.h: a process is an address space, a table of endpoint slots, and its one thread.
 *
 * Process and thread name each other, each root table is owned by the process it belongs to, and a
 * slot holds an endpoint or nothing (kernel/endpoint.h). A process finds each child under a number,
 * and the child finds its parent (kernel/family.h). Not yet: more than one thread.
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
    // child number i of process p, ENDED or NIL; the parent of process p, or NIL
    logic integer child_of{L}(integer p, integer i) = \at(family_window[p].child[i],L);
    logic integer parent_of{L}(integer p) = \at(family_window[p].parent,L);
    logic integer place_of{L}(integer p) = \at(family_window[p].place,L);
    predicate lives(integer q) = q != NIL && q != ENDED;
    predicate wf_child{L} = \forall integer p, i; is_process(p) && 0 <= i < NCHILDREN
        && lives(child_of(p, i)) ==> is_process(child_of(p, i))
        && parent_of(child_of(p, i)) == p && place_of(child_of(p, i)) == i;
    predicate wf_parent{L} = \forall integer p; is_process(p) && parent_of(p) != NIL ==>
        is_process(parent_of(p)) && place_of(p) < NCHILDREN
        && child_of(parent_of(p), place_of(p)) == p;
    predicate wf_family{L} = wf_child && wf_parent;
    predicate wf_process{L} = wf_process_thread && wf_thread_process && wf_process_root
        && wf_root_process && wf_slot && wf_family;

    lemma process_frame{A,B}: objects_kept{A,B} && roots_kept{A,B} && wf_process{A} ==>
        wf_process{B};

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

/*@ // the address space that is being filled is the only thing that nobody owns yet
    predicate filling{L}(integer root) = wf_pages{L} && is_root{L}(root) && floating{L}(root)
        && no_floating_but{L}(root);
    // pages p and t were free, and nothing else changes its type
    predicate two_came{A,B}(integer p, integer t) = has_type{A}(p, PG_FREE)
        && has_type{A}(t, PG_FREE)
        && p != t && \at(nframes,A) == \at(nframes,B)
        && \forall integer q; is_frame{A}(q) && q != p && q != t ==> type_of{A}(q) == type_of{B}(q);
    // threads that were there are, and none but t notices
    predicate threads_left{A,B}(integer t) = places_kept{A,B}(t, t, t) && callers_kept{A,B}(t)
        && holders_kept{A,B}(t, t) && owners_kept{A,B} && regs_kept{A,B}(t, t, t)
        && (\forall integer x; is_thread{A}(x) ==> is_thread{B}(x))
        && \forall integer c; 0 <= c < NCPU ==> \at(current[c],A) == \at(current[c],B);
    // processes and endpoints are as they were, and none of the endpoints comes or goes
    predicate others_stay{A,B} = processes_kept{A,B} && endpoints_kept{A,B}
        && same_frames{A,B}(PG_ENDPOINT)
        && \forall integer q; is_process{A}(q) ==> is_process{B}(q);
    // thread t, which is new, will start at pc with stack pointer sp and nothing in other registers
    predicate starts{L}(integer t, integer pc, integer sp) = is_thread{L}(t)
        && \at(regs_window[t].r[REG_PC],L) == pc && \at(regs_window[t].r[REG_SP],L) == sp
        && \forall integer i; 0 <= i < NREGS && i != REG_PC && i != REG_SP ==>
            \at(regs_window[t].r[i],L) == 0;
    // process p has no parent, and no child has a number
    predicate unrelated{L}(integer p) = parent_of{L}(p) == NIL
        && \forall integer i; 0 <= i < NCHILDREN ==> child_of{L}(p, i) == NIL;
    // process p of address space r comes, without endpoints; its thread is ready on CPU c
    predicate process_made{A,B}(integer p, integer r, integer c) =
        \let t = \at(process_window[p].thread,B);
        is_process{B}(p) && two_came{A,B}(p, t) && \at(process_window[p].root,B) == r
        && processes_kept{A,B} && unrelated{B}(p) && wakes{A,B}(t, c)
        && \at(nfree,B) == \at(nfree,A) - 2
        && \forall integer i; 0 <= i < NSLOTS ==> slot_of{B}(p, i) == NIL;
*/

/* Make an address space without translations, which no process has yet; NIL if no frame is free. */
/*@ requires pages: wf_pages;
    requires floating: no_floating;
    requires objects: wf_objects && all_active;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..];
    ensures filling: \result != NIL ==> filling(\result);
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_PT4);
    ensures empty: \result != NIL ==>
        \forall integer va; is_user(va) ==> translation(\result, va) == 0;
    ensures entries: entries_kept{Pre,Post}(-1, 0);
    ensures objects: objects_kept{Pre,Post};
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures active: all_active;
    ensures kept: same_frames{Pre,Post}(PG_RESERVED) && users_kept{Pre,Post}; */
pfn_t space_create(void);

/* Make a process of a floating address space with empty slots and one thread, ready on a CPU, that
   starts at pc with stack pointer sp; NIL if two frames cannot be had. */
/*@ requires pages: wf_pages;
    requires objects: wf_objects && all_active;
    requires root: is_root(root) && floating(root) && no_floating_but(root);
    requires clock: list_clock < UINT64_MAX;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[root], stamp[..], list_clock;
    ensures full: \result == NIL <==> \old(nfree) < 2;
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
    ensures clock: list_clock <= \old(list_clock) + 1;
    ensures made: \result != NIL ==> process_made{Pre,Post}(\result, root, cpu)
        && starts(process_window[\result].thread, pc, sp);
    ensures left: \result != NIL ==> threads_left{Pre,Post}(-1);
    ensures entries: \result != NIL ==> entries_kept{Pre,Post}(-1, 0);
    ensures users: \result != NIL ==> users_kept{Pre,Post}; */
pfn_t process_create(pfn_t root, uint32_t cpu, uint64_t pc, uint64_t sp);

#endif
