/* objects.h: what it means that a step leaves the kernel objects alone.
 *
 * Processes, threads, endpoints and run queues are seen through seven windows. A layer below them
 * that allocates or frees pages says objects_kept, and each invariant about objects needs one
 * lemma that it survives this, instead of one proof per caller.
 */
#ifndef ISOBAR_OBJECTS_H
#define ISOBAR_OBJECTS_H

#include "page.h"

/*@ predicate is_object{L}(integer p) =
        is_frame{L}(p) && PG_PROCESS <= \at(page_window[p].type,L) <= PG_QUEUE;

    // every object keeps its type and contents, and no page becomes one
    predicate objects_typed{A,B} = \forall integer q; is_object{A}(q) || is_object{B}(q) ==>
        is_frame{A}(q) && is_frame{B}(q)
        && \at(page_window[q].type,A) == \at(page_window[q].type,B);
    predicate registers_kept{A,B} = \forall integer q; has_type{A}(q, PG_THREAD) ==>
        \at(regs_window[q],A) == \at(regs_window[q],B);
    predicate threads_kept{A,B} = \forall integer q; has_type{A}(q, PG_THREAD) ==>
        \at(thread_window[q],A) == \at(thread_window[q],B);
    predicate links_kept{A,B} = \forall integer q; has_type{A}(q, PG_THREAD) ==>
        \at(link_window[q],A) == \at(link_window[q],B);
    predicate lists_kept{A,B} = \forall integer q;
        has_type{A}(q, PG_ENDPOINT) || has_type{A}(q, PG_QUEUE) ==>
        \at(list_window[q],A) == \at(list_window[q],B);
    predicate endpoints_kept{A,B} = \forall integer q; has_type{A}(q, PG_ENDPOINT) ==>
        \at(endpoint_window[q],A) == \at(endpoint_window[q],B);
    // the bits of notifications that nobody has taken from endpoint e, and from all others
    logic integer bits_of{L}(integer e) = \at(endpoint_window[e].bits,L);
    predicate bits_kept{A,B}(integer e) = \forall integer f; has_type{A}(f, PG_ENDPOINT)
        && has_type{B}(f, PG_ENDPOINT) && f != e ==> bits_of{A}(f) == bits_of{B}(f);
    predicate records_kept{A,B} = \forall integer q; has_type{A}(q, PG_PROCESS) ==>
        \at(process_window[q],A) == \at(process_window[q],B);
    predicate families_kept{A,B} = \forall integer q; has_type{A}(q, PG_PROCESS) ==>
        \at(family_window[q],A) == \at(family_window[q],B);
    predicate processes_kept{A,B} = records_kept{A,B} && families_kept{A,B};
    predicate objects_kept{A,B} = \at(nframes,A) == \at(nframes,B) && objects_typed{A,B}
        && registers_kept{A,B} && threads_kept{A,B} && links_kept{A,B} && lists_kept{A,B}
        && endpoints_kept{A,B} && processes_kept{A,B};

    // a page that was free still is
    predicate free_kept{A,B} = \forall integer q; has_type{A}(q, PG_FREE) ==>
        has_type{B}(q, PG_FREE);

    // every user page keeps its contents
    predicate users_kept{A,B} = \forall integer q; has_type{A}(q, PG_USER) ==>
        has_type{B}(q, PG_USER) && \at(user_window[q],A) == \at(user_window[q],B);

    // user pages may have gone; those that are there were, and hold what they held
    predicate users_left{A,B} = \forall integer q; has_type{B}(q, PG_USER) ==>
        has_type{A}(q, PG_USER) && \at(user_window[q],A) == \at(user_window[q],B);

    lemma objects_types{A,B}: objects_kept{A,B} ==>
        same_frames{A,B}(PG_PROCESS) && same_frames{A,B}(PG_THREAD)
        && same_frames{A,B}(PG_ENDPOINT) && same_frames{A,B}(PG_QUEUE);
    lemma objects_trans{A,B,C}: objects_kept{A,B} && objects_kept{B,C} ==> objects_kept{A,C};
    lemma left_trans{A,B,C}: users_left{A,B} && users_left{B,C} ==> users_left{A,C};
    lemma left_kept{A,B}: users_kept{A,B} && same_frames{A,B}(PG_USER) ==> users_left{A,B};
    lemma users_trans{A,B,C}: users_kept{A,B} && users_kept{B,C} ==> users_kept{A,C};
*/

#endif
