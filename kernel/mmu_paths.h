/* mmu_paths.h: which table a walk reaches, what its entries say, and the way back.
 *
 * Only the files that need it include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_MMU_PATHS_H
#define ISOBAR_MMU_PATHS_H

#include "mmu.h"

/*@ lemma frame_bits: \forall integer f, b; 0 <= f < MAX_FRAMES && 0 <= b < 4096 ==>
        pte_frame(f * 4096 + b) == f && pte_frame(f * 4096 + b + ENTRY_NX) == f;
    lemma leaf_small: \forall integer e; is_leaf(e) ==> !pte_large(e) && pte_present(e);
    lemma leaf_large: \forall integer e; is_leaf(e - ENTRY_LARGE) ==>
        pte_large(e) && pte_present(e) && pte_frame(e - ENTRY_LARGE) == pte_frame(e);
    lemma table_small: \forall integer f; !pte_large(f * 4096 + ENTRY_TABLE);
    lemma walk_tables{L}: wf_tree ==> \forall integer r, i4, i3, i2;
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
*/

#endif
