/* block.c: splitting, from the steps of kernel/cut.h and kernel/chain.h.
 *
 * The parts are put on their chain from the last to the first, so that memory is handed out in
 * the order of its addresses.
 */
#include "block.h"

#include "chain_lemmas.h"

#include "cut.h"

/* Put the 512 single frames from p on, which are on no chain, on the chain of their shape. */
/*@ requires chain: wf_chain;
    requires frames: p + FRAMES_2M <= nframes;
    requires off: \forall integer q; p <= q < p + FRAMES_2M ==> off_chain(q);
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures chain: wf_chain;
    ensures on: \forall integer q; p <= q < p + FRAMES_2M ==> on_chain(q, SHAPE_4K);
    ensures others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_2M) ==>
        page_window[q].chain == \old(page_window[q].chain);
    ensures head: FREE_HEAD == p; */
static void chain_frames(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= PARTS;
        loop invariant chain: wf_chain;
        loop invariant todo: \forall integer q; p <= q < p + i ==> off_chain(q);
        loop invariant done: \forall integer q; p + i <= q < p + FRAMES_2M ==>
            on_chain(q, SHAPE_4K);
        loop invariant others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_2M) ==>
            page_window[q].chain == \at(page_window[q].chain,Pre);
        loop invariant head: i < PARTS ==> FREE_HEAD == p + i;
        loop assigns i, CHAIN_STATE;
        loop variant i; */
    for (uint32_t i = PARTS; i > 0; i--)
        chain_push(SHAPE_4K, p + i - 1u);
}

/* The same for the 512 blocks of 2 MiB from p on. */
/*@ requires chain: wf_chain;
    requires frames: p % FRAMES_1G == 0 && p + FRAMES_1G <= nframes;
    requires off: \forall integer q; p <= q < p + FRAMES_1G ==> off_chain(q);
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures chain: wf_chain;
    ensures on: \forall integer q; p <= q < p + FRAMES_1G ==>
        (q % FRAMES_2M == 0 ? on_chain(q, SHAPE_2M) : off_chain(q));
    ensures others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_1G) ==>
        page_window[q].chain == \old(page_window[q].chain);
    ensures head: chain_head[SHAPE_2M] == p; */
static void chain_blocks(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= PARTS;
        loop invariant chain: wf_chain;
        loop invariant todo: \forall integer q; p <= q < p + i * FRAMES_2M ==> off_chain(q);
        loop invariant done: \forall integer q; p + i * FRAMES_2M <= q < p + FRAMES_1G ==>
            (q % FRAMES_2M == 0 ? on_chain(q, SHAPE_2M) : off_chain(q));
        loop invariant others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_1G) ==>
            page_window[q].chain == \at(page_window[q].chain,Pre);
        loop invariant head: i < PARTS ==> chain_head[SHAPE_2M] == p + i * FRAMES_2M;
        loop assigns i, CHAIN_STATE;
        loop variant i; */
    for (uint32_t i = PARTS; i > 0; i--)
        chain_push(SHAPE_2M, p + (i - 1u) * FRAMES_2M);
}

/* Take free block p off its chain. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires block: free_block(p, shape_of(p)) && on_chain(p, shape_of(p));
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures chain: wf_chain;
    ensures off: off_chain(p);
    ensures others: wf_listed_but(p); */
static void block_detach(pfn_t p)
{
    chain_remove(p);
}

/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires block: free_block(p, SHAPE_2M);
    requires off: off_chain(p);
    requires others: wf_listed_but(p);
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures used: used_kept{Pre,Post};
    ensures head: free_block(p, SHAPE_4K) && FREE_HEAD == p; */
static void split_2m(pfn_t p)
{
    //@ assert inner: \forall integer q; p < q < p + FRAMES_2M ==> shape_of(q) == SHAPE_INNER;
    //@ assert off: \forall integer q; p <= q < p + FRAMES_2M ==> off_chain(q);
    //@ assert free: \forall integer q; p <= q < p + FRAMES_2M ==> type_of(q) == PG_FREE;
    block_cut(p, SHAPE_2M);
    //@ assert small: \forall integer q; p <= q < p + FRAMES_2M ==> shape_of(q) == SHAPE_4K;
    chain_frames(p);
}

