/* shape.h: blocks: runs of 1, 512 or 262144 frames that are allocated and freed as one.
 *
 * The first frame of a block carries its shape, the others are inner. Every frame lies in exactly
 * one block, a block is aligned to its size, and all its frames have one type; so to know that a
 * whole block is free it is enough to look at its head.
 */
#ifndef ISOBAR_SHAPE_H
#define ISOBAR_SHAPE_H

#include "frame.h"

#define PARTS 512u        /* blocks of one shape in a block of the next */
#define FRAMES_2M PARTS   /* frames of a 2 MiB block */
#define FRAMES_1G 262144u /* frames of a 1 GiB block */

/*@ logic integer shape_of{L}(integer p) = \at(page_window[p].shape,L);
    // frames of a block
    logic integer unit(integer s) =
        s == SHAPE_4K ? 1 : s == SHAPE_2M ? FRAMES_2M : s == SHAPE_1G ? FRAMES_1G : 0;
    predicate is_block{L}(integer p, integer s) =
        is_frame{L}(p) && shape_of{L}(p) == s && 0 <= s < NSHAPES;
    predicate small{L}(integer p) = is_block{L}(p, SHAPE_4K);

    predicate wf_shape{L} = \forall integer p; is_frame(p) ==> shape_of(p) <= SHAPE_INNER;
    predicate wf_fit2{L} = \forall integer p; is_block(p, SHAPE_2M) ==>
        p % FRAMES_2M == 0 && p + FRAMES_2M <= nframes;
    predicate wf_fit1{L} = \forall integer p; is_block(p, SHAPE_1G) ==>
        p % FRAMES_1G == 0 && p + FRAMES_1G <= nframes;
    predicate wf_inner2{L} = \forall integer p, q; is_block(p, SHAPE_2M)
        && p < q < p + FRAMES_2M ==> shape_of(q) == SHAPE_INNER && type_of(q) == type_of(p);
    predicate wf_inner1{L} = \forall integer p, q; is_block(p, SHAPE_1G)
        && p < q < p + FRAMES_1G ==> shape_of(q) == SHAPE_INNER && type_of(q) == type_of(p);
    // the heads that an inner frame can have
    logic integer head2(integer q) = q - q % FRAMES_2M;
    logic integer head1(integer q) = q - q % FRAMES_1G;
    predicate wf_owner{L} = \forall integer q; is_frame(q) && shape_of(q) == SHAPE_INNER ==>
        q % FRAMES_2M != 0 && is_block(head2(q), SHAPE_2M)
        || q % FRAMES_1G != 0 && is_block(head1(q), SHAPE_1G);
    predicate wf_blocks{L} = nframes <= MAX_FRAMES && wf_shape && wf_fit2 && wf_fit1
        && wf_inner2 && wf_inner1 && wf_owner;

    // no frame outside the n from p on changes its shape
    predicate shapes_but{A,B}(integer p, integer n) = \forall integer q;
        is_frame{A}(q) && !(p <= q < p + n) ==> shape_of{B}(q) == shape_of{A}(q);
    // the block at p of shape s is 512 blocks of the shape below
    predicate in_parts{L}(integer p, integer s) = \forall integer q; p <= q < p + unit(s) ==>
        shape_of{L}(q) == (q % unit(s - 1) == 0 ? s - 1 : SHAPE_INNER);
*/

#endif
