/* mmu.h: page tables as the MMU reads them: what it means that they are well formed.
 *
 * Page tables and user pages form trees: the ghost arrays map_parent and map_slot name the entry
 * that points at a page, and each present entry points at a page that names it (a page that no
 * entry names yet is floating). So one stored entry changes what one page is reached through,
 * and no page is lost. What a TLB still holds of an entry is not modelled here.
 */
#ifndef ISOBAR_MMU_H
#define ISOBAR_MMU_H

#include "objects.h"

/* Entries are taken apart by division: present, write and user are bits 0 to 2, the frame starts
 * at bit 12, no-execute is bit 63. Accessed and dirty are preset, so the MMU writes no table. */
#define ENTRY_TABLE 0x27u /* present, write, user, accessed */
#define ENTRY_LEAF 0x65u  /* present, user, accessed, dirty */
#define ENTRY_WRITE 0x2u
#define ENTRY_NX 0x8000000000000000ul

/* Entries 256 to 511 of every root: where the kernel lives, closed to user space. */
extern uint64_t kernel_half[USER_ENTRIES];

/* For a table or user page: the table that points at it and the entry that does, NIL if none. For
 * a root: whatever its owner says, NIL for nobody. */
/*@ ghost pfn_t map_parent[MAX_FRAMES]; */
/*@ ghost uint32_t map_slot[MAX_FRAMES]; */

/*@ logic integer pte_frame(integer e) = e / 4096 % 16777216;
    predicate pte_present(integer e) = e % 2 == 1;
    predicate pte_write(integer e) = e / 2 % 2 == 1;
    predicate pte_user(integer e) = e / 4 % 2 == 1;
    predicate pte_execute(integer e) = e / ENTRY_NX == 0;
    logic integer leaf(integer frame, integer rights) = frame * 4096 + ENTRY_LEAF
        + (rights == RIGHT_WRITE ? ENTRY_WRITE : 0) + (rights == RIGHT_EXECUTE ? 0 : ENTRY_NX);
    predicate is_leaf(integer e) = e == leaf(pte_frame(e), RIGHT_READ)
        || e == leaf(pte_frame(e), RIGHT_WRITE) || e == leaf(pte_frame(e), RIGHT_EXECUTE);

    logic integer ent{L}(integer p, integer i) = \at(table_window[p].entry[i],L);
    predicate is_table{L}(integer p) = is_frame{L}(p) && PG_PT1 <= type_of{L}(p) <= PG_PT4;
    predicate is_node{L}(integer p) = is_frame{L}(p) && PG_USER <= type_of{L}(p) <= PG_PT4;
    predicate is_root{L}(integer p) = has_type{L}(p, PG_PT4);
    // an entry that may lead to user pages
    predicate is_slot{L}(integer p, integer i) = is_table{L}(p)
        && 0 <= i < (type_of{L}(p) == PG_PT4 ? USER_ENTRIES : TABLE_ENTRIES);
    predicate entry_used{L}(integer p, integer i) = is_slot{L}(p, i) && pte_present(ent{L}(p, i));
    predicate is_empty{L}(integer p) = \forall integer i; is_slot{L}(p, i) ==>
        !pte_present(ent{L}(p, i));
    predicate floating{L}(integer p) = is_node{L}(p) && \at(map_parent[p],L) == NIL;

    predicate wf_tree{L} = \forall integer p, i; entry_used(p, i) ==>
        has_type(pte_frame(ent(p, i)), type_of(p) - 1) && small(pte_frame(ent(p, i)))
        && map_parent[pte_frame(ent(p, i))] == p && map_slot[pte_frame(ent(p, i))] == i;
    predicate wf_entry{L} = \forall integer p, i; entry_used(p, i) && type_of(p) != PG_PT1 ==>
        ent(p, i) == pte_frame(ent(p, i)) * 4096 + ENTRY_TABLE;
    predicate wf_leaf{L} = \forall integer p, i; entry_used(p, i) && type_of(p) == PG_PT1 ==>
        is_leaf(ent(p, i));
    predicate wf_linked{L} = \forall integer p;
        is_node(p) && type_of(p) != PG_PT4 && map_parent[p] != NIL ==>
        entry_used(map_parent[p], map_slot[p]) && type_of(map_parent[p]) == type_of(p) + 1
        && pte_frame(ent(map_parent[p], map_slot[p])) == p;
    predicate wf_kernel_half{L} = \forall integer p, i; is_root(p) && 0 <= i < USER_ENTRIES ==>
        ent(p, 256 + i) == kernel_half[i];
    predicate wf_kernel_closed{L} = \forall integer i; 0 <= i < USER_ENTRIES ==>
        !pte_user(kernel_half[i]);
    predicate wf_paging{L} =
        wf_tree && wf_entry && wf_leaf && wf_linked && wf_kernel_half && wf_kernel_closed;
    // no table, root or user page is floating, but p
    predicate no_floating_but{L}(integer p) = \forall integer q; floating(q) ==> q == p;
    predicate no_floating{L} = no_floating_but(-1);
    predicate no_more_floating{A,B}(integer p) = \forall integer q;
        floating{B}(q) ==> floating{A}(q) || q == p;
*/

