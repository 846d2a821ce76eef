/* cut.c: shapes of a block's parts, one part at a time.
 *
 * The two shapes have a loop each, so that the prover divides by constants only.
 */
#include "cut.h"

#include "chain_lemmas.h"

/*@ requires wf: wf_blocks;
    requires block: is_block(p, SHAPE_2M);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape;
    ensures wf: wf_blocks;
    ensures parts: \forall integer q; p <= q < p + FRAMES_2M ==> shape_of(q) == SHAPE_4K;
    ensures others: shapes_but{Pre,Post}(p, FRAMES_2M); */
static void cut_2m(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= PARTS;
        loop invariant done: \forall integer q; p <= q < p + i ==> shape_of(q) == SHAPE_4K;
        loop invariant todo: \forall integer q; is_frame(q) && !(p <= q < p + i) ==>
            shape_of(q) == \at(shape_of(q),Pre);
        loop assigns i, page_window[ALL_FRAMES].shape;
        loop variant PARTS - i; */
    for (uint32_t i = 0; i < PARTS; i++)
        PAGE(p + i).shape = SHAPE_4K;
}

/*@ requires wf: wf_blocks;
    requires block: is_block(p, SHAPE_1G);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape;
    ensures frames: nframes <= MAX_FRAMES && wf_shape;
    ensures fit2: wf_fit2;
    ensures fit1: wf_fit1;
    ensures inner2: wf_inner2;
    ensures inner1: wf_inner1;
    ensures owner: wf_owner;
    ensures parts: \forall integer q; p <= q < p + FRAMES_1G ==>
        shape_of(q) == (q % FRAMES_2M == 0 ? SHAPE_2M : SHAPE_INNER);
    ensures others: shapes_but{Pre,Post}(p, FRAMES_1G); */
static void cut_1g(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= PARTS;
        loop invariant done: \forall integer q; p <= q < p + i * FRAMES_2M ==>
            shape_of(q) == (q % FRAMES_2M == 0 ? SHAPE_2M : SHAPE_INNER);
        loop invariant todo: \forall integer q; is_frame(q) && !(p <= q < p + i * FRAMES_2M) ==>
            shape_of(q) == \at(shape_of(q),Pre);
        loop assigns i, page_window[ALL_FRAMES].shape;
        loop variant PARTS - i; */
    for (uint32_t i = 0; i < PARTS; i++)
        PAGE(p + i * FRAMES_2M).shape = SHAPE_2M;
}

void block_cut(pfn_t p, uint32_t s)
{
    if (s == SHAPE_2M)
        cut_2m(p);
    else
        cut_1g(p);
}

/*@ requires wf: wf_blocks;
    requires fits: p % FRAMES_2M == 0 && p + FRAMES_2M <= nframes;
    requires parts: \forall integer q; p <= q < p + FRAMES_2M ==> shape_of(q) == SHAPE_4K;
    requires types: \forall integer q; p <= q < p + FRAMES_2M ==> type_of(q) == type_of(p);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape;
    ensures wf: wf_blocks;
    ensures block: is_block(p, SHAPE_2M);
    ensures others: shapes_but{Pre,Post}(p, FRAMES_2M); */
static void gather_2m(pfn_t p)
{
    PAGE(p).shape = SHAPE_2M;
    /*@ loop invariant range: 1 <= i <= PARTS;
        loop invariant head: shape_of(p) == SHAPE_2M;
        loop invariant done: \forall integer q; p < q < p + i ==> shape_of(q) == SHAPE_INNER;
        loop invariant todo: \forall integer q; is_frame(q) && !(p <= q < p + i) ==>
            shape_of(q) == \at(shape_of(q),Pre);
        loop assigns i, page_window[ALL_FRAMES].shape;
        loop variant PARTS - i; */
    for (uint32_t i = 1; i < PARTS; i++)
        PAGE(p + i).shape = SHAPE_INNER;
}

/*@ requires wf: wf_blocks;
    requires fits: p % FRAMES_1G == 0 && p + FRAMES_1G <= nframes;
    requires parts: \forall integer q; p <= q < p + FRAMES_1G ==>
        shape_of(q) == (q % FRAMES_2M == 0 ? SHAPE_2M : SHAPE_INNER);
    requires types: \forall integer q; p <= q < p + FRAMES_1G ==> type_of(q) == type_of(p);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape;
    ensures frames: nframes <= MAX_FRAMES && wf_shape;
    ensures fit2: wf_fit2;
    ensures fit1: wf_fit1;
    ensures inner2: wf_inner2;
    ensures inner1: wf_inner1;
    ensures owner: wf_owner;
    ensures block: is_block(p, SHAPE_1G);
    ensures others: shapes_but{Pre,Post}(p, FRAMES_1G); */
static void gather_1g(pfn_t p)
{
    PAGE(p).shape = SHAPE_1G;
    /*@ loop invariant range: 1 <= i <= PARTS;
        loop invariant head: shape_of(p) == SHAPE_1G;
        loop invariant done: \forall integer q; p < q < p + i * FRAMES_2M ==>
            shape_of(q) == SHAPE_INNER;
        loop invariant todo: \forall integer q; is_frame(q) && !(p <= q < p + i * FRAMES_2M) ==>
            shape_of(q) == \at(shape_of(q),Pre);
        loop assigns i, page_window[ALL_FRAMES].shape;
        loop variant PARTS - i; */
    for (uint32_t i = 1; i < PARTS; i++)
        PAGE(p + i * FRAMES_2M).shape = SHAPE_INNER;
}

void block_gather(pfn_t p, uint32_t s)
{
    if (s == SHAPE_2M)
        gather_2m(p);
    else
        gather_1g(p);
}
