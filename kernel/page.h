/* page.h: physical page frames: what each is used as, and which are free.
 *
 * Every frame has exactly one type. The free ones form a LIFO list; in the proof the list is an
 * array: free_seq is a permutation of all frames with the free ones first, in list order, and
 * free_pos is its inverse. So nfree counts the free frames exactly, and none is ever lost.
 * A page changes its type in page_retype(), which forgets what all windows say about it.
 */
#ifndef ISOBAR_PAGE_H
#define ISOBAR_PAGE_H

#include "own.h"

extern uint32_t nfree;  /* frames on the free list */
extern pfn_t free_head; /* the frame that the next allocation takes, or NIL */

/*@ ghost pfn_t free_seq[MAX_FRAMES]; */
/*@ ghost uint32_t free_pos[MAX_FRAMES]; */

/*@ predicate wf_count{L} = nfree <= nframes <= MAX_FRAMES;
    predicate wf_seq{L} = \forall integer i; 0 <= i < nframes ==>
        is_frame(free_seq[i]) && free_pos[free_seq[i]] == i;
    predicate wf_pos{L} = \forall integer p; is_frame(p) ==>
        0 <= free_pos[p] < nframes && free_seq[free_pos[p]] == p;
    predicate wf_free_type{L} = \forall integer p; is_frame(p) ==>
        (page_window[p].type == PG_FREE <==> free_pos[p] < nfree);
    predicate wf_free_next{L} = \forall integer i; 0 <= i < nfree ==>
        page_window[free_seq[i]].next == (i > 0 ? free_seq[i - 1] : NIL);
    predicate wf_free_head{L} = free_head == (nfree > 0 ? free_seq[nfree - 1] : NIL);
    predicate wf_page{L} =
        wf_count && wf_seq && wf_pos && wf_free_type && wf_free_next && wf_free_head;

    // no frame but p changes its type
    predicate types_kept{A,B}(integer p) = \at(nframes,A) == \at(nframes,B) &&
        \forall integer q; is_frame{A}(q) && q != p ==>
            \at(page_window[q].type,A) == \at(page_window[q].type,B);
    predicate same_types{A,B} = types_kept{A,B}(-1);
    // every frame of type t keeps it, and no frame becomes one
    predicate same_frames{A,B}(integer t) =
        \forall integer q; has_type{A}(q, t) <==> has_type{B}(q, t);

    predicate spec_page_alloc{A,B}(integer r, integer t) =
        \at(nfree,A) == 0
        ? r == NIL && \at(nfree,B) == 0 && same_types{A,B}
        : has_type{A}(r, PG_FREE) && has_type{B}(r, t) && types_kept{A,B}(r)
          && \at(nfree,B) == \at(nfree,A) - 1;
    predicate spec_page_free{A,B}(integer p) =
        has_type{B}(p, PG_FREE) && types_kept{A,B}(p) && \at(nfree,B) == \at(nfree,A) + 1;
*/

/* Make a frame array of n entries, all reserved. */
/*@ requires room: n <= MAX_FRAMES;
    terminates \true;
    exits \false;
    assigns nframes, nfree, free_head, page_window[ALL_FRAMES], free_seq[ALL_FRAMES],
            free_pos[ALL_FRAMES];
    ensures wf: wf_page;
    ensures frames: nframes == n && nfree == 0;
    ensures reserved: \forall integer p; is_frame(p) ==> has_type(p, PG_RESERVED); */
void page_init(uint32_t n);

/* Use page p, which is not free, as another type from now on. */
/*@ requires wf: wf_page;
    requires used: is_frame(p) && page_window[p].type != PG_FREE;
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p);
    ensures wf: wf_page;
    ensures type: has_type(p, t);
    ensures kept: types_kept{Pre,Post}(p); */
void page_retype(pfn_t p, uint32_t t);

/* Allocate the free frame at the head of the list as a page of type t; NIL if none is free. */
/*@ requires wf: wf_page;
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns nfree, free_head, page_window[free_head].type, WINDOWS_AT(free_head);
    ensures wf: wf_page;
    ensures head: \result == \old(free_head);
    ensures spec: spec_page_alloc{Pre,Post}(\result, t); */
pfn_t page_alloc(uint32_t t);

/* Free page p, whatever it was used as. */
/*@ requires wf: wf_page;
    requires used: is_frame(p) && page_window[p].type != PG_FREE;
    terminates \true;
    exits \false;
    assigns nfree, free_head, page_window[p], free_seq[ALL_FRAMES],
            free_pos[ALL_FRAMES];
    ensures wf: wf_page;
    ensures spec: spec_page_free{Pre,Post}(p); */
void page_free(pfn_t p);

#endif
