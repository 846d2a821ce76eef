/* large.c: what a user of large pages expects, proved from kernel/large_page.h alone.
 *
 * Each function is a use, its postcondition the expectation. None of this is in the kernel.
 */
#include "large_page.h"

#define SPACE_STATE                                                                                \
    FREE_LISTS, page_window[..], WINDOWS_AT(..),  \
        map_parent[..], map_slot[..]

/* Every page of a new large page can be reached, with the rights asked for, where there was none;
   and a page that is refused leaves what was there. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires inside: is_user(vb) && large_number(vb, level) == large_number(va, level);
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures found: \result == E_OK ==> translation(root, vb)
        == leaf(pte_frame(translation(root, va)) + page_in(vb, level), RIGHT_WRITE);
    ensures absent: \result == E_OK ==> \old(translation(root, vb)) == 0;
    ensures kept: \result != E_OK ==> translation(root, vb) == \old(translation(root, vb)); */
uint32_t client_large_mapped(pfn_t root, uint64_t va, uint32_t level, uint64_t vb)
{
    (void)vb;
    uint32_t error = large_new(root, va, level, RIGHT_WRITE);
    //@ assert same: error != E_OK ==> same_translations{Pre,Here};
    return error;
}

/* One small page can be taken out of a large one, and the rest of it stays where it is. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && translation(root, va) != 0;
    requires free: missing(root, va) <= nfree;
    requires beside: is_user(vb) && vb / PAGE_SIZE != va / PAGE_SIZE;
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures gone: \result == E_OK && translation(root, va) == 0;
    ensures beside: translation(root, vb) == \old(translation(root, vb)); */
uint32_t client_large_hole(pfn_t root, uint64_t va, uint64_t vb)
{
    (void)vb;
    return paging_unmap(root, va);
}

/* What is unmapped can no longer be reached anywhere in it, and what lies beside it still can. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires inside: is_user(vb) && large_number(vb, level) == large_number(va, level);
    requires beside: is_user(vc) && large_number(vc, level) != large_number(va, level);
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures gone: \result == E_OK ==> translation(root, vb) == 0 && nfree > \old(nfree);
    ensures beside: translation(root, vc) == \old(translation(root, vc)); */
uint32_t client_large_unmapped(pfn_t root, uint64_t va, uint32_t level, uint64_t vb, uint64_t vc)
{
    (void)vb;
    (void)vc;
    return large_unmap(root, va, level);
}