/* What the MMU does with a user address, index by index. */
/*@ predicate is_index(integer i) = 0 <= i < TABLE_ENTRIES;
    predicate is_path(integer i4, integer i3, integer i2, integer i1) =
        0 <= i4 < USER_ENTRIES && is_index(i3) && is_index(i2) && is_index(i1);
    logic integer child{L}(integer p, integer i) =
        p >= 0 && ent(p, i) % 2 == 1 ? pte_frame(ent(p, i)) : -1;
    logic integer walk3{L}(integer r, integer i4) = child(r, i4);
    logic integer walk2{L}(integer r, integer i4, integer i3) = child(walk3(r, i4), i3);
    logic integer walk1{L}(integer r, integer i4, integer i3, integer i2) =
        child(walk2(r, i4, i3), i2);
    // the leaf entry, or 0
    logic integer leaf_at{L}(integer p, integer i) =
        p >= 0 && ent(p, i) % 2 == 1 ? ent(p, i) : 0;
    logic integer mmu{L}(integer r, integer i4, integer i3, integer i2, integer i1) =
        leaf_at(walk1(r, i4, i3, i2), i1);
    predicate same_mmu{A,B} = \forall integer r, i4, i3, i2, i1;
        is_root{A}(r) && is_path(i4, i3, i2, i1) ==>
        mmu{B}(r, i4, i3, i2, i1) == mmu{A}(r, i4, i3, i2, i1);
    // no translation changes but those through entry i of table p
    predicate same_mmu_but{A,B}(integer p, integer i) = \forall integer r, i4, i3, i2, i1;
        is_root{A}(r) && is_path(i4, i3, i2, i1) && !(walk1{A}(r, i4, i3, i2) == p && i1 == i) ==>
        mmu{B}(r, i4, i3, i2, i1) == mmu{A}(r, i4, i3, i2, i1);
*/

/* How a step leaves the other tables. */
/*@ predicate nodes_kept{A,B} = \at(nframes,A) == \at(nframes,B) && \forall integer q;
        is_node{A}(q) ==> type_of{A}(q) == type_of{B}(q) && shape_of{A}(q) == shape_of{B}(q)
        && \at(map_parent[q],A) == \at(map_parent[q],B) && \at(map_slot[q],A) == \at(map_slot[q],B);
    predicate entries_kept{A,B}(integer p, integer i) = \forall integer q, j;
        is_table{A}(q) && is_index(j) && !(q == p && j == i) ==> ent{A}(q, j) == ent{B}(q, j);
    // the same address spaces, owned as before
    predicate roots_kept{A,B} = \forall integer r; (is_root{A}(r) <==> is_root{B}(r))
        && (is_root{A}(r) ==> \at(map_parent[r],A) == \at(map_parent[r],B));
    predicate same_tables{A,B} = nodes_kept{A,B} && entries_kept{A,B}(-1, 0)
        && (\forall integer q; is_node{B}(q) ==> is_node{A}(q))
        && (\forall integer i; 0 <= i < USER_ENTRIES ==>
            \at(kernel_half[i],A) == \at(kernel_half[i],B));

    lemma frame_bits: \forall integer f, b; 0 <= f < MAX_FRAMES && 0 <= b < 4096 ==>
        pte_frame(f * 4096 + b) == f && pte_frame(f * 4096 + b + ENTRY_NX) == f;
    lemma leaf_bits: \forall integer f, r; 0 <= f < MAX_FRAMES && 0 <= r < NRIGHTS ==>
        pte_present(leaf(f, r)) && pte_user(leaf(f, r)) && pte_frame(leaf(f, r)) == f
        && (pte_write(leaf(f, r)) <==> r == RIGHT_WRITE)
        && (pte_execute(leaf(f, r)) <==> r == RIGHT_EXECUTE);
    lemma leaf_user: \forall integer e; is_leaf(e) ==> pte_user(e);
    lemma leaf_not_both: \forall integer e; is_leaf(e) ==> !(pte_write(e) && pte_execute(e));

    lemma tree_frame{A,B}: same_tables{A,B} && wf_tree{A} ==> wf_tree{B};
    lemma entry_frame{A,B}: same_tables{A,B} && wf_entry{A} ==> wf_entry{B};
    lemma leaf_frame{A,B}: same_tables{A,B} && wf_leaf{A} ==> wf_leaf{B};
    lemma linked_frame{A,B}: same_tables{A,B} && wf_linked{A} ==> wf_linked{B};
    lemma half_frame{A,B}: same_tables{A,B} && wf_kernel_half{A} ==> wf_kernel_half{B};
    lemma closed_frame{A,B}: same_tables{A,B} && wf_kernel_closed{A} ==> wf_kernel_closed{B};
    lemma paging_frame{A,B}: same_tables{A,B} && wf_paging{A} ==> wf_paging{B};
    lemma floating_frame{A,B}: same_tables{A,B} ==> no_more_floating{A,B}(-1);
*/

