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
#define ENTRY_LARGE 0x80u /* above level 1: maps memory, points at no table */
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
    predicate pte_large(integer e) = e / ENTRY_LARGE % 2 == 1;
    predicate pte_execute(integer e) = e / ENTRY_NX == 0;
    logic integer leaf(integer frame, integer rights) = frame * 4096 + ENTRY_LEAF
        + (rights == RIGHT_WRITE ? ENTRY_WRITE : 0) + (rights == RIGHT_EXECUTE ? 0 : ENTRY_NX);
    predicate is_leaf(integer e) = e == leaf(pte_frame(e), RIGHT_READ)
        || e == leaf(pte_frame(e), RIGHT_WRITE) || e == leaf(pte_frame(e), RIGHT_EXECUTE);

    logic integer ent{L}(integer p, integer i) = \at(table_window[p].entry[i],L);
    predicate is_table{L}(integer p) = is_frame{L}(p) && PG_PT1 <= type_of{L}(p) <= PG_PT4;
    // what an entry can point at: a table, or a block of user memory
    predicate is_node{L}(integer p) = is_frame{L}(p) && PG_USER <= type_of{L}(p) <= PG_PT4
        && (type_of{L}(p) == PG_USER ==> shape_of{L}(p) != SHAPE_INNER);
    predicate is_root{L}(integer p) = has_type{L}(p, PG_PT4);
    // an entry that may lead to user pages
    predicate is_slot{L}(integer p, integer i) = is_table{L}(p)
        && 0 <= i < (type_of{L}(p) == PG_PT4 ? USER_ENTRIES : TABLE_ENTRIES);
    predicate entry_used{L}(integer p, integer i) = is_slot{L}(p, i) && pte_present(ent{L}(p, i));
    predicate is_empty{L}(integer p) = \forall integer i; is_slot{L}(p, i) ==>
        !pte_present(ent{L}(p, i));
    predicate floating{L}(integer p) = is_node{L}(p) && \at(map_parent[p],L) == NIL;

    predicate entry_maps{L}(integer p, integer i) = entry_used{L}(p, i)
        && (type_of{L}(p) == PG_PT1 || pte_large(ent{L}(p, i)));
    predicate wf_tree{L} = \forall integer p, i; entry_used(p, i) ==>
        map_parent[pte_frame(ent(p, i))] == p && map_slot[pte_frame(ent(p, i))] == i
        && is_node(pte_frame(ent(p, i)))
        && (entry_maps(p, i) ? has_type(pte_frame(ent(p, i)), PG_USER)
                && is_block(pte_frame(ent(p, i)), type_of(p) - PG_PT1)
            : has_type(pte_frame(ent(p, i)), type_of(p) - 1));
    predicate wf_entry{L} = \forall integer p, i; entry_used(p, i) && !entry_maps(p, i) ==>
        ent(p, i) == pte_frame(ent(p, i)) * 4096 + ENTRY_TABLE;
    predicate wf_small{L} = \forall integer p, i; entry_used(p, i) && type_of(p) == PG_PT1 ==>
        is_leaf(ent(p, i));
    predicate wf_large{L} = \forall integer p, i; entry_used(p, i) && type_of(p) != PG_PT1
        && pte_large(ent(p, i)) ==> is_leaf(ent(p, i) - ENTRY_LARGE);
    predicate wf_leaf{L} = wf_small && wf_large;
    predicate wf_linked{L} = \forall integer p;
        is_node(p) && type_of(p) != PG_PT4 && map_parent[p] != NIL ==>
        entry_used(map_parent[p], map_slot[p])
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
    // the table, or at level 1 the page, that an entry points at
    logic integer child{L}(integer p, integer i) =
        p >= 0 && ent(p, i) % 2 == 1 && ent(p, i) / ENTRY_LARGE % 2 == 0
        ? pte_frame(ent(p, i)) : -1;
    logic integer walk3{L}(integer r, integer i4) = child(r, i4);
    logic integer walk2{L}(integer r, integer i4, integer i3) = child(walk3(r, i4), i3);
    logic integer walk1{L}(integer r, integer i4, integer i3, integer i2) =
        child(walk2(r, i4, i3), i2);
    // the leaf entry, or 0
    logic integer leaf_at{L}(integer p, integer i) =
        p >= 0 && ent(p, i) % 2 == 1 ? ent(p, i) : 0;
    // what a large entry says of the n-th page that it maps, as a leaf entry, or 0
    logic integer part(integer e, integer n) = e - ENTRY_LARGE + n * 4096;
    logic integer large_at{L}(integer p, integer i, integer n) =
        p >= 0 && ent(p, i) % 2 == 1 && ent(p, i) / ENTRY_LARGE % 2 == 1
        ? part(ent(p, i), n) : 0;
    // at most one of the three is not 0
    logic integer mmu{L}(integer r, integer i4, integer i3, integer i2, integer i1) =
        leaf_at(walk1(r, i4, i3, i2), i1) + large_at(walk2(r, i4, i3), i2, i1)
        + large_at(walk3(r, i4), i3, i2 * TABLE_ENTRIES + i1);
    predicate same_mmu{A,B} = \forall integer r, i4, i3, i2, i1;
        is_root{A}(r) && is_path(i4, i3, i2, i1) ==>
        mmu{B}(r, i4, i3, i2, i1) == mmu{A}(r, i4, i3, i2, i1);
    // a path that entry i of table p may end
    predicate through{L}(integer p, integer i, integer r, integer i4, integer i3, integer i2,
        integer i1) = walk1(r, i4, i3, i2) == p && i1 == i
        || walk2(r, i4, i3) == p && i2 == i || walk3(r, i4) == p && i3 == i;
    // no translation changes but those through entry i of table p
    predicate same_mmu_but{A,B}(integer p, integer i) = \forall integer r, i4, i3, i2, i1;
        is_root{A}(r) && is_path(i4, i3, i2, i1) && !through{A}(p, i, r, i4, i3, i2, i1) ==>
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

    lemma leaf_bits: \forall integer f, r; 0 <= f < MAX_FRAMES && 0 <= r < NRIGHTS ==>
        pte_present(leaf(f, r)) && pte_user(leaf(f, r)) && pte_frame(leaf(f, r)) == f
        && (pte_write(leaf(f, r)) <==> r == RIGHT_WRITE)
        && (pte_execute(leaf(f, r)) <==> r == RIGHT_EXECUTE);
    lemma leaf_user: \forall integer e; is_leaf(e) ==> pte_user(e);
    lemma leaf_not_both: \forall integer e; is_leaf(e) ==> !(pte_write(e) && pte_execute(e));
    lemma floating_frame{A,B}: same_tables{A,B} ==> no_more_floating{A,B}(-1);
    predicate walks_kept{A,B} = \forall integer r, i4, i3, i2;
        is_root{A}(r) && is_path(i4, i3, i2, 0) ==>
        walk3{B}(r, i4) == walk3{A}(r, i4) && walk2{B}(r, i4, i3) == walk2{A}(r, i4, i3)
        && walk1{B}(r, i4, i3, i2) == walk1{A}(r, i4, i3, i2);
*/

#endif
