/* frame.h: page frames: what each is used as, and which of them are free.
 *
 * Every frame has exactly one type. In the proof the frames stand in a row: free_seq is a
 * permutation of all of them with the free ones first, and free_pos is its inverse. So nfree
 * counts the free frames exactly, and none is ever lost. In what order free frames are handed out
 * is not said here: kernel/chain.h keeps them in lists, kernel/page.h joins the two.
 */
#ifndef ISOBAR_FRAME_H
#define ISOBAR_FRAME_H

#include "own.h"

extern uint32_t nfree; /* frames of type PG_FREE */

/*@ ghost pfn_t free_seq[MAX_FRAMES]; */
/*@ ghost uint32_t free_pos[MAX_FRAMES]; */

/*@ predicate wf_count{L} = nfree <= nframes <= MAX_FRAMES;
    predicate wf_seq{L} = \forall integer i; 0 <= i < nframes ==>
        is_frame(free_seq[i]) && free_pos[free_seq[i]] == i;
    predicate wf_pos{L} = \forall integer p; is_frame(p) ==>
        0 <= free_pos[p] < nframes && free_seq[free_pos[p]] == p;
    predicate wf_free_type{L} = \forall integer p; is_frame(p) ==>
        (page_window[p].type == PG_FREE <==> free_pos[p] < nfree);
    predicate wf_free{L} = wf_count && wf_seq && wf_pos && wf_free_type;

    // no frame but p changes its type
    predicate types_kept{A,B}(integer p) = \at(nframes,A) == \at(nframes,B) &&
        \forall integer q; is_frame{A}(q) && q != p ==>
            \at(page_window[q].type,A) == \at(page_window[q].type,B);
    predicate same_types{A,B} = types_kept{A,B}(-1);
    // every frame of type t keeps it, and no frame becomes one
    predicate same_frames{A,B}(integer t) =
        \forall integer q; has_type{A}(q, t) <==> has_type{B}(q, t);
    // a frame as no subsystem has used it yet
    predicate blank{L}(integer p) = has_type(p, PG_RESERVED)
        && page_window[p].shape == SHAPE_4K && page_window[p].chain == NO_CHAIN;
*/

/* Make a frame array of n entries, all reserved. */
/*@ requires room: n <= MAX_FRAMES;
    terminates \true;
    exits \false;
    assigns nframes, nfree, page_window[ALL_FRAMES], free_seq[ALL_FRAMES],
            free_pos[ALL_FRAMES];
    ensures wf: wf_free;
    ensures frames: nframes == n && nfree == 0;
    ensures blank: \forall integer p; is_frame(p) ==> blank(p); */
void frame_init(uint32_t n);

/* Use free frame p as a page of type t from now on. */
/*@ requires wf: wf_free;
    requires free: has_type(p, PG_FREE);
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns nfree, page_window[p].type, WINDOWS_AT(p), free_seq[ALL_FRAMES],
            free_pos[ALL_FRAMES];
    ensures wf: wf_free;
    ensures type: has_type(p, t);
    ensures count: nfree == \old(nfree) - 1; */
void frame_take(pfn_t p, uint32_t t);

/* Let frame p, whatever it was used as, be free. */
/*@ requires wf: wf_free;
    requires used: is_frame(p) && page_window[p].type != PG_FREE;
    terminates \true;
    exits \false;
    assigns nfree, page_window[p].type, free_seq[ALL_FRAMES], free_pos[ALL_FRAMES];
    ensures wf: wf_free;
    ensures type: has_type(p, PG_FREE);
    ensures count: nfree == \old(nfree) + 1; */
void frame_give(pfn_t p);

#endif
