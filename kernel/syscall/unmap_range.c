/* unmap_range.c: page by page, each a whole step of kernel/space.h, until one cannot be done. */
#include "unmap_range.h"

/* Unmap and free pages, at most n of them; how many were done. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires pages: run_error(va, n) == E_OK && n <= RANGE_PAGES;
    requires first: unmap_error(root, va) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..], table_window[..], map_parent[..], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures count: 1 <= \result <= n;
    ensures pages: unmaps_run{Pre,Post}(root, va / PAGE_SIZE, \result);
    ensures stops: \result < n ==> unmap_error(root, va + \result * PAGE_SIZE) != E_OK; */
static uint32_t unmap_range_pages(uint32_t cpu, pfn_t root, uint64_t va, uint32_t n)
{
    uint32_t i = 0, e = E_OK;
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant kernel: wf_kernel;
        loop invariant cpus: wf_cpus;
        loop invariant stay: threads_stay{Pre,Here};
        loop invariant pages: unmaps_run{Pre,Here}(root, va / PAGE_SIZE, i);
        loop invariant first: i == 0 ==> e == E_OK && unmap_error(root, va) == E_OK;
        loop invariant error: e != E_OK ==> unmap_error(root, va + i * PAGE_SIZE) != E_OK;
        loop assigns i, e, FREE_STATE, page_window[..], table_window[..], map_parent[..], tlb[cpu];
        loop variant n - i + (e == E_OK ? 1 : 0); */
    while (i < n && e == E_OK) {
        //@ ghost uint64_t v = va / PAGE_SIZE + i;
        //@ ghost before: ;
        e = space_unmap(cpu, root, va + (uint64_t)i * PAGE_SIZE);
        //@ assert root: is_root{before}(root) && roots_kept{Pre,before};
        //@ assert page: is_page(v) && va + i * PAGE_SIZE == v * PAGE_SIZE;
        //@ assert step: threads_stay{before,Here};
        //@ assert stay: threads_stay{Pre,Here};
        //@ assert same: e != E_OK ==> outside{before,Here}(root, v, 0);
        //@ assert kept: e != E_OK ==> outside{Pre,Here}(root, va / PAGE_SIZE, i);
        /*@ assert still: e != E_OK ==> \forall integer w; va / PAGE_SIZE <= w < v ==>
                page_unmaps{Pre,Here}(root, w); */
        //@ assert undone: e != E_OK ==> unmaps_run{Pre,Here}(root, va / PAGE_SIZE, i);
        if (e == E_OK) {
            //@ assert others: outside{before,Here}(root, v, 1);
            //@ assert more: outside{Pre,Here}(root, va / PAGE_SIZE, i + 1);
            //@ assert before: walked{before}(root, v) == walked{Pre}(root, v);
            //@ assert last: page_unmaps{Pre,Here}(root, v);
            /*@ assert prior: \forall integer w; va / PAGE_SIZE <= w < v ==>
                    page_unmaps{Pre,Here}(root, w); */
            //@ assert done: unmaps_run{Pre,Here}(root, va / PAGE_SIZE, i + 1);
            i++;
        }
    }
    return i;
}

void syscall_unmap_range(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], n = REGS(t).r[REG_A1];
    uint32_t e = space_check(va, n);
    if (e == E_OK)
        e = space_unmap_error(root, va);
    if (e != E_OK) {
        REGS(t).r[REG_CALL] = e;
        //@ assert same: wf_kernel;
        //@ assert told: told{Pre,Here}(cpu, e);
        //@ assert refused: spec_call_unmap_range{Pre,Here}(cpu);
        return;
    }
    uint32_t most = n < RANGE_PAGES ? (uint32_t)n : RANGE_PAGES;
    uint32_t k = unmap_range_pages(cpu, root, va, most);
    //@ assert stopped: stops(k, n, unmap_error(root, va + k * PAGE_SIZE));
    //@ assert threads: threads_same{Pre,Here};
    REGS(t).r[REG_CALL] = E_OK;
    REGS(t).r[REG_A1] = k;
    //@ assert done: done{Pre,Here}(t, k, n);
    //@ assert pages: unmaps_run{Pre,Here}(root, va / PAGE_SIZE, k);
    //@ assert state: wf_kernel;
    //@ assert spec: spec_call_unmap_range{Pre,Here}(cpu);
}
