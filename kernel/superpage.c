/* superpage.c: superpages, frame by frame between a chain of free blocks and use.
 *
 * While the types of a block's frames change one by one only the facts about single frames hold;
 * those about blocks come back at the end of the loop.
 */
#include "superpage.h"

#include "chain_lemmas.h"
#include "shape_lemmas.h"

#include "cut.h"

pfn_t superpage_find(uint32_t pool, uint32_t s)
{
    uint32_t found = block_find(s);
    //@ assert free: wf_free;
    if (!found) {
        block_refill();
        //@ assert kept: wf_free;
        return NIL;
    }
    //@ assert single: wf_single;
    return chain_head[FREE_CHAIN(pool, s)];
}

/* Take a free block off its chain. */
/*@ requires wf: wf_unfilled;
    requires block: is_large_shape(s) && free_block(p, s);
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures free: wf_free;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures off: off_chain(p);
    ensures others: wf_listed_but(p);
    ensures single: wf_single; */
static void superpage_unlist(pfn_t p, uint32_t s)
{
    (void)s;
    //@ assert on: listed(p);
    chain_remove(p);
    //@ assert same: blocks_same{Pre,Here};
}

/* Put a free block at the head of its chain. */
/*@ requires free: wf_free;
    requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires block: is_large_shape(s) && free_block(p, s) && off_chain(p);
    requires others: wf_listed_but(p);
    requires single: wf_single;
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures wf: wf_unfilled; */
static void superpage_list(pfn_t p, uint32_t s)
{
    chain_push(s, p);
    //@ assert same: blocks_same{Pre,Here};
    //@ assert listed: wf_listed;
}

/* Let the frames of a block, which is on no chain, be user pages. */
/*@ requires free: wf_free;
    requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires block: is_large_shape(s) && free_block(p, s) && off_chain(p);
    requires others: wf_listed_but(p);
    requires single: wf_single;
    terminates \true;
    exits \false;
    assigns nfree, free_seq[..], free_pos[..], page_window[p .. p + unit(s) - 1].type,
            WINDOWS_AT(p .. p + unit(s) - 1);
    ensures wf: wf_unfilled;
    ensures block: block_type(p, s, PG_USER);
    ensures types: types_but{Pre,Post}(p, unit(s));
    ensures count: nfree == \old(nfree) - unit(s); */
static void superpage_use(pfn_t p, uint32_t s)
{
    uint32_t n = s == SHAPE_2M ? FRAMES_2M : FRAMES_1G;
    //@ assert inside: p + n <= nframes && n == unit(s);
    //@ assert before: \forall integer q; p <= q < p + n ==> has_type(q, PG_FREE);
    //@ assert alone: \forall integer q; p <= q < p + n ==> off_chain(q);
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant free: wf_free;
        loop invariant done: \forall integer q; p <= q < p + i ==> has_type(q, PG_USER);
        loop invariant todo: \forall integer q; p + i <= q < p + n ==> has_type(q, PG_FREE);
        loop invariant others: types_but{Pre,Here}(p, n);
        loop invariant count: nfree == \at(nfree,Pre) - i;
        loop assigns i, nfree, free_seq[..], free_pos[..], page_window[p .. p + n - 1].type,
                     WINDOWS_AT(p .. p + n - 1);
        loop variant n - i; */
    for (uint32_t i = 0; i < n; i++)
        frame_take(p + i, PG_USER);
    //@ assert same: chain_same{Pre,Here};
    //@ assert chain: wf_chain;
    //@ assert fit: wf_shape && wf_fit2 && wf_fit1;
    /*@ assert apart2: \forall integer h; is_block(h, SHAPE_2M) ==>
            h == p || h + FRAMES_2M <= p || p + n <= h; */
    /*@ assert apart1: \forall integer h; is_block(h, SHAPE_1G) ==>
            h == p || h + FRAMES_1G <= p || p + n <= h; */
    //@ assert inner2: wf_inner2;
    //@ assert inner1: wf_inner1;
    //@ assert owner: wf_owner;
    //@ assert mine: \forall integer q; p <= q < p + n ==> listed(q);
    //@ assert rest: \forall integer q; is_frame(q) && !(p <= q < p + n) ==> listed(q);
    //@ assert single: wf_single;
}

