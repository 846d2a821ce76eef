/* space_large.c: one large page changes, the TLB is emptied, and the whole invariant is back. */
#include "space_large.h"

#include "space_lemmas.h"
#include "tlb_lemmas.h"

/*@ // a large page that changes: this CPU may remember parts of it
    lemma walked_large{A,B}: \forall integer root, va, level, r, v; is_root{A}(r)
        && is_page(v) && other_large{A,B}(root, va, level)
        && !(r == root && large_number(v * PAGE_SIZE, level) == large_number(va, level)) ==>
        walked{B}(r, v) == walked{A}(r, v);
    lemma tlb_large{A,B}: wf_tlb{A} && tlb_same{A,B} && roots_kept{A,B} ==>
        \forall integer cpu, root, va, level; is_cpu(cpu) && holds{A}(cpu, root)
        && other_large{A,B}(root, va, level) ==> wf_tlb_off{B}(cpu, tag_of(root));
    // no CPU remembers a page that was not mapped
    lemma tlb_filled{A,B}: wf_tlb{A} && tlb_same{A,B} && roots_kept{A,B} ==>
        \forall integer root, va, level; large_absent{A}(root, va, level)
        && other_large{A,B}(root, va, level) ==> wf_tlb{B};
*/

uint32_t space_check_page(uint64_t va, uint64_t size)
{
    if (size >= NSIZES || (size == SIZE_1G && boot_info.huge == 0))
        return E_SIZE;
    if (paging_valid(va) == 0)
        return E_ADDRESS;
    uint64_t bytes = size == SIZE_4K ? PAGE_SIZE : size == SIZE_2M ? 2097152u : 1073741824u;
    uint64_t rest = size == SIZE_2M ? va % 2097152u : size == SIZE_1G ? va % 1073741824u : 0;
    return rest == 0 && bytes <= USER_END - va ? E_OK : E_ADDRESS;
}

uint32_t space_map_large(uint32_t cpu, pfn_t root, uint64_t va, uint32_t level, uint32_t rights)
{
    (void)cpu;
    //@ assert rest: wf_rest;
    uint32_t e = large_new(root, va, level, rights);
    //@ assert stay: threads_stay{Pre,Here};
    //@ assert stays: rest_stays{Pre,Here};
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert same: e != E_OK ==> same_translations{Pre,Here};
    //@ assert kept: e != E_OK ==> wf_tlb;
    //@ assert new: e == E_OK ==> large_absent{Pre}(root, va, level) && tlb_same{Pre,Here};
    //@ assert others: other_large{Pre,Here}(root, va, level);
    //@ assert filled: e == E_OK ==> wf_tlb;
    //@ assert tlb: wf_tlb;
    return e;
}

uint32_t space_unmap_large(uint32_t cpu, pfn_t root, uint64_t va, uint32_t level)
{
    //@ assert rest: wf_rest;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    uint32_t e = large_unmap(root, va, level);
    //@ assert changed: threads_stay{Pre,Here};
    //@ assert stays: rest_stays{Pre,Here};
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert others: other_large{Pre,Here}(root, va, level) && tlb_same{Pre,Here};
    //@ assert stale: wf_tlb_off(cpu, tag_of(root));
    //@ assert same: e != E_OK ==> wf_tlb;
    if (e == E_OK)
        tlb_reload(cpu);
    return e;
}

uint32_t space_protect_large(uint32_t cpu, pfn_t root, uint64_t va, uint32_t level, uint32_t rights)
{
    //@ assert rest: wf_rest;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    uint32_t e = large_protect(root, va, level, rights);
    //@ assert changed: threads_stay{Pre,Here};
    //@ assert stays: rest_stays{Pre,Here};
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert others: other_large{Pre,Here}(root, va, level) && tlb_same{Pre,Here};
    //@ assert stale: wf_tlb_off(cpu, tag_of(root));
    //@ assert same: e != E_OK ==> wf_tlb;
    if (e == E_OK)
        tlb_reload(cpu);
    return e;
}
