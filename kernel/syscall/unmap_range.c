/* unmap_range.c: page by page, each a whole step of kernel/space.h, until one cannot be done. */
#include "unmap_range.h"

#include "range.h"

/*@ // what was done to k pages, and then to the next m
    lemma unmapped_first{A,B,C}: \forall integer root, p, k, m; in_pages(p, k, m)
        && is_root{B}(root) && unmapped_run{A,B}(root, p, k)
        && outside{B,C}(root, p + k, m) ==> unmapped_run{A,C}(root, p, k);
    lemma unmapped_next{A,B,C}: \forall integer root, p, k, m; in_pages(p, k, m)
        && is_root{A}(root) && outside{A,B}(root, p, k)
        && unmapped_run{B,C}(root, p + k, m) ==> unmapped_run{A,C}(root, p + k, m);
    lemma unmapped_both{A,B}: \forall integer root, p, k, m; unmapped_run{A,B}(root, p, k)
        && unmapped_run{A,B}(root, p + k, m) ==> unmapped_run{A,B}(root, p, k + m);
    lemma unmapped_trans{A,B,C}: \forall integer root, p, k, m; in_pages(p, k, m)
        && is_root{A}(root) && is_root{B}(root) && outside{A,B}(root, p, k)
        && outside{B,C}(root, p + k, m) && unmapped_run{A,B}(root, p, k)
        && unmapped_run{B,C}(root, p + k, m) ==> unmapped_run{A,C}(root, p, k + m);
*/

/* space_unmap() for page number v. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires page: is_page(v) && is_valid(v * PAGE_SIZE);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == unmap_error{Pre}(root, v * PAGE_SIZE);
    ensures failed: \result != E_OK ==> \result == unmap_error(root, v * PAGE_SIZE);
    ensures run: unmaps_run{Pre,Post}(root, v, \result == E_OK ? 1 : 0); */
static uint32_t unmap_page(uint32_t cpu, pfn_t root, uint64_t v)
{
    uint32_t e = space_unmap(cpu, root, v * PAGE_SIZE);
    //@ assert root: root != NIL && v * PAGE_SIZE / PAGE_SIZE == v;
    //@ assert others: e == E_OK ==> outside{Pre,Here}(root, v, 1);
    //@ assert same: e != E_OK ==> outside{Pre,Here}(root, v, 0);
    //@ assert need: e == E_OK ==> 0 <= missing{Pre}(root, v * PAGE_SIZE) <= 2;
    //@ assert page: e == E_OK ==> page_unmaps{Pre,Here}(root, v);
    //@ assert failed: e != E_OK ==> unmaps_run{Pre,Here}(root, v, 0);
    //@ assert done: e == E_OK ==> unmaps_run{Pre,Here}(root, v, 1);
    return e;
}

/* Unmap and free pages, at most n of them; how many were done. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires pages: run_error(p * PAGE_SIZE, n) == E_OK && n <= RANGE_PAGES;
    requires first: unmap_error(root, p * PAGE_SIZE) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures count: 1 <= \result <= n;
    ensures pages: unmaps_run{Pre,Post}(root, p, \result);
    ensures stops: \result < n ==> unmap_error(root, (p + \result) * PAGE_SIZE) != E_OK; */
static uint32_t unmap_pages(uint32_t cpu, pfn_t root, uint64_t p, uint32_t n)
{
    uint32_t i = 0, e = E_OK;
    //@ assert root: is_root(root);
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant kernel: wf_kernel;
        loop invariant cpus: wf_cpus;
        loop invariant stay: threads_stay{Pre,Here};
        loop invariant pages: unmaps_run{Pre,Here}(root, p, i);
        loop invariant first: i == 0 ==> e == E_OK && unmap_error(root, p * PAGE_SIZE) == E_OK;
        loop invariant error: e != E_OK ==> unmap_error(root, (p + i) * PAGE_SIZE) != E_OK;
        loop assigns i, e, FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..],
                     map_slot[..], tlb[cpu];
        loop variant n - i + (e == E_OK ? 1 : 0); */
    while (i < n && e == E_OK) {
        //@ ghost before: ;
        e = unmap_page(cpu, root, p + i);
        //@ assert step: threads_stay{before,Here};
        //@ assert stay: threads_stay{Pre,Here};
        //@ assert roots: roots_kept{Pre,before};
        //@ ghost uint32_t m = e == E_OK ? 1 : 0;
        //@ assert in: in_pages(p, i, m) && is_root{before}(root) && is_root{Pre}(root);
        //@ assert done: unmaps_run{before,Here}(root, p + i, m);
        //@ assert far: unmaps_run{Pre,before}(root, p, i) && threads_stay{Pre,before};
        //@ assert gone: unmapped_run{Pre,Here}(root, p, i + m);
        //@ assert outside: outside{Pre,Here}(root, p, i + m);
        //@ assert users: users_left{Pre,Here};
        //@ assert run: unmaps_run{Pre,Here}(root, p, i + m);
        if (e == E_OK)
            i++;
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
    uint32_t k = unmap_pages(cpu, root, va / PAGE_SIZE, most);
    //@ assert stopped: stops(k, n, unmap_error(root, va + k * PAGE_SIZE));
    //@ assert threads: threads_same{Pre,Here};
    REGS(t).r[REG_CALL] = E_OK;
    REGS(t).r[REG_A1] = k;
    //@ assert done: done{Pre,Here}(t, k, n);
    //@ assert pages: unmaps_run{Pre,Here}(root, va / PAGE_SIZE, k);
    //@ assert stopped_still: stops(k, n, unmap_error(root, va + k * PAGE_SIZE));
    //@ assert checked: run_error(va, n) == E_OK;
    //@ assert first: unmap_error{Pre}(root, va) == E_OK;
    /*@ assert asked: root == root_of{Pre}(t) && va == argument{Pre}(t, REG_A0)
            && n == argument{Pre}(t, REG_A1); */
    //@ assert count: k == argument(t, REG_A1);
    //@ assert state: wf_kernel;
    //@ assert run: unmaps_range{Pre,Here}(t, root, va, n);
    //@ assert spec: spec_call_unmap_range{Pre,Here}(cpu);
}
