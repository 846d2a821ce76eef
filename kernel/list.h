/* list.h: first-in first-out lists of threads: endpoint queues and run queues.
 *
 * A list is a page with a head and a tail; a thread owns its one link for life, so queueing never
 * allocates. Order is by ghost arrival stamps, increasing along next: removal from the middle
 * shifts nothing and no invariant is inductive. The clock that gives the stamps is real, because
 * an invariant cannot bound a counter for ever: kernel_enter() refuses calls at its end.
 */
#ifndef ISOBAR_LIST_H
#define ISOBAR_LIST_H

#include "objects.h"

#define CLOCK_END (UINT64_MAX - 64u) /* one call makes far fewer than 64 arrivals */

extern uint64_t list_clock; /* arrivals so far, on all lists */

/*@ ghost uint64_t stamp[MAX_FRAMES]; */

/*@ predicate is_link{L}(integer t) = has_type(t, PG_THREAD);
    predicate is_endpoint{L}(integer l) = has_type(l, PG_ENDPOINT);
    predicate is_queue{L}(integer l) = has_type(l, PG_QUEUE);
    predicate is_list{L}(integer l) = is_endpoint(l) || is_queue(l);
    predicate on_list{L}(integer t, integer l) = is_link(t) && link_window[t].on == l;
    predicate queued{L}(integer t) = is_link(t) && link_window[t].on != NIL;
    predicate oldest{L}(integer t, integer l) =
        on_list(t, l) && \forall integer u; on_list(u, l) ==> stamp[t] <= stamp[u];
    predicate youngest{L}(integer t, integer l) =
        on_list(t, l) && \forall integer u; on_list(u, l) ==> stamp[u] <= stamp[t];

    predicate wf_frames{L} = nframes <= MAX_FRAMES;
    predicate wf_on{L} = \forall integer t; queued(t) ==> is_list(link_window[t].on);
    predicate wf_head{L} = \forall integer l; is_list(l) ==> (list_window[l].head == NIL
        ? list_window[l].tail == NIL
        : on_list(list_window[l].head, l) && link_window[list_window[l].head].prev == NIL);
    predicate wf_tail{L} = \forall integer l; is_list(l) ==> (list_window[l].tail == NIL
        ? list_window[l].head == NIL
        : on_list(list_window[l].tail, l) && link_window[list_window[l].tail].next == NIL);
    predicate wf_prev{L} = \forall integer t, l; is_list(l) && on_list(t, l) ==>
        (link_window[t].prev == NIL
        ? list_window[l].head == t
        : on_list(link_window[t].prev, l) && link_window[link_window[t].prev].next == t);
    predicate wf_next{L} = \forall integer t, l; is_list(l) && on_list(t, l) ==>
        (link_window[t].next == NIL
        ? list_window[l].tail == t
        : on_list(link_window[t].next, l) && link_window[link_window[t].next].prev == t);
    predicate wf_order{L} = \forall integer t, l; is_list(l) && on_list(t, l)
        && link_window[t].next != NIL ==> stamp[t] < stamp[link_window[t].next];
    predicate wf_ends{L} = \forall integer t, l; is_list(l) && on_list(t, l) ==>
        list_window[l].head != NIL
        && stamp[list_window[l].head] <= stamp[t] <= stamp[list_window[l].tail];
    // no thread of the list arrived between a thread and the next one
    predicate wf_gap{L} = \forall integer t, u, l; is_list(l) && on_list(t, l) && on_list(u, l)
        && stamp[t] < stamp[u] ==>
        link_window[t].next != NIL && stamp[link_window[t].next] <= stamp[u];
    predicate wf_past{L} = \forall integer t; queued(t) ==> stamp[t] < list_clock;
    predicate wf_distinct{L} = \forall integer t, u; queued(t) && queued(u) && t != u ==>
        stamp[t] != stamp[u];
    predicate wf_list{L} = wf_frames && wf_on && wf_head && wf_tail && wf_prev && wf_next
        && wf_order && wf_ends && wf_gap && wf_past && wf_distinct;

    lemma head_is_oldest{L}: \forall integer l; wf_list && is_list(l)
        && list_window[l].head != NIL ==> oldest(list_window[l].head, l);

    // the proof's own record of arrivals is as it was
    predicate stamps_kept{A,B} = \at(list_clock,A) == \at(list_clock,B)
        && \forall integer t; is_link{A}(t) ==> \at(stamp[t],A) == \at(stamp[t],B);
    // thread t is on list l (NIL: on none) afterwards, every other is where it was
    predicate on_moved{A,B}(integer t, integer l) = \at(link_window[t].on,B) == l
        && \forall integer u; u != t && is_link{A}(u) ==>
            \at(link_window[u].on,A) == \at(link_window[u].on,B);

    // thread t has come to list l since A, after all that were on a list then
    predicate arrived{A,B}(integer t, integer l) =
        on_list{B}(t, l) && \at(stamp[t],B) >= \at(list_clock,A);

    lemma list_frame{A,B}: objects_kept{A,B} && stamps_kept{A,B} && wf_list{A} ==> wf_list{B};

    // page p comes or goes as a thread on no list or an empty list, and the others stay
    predicate idle{L}(integer p) = (is_link(p) ==> link_window[p].on == NIL)
        && (is_list(p) ==> list_window[p].head == NIL && list_window[p].tail == NIL);
    predicate objects_kept_but{A,B}(integer p) = \at(nframes,A) == \at(nframes,B)
        && (\forall integer q; q != p ==> (is_link{A}(q) <==> is_link{B}(q))
            && (is_endpoint{A}(q) <==> is_endpoint{B}(q)) && (is_queue{A}(q) <==> is_queue{B}(q)))
        && (\forall integer q; q != p && is_link{A}(q) ==>
            \at(link_window[q],A) == \at(link_window[q],B)
            && \at(thread_window[q],A) == \at(thread_window[q],B))
        && (\forall integer q; q != p && is_list{A}(q) ==>
            \at(list_window[q],A) == \at(list_window[q],B));
*/

