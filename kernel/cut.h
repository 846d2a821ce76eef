/* cut.h: a block becomes 512 smaller ones, and back.
 *
 * These steps change shapes only: which chain the parts are on is the caller's business.
 */
#ifndef ISOBAR_CUT_H
#define ISOBAR_CUT_H

#include "shape.h"

/* Cut a block of 2 MiB or 1 GiB into 512 blocks of the next smaller shape. */
/*@ requires wf: wf_blocks;
    requires block: is_block(p, s) && s != SHAPE_4K;
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape;
    ensures wf: wf_blocks;
    ensures parts: in_parts(p, s);
    ensures others: shapes_but{Pre,Post}(p, unit(s)); */
void block_cut(pfn_t p, uint32_t s);

/* Join the 512 blocks of one type from p on to one block of shape s. */
/*@ requires wf: wf_blocks;
    requires shape: s == SHAPE_2M || s == SHAPE_1G;
    requires fits: p % unit(s) == 0 && p + unit(s) <= nframes;
    requires parts: in_parts(p, s);
    requires types: \forall integer q; p <= q < p + unit(s) ==> type_of(q) == type_of(p);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape;
    ensures wf: wf_blocks;
    ensures block: is_block(p, s);
    ensures others: shapes_but{Pre,Post}(p, unit(s)); */
void block_gather(pfn_t p, uint32_t s);

#endif
