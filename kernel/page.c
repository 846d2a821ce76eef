/* page.c: the frame allocator, from the steps of the layers below.
 *
 * A frame changes its type before it leaves or joins its chain. When the last single frame is
 * taken a larger block is split at once, so that the next call finds one.
 */
#include "page.h"

#include "chain_lemmas.h"
#include "shape_lemmas.h"

void page_init(uint32_t n)
{
    frame_init(n);
    chain_init();
    //@ assert listed: wf_listed;
    //@ assert single: wf_single;
    //@ assert blocks: wf_blocks;
}

void page_retype(pfn_t p, uint32_t t)
{
    //@ assert listed: listed(p);
    PAGE(p).type = t;
    //@ assert single: wf_single;
    //@ assert listed: wf_listed;
    //@ assert blocks: wf_blocks;
}

/* Take single frame p, now in use, off the chain of free ones. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires used: small(p) && type_of(p) != PG_FREE && on_chain(p, SHAPE_4K);
    requires others: wf_listed_but(p);
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed; */
static void page_unlist(pfn_t p)
{
    chain_remove(p);
    //@ assert blocks: blocks_same{Pre,Here};
}

/* Put single frame p, now free, at the head of their chain. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires free: small(p) && type_of(p) == PG_FREE && off_chain(p);
    requires others: wf_listed_but(p);
    terminates \true;
    exits \false;
    assigns CHAIN_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures head: FREE_HEAD == p; */
static void page_list(pfn_t p)
{
    chain_push(SHAPE_4K, p);
    //@ assert blocks: blocks_same{Pre,Here};
}

/* Take the free single frame p off its chain and use it as a page of type t. */
/*@ requires wf: wf_page;
    requires free: has_type(p, PG_FREE) && small(p) && on_chain(p, SHAPE_4K);
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns nfree, free_seq[..], free_pos[..], CHAIN_STATE, page_window[p].type, WINDOWS_AT(p);
    ensures free: wf_free;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures single: wf_single;
    ensures spec: spec_page_alloc{Pre,Post}(p, t); */
static void page_take(pfn_t p, uint32_t t)
{
    frame_take(p, t);
    //@ assert same: chain_same{Pre,Here};
    //@ assert chain: wf_chain;
    //@ assert fit: wf_shape && wf_fit2 && wf_fit1;
    //@ assert inner2: wf_inner2;
    //@ assert inner1: wf_inner1;
    //@ assert owner: wf_owner;
    //@ assert blocks: wf_blocks;
    //@ assert others: wf_listed_but(p);
    page_unlist(p);
}

pfn_t page_alloc(uint32_t pool, uint32_t t)
{
    pfn_t p = chain_head[FREE_CHAIN(pool, SHAPE_4K)];
    if (p == NIL)
        return NIL;
    //@ assert head: on_chain(p, SHAPE_4K);
    //@ assert listed: listed(p);
    page_take(p, t);
    block_refill();
    return p;
}

void page_free(pfn_t p)
{
    //@ assert listed: listed(p);
    frame_give(p);
    //@ assert same: chain_same{Pre,Here};
    //@ assert chain: wf_chain;
    //@ assert blocks: wf_blocks;
    //@ assert others: wf_listed_but(p);
    page_list(p);
    //@ assert free: wf_free;
    //@ assert single: wf_single;
    //@ assert ready: wf_refilled;
}
