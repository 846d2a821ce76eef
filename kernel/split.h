/* split.h: a large page that is mapped becomes 512 of the next smaller size.
 *
 * No translation changes: the entry that mapped the page points at a table whose entries map its
 * parts with the same rights. So only part of a large page can be unmapped or given other rights.
 */
#ifndef ISOBAR_SPLIT_H
#define ISOBAR_SPLIT_H

#include "table.h"

/* Let the floating empty table `below` map the parts of the large page that entry `slot` of a table
   maps, and that entry point at it. */
/*@ requires wf: wf_pages;
    requires level: 2 <= level <= 3;
    requires table: has_type(table, PG_PT1 + level - 1) && entry_maps(table, slot);
    requires below: has_type(below, PG_PT1 + level - 2) && floating(below) && is_empty(below);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape, table_window[below], table_window[table].entry[slot],
            map_parent[..], map_slot[..];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures points: child(table, slot) == below;
    ensures parts: \forall integer i; is_index(i) ==> entry_maps(below, i);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures tables: \forall integer q; is_table(q) ==> q == below
        || map_parent[q] == \old(map_parent[q]);
    ensures entries: \forall integer q, i; is_table(q) && is_index(i) && q != below
        && !(q == table && i == slot) ==> ent(q, i) == \old(ent(q, i));
    ensures above: map_parent[below] == table;
    ensures mmu: same_mmu{Pre,Post}; */
void leaf_split(pfn_t table, uint32_t level, uint32_t slot, pfn_t below);

#endif
