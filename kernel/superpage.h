/* superpage.h: superpages: user memory in blocks of 2 MiB and 1 GiB.
 *
 * All frames of a superpage are user pages; its first one has its shape and names it. It comes from
 * the free block at the head of its chain, which the caller asks for first, goes back as one block,
 * and can be cut to smaller pages while it is in use. Nothing here looks at what the pages contain.
 */
#ifndef ISOBAR_SUPERPAGE_H
#define ISOBAR_SUPERPAGE_H

#include "merge.h"
#include "page.h"

/*@ predicate is_large_shape(integer s) = s == SHAPE_2M || s == SHAPE_1G;
    // all frames of the block at p of shape s have type t
    predicate block_type{L}(integer p, integer s, integer t) = is_block{L}(p, s)
        && \forall integer q; p <= q < p + unit(s) ==> has_type{L}(q, t);
    // no frame outside the n from p on changes its type
    predicate types_but{A,B}(integer p, integer n) = \at(nframes,A) == \at(nframes,B)
        && \forall integer q; is_frame{A}(q) && !(p <= q < p + n) ==>
            type_of{A}(q) == type_of{B}(q);
    // wf_page, but perhaps no single frame is at hand
    predicate wf_unfilled{L} = wf_free && wf_chain && wf_blocks && wf_listed && wf_single;
*/

/* The superpage of shape s that the next superpage_take() may use, after smaller blocks have been
   merged or a larger one split if need be; NIL if a pool has no free frames that can be one. */
/*@ requires wf: wf_page;
    requires pool: pool == ROOT_POOL;
    requires shape: is_large_shape(s);
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures free: wf_free;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures single: wf_single;
    ensures used: used_kept{Pre,Post};
    ensures none: \result == NIL ==> wf_refilled;
    ensures none2: \result == NIL && s == SHAPE_2M ==> no_run2;
    ensures none1: \result == NIL && s == SHAPE_1G ==> no_run1;
    ensures found: \result != NIL ==> free_block(\result, s); */
pfn_t superpage_find(uint32_t pool, uint32_t s);

/* Use a free block as user memory. */
/*@ requires wf: wf_unfilled;
    requires block: is_large_shape(s) && free_block(p, s);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[p .. p + unit(s) - 1].type, WINDOWS_AT(p .. p + unit(s) - 1);
    ensures wf: wf_page;
    ensures block: block_type(p, s, PG_USER);
    ensures used: used_kept{Pre,Post};
    ensures types: types_but{Pre,Post}(p, unit(s));
    ensures count: nfree == \old(nfree) - unit(s); */
void superpage_take(pfn_t p, uint32_t s);

/* Free a superpage. */
/*@ requires wf: wf_page;
    requires block: is_large_shape(s) && is_block(p, s) && type_of(p) == PG_USER;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[p .. p + unit(s) - 1].type;
    ensures wf: wf_page;
    ensures free: \forall integer q; p <= q < p + unit(s) ==> has_type(q, PG_FREE);
    ensures used: \forall integer q; is_frame(q) && type_of(q) != PG_FREE ==>
        shape_of(q) == \old(shape_of(q));
    ensures types: types_but{Pre,Post}(p, unit(s));
    ensures count: nfree == \old(nfree) + unit(s); */
void superpage_free(pfn_t p, uint32_t s);

/* Cut a superpage into 512 pages of the next smaller size. */
/*@ requires wf: wf_page;
    requires block: is_large_shape(s) && is_block(p, s) && type_of(p) == PG_USER;
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape;
    ensures wf: wf_page;
    ensures parts: in_parts(p, s);
    ensures others: shapes_but{Pre,Post}(p, unit(s)); */
void superpage_split(pfn_t p, uint32_t s);

#endif
