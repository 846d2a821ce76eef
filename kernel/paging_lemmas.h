/* paging_lemmas.h: which translation an entry of a table is for.
 *
 * Only the files that change address spaces include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_PAGING_LEMMAS_H
#define ISOBAR_PAGING_LEMMAS_H

#include "paging.h"

#include "mmu_paths.h"

/*@ // no large leaf is on the way to the level 1 table of an address
    predicate no_large{L}(integer r, integer i4, integer i3, integer i2) =
        entry_small{L}(walk3{L}(r, i4), i3) && entry_small{L}(walk2{L}(r, i4, i3), i2);
    lemma large_some{L}: \forall integer p, i, n; 0 <= n && !entry_small(p, i) ==>
        large_at(p, i, n) > 0;
    lemma absent_small{L}: \forall integer r, i4, i3, i2, i1; is_path(i4, i3, i2, i1)
        && mmu(r, i4, i3, i2, i1) == 0 ==> no_large(r, i4, i3, i2);

    // the n-th page of a leaf of 1 GiB is that of an address
    logic integer page_of_1g(integer va) = index2(va) * TABLE_ENTRIES + index1(va);
    lemma path_parts: \forall integer va; is_user(va) ==> is_path(index4(va), index3(va), 0, 0)
        && is_path(index4(va), index3(va), index2(va), 0) && is_index(index1(va))
        && 0 <= page_of_1g(va) < FRAMES_1G;
    lemma page_path: \forall integer v, w; is_user(v) && is_user(w) && index4(v) == index4(w)
        && index3(v) == index3(w) && index2(v) == index2(w) && index1(v) == index1(w) ==>
        v / 4096 == w / 4096;
    lemma page_div: \forall integer va; 0 <= va ==> va / 2097152 == va / 4096 / 512;
    lemma page_rest: \forall integer q, m, n; 0 <= q && 0 <= m < 512 && 0 <= n < 512 ==>
        ((q * 512 + m) * 512 + n) % FRAMES_1G == m * 512 + n;
    lemma page_parts: \forall integer a; 0 <= a ==>
        a == (a / 512 / 512 * 512 + a / 512 % 512) * 512 + a % 512;
    lemma page_1g: \forall integer va; is_user(va) ==> va / 4096 % FRAMES_1G == page_of_1g(va);
    lemma empty_space{L}: \forall integer r, va; is_root(r) && is_empty(r) && is_user(va) ==>
        translation(r, va) == 0;
    // an entry of a level 1 table serves one page of one address space
    lemma path_unique{L}: wf_tree ==> \forall integer r, va, s, vb;
        is_root(r) && is_user(va) && is_root(s) && is_user(vb) && leaf_table(r, va) >= 0
        && leaf_table(r, va) == leaf_table(s, vb) ==> r == s && index4(va) == index4(vb)
        && index3(va) == index3(vb) && index2(va) == index2(vb);
    lemma page_unique{L}: wf_tree ==> \forall integer r, va, s, vb;
        is_root(r) && is_user(va) && is_root(s) && is_user(vb) && leaf_table(r, va) >= 0
        && leaf_table(r, va) == leaf_table(s, vb) && index1(va) == index1(vb) ==>
        r == s && va / 4096 == vb / 4096;
    predicate serves{L}(integer p, integer i, integer r, integer va) =
        through{L}(p, i, r, index4(va), index3(va), index2(va), index1(va));
    lemma serves_page{L}: wf_tree ==> \forall integer p, i, r, va; is_root(r) && is_user(va)
        && has_type(p, PG_PT1) && serves(p, i, r, va) ==> leaf_table(r, va) == p && index1(va) == i;
    lemma serves_table{L}: wf_tree ==> \forall integer r, va; is_root(r) && is_user(va)
        && leaf_table(r, va) >= 0 ==> has_type(leaf_table(r, va), PG_PT1);
    lemma serves_twin{L}: wf_tree ==> \forall integer r, va, s, vb; is_root(r) && is_user(va)
        && is_root(s) && is_user(vb) && leaf_table(r, va) >= 0
        && serves(leaf_table(r, va), index1(va), s, vb) ==>
        leaf_table(r, va) == leaf_table(s, vb) && index1(va) == index1(vb);
    lemma serves_same{L}: wf_tree ==> \forall integer r, va, s, vb; is_root(r) && is_user(va)
        && is_root(s) && is_user(vb) && leaf_table(r, va) >= 0
        && serves(leaf_table(r, va), index1(va), s, vb) ==> r == s && va / 4096 == vb / 4096;
    predicate serves_only{L}(integer p, integer i, integer root, integer page) =
        \forall integer r, va; is_root{L}(r) && is_user(va) && serves{L}(p, i, r, va) ==>
        r == root && va / 4096 == page / 4096;
    predicate others_than{A,B}(integer p, integer i) = \forall integer r, va;
        is_root{A}(r) && is_user(va) && !serves{A}(p, i, r, va) ==>
        translation{B}(r, va) == translation{A}(r, va);
    lemma others_served{A,B}: \forall integer p, i; same_mmu_but{A,B}(p, i) ==>
        others_than{A,B}(p, i);
    lemma serves_one{L}: wf_tree ==> \forall integer r, va; is_root(r) && is_user(va)
        && leaf_table(r, va) >= 0 ==> serves_only(leaf_table(r, va), index1(va), r, va);
    lemma serves_space{L}: wf_tree ==> \forall integer p, va; is_root(space(p)) && is_user(va)
        && has_type(p, PG_PT1) && p == leaf_table(space(p), va) ==>
        serves_only(p, index1(va), space(p), va);
    lemma others_page{A,B}: \forall integer p, i, r, va; others_than{A,B}(p, i)
        && serves_only{A}(p, i, r, va) ==> other_translations{A,B}(r, va);
    lemma other_pages{A,B}: wf_tree{A} ==> \forall integer r, va; is_root{A}(r) && is_user(va)
        && leaf_table{A}(r, va) >= 0 && same_mmu_but{A,B}(leaf_table{A}(r, va), index1(va)) ==>
        other_translations{A,B}(r, va);
    // the root above a table
    logic integer root_above{L}(integer p) = type_of{L}(p) == PG_PT1 ? space{L}(p)
        : type_of{L}(p) == PG_PT2 ? \at(map_parent[map_parent[p]],L)
        : type_of{L}(p) == PG_PT3 ? \at(map_parent[p],L) : p;
    lemma walk_space{L}: wf_tree ==> \forall integer r, va;
        is_root(r) && is_user(va) && leaf_table(r, va) >= 0 ==> space(leaf_table(r, va)) == r;
    lemma through_root{L}: wf_tree ==> \forall integer p, i, r, i4, i3, i2, i1; is_root(r)
        && is_path(i4, i3, i2, i1) && is_table(p) && through(p, i, r, i4, i3, i2, i1) ==>
        root_above(p) == r;
    lemma leaf_spaces{A,B}: wf_tree{A} ==> \forall integer p, i; is_table{A}(p)
        && same_mmu_but{A,B}(p, i) ==> other_spaces{A,B}(root_above{A}(p));
    lemma page_of_space{A,B}: \forall integer r, va;
        other_translations{A,B}(r, va) ==> other_spaces{A,B}(r);
*/

#endif