void superpage_take(pfn_t p, uint32_t s)
{
    superpage_unlist(p, s);
    superpage_use(p, s);
    block_refill();
    //@ assert single: wf_single;
}

/* Let the frames of a superpage be free. */
/*@ requires wf: wf_page;
    requires block: is_large_shape(s) && is_block(p, s) && type_of(p) == PG_USER;
    terminates \true;
    exits \false;
    assigns nfree, free_seq[..], free_pos[..], page_window[p .. p + unit(s) - 1].type;
    ensures free: wf_free;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures block: block_type(p, s, PG_FREE) && off_chain(p);
    ensures others: wf_listed_but(p);
    ensures single: wf_single;
    ensures types: types_but{Pre,Post}(p, unit(s));
    ensures count: nfree == \old(nfree) + unit(s); */
static void superpage_drop(pfn_t p, uint32_t s)
{
    uint32_t n = s == SHAPE_2M ? FRAMES_2M : FRAMES_1G;
    //@ assert inside: p + n <= nframes && n == unit(s);
    //@ assert before: \forall integer q; p <= q < p + n ==> has_type(q, PG_USER);
    //@ assert alone: \forall integer q; p <= q < p + n ==> listed(q) && off_chain(q);
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant free: wf_free;
        loop invariant done: \forall integer q; p <= q < p + i ==> has_type(q, PG_FREE);
        loop invariant todo: \forall integer q; p + i <= q < p + n ==> has_type(q, PG_USER);
        loop invariant others: types_but{Pre,Here}(p, n);
        loop invariant count: nfree == \at(nfree,Pre) + i;
        loop assigns i, nfree, free_seq[..], free_pos[..], page_window[p .. p + n - 1].type;
        loop variant n - i; */
    for (uint32_t i = 0; i < n; i++)
        frame_give(p + i);
    //@ assert same: chain_same{Pre,Here};
    //@ assert chain: wf_chain;
    //@ assert fit: wf_shape && wf_fit2 && wf_fit1;
    /*@ assert apart2: \forall integer h; is_block(h, SHAPE_2M) ==>
            h == p || h + FRAMES_2M <= p || p + n <= h; */
    /*@ assert apart1: \forall integer h; is_block(h, SHAPE_1G) ==>
            h == p || h + FRAMES_1G <= p || p + n <= h; */
    //@ assert inner2: wf_inner2;
    //@ assert inner1: wf_inner1;
    //@ assert owner: wf_owner;
    //@ assert inner: \forall integer q; p < q < p + n ==> shape_of(q) == SHAPE_INNER;
    //@ assert mine: \forall integer q; p < q < p + n ==> listed(q);
    //@ assert listed: wf_listed_but(p);
    //@ assert single: wf_single;
}

void superpage_free(pfn_t p, uint32_t s)
{
    superpage_drop(p, s);
    superpage_list(p, s);
    block_refill();
    //@ assert single: wf_single;
}

void superpage_split(pfn_t p, uint32_t s)
{
    //@ assert inside: p + unit(s) <= nframes;
    //@ assert user: \forall integer q; p <= q < p + unit(s) ==> has_type(q, PG_USER);
    //@ assert alone: \forall integer q; p <= q < p + unit(s) ==> listed(q) && off_chain(q);
    block_cut(p, s);
    //@ assert same: chain_same{Pre,Here};
    //@ assert mine: \forall integer q; p <= q < p + unit(s) ==> listed(q);
    //@ assert rest: \forall integer q; is_frame(q) && !(p <= q < p + unit(s)) ==> listed(q);
    //@ assert single: wf_single;
}
