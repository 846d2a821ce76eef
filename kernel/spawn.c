/* spawn.c: an address space, then a process, then pages one by one, each a whole step. */
#include "spawn.h"

#include "mmu_change.h"
#include "tlb_lemmas.h"

pfn_t process_spawn(pfn_t e, uint32_t cpu, uint64_t pc, uint64_t sp)
{
    pfn_t root = space_create();
    //@ assert walks: walks_kept{Pre,Here} && same_mmu{Pre,Here};
    //@ assert left: threads_left{Pre,Here} && slots_kept{Pre,Here} && waiters_kept{Pre,Here};
    //@ assert refs: wf_refs && wf_waits;
    //@ ghost ready: ;
    pfn_t p = process_create(root, cpu, pc, sp);
    //@ assert came: three_came{Pre,Here}(p, process_window[p].thread, root);
    //@ assert kept: slots_kept{Pre,Here} && waiters_kept{Pre,Here};
    //@ assert ends: endpoints_kept{Pre,Here} && same_frames{Pre,Here}(PG_ENDPOINT);
    //@ assert refs_still: wf_refs && wf_waits;
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert walks_still: walks_kept{Pre,Here} && same_mmu{Pre,Here};
    //@ assert same: same_mmu{ready,Here};
    slot_fill(p, 0, e);
    //@ assert spawns: spawns{Pre,Here}(p, e, cpu, pc, sp);
    return p;
}

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

/*@ lemma tlb_moved{A,B}: wf_tlb{A} && tlb_same{A,B} && roots_kept{A,B} ==>
        \forall integer cpu, r, va, s, to; is_cpu(cpu) && holds{A}(cpu, r) && is_user(va)
        && held_by_none{A}(s) && two_translations{A,B}(r, va, s, to) ==>
        wf_tlb_but{B}(cpu, tag_of(r), va / 4096);
    // what was done to k pages, and then to the next m
    predicate two_runs(integer r, integer p, integer s, integer q, integer k, integer m) =
        r != s && 0 <= k && 0 <= m && 0 <= p && p + k + m <= USER_PAGES && 0 <= q
        && q + k + m <= USER_PAGES;
    lemma alone_one{A,B}: \forall integer r, p, s, q; is_page(p) && is_page(q)
        && two_translations{A,B}(r, p * PAGE_SIZE, s, q * PAGE_SIZE) ==>
        moved_alone{A,B}(r, p, s, q, 1);
    lemma alone_none{A,B}: same_mmu{A,B} ==> \forall integer r, p, s, q;
        moved_alone{A,B}(r, p, s, q, 0);
    lemma alone_trans{A,B,C}: \forall integer r, p, s, q, k, m; two_runs(r, p, s, q, k, m)
        && roots_kept{A,B} && moved_alone{A,B}(r, p, s, q, k)
        && moved_alone{B,C}(r, p + k, s, q + k, m) ==> moved_alone{A,C}(r, p, s, q, k + m);
    lemma moved_first{A,B,C}: \forall integer r, p, s, q, k, m; two_runs(r, p, s, q, k, m)
        && is_root{B}(r) && is_root{B}(s) && moved_run{A,B}(r, p, s, q, k)
        && moved_alone{B,C}(r, p + k, s, q + k, m) ==> moved_run{A,C}(r, p, s, q, k);
    lemma moved_next{A,B,C}: \forall integer r, p, s, q, k, m; two_runs(r, p, s, q, k, m)
        && is_root{A}(r) && is_root{A}(s) && moved_alone{A,B}(r, p, s, q, k)
        && moved_run{B,C}(r, p + k, s, q + k, m) ==> moved_run{A,C}(r, p + k, s, q + k, m);
    lemma moved_both{A,B}: \forall integer r, p, s, q, k, m; moved_run{A,B}(r, p, s, q, k)
        && moved_run{A,B}(r, p + k, s, q + k, m) ==> moved_run{A,B}(r, p, s, q, k + m);
    lemma moved_trans{A,B,C}: \forall integer r, p, s, q, k, m; two_runs(r, p, s, q, k, m)
        && is_root{A}(r) && is_root{A}(s) && is_root{B}(r) && is_root{B}(s)
        && moved_alone{A,B}(r, p, s, q, k) && moved_alone{B,C}(r, p + k, s, q + k, m)
        && moved_run{A,B}(r, p, s, q, k) && moved_run{B,C}(r, p + k, s, q + k, m) ==>
        moved_run{A,C}(r, p, s, q, k + m);
*/

