/* frame.c: the set of free frames, in constant time.
 *
 * To take or give a frame moves the border between the free and the used part of the ghost
 * permutation by one; the frame that stands at the border changes places with the one that is
 * taken or given.
 */
#include "frame.h"

uint32_t nframes;
uint32_t nfree;

void frame_init(uint32_t n)
{
    nframes = n;
    nfree = 0;
    /*@ loop invariant range: 0 <= p <= n;
        // LAB 1.1 {
        loop invariant blank: \forall integer q; 0 <= q < p ==> blank(q);
        loop invariant done: \forall integer q; 0 <= q < p ==>
            free_seq[q] == q && free_pos[q] == q;
        loop assigns p, page_window[ALL_FRAMES], free_seq[ALL_FRAMES],
                     free_pos[ALL_FRAMES];
        // } LAB
        loop variant n - p; */
    for (pfn_t p = 0; p < n; p++) {
        // LAB 1.1 {
        //@ ghost free_seq[p] = p;
        //@ ghost free_pos[p] = p;
        PAGE(p).type = PG_RESERVED;
        PAGE(p).shape = SHAPE_4K;
        PAGE(p).chain = NO_CHAIN;
        // } LAB
        PAGE(p).next = NIL;
        PAGE(p).prev = NIL;
        PAGE(p).pool = ROOT_POOL;
        PAGE(p).count = 0;
        PAGE(p).tag = 0;
    }
}

void frame_take(pfn_t p, uint32_t t)
{
    // LAB 1.2 {
    //@ ghost uint32_t k = free_pos[p];
    //@ ghost pfn_t moved = free_seq[nfree - 1];
    //@ ghost free_seq[k] = moved;
    //@ ghost free_pos[moved] = k;
    //@ ghost free_seq[nfree - 1] = p;
    //@ ghost free_pos[p] = nfree - 1;
    PAGE(p).type = t;
    nfree--;
    // } LAB
}

void frame_give(pfn_t p)
{
    // LAB 1.3 {
    //@ ghost uint32_t k = free_pos[p];
    //@ ghost pfn_t moved = free_seq[nfree];
    //@ ghost free_seq[k] = moved;
    //@ ghost free_pos[moved] = k;
    //@ ghost free_seq[nfree] = p;
    //@ ghost free_pos[p] = nfree;
    PAGE(p).type = PG_FREE;
    nfree++;
    // } LAB
}
