/* page.h: the frame allocator: single frames from the free blocks of a pool.
 *
 * Below it, kernel/frame.h counts what is free, kernel/shape.h says how frames form blocks, and
 * kernel/block.h which chain each free block is on. All of it holds here, and no frame in use is
 * part of a larger block but in user memory (kernel/superpage.h). Whenever a frame is free one is
 * at the head of its chain, so allocation looks nowhere else. A page is used as one type at a time
 * (Atmosphere's flat permissions, in C): page_retype() and page_alloc() forget what all windows say
 * about their page.
 */
#ifndef ISOBAR_PAGE_H
#define ISOBAR_PAGE_H

#include "block.h"

/* For assigns clauses: what changes when a frame is allocated or freed, besides its type. */
#define FREE_STATE nfree, free_seq[..], free_pos[..], BLOCK_STATE
/* The same where all of the frame array may change. */
#define FREE_LISTS nfree, free_seq[..], free_pos[..], chain_head[..], chain_length[..], order[..]

/*@ predicate wf_refilled{L} = FREE_HEAD == NIL <==> nfree == 0;
    predicate wf_page{L} =
        wf_free && wf_chain && wf_blocks && wf_listed && wf_single && wf_refilled;

    predicate spec_page_alloc{A,B}(integer r, integer t) =
        used_kept{A,B} && (\at(nfree,A) == 0
        ? r == NIL && \at(nfree,B) == 0 && same_types{A,B}
        : has_type{A}(r, PG_FREE) && has_type{B}(r, t) && small{B}(r) && types_kept{A,B}(r)
          && \at(nfree,B) == \at(nfree,A) - 1);
    predicate spec_page_free{A,B}(integer p) = has_type{B}(p, PG_FREE) && types_kept{A,B}(p)
        && used_kept{A,B} && \at(nfree,B) == \at(nfree,A) + 1;
    // page p is in use, part of no superpage, and no chain knows of it
    predicate unlinked{L}(integer p) = small(p) && type_of(p) != PG_FREE
        && (type_of(p) == PG_ARENA ==> off_chain(p));
*/

/* Make a frame array of n entries, all reserved. */
/*@ requires room: n <= MAX_FRAMES;
    terminates \true;
    exits \false;
    assigns nframes, FREE_STATE, page_window[ALL_FRAMES];
    ensures wf: wf_page;
    ensures frames: nframes == n && nfree == 0;
    ensures reserved: \forall integer p; is_frame(p) ==> has_type(p, PG_RESERVED); */
void page_init(uint32_t n);

/* Use page p, which is not free, as another type from now on. */
/*@ requires wf: wf_page;
    requires used: unlinked(p);
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p);
    ensures wf: wf_page;
    ensures type: has_type(p, t);
    ensures kept: types_kept{Pre,Post}(p); */
void page_retype(pfn_t p, uint32_t t);

/* Allocate the free frame of a pool that is at the head of its chain as a page of type t; NIL if
   none is free. Constant time, but for a block that is split when the last single frame goes. */
/*@ requires wf: wf_page;
    requires pool: pool == ROOT_POOL;
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD);
    ensures wf: wf_page;
    ensures head: \result == \old(FREE_HEAD);
    ensures spec: spec_page_alloc{Pre,Post}(\result, t); */
pfn_t page_alloc(uint32_t pool, uint32_t t);

/* Free page p, whatever it was used as. */
/*@ requires wf: wf_page;
    requires used: unlinked(p);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[p].type;
    ensures wf: wf_page;
    ensures spec: spec_page_free{Pre,Post}(p); */
void page_free(pfn_t p);

#endif
