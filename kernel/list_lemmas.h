/* list_lemmas.h: a page comes or goes, and no list notices.
 *
 * Only the files that make or free such pages include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_LIST_LEMMAS_H
#define ISOBAR_LIST_LEMMAS_H

#include "list.h"

/*@ predicate list_kept_but{A,B}(integer p) = objects_kept_but{A,B}(p) && stamps_kept{A,B}
        && idle{A}(p) && idle{B}(p) && wf_list{A};
    lemma list_on_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_on{B};
    lemma list_head_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_head{B};
    lemma list_tail_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_tail{B};
    lemma list_prev_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_prev{B};
    lemma list_next_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_next{B};
    lemma list_order_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_order{B};
    lemma list_ends_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_ends{B};
    lemma list_gap_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_gap{B};
    lemma list_past_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_past{B};
    lemma list_distinct_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_distinct{B};
    lemma list_frame_but{A,B}: \forall integer p; list_kept_but{A,B}(p) ==> wf_list{B};
*/

#endif
