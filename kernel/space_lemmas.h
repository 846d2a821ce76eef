/* space_lemmas.h: what a step leaves alone keeps the invariant of the objects.
 *
 * Only the files of those steps include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_SPACE_LEMMAS_H
#define ISOBAR_SPACE_LEMMAS_H

#include "endpoint_frame.h"
#include "space.h"

/*@ lemma stay_list{A,B}: wf_list{A} && threads_stay{A,B} ==> wf_list{B};
    lemma stay_thread{A,B}: wf_list{A} && wf_thread{A} && threads_stay{A,B} ==> wf_thread{B};
    lemma stay_process{A,B}: wf_process{A} && threads_stay{A,B} ==> wf_process{B};
    lemma stay_objects{A,B}: wf_objects{A} && threads_stay{A,B} ==> wf_objects{B};
    lemma stay_active{A,B}: all_active{A} && threads_stay{A,B} ==> all_active{B};
    // the objects are well-formed and each CPU has its thread's address space loaded
    predicate wf_rest{L} = wf_objects && wf_refs && wf_waits && all_active && wf_loaded_but(-1);
    lemma stay_refs{A,B}: wf_refs{A} && wf_frames{A} && threads_stay{A,B} && rows_kept{A,B} ==>
        wf_refs{B};
    lemma stay_waits{A,B}: wf_waits{A} && wf_objects{A} && wf_objects{B} && threads_stay{A,B}
        && by_kept{A,B} ==> wf_waits{B};
    lemma stay_loaded{A,B}: wf_rest{A} && threads_stay{A,B} ==> wf_loaded_but{B}(-1);
    predicate rest_stays{A,B} = wf_rest{A} && threads_stay{A,B} && rows_kept{A,B} && by_kept{A,B};
    lemma rest_list{A,B}: rest_stays{A,B} ==> wf_list{B};
    lemma rest_thread{A,B}: rest_stays{A,B} ==> wf_thread{B};
    lemma rest_process{A,B}: rest_stays{A,B} ==> wf_process{B};
    lemma rest_objects{A,B}: rest_stays{A,B} ==> wf_objects{B};
    lemma rest_refs{A,B}: rest_stays{A,B} ==> wf_refs{B};
    lemma rest_waits{A,B}: rest_stays{A,B} ==> wf_waits{B};
    lemma rest_active{A,B}: rest_stays{A,B} ==> all_active{B};
    lemma rest_loaded{A,B}: rest_stays{A,B} ==> wf_loaded_but{B}(-1);
    lemma stay_rest{A,B}: rest_stays{A,B} ==> wf_rest{B};
*/

#endif
