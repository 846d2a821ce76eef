/* split_lemmas.h: why a large page and its parts translate the same.
 *
 * Only kernel/split.c includes it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_SPLIT_LEMMAS_H
#define ISOBAR_SPLIT_LEMMAS_H

#include "split.h"

#include "mmu_change.h"

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
    predicate is_walk{A}(integer p, integer i, integer r, integer i4, integer i3, integer i2,
        integer i1) = is_root{A}(r) && is_path(i4, i3, i2, i1) && is_path(i4, i3, i2, 0)
        && is_path(i4, i3, 0, 0) && is_path(i4, 0, 0, 0) && is_index(i1) && is_index(i2);
    predicate stays{A}(integer q, integer s, integer b) =
        q == s && q != b && (q < 0 || is_table{A}(q));
    lemma split_off_walk2{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && is_walk{A}(p, i, r, i4, i3, i2, i1) && off_entry{A}(p, i, r, i4, i3, i2) ==>
        stays{A}(walk2{A}(r, i4, i3), walk2{B}(r, i4, i3), b);
    lemma walk1_type{L}: wf_tree ==> \forall integer r, i4, i3, i2; is_root(r)
        && is_path(i4, i3, i2, 0) ==> walk1(r, i4, i3, i2) < 0 || is_table(walk1(r, i4, i3, i2));
    lemma split_off_walk1{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && is_walk{A}(p, i, r, i4, i3, i2, i1) && off_entry{A}(p, i, r, i4, i3, i2) ==>
        stays{A}(walk1{A}(r, i4, i3, i2), walk1{B}(r, i4, i3, i2), b);
    lemma split_not_walk1{A,B}: \forall integer p, i, b, r, i4, i3, i2; splits{A,B}(p, i, b)
        && is_root{A}(r) && is_path(i4, i3, i2, 0) ==> walk1{A}(r, i4, i3, i2) != p;
    lemma split_off_leaf{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && is_walk{A}(p, i, r, i4, i3, i2, i1) && off_entry{A}(p, i, r, i4, i3, i2) ==>
        leaf_at{B}(walk1{B}(r, i4, i3, i2), i1) == leaf_at{A}(walk1{A}(r, i4, i3, i2), i1);
    lemma split_off_large2{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1, n;
        splits{A,B}(p, i, b)
        && is_walk{A}(p, i, r, i4, i3, i2, i1) && off_entry{A}(p, i, r, i4, i3, i2) ==>
        large_at{B}(walk2{B}(r, i4, i3), i2, n) == large_at{A}(walk2{A}(r, i4, i3), i2, n);
    lemma split_off_large3{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1, n;
        splits{A,B}(p, i, b)
        && is_walk{A}(p, i, r, i4, i3, i2, i1) && off_entry{A}(p, i, r, i4, i3, i2) ==>
        large_at{B}(walk3{B}(r, i4), i3, n) == large_at{A}(walk3{A}(r, i4), i3, n);
    lemma split_off{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && is_walk{A}(p, i, r, i4, i3, i2, i1) && off_entry{A}(p, i, r, i4, i3, i2) ==>
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
    lemma split_all_2m{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && parts_2m{A,B}(p, i, b) && pte_present(ent{A}(p, i)) && pte_large(ent{A}(p, i))
        && is_walk{A}(p, i, r, i4, i3, i2, i1) ==>
        mmu{B}(r, i4, i3, i2, i1) == mmu{A}(r, i4, i3, i2, i1);
    lemma split_met_1g{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && has_type{A}(p, PG_PT3) && is_walk{A}(p, i, r, i4, i3, i2, i1) ==>
        off_entry{A}(p, i, r, i4, i3, i2) || walk3{A}(r, i4) == p && i3 == i;
    lemma split_all_1g{A,B}: \forall integer p, i, b, r, i4, i3, i2, i1; splits{A,B}(p, i, b)
        && parts_1g{A,B}(p, i, b) && pte_present(ent{A}(p, i)) && pte_large(ent{A}(p, i))
        && is_walk{A}(p, i, r, i4, i3, i2, i1) ==>
        mmu{B}(r, i4, i3, i2, i1) == mmu{A}(r, i4, i3, i2, i1);
    lemma split_walks{A}: \forall integer p, i, r, i4, i3, i2, i1; is_root{A}(r)
        && is_path(i4, i3, i2, i1) ==> is_walk{A}(p, i, r, i4, i3, i2, i1);
    predicate splits_large{A,B}(integer p, integer i, integer b) = splits{A,B}(p, i, b)
        && (parts_2m{A,B}(p, i, b) || parts_1g{A,B}(p, i, b)) && pte_present(ent{A}(p, i))
        && pte_large(ent{A}(p, i));
    lemma split_mmu{A,B}: \forall integer p, i, b; splits_large{A,B}(p, i, b) ==> same_mmu{A,B};
    // parts of a large leaf are leaves
    lemma part_2m: \forall integer e, j; is_leaf(e - ENTRY_LARGE) && is_index(j)
        && pte_frame(e) + FRAMES_2M <= MAX_FRAMES ==> is_leaf(part(e, j))
        && pte_frame(part(e, j)) == pte_frame(e) + j;
    lemma part_1g: \forall integer e, j; is_leaf(e - ENTRY_LARGE) && is_index(j)
        && pte_frame(e) + FRAMES_1G <= MAX_FRAMES ==>
        is_leaf(e + j * 2097152 - ENTRY_LARGE)
        && pte_frame(e + j * 2097152) == pte_frame(e) + j * FRAMES_2M;
*/

