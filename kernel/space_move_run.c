/* space_move_run.c: what was true of some pages and of the next is true of all. */
#include "space_move.h"

/*@ // what was done to k pages, and then to the next m
    predicate two_runs(integer r, integer p, integer s, integer q, integer k, integer m) =
        r != s && 0 <= k && 0 <= m && 0 <= p && p + k + m <= USER_PAGES && 0 <= q
        && q + k + m <= USER_PAGES;
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

uint32_t space_move(uint32_t cpu, pfn_t root, uint64_t p, pfn_t other, uint64_t q, uint32_t n)
{
    uint32_t i = 0, e = E_OK;
    //@ assert root: is_root(root);
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
        e = space_move_page(cpu, root, p + i, other, q + i);
        //@ assert step: threads_stay{before,Here};
        //@ assert stay: threads_stay{Pre,Here};
        //@ assert roots: roots_kept{Pre,before};
        //@ ghost uint32_t m = e == E_OK ? 1 : 0;
        //@ assert in: two_runs(root, p, other, q, i, m);
        //@ assert rooted: is_root{before}(root) && is_root{before}(other);
        //@ assert done: moves_run{before,Here}(root, p + i, other, q + i, m);
        //@ assert far: moves_run{Pre,before}(root, p, other, q, i);
        //@ assert begun: is_root{Pre}(root) && is_root{Pre}(other);
        //@ assert moved_before: moved_run{Pre,before}(root, p, other, q, i);
        //@ assert alone_before: moved_alone{Pre,before}(root, p, other, q, i);
        //@ assert alone_now: moved_alone{before,Here}(root, p + i, other, q + i, m);
        //@ assert alone_still: moved_alone{Pre,Here}(root, p, other, q, i + m);
        /*@ assert left_here: \forall integer v; p <= v < p + i ==>
                walked(root, v) == walked{before}(root, v); */
        /*@ assert left_there: \forall integer v; q <= v < q + i ==>
                walked(other, v) == walked{before}(other, v); */
        //@ assert moved_first: moved_run{Pre,Here}(root, p, other, q, i);
        //@ assert moved_next: moved_run{Pre,Here}(root, p + i, other, q + i, m);
        //@ assert moved: moved_run{Pre,Here}(root, p, other, q, i + m);
        //@ assert users: users_kept{Pre,Here} && same_frames{Pre,Here}(PG_USER);
        //@ assert run: moves_run{Pre,Here}(root, p, other, q, i + m);
        if (e == E_OK)
            i++;
    }
    return i;
}
