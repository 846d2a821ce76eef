/* block.h: the free blocks: which chain holds each, and how a large one is split.
 *
 * There is one chain of free blocks for each shape. A frame that is not the head of a free block
 * is on none of them, so a block leaves its chain when it is allocated and nothing has to be
 * searched. Only user memory comes in large blocks.
 */
#ifndef ISOBAR_BLOCK_H
#define ISOBAR_BLOCK_H

#include "chain.h"
#include "shape.h"

/* The free frame that the next allocation of one frame takes, or NIL. */
#define FREE_HEAD chain_head[SHAPE_4K]

/* The chain of the free blocks of a pool of one shape. */
#define FREE_CHAIN(pool, shape) ((pool)*NSHAPES + (shape))

/* For assigns clauses: what changes when free blocks change their shape or their chain. */
#define CHAIN_STATE                                                                                \
    chain_head[..], chain_length[..], order[..], page_window[..].chain, page_window[..].next,      \
        page_window[..].prev
#define BLOCK_STATE CHAIN_STATE, page_window[..].shape

/*@ // frame q is on the chain where it belongs
    predicate listed{L}(integer q) = type_of(q) == PG_FREE && shape_of(q) < NSHAPES
        ? on_chain(q, shape_of(q))
        : type_of(q) == PG_ARENA ? page_window[q].chain >= NSHAPES : off_chain(q);
    predicate wf_listed_but{L}(integer p) = \forall integer q; is_frame(q) && q != p ==> listed(q);
    predicate wf_listed{L} = wf_listed_but(-1);
    // what is in use is a single frame, unless it is user memory
    predicate wf_single{L} = \forall integer q; is_frame(q) && type_of(q) != PG_FREE
        && type_of(q) != PG_USER ==> shape_of(q) == SHAPE_4K;
    predicate free_block{L}(integer p, integer s) = is_block(p, s) && type_of(p) == PG_FREE;
    // no frame in use changes its shape
    predicate used_kept{A,B} = \forall integer q; is_frame{A}(q) && type_of{A}(q) != PG_FREE ==>
        shape_of{B}(q) == shape_of{A}(q);
*/

/* Split free block p of 2 MiB or 1 GiB into 512 of the next smaller shape, the first at the head of
   their chain. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires block: free_block(p, s) && s != SHAPE_4K;
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures used: used_kept{Pre,Post};
    ensures head: free_block(p, s - 1) && chain_head[s - 1] == p; */
void block_split(pfn_t p, uint32_t s);

/* Split a large block if no free frame is on the chain of single ones although there are some. */
/*@ requires free: wf_free;
    requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures used: used_kept{Pre,Post};
    ensures refilled: FREE_HEAD == NIL <==> nfree == 0; */
void block_refill(void);

#endif
