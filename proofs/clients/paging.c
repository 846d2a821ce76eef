/* paging.c: what a user of address spaces expects, proved from kernel/paging.h alone.
 *
 * Each function is a use, its postcondition the expectation. None of this is in the kernel.
 */
#include "paging.h"

#define SPACE_STATE                                                                                \
    FREE_LISTS, page_window[..], WINDOWS_AT(..),  \
        map_parent[..], map_slot[..]

/* What has been mapped is what a walk finds. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    requires frame: has_type(frame, PG_USER) && small(frame) && floating(frame);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures found: \old(translation(root, va)) == 0 && \old(missing(root, va)) <= \old(nfree) ==>
        \result == leaf(frame, rights);
    ensures kept: \old(translation(root, va)) != 0 ==> \result == \old(translation(root, va)); */
uint64_t client_map_then_walk(pfn_t root, uint64_t va, pfn_t frame, uint32_t rights)
{
    paging_map(root, va, frame, rights);
    return paging_lookup(root, va);
}

/* What is mapped and unmapped again can no longer be reached, and its frame is free. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    requires frame: has_type(frame, PG_USER) && small(frame) && floating(frame);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures gone: \result == E_OK ==> translation(root, va) == 0 && has_type(frame, PG_FREE);
    ensures others: other_translations{Pre,Post}(root, va); */
uint32_t client_map_then_unmap(pfn_t root, uint64_t va, pfn_t frame, uint32_t rights)
{
    uint32_t error = paging_map(root, va, frame, rights);
    if (error != E_OK)
        return error;
    //@ assert mapped: translation(root, va) == leaf(frame, rights) && translation(root, va) != 0;
    return paging_unmap(root, va);
}

/* A page that may be written is made read-only: the same frame, no right to write. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    requires mapped: translation(root, va) != 0 && leaf_table(root, va) >= 0;
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures frame: pte_frame(translation(root, va)) == \old(pte_frame(translation(root, va)));
    ensures rights: !pte_write(translation(root, va)) && !pte_execute(translation(root, va)); */
void client_read_only(pfn_t root, uint64_t va)
{
    //@ assert frame: 0 <= pte_frame(translation(root, va)) < MAX_FRAMES;
    paging_protect(root, va, RIGHT_READ);
    /*@ assert leaf: translation(root, va)
            == leaf(pte_frame(\at(translation(root, va),Pre)), RIGHT_READ); */
}

/* Part of a large page is made read-only if tables for it can be had; the rest stays as it was. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    requires mapped: translation(root, va) != 0 && missing(root, va) <= nfree;
    requires rest: is_user(vb) && vb / PAGE_SIZE != va / PAGE_SIZE;
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures done: \result == E_OK && !pte_write(translation(root, va));
    ensures rest: translation(root, vb) == \old(translation(root, vb)); */
uint32_t client_part_read_only(pfn_t root, uint64_t va, uint64_t vb)
{
    (void)vb;
    //@ assert frame: 0 <= pte_frame(translation(root, va)) < MAX_FRAMES;
    uint32_t error = paging_protect(root, va, RIGHT_READ);
    /*@ assert leaf: translation(root, va)
            == leaf(pte_frame(\at(translation(root, va),Pre)), RIGHT_READ); */
    return error;
}

/* What one address space maps, another does not see. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    requires other: is_root(other) && other != root && is_user(vb);
    requires frame: has_type(frame, PG_USER) && small(frame) && floating(frame);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns SPACE_STATE;
    ensures wf: wf_pages;
    ensures kept: \result == \old(translation(other, vb)); */
uint64_t client_other_space(pfn_t root, uint64_t va, pfn_t frame, uint32_t rights, pfn_t other,
                            uint64_t vb)
{
    paging_map(root, va, frame, rights);
    return paging_lookup(other, vb);
}
