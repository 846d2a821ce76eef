/* reach.h: user space reaches user pages only: neither kernel objects nor page tables.
 *
 * Only kernel/walk.c includes it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_REACH_H
#define ISOBAR_REACH_H

#include "mmu_paths.h"
#include "paging.h"

/*@ // user space reaches user pages only, so neither kernel memory nor a page table
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
    lemma user_reach{L}: wf_blocks && wf_tree && wf_leaf ==> \forall integer r, va;
        is_root(r) && is_user(va) && translation(r, va) != 0 ==>
        has_type(pte_frame(translation(r, va)), PG_USER) && is_leaf(translation(r, va));
*/

#endif
