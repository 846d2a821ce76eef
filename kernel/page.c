/* page.c: the frame allocator: a LIFO free list threaded through the frame array.
 *
 * Allocation and free are constant time and touch one entry. Freeing moves the freed frame to the
 * end of the free part of the ghost permutation; the frame that stood there takes its place.
 */
#include "page.h"

uint32_t nframes;
uint32_t nfree;
pfn_t free_head;

void page_init(uint32_t n)
{
    nframes = n;
    nfree = 0;
    free_head = NIL;
    /*@ loop invariant range: 0 <= p <= n;
        // LAB 1.1 {
        loop invariant done: \forall integer q; 0 <= q < p ==>
            page_window[q].type == PG_RESERVED && free_seq[q] == q && free_pos[q] == q;
        loop assigns p, page_window[ALL_FRAMES], free_seq[ALL_FRAMES],
                     free_pos[ALL_FRAMES];
        // } LAB
        loop variant n - p; */
    for (pfn_t p = 0; p < n; p++) {
        // LAB 1.1 {
        //@ ghost free_seq[p] = p;
        //@ ghost free_pos[p] = p;
        PAGE(p).type = PG_RESERVED;
        PAGE(p).next = NIL;
        // } LAB
    }
}

void page_retype(pfn_t p, uint32_t t)
{
    PAGE(p).type = t;
}

pfn_t page_alloc(uint32_t t)
{
    // LAB 1.2 {
    pfn_t p = free_head;
    if (p == NIL)
        return NIL;
    free_head = PAGE(p).next;
    nfree--;
    PAGE(p).type = t;
    return p;
    // } LAB
}

void page_free(pfn_t p)
{
    // LAB 1.3 {
    //@ ghost uint32_t k = free_pos[p];
    //@ ghost pfn_t moved = free_seq[nfree];
    //@ ghost free_seq[k] = moved;
    //@ ghost free_pos[moved] = k;
    //@ ghost free_seq[nfree] = p;
    //@ ghost free_pos[p] = nfree;
    PAGE(p).type = PG_FREE;
    PAGE(p).next = free_head;
    free_head = p;
    nfree++;
    // } LAB
}
