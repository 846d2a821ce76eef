/* thread_lemmas.h: a page comes or goes, and no thread notices.
 *
 * Only the files that make or free such pages include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_THREAD_LEMMAS_H
#define ISOBAR_THREAD_LEMMAS_H

#include "list_lemmas.h"
#include "thread.h"

/*@ predicate unused{L}(integer p) = idle(p)
        && (is_thread(p) ==> thread_window[p].state == T_INACTIVE && thread_window[p].caller == NIL)
        && \forall integer c; 0 <= c < NCPU ==> run_queue[c] != p;
    predicate thread_kept_but{A,B}(integer p) = objects_kept_but{A,B}(p)
        && unused{A}(p) && unused{B}(p) && wf_list{A} && wf_thread{A}
        && \forall integer c; 0 <= c < NCPU ==> \at(current[c],A) == \at(current[c],B)
            && \at(run_queue[c],A) == \at(run_queue[c],B);
    lemma thread_queues_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_queues{B};
    lemma thread_current_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_current{B};
    lemma thread_state_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_state{B};
    lemma thread_running_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_running{B};
    lemma thread_ready_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_ready{B};
    lemma thread_inactive_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_inactive{B};
    lemma thread_waiting_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_waiting{B};
    lemma thread_reply_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_reply{B};
    lemma thread_caller_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_caller{B};
    lemma thread_recv_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_recv{B};
    lemma thread_kind_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_kind{B};
    lemma thread_frame_but{A,B}: \forall integer p; thread_kept_but{A,B}(p) ==> wf_thread{B};
*/

#endif
