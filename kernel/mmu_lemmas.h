/* mmu_lemmas.h: what changes to page tables do to walks, and what keeps page tables well formed.
 *
 * Only the files that change tables include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_MMU_LEMMAS_H
#define ISOBAR_MMU_LEMMAS_H

#include "mmu_frame.h"

/*@ lemma frame_bits: \forall integer f, b; 0 <= f < MAX_FRAMES && 0 <= b < 4096 ==>
        pte_frame(f * 4096 + b) == f && pte_frame(f * 4096 + b + ENTRY_NX) == f;
    lemma leaf_small: \forall integer e; is_leaf(e) ==> !pte_large(e) && pte_present(e);
    lemma leaf_large: \forall integer e; is_leaf(e - ENTRY_LARGE) ==>
        pte_large(e) && pte_present(e) && pte_frame(e - ENTRY_LARGE) == pte_frame(e);
    lemma table_small: \forall integer f; !pte_large(f * 4096 + ENTRY_TABLE);

    // a floating node, empty if it is a table, is one no more
    predicate node_gone{A,B}(integer p) = \at(nframes,A) == \at(nframes,B)
        && floating{A}(p) && is_empty{A}(p)
        && (\forall integer q; is_node{B}(q) <==> is_node{A}(q) && q != p)
        && (\forall integer q; is_node{B}(q) ==>
            type_of{A}(q) == type_of{B}(q) && shape_of{A}(q) == shape_of{B}(q)
            && \at(map_parent[q],A) == \at(map_parent[q],B)
            && \at(map_slot[q],A) == \at(map_slot[q],B))
        && (\forall integer q, i; is_table{B}(q) && is_index(i) ==> ent{A}(q, i) == ent{B}(q, i))
        && \forall integer i; 0 <= i < USER_ENTRIES ==>
            \at(kernel_half[i],A) == \at(kernel_half[i],B);
    lemma used_gone{A,B}: \forall integer p, q, i; node_gone{A,B}(p) && entry_used{A}(q, i) ==>
        entry_used{B}(q, i) && ent{B}(q, i) == ent{A}(q, i);
    lemma tree_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_tree{A} ==> wf_tree{B};
    lemma entry_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_entry{A} ==> wf_entry{B};
    lemma small_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_small{A} ==> wf_small{B};
    lemma large_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_large{A} ==> wf_large{B};
    lemma linked_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_linked{A} ==> wf_linked{B};
    lemma half_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_kernel_half{A} ==>
        wf_kernel_half{B};
    // a node that is new, and floats: as if it went in the step back
    lemma used_come{A,B}: \forall integer p, q, i; node_gone{B,A}(p) && entry_used{B}(q, i) ==>
        entry_used{A}(q, i) && ent{B}(q, i) == ent{A}(q, i);
    lemma tree_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_tree{A} ==> wf_tree{B};
    lemma entry_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_entry{A} ==> wf_entry{B};
    lemma small_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_small{A} ==> wf_small{B};
    lemma large_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_large{A} ==> wf_large{B};
    lemma linked_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_linked{A} ==> wf_linked{B};
*/

/* Walks before and after a change. A table leads nowhere if it is none or empty; an entry of an
 * upper table may be rewired between two such tables without any change to a translation. */