/* Make an empty list, a page of type t; NIL if no frame is free. */
/*@ requires page: wf_page;
    requires wf: wf_list;
    requires type: t == PG_ENDPOINT || t == PG_QUEUE;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD);
    ensures page: wf_page;
    ensures wf: wf_list;
    ensures head: \result == \old(FREE_HEAD);
    ensures spec: spec_page_alloc{Pre,Post}(\result, t);
    ensures idle: \result != NIL ==> idle(\result);
    ensures kept: objects_kept_but{Pre,Post}(\result); */
pfn_t list_create(uint32_t t);

/* Say that a thread just made is on no list. */
/*@ requires frames: wf_frames;
    requires link: is_link(t);
    terminates \true;
    exits \false;
    assigns link_window[t];
    ensures off: link_window[t].on == NIL; */
void link_init(pfn_t t);

/* Put thread t, which is on no list, at the tail of list l. */
/*@ requires wf: wf_list;
    requires clock: list_clock < UINT64_MAX;
    requires list: is_list(l);
    requires off: is_link(t) && link_window[t].on == NIL;
    terminates \true;
    exits \false;
    assigns link_window[ALL_FRAMES], list_window[l], stamp[t], list_clock;
    ensures on: wf_on;
    ensures head: wf_head;
    ensures tail: wf_tail;
    ensures prev: wf_prev;
    ensures next: wf_next;
    ensures order: wf_order;
    ensures ends: wf_ends;
    ensures gap: wf_gap;
    ensures past: wf_past;
    ensures distinct: wf_distinct;
    ensures moved: on_moved{Pre,Post}(t, l);
    ensures last: youngest(t, l) && stamp[t] == \old(list_clock);
    ensures first: list_window[l].head == (\old(list_window[l].head) == NIL
        ? t : \old(list_window[l].head));
    ensures clock: list_clock == \old(list_clock) + 1; */
void list_push(pfn_t l, pfn_t t);

/* Take thread t off the list that it is on. */
/*@ requires wf: wf_list;
    requires on: queued(t);
    terminates \true;
    exits \false;
    assigns link_window[ALL_FRAMES], list_window[link_window[t].on];
    ensures on: wf_on;
    ensures head: wf_head;
    ensures tail: wf_tail;
    ensures prev: wf_prev;
    ensures next: wf_next;
    ensures order: wf_order;
    ensures ends: wf_ends;
    ensures gap: wf_gap;
    ensures past: wf_past;
    ensures distinct: wf_distinct;
    ensures moved: on_moved{Pre,Post}(t, NIL); */
void list_remove(pfn_t t);

/* Take the oldest thread off list l, which is not empty. */
/*@ requires wf: wf_list;
    requires list: is_list(l) && list_window[l].head != NIL;
    terminates \true;
    exits \false;
    assigns link_window[ALL_FRAMES], list_window[l];
    ensures wf: wf_list;
    ensures head: \result == \old(list_window[l].head);
    ensures oldest: oldest{Pre}(\result, l);
    ensures moved: on_moved{Pre,Post}(\result, NIL); */
pfn_t list_pop(pfn_t l);

#endif
