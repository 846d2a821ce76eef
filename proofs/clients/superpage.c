/* superpage.c: what a user of superpages expects, proved from kernel/superpage.h alone.
 *
 * Each function is a use, its postcondition the expectation. None of this is in the kernel.
 */
#include "superpage.h"

#define PAGE_STATE                                                                                 \
    FREE_STATE, page_window[..].type, WINDOWS_AT(..)

/* A superpage that is had and given back leaves every frame as it was. */
/*@ requires wf: wf_page;
    requires shape: is_large_shape(s);
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures count: nfree == \old(nfree);
    ensures types: same_types{Pre,Post}; */
void client_superpage_and_back(uint32_t s)
{
    pfn_t p = superpage_find(ROOT_POOL, s);
    if (p != NIL) {
        //@ assert free: \forall integer q; p <= q < p + unit(s) ==> has_type(q, PG_FREE);
        superpage_take(p, s);
        superpage_free(p, s);
    }
}

/* Where 512 free frames are aligned a superpage can be had, in whatever blocks they lie. */
/*@ requires wf: wf_page;
    requires run: aligned_run(p, FRAMES_2M) && all_free(p, FRAMES_2M);
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures had: block_type(\result, SHAPE_2M, PG_USER);
    ensures count: nfree == \old(nfree) - FRAMES_2M; */
pfn_t client_superpage_merged(pfn_t p)
{
    (void)p;
    pfn_t r = superpage_find(ROOT_POOL, SHAPE_2M);
    //@ assert found: r != NIL;
    superpage_take(r, SHAPE_2M);
    return r;
}

/* A superpage that is had has no frame of what is in use. */
/*@ requires wf: wf_page;
    requires used: has_type(p, t) && t != PG_FREE;
    requires shape: is_large_shape(s);
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures kept: has_type(p, t);
    ensures apart: \result != NIL ==> !(\result <= p < \result + unit(s)); */
pfn_t client_superpage_apart(pfn_t p, uint32_t t, uint32_t s)
{
    (void)p;
    (void)t;
    pfn_t r = superpage_find(ROOT_POOL, s);
    if (r == NIL)
        return NIL;
    //@ assert free: \forall integer q; r <= q < r + unit(s) ==> has_type(q, PG_FREE);
    superpage_take(r, s);
    return r;
}

/* A page of a superpage that is split can be freed alone, and all others stay in use. */
/*@ requires wf: wf_page;
    requires block: is_block(p, SHAPE_2M) && type_of(p) == PG_USER;
    requires inside: p <= q < p + FRAMES_2M;
    terminates \true;
    exits \false;
    assigns PAGE_STATE;
    ensures wf: wf_page;
    ensures freed: has_type(q, PG_FREE) && nfree == \old(nfree) + 1;
    ensures others: types_kept{Pre,Post}(q); */
void client_superpage_part(pfn_t p, pfn_t q)
{
    superpage_split(p, SHAPE_2M);
    //@ assert part: small(q) && type_of(q) == PG_USER;
    page_free(q);
}
