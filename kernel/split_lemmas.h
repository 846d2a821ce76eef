/* split_lemmas.h: why a large page and its parts translate the same.
 *
 * Only kernel/split.c includes it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_SPLIT_LEMMAS_H
#define ISOBAR_SPLIT_LEMMAS_H

#include "split.h"

#include "mmu_lemmas.h"

/*@ // no table points at b
    predicate unreached{L}(integer b) = \forall integer q, j; is_slot{L}(q, j)
        && PG_PT1 < type_of{L}(q) ==> child{L}(q, j) != b;
    lemma floating_unreached{L}: wf_tree ==> \forall integer b; floating(b) ==> unreached(b);
    // but for entry i of table p and all of table b the tables are as before
    predicate rest_kept{A,B}(integer p, integer i, integer b) = \forall integer q, j;
        is_table{A}(q) && is_index(j) && q != b && !(q == p && j == i) ==>
        ent{B}(q, j) == ent{A}(q, j);
    // entry i of table p mapped a large page, and points at table b now
    predicate splits{A,B}(integer p, integer i, integer b) = wf_tree{A} && rest_kept{A,B}(p, i, b)
        && unreached{A}(b) && is_slot{A}(p, i) && has_type{A}(b, type_of{A}(p) - 1)
        && PG_PT1 < type_of{A}(p) < PG_PT4 && child{A}(p, i) == -1 && child{B}(p, i) == b
        && large_at{B}(p, i, 0) == 0;
    lemma split_child{A,B}: \forall integer p, i, b, q, j; splits{A,B}(p, i, b) && is_slot{A}(q, j)
        && PG_PT1 < type_of{A}(q) && q != b && !(q == p && j == i) ==>
        child{B}(q, j) == child{A}(q, j) && child{A}(q, j) != b;
    lemma split_walk3{A,B}: \forall integer p, i, b, r, i4; splits{A,B}(p, i, b) && is_root{A}(r)
        && is_path(i4, 0, 0, 0) ==> walk3{B}(r, i4) == walk3{A}(r, i4) && walk3{A}(r, i4) != b;
    lemma split_walk2{A,B}: \forall integer p, i, b, r, i4, i3; splits{A,B}(p, i, b)
        && is_root{A}(r) && is_path(i4, i3, 0, 0) && !(walk3{A}(r, i4) == p && i3 == i) ==>
        walk2{B}(r, i4, i3) == walk2{A}(r, i4, i3) && walk2{A}(r, i4, i3) != b;
    lemma split_at3{A,B}: \forall integer p, i, b, r, i4; splits{A,B}(p, i, b)
        && is_root{A}(r) && is_path(i4, 0, 0, 0) && walk3{A}(r, i4) == p ==>
        walk2{A}(r, i4, i) == -1 && walk2{B}(r, i4, i) == b;
    lemma split_walk1{A,B}: \forall integer p, i, b, r, i4, i3, i2; splits{A,B}(p, i, b)
        && is_root{A}(r) && is_path(i4, i3, i2, 0) && !(walk3{A}(r, i4) == p && i3 == i)
        && !(walk2{A}(r, i4, i3) == p && i2 == i) ==>
        walk1{B}(r, i4, i3, i2) == walk1{A}(r, i4, i3, i2) && walk1{A}(r, i4, i3, i2) != b;
    lemma split_at2{A,B}: \forall integer p, i, b, r, i4, i3; splits{A,B}(p, i, b)
        && is_root{A}(r) && is_path(i4, i3, 0, 0) && walk2{A}(r, i4, i3) == p ==>
        walk1{A}(r, i4, i3, i) == -1 && walk1{B}(r, i4, i3, i) == b;
    // what a table says where nothing has changed
    lemma split_leaf{A,B}: \forall integer p, i, b, q, j; splits{A,B}(p, i, b)
        && (q < 0 || is_table{A}(q)) && is_index(j) && q != b && !(q == p && j == i) ==>
        leaf_at{B}(q, j) == leaf_at{A}(q, j);
    lemma split_large{A,B}: \forall integer p, i, b, q, j, n; splits{A,B}(p, i, b)
        && (q < 0 || is_table{A}(q)) && is_index(j) && q != b && !(q == p && j == i) ==>
        large_at{B}(q, j, n) == large_at{A}(q, j, n);
    // off the entry every translation is what it was
    predicate off_entry{A}(integer p, integer i, integer r, integer i4, integer i3, integer i2) =
        !(walk3{A}(r, i4) == p && i3 == i) && !(walk2{A}(r, i4, i3) == p && i2 == i);
    lemma split_off{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && is_root{A}(r) && is_path(i4, i3, i2, i1) && is_path(i4, i3, i2, 0)
        && is_path(i4, i3, 0, 0) && is_index(i1) && type_of{A}(p) != PG_PT4
        && off_entry{A}(p, i, r, i4, i3, i2) ==>
        mmu{B}(r, i4, i3, i2, i1) == mmu{A}(r, i4, i3, i2, i1);

    // the parts of 2 MiB, and of 1 GiB
    predicate parts_2m{A,B}(integer p, integer i, integer b) = has_type{A}(p, PG_PT2)
        && \forall integer j; is_index(j) ==> ent{B}(b, j) == part(ent{A}(p, i), j)
            && pte_present(ent{B}(b, j));
    predicate parts_1g{A,B}(integer p, integer i, integer b) = has_type{A}(p, PG_PT3)
        && \forall integer j; is_index(j) ==> ent{B}(b, j) == ent{A}(p, i) + j * 2097152
            && pte_present(ent{B}(b, j)) && pte_large(ent{B}(b, j));
    lemma part_of_part: \forall integer e, m, n; part(e + m * 2097152, n)
        == part(e, m * TABLE_ENTRIES + n);
    lemma split_on_2m{A,B}: \forall integer p, i, b, r, i4, i3, i1; splits{A,B}(p, i, b)
        && parts_2m{A,B}(p, i, b) && pte_present(ent{A}(p, i)) && pte_large(ent{A}(p, i))
        && is_root{A}(r) && is_path(i4, i3, 0, 0) && is_index(i1) && walk2{A}(r, i4, i3) == p ==>
        mmu{B}(r, i4, i3, i, i1) == mmu{A}(r, i4, i3, i, i1);
    lemma split_on_1g{A,B}: \forall integer p, i, b, r, i4, i2, i1; splits{A,B}(p, i, b)
        && parts_1g{A,B}(p, i, b) && pte_present(ent{A}(p, i)) && pte_large(ent{A}(p, i))
        && is_root{A}(r) && is_path(i4, 0, i2, 0) && is_index(i1) && walk3{A}(r, i4) == p ==>
        mmu{B}(r, i4, i, i2, i1) == mmu{A}(r, i4, i, i2, i1);
    lemma split_mmu_2m{A,B}: \forall integer p, i, b; splits{A,B}(p, i, b)
        && parts_2m{A,B}(p, i, b) && pte_present(ent{A}(p, i)) && pte_large(ent{A}(p, i)) ==>
        same_mmu{A,B};
    lemma split_mmu_1g{A,B}: \forall integer p, i, b; splits{A,B}(p, i, b)
        && parts_1g{A,B}(p, i, b) && pte_present(ent{A}(p, i)) && pte_large(ent{A}(p, i)) ==>
        same_mmu{A,B};
    // parts of a large leaf are leaves
    lemma part_2m: \forall integer e, j; is_leaf(e - ENTRY_LARGE) && is_index(j)
        && pte_frame(e) + FRAMES_2M <= MAX_FRAMES ==> is_leaf(part(e, j))
        && pte_frame(part(e, j)) == pte_frame(e) + j;
    lemma part_1g: \forall integer e, j; is_leaf(e - ENTRY_LARGE) && is_index(j)
        && pte_frame(e) + FRAMES_1G <= MAX_FRAMES ==>
        is_leaf(e + j * 2097152 - ENTRY_LARGE)
        && pte_frame(e + j * 2097152) == pte_frame(e) + j * FRAMES_2M;
*/

#endif