/* What splitting does to the trees: the block at f, mapped by entry i of table p, becomes blocks
 * that table b maps. */
/*@ logic integer parts_size(integer level) = level == 2 ? FRAMES_2M : FRAMES_1G;
    logic integer part_frame(integer f, integer j, integer level) =
        level == 2 ? f + j : f + j * FRAMES_2M;
    predicate in_block(integer q, integer f, integer level) = f <= q < f + parts_size(level);
    predicate split_before{L}(integer p, integer i, integer b, integer f, integer level) =
        \at(nframes,L) <= MAX_FRAMES && b < MAX_FRAMES
        && has_type{L}(p, PG_PT1 + level - 1) && entry_maps{L}(p, i) && f == pte_frame(ent{L}(p, i))
        && has_type{L}(b, PG_PT1 + level - 2) && floating{L}(b) && is_empty{L}(b)
        && \forall integer q; in_block(q, f, level) ==> has_type{L}(q, PG_USER)
            && (q != f ==> !is_node{L}(q));
    predicate parents_but{A,B}(integer b, integer f, integer level) = \forall integer q;
        0 <= q < MAX_FRAMES && !in_block(q, f, level) && q != b ==>
        \at(map_parent[q],A) == \at(map_parent[q],B) && \at(map_slot[q],A) == \at(map_slot[q],B);
    predicate halves_same{A,B} = \forall integer j; 0 <= j < USER_ENTRIES ==>
        \at(kernel_half[j],A) == \at(kernel_half[j],B);
    predicate split_outside{A,B}(integer p, integer i, integer b, integer f, integer level) =
        same_types{A,B} && rest_kept{A,B}(p, i, b) && halves_same{A,B}
        && parents_but{A,B}(b, f, level) && shapes_but{A,B}(f, parts_size(level));
    predicate part_maps{L}(integer b, integer j, integer f, integer level) =
        pte_present(ent{L}(b, j)) && pte_frame(ent{L}(b, j)) == part_frame(f, j, level)
        && (level == 2 ? is_leaf(ent{L}(b, j))
            : pte_large(ent{L}(b, j)) && is_leaf(ent{L}(b, j) - ENTRY_LARGE))
        && \at(map_parent[part_frame(f, j, level)],L) == b
        && \at(map_slot[part_frame(f, j, level)],L) == j
        && is_block{L}(part_frame(f, j, level), level - 2);
    predicate split_inside{L}(integer p, integer i, integer b, integer f, integer level) =
        ent{L}(p, i) == b * 4096 + ENTRY_TABLE
        && \at(map_parent[b],L) == p && \at(map_slot[b],L) == i
        && (\forall integer j; is_index(j) ==> part_maps{L}(b, j, f, level))
        && \forall integer q; in_block(q, f, level) && is_node{L}(q) ==>
            is_index(\at(map_slot[q],L)) && q == part_frame(f, \at(map_slot[q],L), level);
    predicate split_nodes{A,B}(integer p, integer i, integer b, integer f, integer level) =
        2 <= level <= 3 && split_before{A}(p, i, b, f, level)
        && split_outside{A,B}(p, i, b, f, level) && split_inside{B}(p, i, b, f, level);
    predicate elsewhere(integer q, integer j, integer p, integer i, integer b) =
        q != b && !(q == p && j == i);
    lemma table_entry: \forall integer f; 0 <= f < MAX_FRAMES ==>
        pte_present(f * 4096 + ENTRY_TABLE) && !pte_large(f * 4096 + ENTRY_TABLE)
        && pte_frame(f * 4096 + ENTRY_TABLE) == f;
    lemma part_aligned: \forall integer p, j; p % FRAMES_2M == 0 ==>
        (p + j * FRAMES_2M) % FRAMES_2M == 0;
    lemma split_entries{A,B}: wf_tree{A} ==> \forall integer p, i, b, f, level, q, j;
        split_nodes{A,B}(p, i, b, f, level) && entry_used{B}(q, j) && elsewhere(q, j, p, i, b) ==>
        entry_used{A}(q, j) && ent{A}(q, j) == ent{B}(q, j);
    lemma split_target{A,B}: wf_tree{A} ==> \forall integer p, i, b, f, level, q, j;
        split_before{A}(p, i, b, f, level) && entry_used{A}(q, j) && elsewhere(q, j, p, i, b) ==>
        pte_frame(ent{A}(q, j)) != b && !in_block(pte_frame(ent{A}(q, j)), f, level);
    lemma split_node{A,B}: \forall integer p, i, b, f, level, q;
        split_nodes{A,B}(p, i, b, f, level) && !in_block(q, f, level) ==>
        (is_node{A}(q) <==> is_node{B}(q)) && \forall integer s; 
        is_block{A}(q, s) ==> is_block{B}(q, s);
    predicate entry_ok{L}(integer p, integer i) = \let e = ent{L}(p, i);
        \at(map_parent[pte_frame(e)],L) == p && \at(map_slot[pte_frame(e)],L) == i
        && is_node{L}(pte_frame(e))
        && (entry_maps{L}(p, i) ? has_type{L}(pte_frame(e), PG_USER)
            && is_block{L}(pte_frame(e), type_of{L}(p) - PG_PT1)
            && is_leaf(type_of{L}(p) == PG_PT1 ? e : e - ENTRY_LARGE)
            : has_type{L}(pte_frame(e), type_of{L}(p) - 1)
            && e == pte_frame(e) * 4096 + ENTRY_TABLE);
    lemma split_part{A,B}: \forall integer p, i, b, f, level, j;
        split_nodes{A,B}(p, i, b, f, level) && is_index(j) ==>
        entry_maps{B}(b, j) && entry_ok{B}(b, j);
    lemma split_top{A,B}: \forall integer p, i, b, f, level;
        split_nodes{A,B}(p, i, b, f, level) ==> entry_ok{B}(p, i);
    lemma split_rest_target{A,B}: wf_tree{A} ==> \forall integer p, i, b, f, level, q, j;
        split_nodes{A,B}(p, i, b, f, level) && entry_used{B}(q, j) && elsewhere(q, j, p, i, b) ==>
        \let t = pte_frame(ent{B}(q, j)); is_node{B}(t) && type_of{A}(t) == type_of{B}(t)
        && \at(map_parent[t],B) == q && \at(map_slot[t],B) == j
        && (entry_maps{A}(q, j) ==> is_block{B}(t, type_of{A}(q) - PG_PT1));
    lemma split_rest_maps{A,B}: wf_tree{A} ==> \forall integer p, i, b, f, level, q, j;
        split_nodes{A,B}(p, i, b, f, level) && entry_used{B}(q, j) && elsewhere(q, j, p, i, b) ==>
        (entry_maps{A}(q, j) <==> entry_maps{B}(q, j)) && type_of{A}(q) == type_of{B}(q);
    lemma split_rest{A,B}: wf_tree{A} && wf_entry{A} && wf_leaf{A} ==>
        \forall integer p, i, b, f, level, q, j; split_nodes{A,B}(p, i, b, f, level)
        && entry_used{B}(q, j) && elsewhere(q, j, p, i, b) ==> entry_ok{B}(q, j);
    lemma used_index{L}: \forall integer p, i; entry_used(p, i) ==> is_index(i);
    lemma split_ok{A,B}: wf_tree{A} && wf_entry{A} && wf_leaf{A} ==>
        \forall integer p, i, b, f, level, q, j; split_nodes{A,B}(p, i, b, f, level)
        && entry_used{B}(q, j) && (elsewhere(q, j, p, i, b) || q == b || q == p && j == i) ==>
        entry_ok{B}(q, j);
    predicate wf_mapped{L} = wf_tree{L} && wf_entry{L} && wf_leaf{L};
    predicate all_ok{L} = \forall integer q, j; entry_used{L}(q, j) ==> entry_ok{L}(q, j);
    lemma split_all_ok{A,B}: wf_mapped{A} ==> \forall integer p, i, b, f, level;
        split_nodes{A,B}(p, i, b, f, level) ==> all_ok{B};
    lemma ok_tree{L}: all_ok ==> wf_tree;
    lemma ok_entry{L}: all_ok ==> wf_entry;
    lemma ok_small{L}: all_ok ==> wf_small;
    lemma ok_large{L}: all_ok ==> wf_large;
    predicate linked_ok{L}(integer q) = \at(map_parent[q],L) != NIL ==>
        entry_used{L}(\at(map_parent[q],L), \at(map_slot[q],L))
        && pte_frame(ent{L}(\at(map_parent[q],L), \at(map_slot[q],L))) == q;
    lemma split_linked_part{A,B}: \forall integer p, i, b, f, level, q;
        split_nodes{A,B}(p, i, b, f, level) && in_block(q, f, level) && is_node{B}(q) ==>
        linked_ok{B}(q) && \at(map_parent[q],B) == b && b != NIL;
    lemma split_linked_below{A,B}: \forall integer p, i, b, f, level;
        split_nodes{A,B}(p, i, b, f, level) ==>
        linked_ok{B}(b) && \at(map_parent[b],B) == p && p != NIL;
    lemma split_used{A,B}: \forall integer p, i, b, f, level, q, j;
        split_nodes{A,B}(p, i, b, f, level) && entry_used{A}(q, j) && elsewhere(q, j, p, i, b) ==>
        entry_used{B}(q, j) && ent{A}(q, j) == ent{B}(q, j);
    lemma split_elsewhere{A}: \forall integer p, i, b, f, level, q, j; 2 <= level
        && split_before{A}(p, i, b, f, level) && entry_used{A}(q, j)
        && !in_block(pte_frame(ent{A}(q, j)), f, level) ==> elsewhere(q, j, p, i, b);
    lemma split_parent{A,B}: wf_linked{A} ==> \forall integer p, i, b, f, level, q;
        split_nodes{A,B}(p, i, b, f, level) && !in_block(q, f, level) && q != b && is_node{B}(q)
        && type_of{B}(q) != PG_PT4 ==> linked_ok{A}(q)
        && \at(map_parent[q],A) == \at(map_parent[q],B)
        && \at(map_slot[q],A) == \at(map_slot[q],B);
    lemma split_linked_rest{A,B}: wf_tree{A} && wf_linked{A} ==>
        \forall integer p, i, b, f, level, q; split_nodes{A,B}(p, i, b, f, level)
        && !in_block(q, f, level) && q != b && is_node{B}(q) && type_of{B}(q) != PG_PT4 ==>
        linked_ok{B}(q);
    lemma split_linked{A,B}: wf_tree{A} && wf_linked{A} ==> \forall integer p, i, b, f, level;
        split_nodes{A,B}(p, i, b, f, level) ==> wf_linked{B};
    lemma split_half_entries{A,B}: \forall integer p, i, b, f, level, r, j;
        split_nodes{A,B}(p, i, b, f, level) && is_root{B}(r) && 0 <= j < USER_ENTRIES ==>
        is_root{A}(r) && ent{A}(r, 256 + j) == ent{B}(r, 256 + j);
    lemma split_is_root{A,B}: same_types{A,B} ==>
        \forall integer r; is_root{A}(r) <==> is_root{B}(r);
    lemma split_half_one{A,B}: wf_kernel_half{A} ==> \forall integer p, i, b, f, level, r, j;
        split_nodes{A,B}(p, i, b, f, level) && is_root{B}(r) && 0 <= j < USER_ENTRIES ==>
        ent{B}(r, 256 + j) == \at(kernel_half[j],B);
    lemma split_half{A,B}: wf_kernel_half{A} ==> \forall integer p, i, b, f, level;
        split_nodes{A,B}(p, i, b, f, level) ==> wf_kernel_half{B};
    lemma split_float{A,B}: wf_tree{A} ==> \forall integer p, i, b, f, level, q;
        split_nodes{A,B}(p, i, b, f, level) && floating{B}(q) ==>
        !in_block(q, f, level) && q != b && floating{A}(q);
    lemma split_floating{A,B}: wf_tree{A} ==> \forall integer p, i, b, f, level;
        split_nodes{A,B}(p, i, b, f, level) ==> no_more_floating{A,B}(-1);
    lemma split_root{A,B}: \forall integer p, i, b, f, level, r;
        split_nodes{A,B}(p, i, b, f, level) && is_root{A}(r) ==> 0 <= r && r < MAX_FRAMES ==>
        \at(map_parent[r],A) == \at(map_parent[r],B);
    lemma split_roots{A,B}: \forall integer p, i, b, f, level;
        split_nodes{A,B}(p, i, b, f, level) ==> roots_kept{A,B};
*/

#endif
