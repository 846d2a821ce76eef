/* reap.h: freeing a process whose thread is on no CPU and no list: the thread, the address space,
 * and every frame that they hold. All in one step for now, however large it is.
 */
#ifndef ISOBAR_REAP_H
#define ISOBAR_REAP_H

#include "family.h"
#include "wf.h"

/*@ // every object but t, p and the endpoints that only p named keeps its type; none is new
    predicate others_typed{A,B}(integer t, integer p) =
        (\forall integer q; is_object{B}(q) ==> is_object{A}(q) && q != t && q != p)
        && \forall integer q; is_object{A}(q) && q != t && q != p ==> is_frame{B}(q)
            && (type_of{A}(q) == type_of{B}(q)
                || is_endpoint{A}(q) && has_type{B}(q, PG_FREE) && named_by{A}(q, p));
    predicate processes_left{A,B}(integer p) = \forall integer q; is_process{A}(q) && q != p ==>
        is_process{B}(q) && \at(process_window[q],A) == \at(process_window[q],B);
    // thread t, its process p and address space r are gone; other processes are as they were
    predicate ends{A,B}(integer t, integer p, integer r) =
        has_type{B}(t, PG_FREE) && has_type{B}(p, PG_FREE) && has_type{B}(r, PG_FREE)
        && other_spaces{A,B}(r) && users_left{A,B} && others_typed{A,B}(t, p)
        && processes_left{A,B}(p) && bits_kept{A,B}(NIL);
*/

/* Free an inactive thread, its process, and their address space, which no CPU holds. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires floating: no_floating;
    requires tlb: wf_tlb && wf_cr3;
    requires held: held_by_none(root_of(t));
    requires inactive: is_thread(t) && thread_window[t].state == T_INACTIVE
        && thread_window[t].caller == NIL;
    requires linked: is_process(thread_window[t].process)
        && process_window[thread_window[t].process].thread == t;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..], family_window[..],
            process_window[thread_window[t].process].slot[..], endpoint_window[..], slot_row[..];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures floating: no_floating;
    ensures tlb: wf_tlb && wf_cr3;
    ensures ends: ends{Pre,Post}(t, thread_window[t].process, root_of{Pre}(t));
    ensures families: families_left{Pre,Post}(thread_window[t].process, ENDED);
    ensures threads: \forall integer u; is_thread(u) <==> is_thread{Pre}(u) && u != t; */
void process_reap(pfn_t t);

#endif
