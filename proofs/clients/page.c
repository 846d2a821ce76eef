/* page.c: what a user of the frame allocator expects, proved from kernel/page.h alone.
 *
 * Each function is a use, its postcondition the expectation. None of this is in the kernel.
 */
#include "page.h"

#define PAGE_STATE                                                                                 \
    FREE_STATE, page_window[..].type, WINDOWS_AT(..)

/* What is allocated and freed again leaves every frame as it was. */
/*@ requires wf: wf_page;
    requires type: t != PG_FREE && t != PG_ARENA;
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures count: nfree == \old(nfree);
    ensures types: same_types{Pre,Post}; */
void client_alloc_and_free(uint32_t t)
{
    pfn_t p = page_alloc(ROOT_POOL, t);
    if (p != NIL)
        page_free(p);
}

/* A page in use is not handed out again. */
/*@ requires wf: wf_page;
    requires used: is_frame(p) && type_of(p) != PG_FREE;
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures distinct: \result != p;
    ensures kept: type_of(p) == \old(type_of(p)); */
pfn_t client_alloc_another(pfn_t p, uint32_t t)
{
    return page_alloc(ROOT_POOL, t);
}

/* Two frames can be had when two are free, and they are not the same. */
/*@ requires wf: wf_page;
    requires free: nfree >= 2;
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures second: has_type(\result, t) && \old(has_type(\result, PG_FREE));
    ensures count: nfree == \old(nfree) - 2; */
pfn_t client_alloc_two(uint32_t t)
{
    pfn_t p = page_alloc(ROOT_POOL, t);
    pfn_t q = page_alloc(ROOT_POOL, t);
    //@ assert distinct: p != q && has_type(p, t);
    return q;
}

/* A frame that is freed can be had at once, even if it was the last. */
/*@ requires wf: wf_page;
    requires used: unlinked(p);
    requires type: t != PG_FREE;
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures served: has_type(\result, t);
    ensures count: nfree == \old(nfree); */
pfn_t client_free_then_alloc(pfn_t p, uint32_t t)
{
    page_free(p);
    return page_alloc(ROOT_POOL, t);
}