/* Walks before and after a change. A table leads nowhere if it is none or empty; an entry of an
 * upper table may be rewired between two such tables without any change to a translation. */
/*@ lemma walk_tables{L}: wf_tree ==> \forall integer r, i4, i3, i2;
        is_root(r) && is_path(i4, i3, i2, 0) ==>
        (walk3(r, i4) >= 0 ==> has_type(walk3(r, i4), PG_PT3))
        && (walk2(r, i4, i3) >= 0 ==> has_type(walk2(r, i4, i3), PG_PT2))
        && (walk1(r, i4, i3, i2) >= 0 ==> has_type(walk1(r, i4, i3, i2), PG_PT1));
    // a table is reached along one path only
    lemma walk_unique{L}: wf_tree ==> \forall integer r, i4, i3, i2, s, j4, j3, j2;
        is_root(r) && is_path(i4, i3, i2, 0) && is_root(s) && is_path(j4, j3, j2, 0)
        && walk1(r, i4, i3, i2) >= 0 && walk1(r, i4, i3, i2) == walk1(s, j4, j3, j2) ==>
        r == s && i4 == j4 && i3 == j3 && i2 == j2;
    // user space reaches user pages only, so neither kernel memory nor a page table
    lemma mmu_user{L}: wf_tree && wf_leaf ==> \forall integer r, i4, i3, i2, i1;
        is_root(r) && is_path(i4, i3, i2, i1) && mmu(r, i4, i3, i2, i1) != 0 ==>
        has_type(pte_frame(mmu(r, i4, i3, i2, i1)), PG_USER) && is_leaf(mmu(r, i4, i3, i2, i1));

    predicate walks_kept{A,B} = \forall integer r, i4, i3, i2;
        is_root{A}(r) && is_path(i4, i3, i2, 0) ==>
        walk3{B}(r, i4) == walk3{A}(r, i4) && walk2{B}(r, i4, i3) == walk2{A}(r, i4, i3)
        && walk1{B}(r, i4, i3, i2) == walk1{A}(r, i4, i3, i2);
    lemma walks_frame{A,B}: \forall integer p, i; wf_tree{A} && entries_kept{A,B}(p, i)
        && (p < 0 || type_of{A}(p) == PG_PT1) ==> walks_kept{A,B};
    lemma leaf_kept{A,B}: \forall integer p, i, q, j; entries_kept{A,B}(p, i) && is_table{A}(q)
        && is_index(j) && !(q == p && j == i) ==> leaf_at{B}(q, j) == leaf_at{A}(q, j);
    lemma leaf_changed{A,B}: \forall integer p, i; wf_tree{A} && entries_kept{A,B}(p, i)
        && walks_kept{A,B} ==> same_mmu_but{A,B}(p, i);
    lemma mmu_frame{A,B}: wf_tree{A} && entries_kept{A,B}(-1, 0) ==> same_mmu{A,B};

    predicate nowhere{L}(integer p) =
        p < 0 || \forall integer i; is_index(i) ==> !pte_present(ent{L}(p, i));
    predicate alike{A,B}(integer p, integer q, integer t) =
        p == q && (p < 0 || has_type{A}(p, t)) || nowhere{A}(p) && nowhere{B}(q);
    predicate rewired{A,B}(integer p, integer i) = wf_tree{A} && entries_kept{A,B}(p, i)
        && is_slot{A}(p, i) && type_of{A}(p) != PG_PT1
        && nowhere{A}(child{A}(p, i)) && nowhere{B}(child{B}(p, i));
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
    lemma mmu_rewired{A,B}: \forall integer p, i; rewired{A,B}(p, i) ==> same_mmu{A,B};
*/

#endif