/* Move one page. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires other: is_root(other) && held_by_none(other);
    requires pages: is_page(p) && is_valid(p * PAGE_SIZE) && is_page(q) && is_valid(q * PAGE_SIZE);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == move_error{Pre}(root, p * PAGE_SIZE, other, q * PAGE_SIZE);
    ensures failed: \result != E_OK ==>
        \result == move_error(root, p * PAGE_SIZE, other, q * PAGE_SIZE);
    ensures run: moves_run{Pre,Post}(root, p, other, q, \result == E_OK ? 1 : 0); */
static uint32_t move_page(uint32_t cpu, pfn_t root, uint64_t p, pfn_t other, uint64_t q)
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
    //@ assert objects: wf_rest;
    //@ assert floating: no_floating;
    //@ assert stale: wf_tlb_but(cpu, tag_of(root), va / 4096);
    tlb_forget(cpu, va);
    //@ assert moved: moved_run{Pre,Here}(root, p, other, q, 1);
    //@ assert one: moved_alone{Pre,Here}(root, p, other, q, 1);
    //@ assert run: moves_run{Pre,Here}(root, p, other, q, 1);
    return E_OK;
}

uint32_t space_move(uint32_t cpu, pfn_t root, uint64_t p, pfn_t other, uint64_t q, uint32_t n)
{
    uint32_t i = 0, e = E_OK;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    //@ assert root: is_root(root) && root != other;
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant kernel: wf_kernel;
        loop invariant cpus: wf_cpus;
        loop invariant stay: threads_stay{Pre,Here};
        loop invariant other: held_by_none(other);
        loop invariant pages: moves_run{Pre,Here}(root, p, other, q, i);
        loop invariant first: i == 0 ==> move_error{Pre}(root, p * PAGE_SIZE, other,
            q * PAGE_SIZE) == (e == E_OK ? move_error(root, p * PAGE_SIZE, other, q * PAGE_SIZE)
            : e);
        loop invariant error: e != E_OK ==>
            move_error(root, (p + i) * PAGE_SIZE, other, (q + i) * PAGE_SIZE) != E_OK;
        loop assigns i, e, FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..],
                     map_slot[..], tlb[cpu];
        loop variant n - i + (e == E_OK ? 1 : 0); */
    while (i < n && e == E_OK) {
        //@ ghost before: ;
        e = move_page(cpu, root, p + i, other, q + i);
        //@ assert step: threads_stay{before,Here};
        //@ assert stay: threads_stay{Pre,Here};
        //@ assert roots: roots_kept{Pre,before};
        //@ ghost uint32_t m = e == E_OK ? 1 : 0;
        //@ assert in: two_runs(root, p, other, q, i, m);
        //@ assert rooted: is_root{before}(root) && is_root{before}(other);
        //@ assert done: moves_run{before,Here}(root, p + i, other, q + i, m);
        //@ assert far: moves_run{Pre,before}(root, p, other, q, i);
        //@ assert moved: moved_run{Pre,Here}(root, p, other, q, i + m);
        //@ assert alone_still: moved_alone{Pre,Here}(root, p, other, q, i + m);
        //@ assert users: users_kept{Pre,Here} && same_frames{Pre,Here}(PG_USER);
        //@ assert run: moves_run{Pre,Here}(root, p, other, q, i + m);
        if (e == E_OK)
            i++;
    }
    return i;
}