/*@ lemma walk_tables{L}: wf_tree ==> \forall integer r, i4, i3, i2;
        is_root(r) && is_path(i4, i3, i2, 0) ==>
        (walk3(r, i4) >= 0 ==> has_type(walk3(r, i4), PG_PT3))
        && (walk2(r, i4, i3) >= 0 ==> has_type(walk2(r, i4, i3), PG_PT2))
        && (walk1(r, i4, i3, i2) >= 0 ==> has_type(walk1(r, i4, i3, i2), PG_PT1));
    // the ghost arrays lead a walk back
    lemma back3{L}: wf_tree ==> \forall integer r, i4; is_root(r) && is_path(i4, 0, 0, 0)
        && walk3(r, i4) >= 0 ==> map_parent[walk3(r, i4)] == r && map_slot[walk3(r, i4)] == i4;
    lemma back2{L}: wf_tree ==> \forall integer r, i4, i3; is_root(r) && is_path(i4, i3, 0, 0)
        && walk2(r, i4, i3) >= 0 ==> walk3(r, i4) >= 0
        && map_parent[walk2(r, i4, i3)] == walk3(r, i4) && map_slot[walk2(r, i4, i3)] == i3;
    lemma back1{L}: wf_tree ==> \forall integer r, i4, i3, i2; is_root(r)
        && is_path(i4, i3, i2, 0) && walk1(r, i4, i3, i2) >= 0 ==> walk2(r, i4, i3) >= 0
        && map_parent[walk1(r, i4, i3, i2)] == walk2(r, i4, i3)
        && map_slot[walk1(r, i4, i3, i2)] == i2;
    // a table is reached along one path only
    lemma walk3_unique{L}: wf_tree ==> \forall integer r, i4, s, j4;
        is_root(r) && is_path(i4, 0, 0, 0) && is_root(s) && is_path(j4, 0, 0, 0)
        && walk3(r, i4) >= 0 && walk3(r, i4) == walk3(s, j4) ==> r == s && i4 == j4;
    lemma walk2_unique{L}: wf_tree ==> \forall integer r, i4, i3, s, j4, j3;
        is_root(r) && is_path(i4, i3, 0, 0) && is_root(s) && is_path(j4, j3, 0, 0)
        && walk2(r, i4, i3) >= 0 && walk2(r, i4, i3) == walk2(s, j4, j3) ==>
        r == s && i4 == j4 && i3 == j3;
    lemma walk_unique{L}: wf_tree ==> \forall integer r, i4, i3, i2, s, j4, j3, j2;
        is_root(r) && is_path(i4, i3, i2, 0) && is_root(s) && is_path(j4, j3, j2, 0)
        && walk1(r, i4, i3, i2) >= 0 && walk1(r, i4, i3, i2) == walk1(s, j4, j3, j2) ==>
        r == s && i4 == j4 && i3 == j3 && i2 == j2;
    // which level a path ends at is the level of the table
    lemma through_at{L}: wf_tree ==> \forall integer p, i, r, i4, i3, i2, i1; is_root(r)
        && is_path(i4, i3, i2, i1) && is_table(p) && through(p, i, r, i4, i3, i2, i1) ==>
        type_of(p) == PG_PT1 && walk1(r, i4, i3, i2) == p && i1 == i
        || type_of(p) == PG_PT2 && walk2(r, i4, i3) == p && i2 == i
        || type_of(p) == PG_PT3 && walk3(r, i4) == p && i3 == i;
    // a page of a large leaf is one of the block that it maps
    lemma leaf_part: \forall integer e, n; is_leaf(e - ENTRY_LARGE) && 0 <= n
        && pte_frame(e) + n < MAX_FRAMES ==>
        is_leaf(part(e, n)) && pte_frame(part(e, n)) == pte_frame(e) + n;
    lemma block_part{L}: wf_blocks ==> \forall integer p, q, s; is_block(p, s)
        && p <= q < p + unit(s) ==> has_type(q, type_of(p));
    lemma block_end{L}: wf_blocks ==> \forall integer p, s; is_block(p, s) ==>
        p + unit(s) <= nframes;
    lemma one_leaf{L}: \forall integer r, i4, i3, i2, i1; mmu(r, i4, i3, i2, i1) ==
        (walk1(r, i4, i3, i2) >= 0 ? leaf_at(walk1(r, i4, i3, i2), i1)
        : walk2(r, i4, i3) >= 0 ? large_at(walk2(r, i4, i3), i2, i1)
        : large_at(walk3(r, i4), i3, i2 * TABLE_ENTRIES + i1));
    // user space reaches user pages only, so neither kernel memory nor a page table
    predicate user_leaf{L}(integer e) = e != 0 ==>
        has_type{L}(pte_frame(e), PG_USER) && is_leaf(e);
    lemma user_small{L}: wf_tree && wf_leaf ==> \forall integer p, i; has_type(p, PG_PT1)
        && is_index(i) ==> user_leaf(leaf_at(p, i));
    lemma user_part{L}: wf_blocks && wf_tree && wf_leaf ==> \forall integer p, i, n;
        entry_maps(p, i) && PG_PT1 < type_of(p) && 0 <= n < unit(type_of(p) - PG_PT1) ==>
        user_leaf(part(ent(p, i), n));
    lemma user_large{L}: wf_blocks && wf_tree && wf_leaf ==> \forall integer p, i, n; is_slot(p, i)
        && PG_PT1 < type_of(p) && 0 <= n < unit(type_of(p) - PG_PT1) ==>
        user_leaf(large_at(p, i, n));
    lemma user_walk2{L}: wf_blocks && wf_tree && wf_leaf ==> \forall integer r, i4, i3, i2, n;
        is_root(r) && is_path(i4, i3, i2, 0) && 0 <= n < FRAMES_2M ==>
        user_leaf(large_at(walk2(r, i4, i3), i2, n));
    lemma user_walk3{L}: wf_blocks && wf_tree && wf_leaf ==> \forall integer r, i4, i3, n;
        is_root(r) && is_path(i4, i3, 0, 0) && 0 <= n < FRAMES_1G ==>
        user_leaf(large_at(walk3(r, i4), i3, n));
    lemma user_walk1{L}: wf_tree && wf_leaf ==> \forall integer r, i4, i3, i2, i1;
        is_root(r) && is_path(i4, i3, i2, 0) && is_index(i1) ==>
        user_leaf(leaf_at(walk1(r, i4, i3, i2), i1));
    lemma mmu_user{L}: wf_blocks && wf_tree && wf_leaf ==> \forall integer r, i4, i3, i2, i1;
        is_root(r) && is_path(i4, i3, i2, 0) && is_index(i1) && is_path(i4, i3, 0, 0)
        && 0 <= i2 * TABLE_ENTRIES + i1 < FRAMES_1G ==> user_leaf(mmu(r, i4, i3, i2, i1));

    // no table points at another table than before
    predicate children_kept{A,B} = \forall integer q, j; is_slot{A}(q, j)
        && PG_PT1 < type_of{A}(q) ==> child{B}(q, j) == child{A}(q, j);
    lemma children_frame{A,B}: \forall integer p, i; entries_kept{A,B}(p, i)
        && (p < 0 || type_of{A}(p) == PG_PT1 || child{A}(p, i) == child{B}(p, i)) ==>
        children_kept{A,B};
    lemma walks_same{A,B}: wf_tree{A} && children_kept{A,B} ==> walks_kept{A,B};
    lemma walks_frame{A,B}: \forall integer p, i; wf_tree{A} && entries_kept{A,B}(p, i)
        && (p < 0 || type_of{A}(p) == PG_PT1 || child{A}(p, i) == child{B}(p, i)) ==>
        walks_kept{A,B};
    lemma leaf_kept{A,B}: \forall integer p, i, q, j; entries_kept{A,B}(p, i)
        && (q < 0 || is_table{A}(q)) && is_index(j) && !(q == p && j == i) ==>
        leaf_at{B}(q, j) == leaf_at{A}(q, j);
    lemma large_kept{A,B}: \forall integer p, i, q, j, n; entries_kept{A,B}(p, i)
        && (q < 0 || is_table{A}(q)) && is_index(j) && !(q == p && j == i) ==>
        large_at{B}(q, j, n) == large_at{A}(q, j, n);
    predicate leaves_kept{A,B}(integer p, integer i) = \forall integer r, i4, i3, i2, i1;
        is_root{A}(r) && is_path(i4, i3, i2, 0) && is_index(i1)
        && (walk1{A}(r, i4, i3, i2) < 0 || !(walk1{A}(r, i4, i3, i2) == p && i1 == i)) ==>
        leaf_at{B}(walk1{B}(r, i4, i3, i2), i1) == leaf_at{A}(walk1{A}(r, i4, i3, i2), i1);
    predicate large2_kept{A,B}(integer p, integer i) = \forall integer r, i4, i3, i2, n;
        is_root{A}(r) && is_path(i4, i3, i2, 0)
        && (walk2{A}(r, i4, i3) < 0 || !(walk2{A}(r, i4, i3) == p && i2 == i)) ==>
        large_at{B}(walk2{B}(r, i4, i3), i2, n) == large_at{A}(walk2{A}(r, i4, i3), i2, n);
    predicate large3_kept{A,B}(integer p, integer i) = \forall integer r, i4, i3, n;
        is_root{A}(r) && is_path(i4, i3, 0, 0)
        && (walk3{A}(r, i4) < 0 || !(walk3{A}(r, i4) == p && i3 == i)) ==>
        large_at{B}(walk3{B}(r, i4), i3, n) == large_at{A}(walk3{A}(r, i4), i3, n);
    lemma leaves_frame{A,B}: \forall integer p, i; wf_tree{A} && entries_kept{A,B}(p, i)
        && walks_kept{A,B} ==> leaves_kept{A,B}(p, i);
    lemma large2_frame{A,B}: \forall integer p, i; wf_tree{A} && entries_kept{A,B}(p, i)
        && walks_kept{A,B} ==> large2_kept{A,B}(p, i);
    lemma large3_frame{A,B}: \forall integer p, i; wf_tree{A} && entries_kept{A,B}(p, i)
        && walks_kept{A,B} ==> large3_kept{A,B}(p, i);
    lemma mmu_sum{A,B}: \forall integer p, i; leaves_kept{A,B}(p, i) && large2_kept{A,B}(p, i)
        && large3_kept{A,B}(p, i) ==> same_mmu_but{A,B}(p, i);
    lemma mmu_same{A,B}: \forall integer i; leaves_kept{A,B}(-1, i) && large2_kept{A,B}(-1, i)
        && large3_kept{A,B}(-1, i) ==> same_mmu{A,B};
    // a step that changes one entry and no types
    predicate one_entry{A,B}(integer p, integer i) = \at(nframes,A) == \at(nframes,B)
        && entries_kept{A,B}(p, i)
        && (\forall integer q; is_frame{A}(q) ==> type_of{A}(q) == type_of{B}(q))
        && \forall integer j; 0 <= j < USER_ENTRIES ==>
            \at(kernel_half[j],A) == \at(kernel_half[j],B);
    lemma small_one{A,B}: \forall integer p, i; one_entry{A,B}(p, i) && wf_small{A}
        && (pte_present(ent{B}(p, i)) && type_of{A}(p) == PG_PT1 ==> is_leaf(ent{B}(p, i))) ==>
        wf_small{B};
    lemma entry_one{A,B}: \forall integer p, i; one_entry{A,B}(p, i) && wf_entry{A}
        && (pte_present(ent{B}(p, i)) && type_of{A}(p) != PG_PT1 && !pte_large(ent{B}(p, i)) ==>
            ent{B}(p, i) == pte_frame(ent{B}(p, i)) * 4096 + ENTRY_TABLE) ==> wf_entry{B};
    lemma large_one{A,B}: \forall integer p, i; one_entry{A,B}(p, i) && wf_large{A}
        && (pte_present(ent{B}(p, i)) && pte_large(ent{B}(p, i)) ==>
            is_leaf(ent{B}(p, i) - ENTRY_LARGE)) ==> wf_large{B};
    predicate halves_kept{A,B} = (\forall integer r; is_root{A}(r) <==> is_root{B}(r))
        && (\forall integer r, j; is_root{B}(r) && 0 <= j < USER_ENTRIES ==>
            ent{A}(r, 256 + j) == ent{B}(r, 256 + j))
        && \forall integer j; 0 <= j < USER_ENTRIES ==>
            \at(kernel_half[j],A) == \at(kernel_half[j],B);
    lemma half_one{A,B}: \forall integer p, i; one_entry{A,B}(p, i) && is_slot{A}(p, i) ==>
        halves_kept{A,B};
    lemma half_kept{A,B}: halves_kept{A,B} && wf_kernel_half{A} ==> wf_kernel_half{B};
    lemma leaf_changed{A,B}: \forall integer p, i; wf_tree{A} && entries_kept{A,B}(p, i)
        && walks_kept{A,B} ==> same_mmu_but{A,B}(p, i);
    lemma mmu_frame{A,B}: wf_tree{A} && entries_kept{A,B}(-1, 0) ==> same_mmu{A,B};

    predicate nowhere{L}(integer p) =
        p < 0 || \forall integer i; is_index(i) ==> !pte_present(ent{L}(p, i));
    predicate alike{A,B}(integer p, integer q, integer t) =
        p == q && (p < 0 || has_type{A}(p, t)) || nowhere{A}(p) && nowhere{B}(q);
    predicate rewired{A,B}(integer p, integer i) = wf_tree{A} && entries_kept{A,B}(p, i)
        && is_slot{A}(p, i) && type_of{A}(p) != PG_PT1
        && large_at{A}(p, i, 0) == 0 && large_at{B}(p, i, 0) == 0
        && nowhere{A}(child{A}(p, i)) && nowhere{B}(child{B}(p, i));
    lemma child_kept{A,B}: \forall integer p, i, q, j; entries_kept{A,B}(p, i) && is_table{A}(q)
        && is_index(j) && !(q == p && j == i) ==> child{B}(q, j) == child{A}(q, j);
    lemma child_type{L}: wf_tree ==> \forall integer p, i; is_slot(p, i) && PG_PT1 < type_of(p)
        && child(p, i) >= 0 ==> has_type(child(p, i), type_of(p) - 1);
    lemma child_nowhere{L}: \forall integer p, i; nowhere(p) && is_index(i) ==>
        child(p, i) == -1 && leaf_at(p, i) == 0 && large_at(p, i, 0) == 0;
    lemma child_alike{A,B}: \forall integer p, i, q, s, t, j; rewired{A,B}(p, i)
        && alike{A,B}(q, s, t) && PG_PT1 < t <= PG_PT4 && is_index(j)
        && (t == PG_PT4 ==> j < USER_ENTRIES) ==>
        alike{A,B}(child{A}(q, j), child{B}(s, j), t - 1);
    lemma walk3_alike{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==>
        \forall integer r, i4; is_root{A}(r) && 0 <= i4 < USER_ENTRIES ==>
        alike{A,B}(walk3{A}(r, i4), walk3{B}(r, i4), PG_PT3);
    lemma walk2_alike{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==>
        \forall integer r, i4, i3; is_root{A}(r) && 0 <= i4 < USER_ENTRIES && is_index(i3) ==>
        alike{A,B}(walk2{A}(r, i4, i3), walk2{B}(r, i4, i3), PG_PT2);
    lemma walk1_alike{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==>
        \forall integer r, i4, i3, i2; is_root{A}(r) && is_path(i4, i3, i2, 0) ==>
        alike{A,B}(walk1{A}(r, i4, i3, i2), walk1{B}(r, i4, i3, i2), PG_PT1);
    lemma leaf_alike{A,B}: \forall integer p, i, q, s, j;
        rewired{A,B}(p, i) && alike{A,B}(q, s, PG_PT1) && is_index(j) ==>
        leaf_at{B}(s, j) == leaf_at{A}(q, j);
    lemma large_alike{A,B}: \forall integer p, i, q, s, t, j, n; rewired{A,B}(p, i)
        && alike{A,B}(q, s, t) && PG_PT1 < t < PG_PT4 && is_index(j) ==>
        large_at{B}(s, j, n) == large_at{A}(q, j, n);
    lemma rewired_leaves{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==> leaves_kept{A,B}(-1, 0);
    lemma rewired_large2{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==> large2_kept{A,B}(-1, 0);
    lemma rewired_large3{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==> large3_kept{A,B}(-1, 0);
    lemma mmu_rewired{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==> same_mmu{A,B};
*/

#endif