/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires block: free_block(p, SHAPE_1G);
    requires off: off_chain(p);
    requires others: wf_listed_but(p);
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures used: used_kept{Pre,Post};
    ensures head: free_block(p, SHAPE_2M) && chain_head[SHAPE_2M] == p; */
static void split_1g(pfn_t p)
{
    //@ assert inner: \forall integer q; p < q < p + FRAMES_1G ==> shape_of(q) == SHAPE_INNER;
    //@ assert off: \forall integer q; p <= q < p + FRAMES_1G ==> off_chain(q);
    //@ assert free: \forall integer q; p <= q < p + FRAMES_1G ==> type_of(q) == PG_FREE;
    block_cut(p, SHAPE_1G);
    /*@ assert parts: \forall integer q; p <= q < p + FRAMES_1G ==>
            shape_of(q) == (q % FRAMES_2M == 0 ? SHAPE_2M : SHAPE_INNER); */
    chain_blocks(p);
}

void block_split(pfn_t p, uint32_t s)
{
    //@ assert listed: listed(p);
    block_detach(p);
    if (s == SHAPE_2M)
        split_2m(p);
    else
        split_1g(p);
}

/* A step of the proof, not of the program: some chain has a head exactly if some frame is free. */
/*@ requires free: wf_free;
    requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures some: nfree > 0 <==> chain_head[SHAPE_4K] != NIL || chain_head[SHAPE_2M] != NIL
        || chain_head[SHAPE_1G] != NIL; */
static void free_somewhere(void)
{
    //@ ghost pfn_t q = free_seq[0];
    //@ assert free: nfree > 0 ==> is_frame(q) && type_of(q) == PG_FREE;
    /*@ assert block: nfree > 0 ==> free_block(q, shape_of(q)) || free_block(head2(q), SHAPE_2M)
            || free_block(head1(q), SHAPE_1G); */
    /*@ assert head: nfree > 0 ==> on_chain(q, shape_of(q)) && shape_of(q) < NSHAPES
            || on_chain(head2(q), SHAPE_2M) || on_chain(head1(q), SHAPE_1G); */
    //@ assert single: nfree > 0 && on_chain(q, SHAPE_4K) ==> chain_length[SHAPE_4K] > 0;
    //@ assert large: nfree > 0 && on_chain(q, SHAPE_2M) ==> chain_length[SHAPE_2M] > 0;
    //@ assert huge: nfree > 0 && on_chain(q, SHAPE_1G) ==> chain_length[SHAPE_1G] > 0;
    //@ assert inner2: nfree > 0 && on_chain(head2(q), SHAPE_2M) ==> chain_length[SHAPE_2M] > 0;
    //@ assert inner1: nfree > 0 && on_chain(head1(q), SHAPE_1G) ==> chain_length[SHAPE_1G] > 0;
    /*@ assert some: nfree > 0 ==> chain_length[SHAPE_4K] > 0 || chain_length[SHAPE_2M] > 0
            || chain_length[SHAPE_1G] > 0; */
    /*@ assert heads: \forall integer s; 0 <= s < NSHAPES && chain_head[s] != NIL ==>
            on_chain(chain_head[s], s); */
    /*@ assert none: \forall integer s; 0 <= s < NSHAPES && chain_head[s] != NIL ==>
            type_of(chain_head[s]) == PG_FREE; */
}

void block_refill(void)
{
    free_somewhere();
    if (chain_head[SHAPE_4K] != NIL)
        return;
    if (chain_head[SHAPE_2M] == NIL && chain_head[SHAPE_1G] != NIL) {
        //@ assert huge: listed(chain_head[SHAPE_1G]) && on_chain(chain_head[SHAPE_1G], SHAPE_1G);
        block_split(chain_head[SHAPE_1G], SHAPE_1G);
    }
    if (chain_head[SHAPE_2M] != NIL) {
        //@ assert large: listed(chain_head[SHAPE_2M]) && on_chain(chain_head[SHAPE_2M], SHAPE_2M);
        block_split(chain_head[SHAPE_2M], SHAPE_2M);
    }
}
