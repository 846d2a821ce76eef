/* mmu_change.h: what a change of one entry does to walks, and what keeps page tables well formed.
 *
 * Only the files that change entries include it, for the reason given in chain_lemmas.h. A table
 * leads nowhere if it is none or empty; an entry of an upper table may be rewired between two such
 * tables without any change to a translation.
 */
#ifndef ISOBAR_MMU_CHANGE_H
#define ISOBAR_MMU_CHANGE_H

#include "mmu_frame.h"
#include "mmu_paths.h"

/*@ // no table points at another table than before
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
    lemma other_one{A,B}: \forall integer p, i, q, j; one_entry{A,B}(p, i) && entry_used{B}(q, j)
        && !(q == p && j == i) ==> entry_used{A}(q, j) && ent{A}(q, j) == ent{B}(q, j)
        && type_of{A}(q) == type_of{B}(q);
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
