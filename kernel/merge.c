/* merge.c: a search for free runs, and the way from a run to one block.
 *
 * A run of 2 MiB is merged from single frames; one of 1 GiB from blocks of 2 MiB, after those of
 * its parts that are in single frames have been merged themselves.
 */
#include "merge.h"

#include "chain_lemmas.h"
#include "shape_lemmas.h"

#include "cut.h"

/* Take the 512 single frames from p on off their chain. */
/*@ requires chain: wf_chain;
    requires frames: p + FRAMES_2M <= nframes;
    requires on: \forall integer q; p <= q < p + FRAMES_2M ==> on_chain(q, SHAPE_4K);
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures chain: wf_chain;
    ensures off: \forall integer q; p <= q < p + FRAMES_2M ==> off_chain(q);
    ensures others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_2M) ==>
        page_window[q].chain == \old(page_window[q].chain); */
static void unchain_frames(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= PARTS;
        loop invariant chain: wf_chain;
        loop invariant done: \forall integer q; p <= q < p + i ==> off_chain(q);
        loop invariant todo: \forall integer q; p + i <= q < p + FRAMES_2M ==>
            on_chain(q, SHAPE_4K);
        loop invariant others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_2M) ==>
            page_window[q].chain == \at(page_window[q].chain,Pre);
        loop assigns i, CHAIN_STATE;
        loop variant PARTS - i; */
    for (uint32_t i = 0; i < PARTS; i++) {
        chain_remove(p + i);
        //@ assert gone: off_chain(p + i);
        //@ assert still: \forall integer q; p <= q < p + i ==> off_chain(q);
    }
}

/* The same for the 512 blocks of 2 MiB from p on. */
/*@ requires chain: wf_chain;
    requires frames: p % FRAMES_1G == 0 && p + FRAMES_1G <= nframes;
    requires on: \forall integer q; p <= q < p + FRAMES_1G ==>
        (q % FRAMES_2M == 0 ? on_chain(q, SHAPE_2M) : off_chain(q));
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures chain: wf_chain;
    ensures off: \forall integer q; p <= q < p + FRAMES_1G ==> off_chain(q);
    ensures others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_1G) ==>
        page_window[q].chain == \old(page_window[q].chain); */
static void unchain_blocks(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= PARTS;
        loop invariant chain: wf_chain;
        loop invariant done: \forall integer q; p <= q < p + i * FRAMES_2M ==> off_chain(q);
        loop invariant todo: \forall integer q; p + i * FRAMES_2M <= q < p + FRAMES_1G ==>
            (q % FRAMES_2M == 0 ? on_chain(q, SHAPE_2M) : off_chain(q));
        loop invariant others: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_1G) ==>
            page_window[q].chain == \at(page_window[q].chain,Pre);
        loop assigns i, CHAIN_STATE;
        loop variant PARTS - i; */
    for (uint32_t i = 0; i < PARTS; i++)
        chain_remove(p + i * FRAMES_2M);
}

/* Merge the 512 free single frames from p on to a block of 2 MiB, the first of its chain. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires fits: p % FRAMES_2M == 0 && p + FRAMES_2M <= nframes;
    requires free: all_free(p, FRAMES_2M);
    requires parts: \forall integer q; p <= q < p + FRAMES_2M ==> shape_of(q) == SHAPE_4K;
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures others: shapes_but{Pre,Post}(p, FRAMES_2M);
    ensures head: free_block(p, SHAPE_2M) && chain_head[SHAPE_2M] == p; */
static void join_frames(pfn_t p)
{
    //@ assert on: \forall integer q; p <= q < p + FRAMES_2M ==> listed(q);
    unchain_frames(p);
    block_gather(p, SHAPE_2M);
    //@ ghost gathered: ;
    //@ assert inner: \forall integer q; p < q < p + FRAMES_2M ==> shape_of(q) == SHAPE_INNER;
    chain_push(SHAPE_2M, p);
    //@ assert same: blocks_same{gathered,Here};
    //@ assert mine: \forall integer q; p <= q < p + FRAMES_2M ==> listed(q);
    //@ assert rest: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_2M) ==> listed(q);
}

/* Merge the 512 free blocks of 2 MiB from p on to one of 1 GiB, the first of its chain. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires fits: p % FRAMES_1G == 0 && p + FRAMES_1G <= nframes;
    requires free: all_free(p, FRAMES_1G);
    requires parts: \forall integer q; p <= q < p + FRAMES_1G ==>
        shape_of(q) == (q % FRAMES_2M == 0 ? SHAPE_2M : SHAPE_INNER);
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures others: shapes_but{Pre,Post}(p, FRAMES_1G);
    ensures head: free_block(p, SHAPE_1G) && chain_head[SHAPE_1G] == p; */
static void join_blocks(pfn_t p)
{
    //@ assert on: \forall integer q; p <= q < p + FRAMES_1G ==> listed(q);
    unchain_blocks(p);
    block_gather(p, SHAPE_1G);
    //@ ghost gathered: ;
    //@ assert inner: \forall integer q; p < q < p + FRAMES_1G ==> shape_of(q) == SHAPE_INNER;
    chain_push(SHAPE_1G, p);
    //@ assert same: blocks_same{gathered,Here};
    //@ assert mine: \forall integer q; p <= q < p + FRAMES_1G ==> listed(q);
    //@ assert rest: \forall integer q; is_frame(q) && !(p <= q < p + FRAMES_1G) ==> listed(q);
}

/* Are the n frames from p on all free? */
/*@ requires frames: p + n <= nframes <= MAX_FRAMES;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures bool: \result == 0 || \result == 1;
    ensures exact: \result != 0 <==> all_free(p, n); */
