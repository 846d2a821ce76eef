/* process_lemmas.h: a page comes or goes, and no process notices.
 *
 * Only the files that make or free such pages include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_PROCESS_LEMMAS_H
#define ISOBAR_PROCESS_LEMMAS_H

#include "process.h"
#include "thread_lemmas.h"

/*@ // page p comes or goes: no process, no active thread, no process's thread
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
    lemma process_family_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==> wf_family{B};
    lemma process_frame_but{A,B}: \forall integer p; process_kept_but{A,B}(p) ==>
        same_frames{A,B}(PG_ENDPOINT) ==> wf_process{B};
    // what one step leaves alone and the next, both leave alone
    lemma threads_trans{A,B,C}: \forall integer t; threads_left{A,B}(-1) && threads_left{B,C}(t)
        && !is_thread{A}(t) ==> threads_left{A,C}(-1);
    lemma others_trans{A,B,C}: others_stay{A,B} && others_stay{B,C} ==> others_stay{A,C};
*/

#endif
