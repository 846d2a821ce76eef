/* space_move.c: one page moves, its TLB entry goes, and the whole invariant is back. */
#include "space_move.h"

#include "space_lemmas.h"
#include "tlb_lemmas.h"

uint32_t space_move_error(pfn_t root, uint64_t va, pfn_t other, uint64_t to)
{
    if (paging_lookup(root, va) == 0)
        return E_UNMAPPED;
    if (paging_need(root, va) != 0)
        return E_SIZE;
    if (paging_lookup(other, to) != 0)
        return E_MAPPED;
    return paging_need(other, to) > nfree ? E_MEMORY : E_OK;
}

/*@ lemma walked_moved{A,B}: \forall integer r, va, s, to, x, v; is_root{A}(x) && is_page(v)
        && two_translations{A,B}(r, va, s, to) && !(x == r && v == va / 4096) && x != s ==>
        walked{B}(x, v) == walked{A}(x, v);
    lemma tlb_moved{A,B}: wf_tlb{A} && tlb_same{A,B} && roots_kept{A,B} ==>
        \forall integer cpu, r, va, s, to; is_cpu(cpu) && holds{A}(cpu, r) && is_user(va)
        && held_by_none{A}(s) && two_translations{A,B}(r, va, s, to) ==>
        wf_tlb_but{B}(cpu, tag_of(r), va / 4096);
    lemma alone_one{A,B}: \forall integer r, p, s, q; is_page(p) && is_page(q)
        && two_translations{A,B}(r, p * PAGE_SIZE, s, q * PAGE_SIZE) ==>
        moved_alone{A,B}(r, p, s, q, 1);
    lemma alone_none{A,B}: same_mmu{A,B} ==> \forall integer r, p, s, q;
        moved_alone{A,B}(r, p, s, q, 0);
*/

uint32_t space_move_page(uint32_t cpu, pfn_t root, uint64_t p, pfn_t other, uint64_t q)
{
    //@ assert rest: wf_rest;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    //@ assert two: root != other;
    uint64_t va = p * PAGE_SIZE, to = q * PAGE_SIZE;
    uint32_t e = space_move_error(root, va, other, to);
    if (e != E_OK) {
        //@ assert none: moves_run{Pre,Here}(root, p, other, q, 0);
        return e;
    }
    paging_move(root, va, other, to);
    //@ assert changed: threads_stay{Pre,Here};
    //@ assert stays: rest_stays{Pre,Here};
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert stale: wf_tlb_but(cpu, tag_of(root), va / 4096);
    tlb_forget(cpu, va);
    //@ assert moved: moved_run{Pre,Here}(root, p, other, q, 1);
    //@ assert one: moved_alone{Pre,Here}(root, p, other, q, 1);
    //@ assert run: moves_run{Pre,Here}(root, p, other, q, 1);
    return E_OK;
}
