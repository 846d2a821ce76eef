/* map_range.c: page by page, each a whole step of kernel/space.h, until one cannot be done. */
#include "map_range.h"

/* Map zeroed pages, at most n of them from page p on; the first page that was not mapped. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires pages: run_error(p * PAGE_SIZE, n) == E_OK && n <= RANGE_PAGES && rights < NRIGHTS;
    requires first: map_error(root, p * PAGE_SIZE) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures count: p < \result <= p + n;
    ensures pages: maps_run{Pre,Post}(root, p, \result - p, rights);
    ensures stops: \result < p + n ==> map_error(root, \result * PAGE_SIZE) != E_OK; */
static uint64_t map_range_pages(uint32_t cpu, pfn_t root, uint64_t p, uint32_t rights, uint32_t n)
{
    uint64_t v = p;
    /*@ loop invariant range: p <= v <= p + n;
        loop invariant kernel: wf_kernel;
        loop invariant cpus: wf_cpus;
        loop invariant stay: threads_stay{Pre,Here};
        loop invariant pages: maps_run{Pre,Here}(root, p, v - p, rights);
        loop invariant first: v == p ==> map_error(root, p * PAGE_SIZE) == E_OK;
        loop assigns v, FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..],
            map_slot[..];
        loop variant p + n - v; */
    while (v < p + n) {
        //@ assert page: is_page(v) && is_valid(v * PAGE_SIZE);
        //@ assert were: pages_zero{Here}(root, p, v, rights) && v <= USER_PAGES;
        //@ ghost before: ;
        uint32_t e = space_map(cpu, root, v * PAGE_SIZE, rights);
        //@ assert root: is_root{before}(root) && roots_kept{Pre,before};
        //@ assert step: threads_stay{before,Here};
        //@ assert stay: threads_stay{Pre,Here};
        //@ assert users: users_kept{before,Here} && users_kept{Pre,Here};
        //@ assert others: outside{before,Here}(root, v, 1);
        /*@ assert seen: \forall integer w; p <= w < v ==>
                walked(root, w) == walked{before}(root, w); */
        //@ assert old: pages_zero{Here}(root, p, v, rights);
        if (e != E_OK) {
            //@ assert same: outside{before,Here}(root, v, 0);
            //@ assert kept: outside{Pre,Here}(root, p, v - p);
            //@ assert undone: maps_run{Pre,Here}(root, p, v - p, rights);
            //@ assert error: map_error(root, v * PAGE_SIZE) != E_OK && v != p;
            break;
        }
        //@ assert entry: walked(root, v) == translation(root, v * PAGE_SIZE);
        //@ assert new: maps{before,Here}(root, v * PAGE_SIZE, rights);
        /*@ assert leaf: translation(root, v * PAGE_SIZE)
                == leaf(pte_frame(translation(root, v * PAGE_SIZE)), rights); */
        //@ assert user: has_type(pte_frame(translation(root, v * PAGE_SIZE)), PG_USER);
        //@ assert zero: zeroed(pte_frame(translation(root, v * PAGE_SIZE)));
        //@ assert last: page_zero{Here}(root, v, rights);
        //@ assert tail: pages_zero{Here}(root, v, v + 1, rights);
        //@ assert all: pages_zero{Here}(root, p, v + 1, rights);
        //@ assert more: outside{Pre,Here}(root, p, v + 1 - p);
        //@ assert before: walked{before}(root, v) == walked{Pre}(root, v);
        //@ assert clear: walked{Pre}(root, v) == 0 && pages_absent{Pre}(root, p, v);
        //@ assert absent: pages_absent{Pre}(root, p, v + 1);
        //@ assert need: 0 <= missing{before}(root, v * PAGE_SIZE) <= 3;
        //@ assert few: \at(nfree,before) - 4 <= nfree <= \at(nfree,before) - 1;
        //@ assert done: maps_run{Pre,Here}(root, p, v + 1 - p, rights);
        v++;
    }
    return v;
}

void syscall_map_range(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], rights = REGS(t).r[REG_A1], n = REGS(t).r[REG_A2];
    uint32_t e = space_check(va, n);
    if (e == E_OK && rights >= NRIGHTS)
        e = E_RIGHTS;
    if (e == E_OK)
        e = space_map_error(root, va);
    if (e != E_OK) {
        REGS(t).r[REG_CALL] = e;
        //@ assert same: wf_kernel;
        //@ assert told: told{Pre,Here}(cpu, e);
        //@ assert refused: spec_call_map_range{Pre,Here}(cpu);
        return;
    }
    uint32_t most = n < RANGE_PAGES ? (uint32_t)n : RANGE_PAGES;
    uint64_t p = va / PAGE_SIZE;
    uint64_t k = map_range_pages(cpu, root, p, (uint32_t)rights, most) - p;
    //@ assert stopped: stops(k, n, map_error(root, va + k * PAGE_SIZE));
    //@ assert threads: threads_same{Pre,Here};
    REGS(t).r[REG_CALL] = E_OK;
    REGS(t).r[REG_A1] = k;
    //@ assert done: done{Pre,Here}(t, k, n);
    //@ assert pages: maps_run{Pre,Here}(root, va / PAGE_SIZE, k, rights);
    //@ assert stopped_still: stops(k, n, map_error(root, va + k * PAGE_SIZE));
    //@ assert checked: run_error(va, n) == E_OK && rights < NRIGHTS;
    //@ assert first: map_error{Pre}(root, va) == E_OK;
    /*@ assert asked: root == root_of{Pre}(t) && va == argument{Pre}(t, REG_A0)
            && rights == argument{Pre}(t, REG_A1) && n == argument{Pre}(t, REG_A2); */
    //@ assert count: k == argument(t, REG_A1);
    //@ assert state: wf_kernel;
    //@ assert run: maps_range{Pre,Here}(t, root, va, rights, n);
    //@ assert spec: spec_call_map_range{Pre,Here}(cpu);
}