static uint32_t frames_free(pfn_t p, uint32_t n)
{
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant free: all_free(p, i);
        loop assigns i;
        loop variant n - i; */
    for (uint32_t i = 0; i < n; i++)
        if (PAGE(p + i).type != PG_FREE)
            return 0;
    return 1;
}

/* Merge the free run of 1 GiB from p on, where no block is that large. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires fits: p % FRAMES_1G == 0 && p + FRAMES_1G <= nframes;
    requires free: all_free(p, FRAMES_1G);
    requires smaller: shape_of(p) != SHAPE_1G;
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures others: shapes_but{Pre,Post}(p, FRAMES_1G);
    ensures head: free_block(p, SHAPE_1G) && chain_head[SHAPE_1G] == p; */
static void merge_1g(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= PARTS;
        loop invariant chain: wf_chain;
        loop invariant blocks: wf_blocks;
        loop invariant listed: wf_listed;
        loop invariant done: \forall integer q; p <= q < p + i * FRAMES_2M ==>
            shape_of(q) == (q % FRAMES_2M == 0 ? SHAPE_2M : SHAPE_INNER);
        loop invariant smaller: shape_of(p) != SHAPE_1G;
        loop invariant others: shapes_but{Pre,Here}(p, FRAMES_1G);
        loop assigns i, BLOCK_STATE;
        loop variant PARTS - i; */
    for (uint32_t i = 0; i < PARTS; i++) {
        pfn_t q = p + i * FRAMES_2M;
        //@ assert part: q % FRAMES_2M == 0 && head1(q) == p;
        //@ assert shape: shape_of(q) == SHAPE_4K || shape_of(q) == SHAPE_2M;
        if (PAGE(q).shape == SHAPE_4K) {
            //@ assert heads: \forall integer r; q <= r < q + FRAMES_2M ==> head2(r) == q;
            //@ assert top: \forall integer r; q <= r < q + FRAMES_2M ==> head1(r) == p;
            /*@ assert single: \forall integer r; q <= r < q + FRAMES_2M ==>
                    shape_of(r) == SHAPE_4K; */
            join_frames(q);
        }
        //@ assert large: is_block(q, SHAPE_2M);
        /*@ assert inner: \forall integer r; q <= r < q + FRAMES_2M ==>
                shape_of(r) == (r % FRAMES_2M == 0 ? SHAPE_2M : SHAPE_INNER); */
    }
    join_blocks(p);
}

/* Merge the first free run of 2 MiB that there is, where no free block is that large. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires smaller: \forall integer q; !free_block(q, SHAPE_2M) && !free_block(q, SHAPE_1G);
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures used: used_kept{Pre,Post};
    ensures found: \result != 0 ==> chain_head[SHAPE_2M] != NIL
        && free_block(chain_head[SHAPE_2M], SHAPE_2M);
    ensures none: \result == 0 ==> no_run2; */
static uint32_t search_2m(void)
{
    /*@ loop invariant range: 0 <= p <= nframes && p % FRAMES_2M == 0;
        loop invariant none: \forall integer q; 0 <= q < p && q % FRAMES_2M == 0 ==>
            !all_free(q, FRAMES_2M);
        loop assigns p;
        loop variant nframes - p; */
    for (pfn_t p = 0; p + FRAMES_2M <= nframes; p += FRAMES_2M)
        if (frames_free(p, FRAMES_2M)) {
            //@ assert heads: \forall integer r; p <= r < p + FRAMES_2M ==> head2(r) == p;
            //@ assert top: type_of(head1(p)) != PG_FREE || shape_of(head1(p)) != SHAPE_1G;
            /*@ assert single: \forall integer r; p <= r < p + FRAMES_2M ==>
                    shape_of(r) == SHAPE_4K; */
            join_frames(p);
            return 1;
        }
    return 0;
}

/* The same for 1 GiB. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires smaller: \forall integer q; !free_block(q, SHAPE_1G);
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures used: used_kept{Pre,Post};
    ensures found: \result != 0 ==> chain_head[SHAPE_1G] != NIL
        && free_block(chain_head[SHAPE_1G], SHAPE_1G);
    ensures none: \result == 0 ==> no_run1; */
static uint32_t search_1g(void)
{
    /*@ loop invariant range: 0 <= p <= nframes && p % FRAMES_1G == 0;
        loop invariant none: \forall integer q; 0 <= q < p && q % FRAMES_1G == 0 ==>
            !all_free(q, FRAMES_1G);
        loop assigns p;
        loop variant nframes - p; */
    for (pfn_t p = 0; p + FRAMES_1G <= nframes; p += FRAMES_1G)
        if (frames_free(p, FRAMES_1G)) {
            //@ assert smaller: !free_block(p, SHAPE_1G);
            merge_1g(p);
            return 1;
        }
    return 0;
}

uint32_t block_find(uint32_t s)
{
    //@ assert listed: \forall integer q, z; free_block(q, z) ==> on_chain(q, z);
    //@ assert some: \forall integer q, z; free_block(q, z) ==> chain_head[z] != NIL;
    if (chain_head[s] != NIL) {
        //@ assert head: listed(chain_head[s]) && on_chain(chain_head[s], s);
        return 1;
    }
    if (s == SHAPE_1G)
        return search_1g();
    if (chain_head[SHAPE_1G] == NIL)
        return search_2m();
    //@ assert huge: listed(chain_head[SHAPE_1G]) && on_chain(chain_head[SHAPE_1G], SHAPE_1G);
    block_split(chain_head[SHAPE_1G], SHAPE_1G);
    return 1;
}
