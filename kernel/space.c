/* space.c: one page changes, its TLB entry goes, and the whole invariant is back. */
#include "space.h"

#include "space_lemmas.h"
#include "tlb_lemmas.h"

uint32_t space_check(uint64_t va, uint64_t n)
{
    if (paging_valid(va) == 0)
        return E_ADDRESS;
    return n >= 1 && n <= (USER_END - va) / PAGE_SIZE ? E_OK : E_RANGE;
}

uint32_t space_map_error(pfn_t root, uint64_t va)
{
    if (paging_lookup(root, va) != 0)
        return E_MAPPED;
    return paging_need(root, va) < nfree ? E_OK : E_MEMORY;
}

uint32_t space_unmap_error(pfn_t root, uint64_t va)
{
    if (paging_lookup(root, va) == 0)
        return E_UNMAPPED;
    return paging_need(root, va) > nfree ? E_MEMORY : E_OK;
}

/*@ requires pages: wf_pages;
    requires root: is_root(root) && is_valid(va) && translation(root, va) == 0;
    requires room: missing(root, va) < nfree && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures pages: wf_pages;
    ensures maps: maps{Pre,Post}(root, va, rights);
    ensures objects: objects_kept{Pre,Post};
    ensures roots: roots_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1); */
static void map_page(pfn_t root, uint64_t va, uint32_t rights)
{
    pfn_t p = user_page();
    //@ assert walk: translation(root, va) == 0 && missing(root, va) == missing{Pre}(root, va);
    paging_map(root, va, p, rights);
    //@ assert frame: pte_frame(translation(root, va)) == p;
    //@ assert new: has_type{Pre}(p, PG_FREE) && has_type(p, PG_USER);
    //@ assert zero: zeroed(p);
    //@ assert users: users_kept{Pre,Here};
    //@ assert objects: processes_kept{Pre,Here};
    //@ assert others: other_translations{Pre,Here}(root, va);
}

uint32_t space_map(uint32_t cpu, pfn_t root, uint64_t va, uint32_t rights)
{
    (void)cpu;
    //@ assert rest: wf_rest;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    uint32_t e = space_map_error(root, va);
    if (e != E_OK)
        return e;
    //@ assert walk: va / 4096 * PAGE_SIZE == va && walked(root, va / 4096) == 0;
    //@ assert held: tagged(cpu, tag_of(root)) == root && is_tag(tag_of(root));
    //@ assert absent: cached(cpu, tag_of(root), va / 4096) == 0;
    map_page(root, va, rights);
    //@ assert stay: threads_stay{Pre,Here};
    //@ assert stays: rest_stays{Pre,Here};
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert others: tlb_same{Pre,Here} && other_translations{Pre,Here}(root, va);
    //@ assert tlb: wf_tlb_but(cpu, tag_of(root), va / 4096);
    //@ assert unseen: cached(cpu, tag_of(root), va / 4096) == 0;
    //@ assert fresh: wf_tlb;
    return E_OK;
}

uint32_t space_unmap(uint32_t cpu, pfn_t root, uint64_t va)
{
    //@ assert rest: wf_rest;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    uint32_t e = paging_unmap(root, va);
    //@ assert changed: threads_stay{Pre,Here};
    //@ assert stays: rest_stays{Pre,Here};
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert stale: wf_tlb_but(cpu, tag_of(root), va / 4096);
    tlb_forget(cpu, va);
    return e;
}

uint32_t space_protect(uint32_t cpu, pfn_t root, uint64_t va, uint32_t rights)
{
    //@ assert rest: wf_rest;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    uint32_t e = paging_protect(root, va, rights);
    //@ assert changed: threads_stay{Pre,Here};
    //@ assert stays: rest_stays{Pre,Here};
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert stale: wf_tlb_but(cpu, tag_of(root), va / 4096);
    tlb_forget(cpu, va);
    return e;
}
