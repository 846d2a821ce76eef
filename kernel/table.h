/* table.h: the steps that make or free one table or user page of an address space.
 *
 * Each keeps the trees of kernel/mmu.h whole and says which translations it changes: making and
 * dropping an empty table changes none, dropping user memory those of one entry.
 */
#ifndef ISOBAR_TABLE_H
#define ISOBAR_TABLE_H

#include "pte.h"

/* Make a floating table of this level; a root has the kernel half, else all entries are absent. */
/*@ requires wf: wf_pages;
    requires free: nfree > 0;
    requires level: 1 <= level <= 4;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD), map_parent[FREE_HEAD];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures head: \result == \old(FREE_HEAD);
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_PT1 + level - 1);
    ensures empty: is_empty(\result) && floating(\result);
    ensures nodes: nodes_kept{Pre,Post};
    ensures entries: entries_kept{Pre,Post}(\result, 0);
    ensures floating: no_more_floating{Pre,Post}(\result);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t table_new(uint32_t level);

/* The table below entry `slot`, made if there is none. */
/*@ requires wf: wf_pages;
    requires level: 2 <= level <= 4;
    requires parent: has_type(parent, PG_PT1 + level - 1) && is_slot(parent, slot);
    requires table: entry_used(parent, slot) ==> !pte_large(ent(parent, slot));
    requires free: !entry_used(parent, slot) ==> nfree > 0;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - (\old(ent(parent, slot)) % 2 == 1 ? 0 : 1);
    ensures table: has_type(\result, PG_PT1 + level - 2) && child(parent, slot) == \result;
    ensures parent: map_parent[\result] == parent;
    ensures found: \old(entry_used(parent, slot)) ==>
        \result == \old(child(parent, slot)) && walks_kept{Pre,Post};
    ensures made: !\old(entry_used(parent, slot)) ==> is_empty(\result);
    ensures nodes: nodes_kept{Pre,Post};
    ensures entries: entries_kept{Pre,Post}(parent, slot);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t table_below(pfn_t parent, uint32_t level, uint32_t slot);

/* The first present entry of a table that may lead to user pages; if none, their number. */
/*@ requires count: wf_count;
    requires level: 1 <= level <= 4;
    requires table: has_type(table, PG_PT1 + level - 1);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures found: is_slot(table, \result) ==> entry_used(table, \result);
    ensures none: !is_slot(table, \result) ==> is_empty(table);
    ensures range: \result <= (level == 4 ? USER_ENTRIES : TABLE_ENTRIES); */
uint32_t table_first(pfn_t table, uint32_t level);

/* Free what entry `slot` points at, an empty table or (level 1) a user page. */
/*@ requires wf: wf_pages;
    requires level: 1 <= level <= 4;
    requires table: has_type(table, PG_PT1 + level - 1) && entry_used(table, slot);
    requires empty: level > 1 ==> !pte_large(ent(table, slot)) && is_empty(child(table, slot));
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[child(table, slot)],
            table_window[table].entry[slot], map_parent[child(table, slot)];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures spec: spec_page_free{Pre,Post}(\old(child(table, slot)));
    ensures cleared: ent(table, slot) == 0;
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures mmu: same_mmu_but{Pre,Post}(table, slot);
    ensures walks: level == 1 ==> walks_kept{Pre,Post};
    ensures tables: level > 1 ==> same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
void table_drop(pfn_t table, uint32_t level, uint32_t slot);

/* Free the superpage that an entry of a table maps. */
/*@ requires wf: wf_pages;
    requires level: 2 <= level <= 3;
    requires table: has_type(table, PG_PT1 + level - 1) && entry_maps(table, slot);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, table_window[table].entry[slot],
            map_parent[pte_frame(ent(table, slot))];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures cleared: ent(table, slot) == 0;
    ensures count: nfree == \old(nfree) + unit(level - 1);
    ensures table: has_type(table, PG_PT1 + level - 1);
    ensures freed: block_free(\old(pte_frame(ent(table, slot))), level - 1);
    ensures types: types_but{Pre,Post}(\old(pte_frame(ent(table, slot))), unit(level - 1));
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures mmu: same_mmu_but{Pre,Post}(table, slot);
    ensures walks: walks_kept{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
void large_drop(pfn_t table, uint32_t level, uint32_t slot);

/* Free the table below entry `slot` if it is empty; 1 if it was. */
/*@ requires wf: wf_pages;
    requires level: 2 <= level <= 4;
    requires table: has_type(table, PG_PT1 + level - 1) && entry_used(table, slot)
        && !pte_large(ent(table, slot));
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[child(table, slot)],
            table_window[table].entry[slot], map_parent[child(table, slot)];
    ensures wf: wf_pages;
    ensures bool: \result == 0 || \result == 1;
    ensures count: nfree == \old(nfree) + \result;
    ensures kept: \forall integer q; \old(is_table(q)) && q != \old(child(table, slot)) ==>
        is_table(q) && type_of(q) == \old(type_of(q)) && map_parent[q] == \old(map_parent[q]);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures free: \forall integer q; \old(has_type(q, PG_FREE)) ==> has_type(q, PG_FREE);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER); */
uint32_t table_trim(pfn_t table, uint32_t level, uint32_t slot);

#endif
