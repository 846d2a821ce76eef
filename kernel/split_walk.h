/* split_walk.h: the tables for a part of a large page that is mapped.
 *
 * Where a walk meets a large page, the page is split, so that the part at an address can be taken
 * away or given other rights. No translation changes; `missing` counts the tables that it takes.
 */
#ifndef ISOBAR_SPLIT_WALK_H
#define ISOBAR_SPLIT_WALK_H

#include "paging.h"
#include "split.h"

/*@ // tables stay tables, at their place
    predicate tables_kept{A,B} = \forall integer q; is_table{A}(q) ==> is_table{B}(q)
        && type_of{A}(q) == type_of{B}(q) && \at(map_parent[q],A) == \at(map_parent[q],B);
*/

/* The table below an entry that is present; a large page there is split. */
/*@ requires wf: wf_pages;
    requires level: 2 <= level <= 3;
    requires table: has_type(table, PG_PT1 + level - 1) && entry_used(table, slot);
    requires free: entry_maps(table, slot) ==> nfree > 0;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - (\old(child(table, slot)) < 0 ? 1 : 0);
    ensures table: has_type(\result, PG_PT1 + level - 2) && child(table, slot) == \result;
    ensures parent: map_parent[\result] == table;
    ensures found: \old(child(table, slot)) >= 0 ==> \result == \old(child(table, slot));
    ensures parts: \old(child(table, slot)) < 0 ==>
        \forall integer i; is_index(i) ==> entry_maps(\result, i);
    ensures entries: entries_kept{Pre,Post}(table, slot);
    ensures tables: tables_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t split_entry(pfn_t table, uint32_t level, uint32_t slot);

/* The level 2 table for a part of an address space in which something is mapped. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_path(i4, i3, 0, 0);
    requires mapped: walk3(root, i4) >= 0 && entry_used(walk3(root, i4), i3);
    requires free: lacking_upper(root, i4, i3) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(lacking_upper(root, i4, i3));
    ensures table: \result == walk2(root, i4, i3) && has_type(\result, PG_PT2);
    ensures upper: walk3(root, i4) == map_parent[\result] && has_type(walk3(root, i4), PG_PT3);
    ensures above: map_parent[map_parent[\result]] == root;
    ensures parts: \old(walk2(root, i4, i3)) < 0 ==>
        \forall integer i; is_index(i) ==> entry_maps(\result, i);
    ensures found: \old(walk2(root, i4, i3)) >= 0 ==> \result == \old(walk2(root, i4, i3))
        && \forall integer i; is_index(i) ==> ent(\result, i) == ent{Pre}(\result, i);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t split_upper(pfn_t root, uint32_t i4, uint32_t i3);

/* The level 1 table for a page that is mapped. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && translation(root, va) != 0;
    requires free: missing(root, va) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(missing(root, va));
    ensures table: \result == leaf_table(root, va) && has_type(\result, PG_PT1);
    ensures space: space(\result) == root;
    ensures used: entry_used(\result, index1(va));
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_translations{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t split_tables(pfn_t root, uint64_t va);

#endif
