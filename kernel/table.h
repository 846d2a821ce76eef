/* table.h: the steps that change one entry of a page table, or make or free one table.
 *
 * Each keeps the trees of kernel/mmu.h whole and says which translations it changes: making,
 * linking and dropping an empty table changes none, setting or clearing a leaf exactly one.
 */
#ifndef ISOBAR_TABLE_H
#define ISOBAR_TABLE_H

#include "mmu.h"
#include "superpage.h"

/*@ predicate wf_pages{L} = wf_page{L} && wf_paging{L};
    predicate block_free{L}(integer p, integer s) = \forall integer q; p <= q < p + unit(s) ==>
        has_type{L}(q, PG_FREE);
    // what a step that allocates or frees tables or user pages leaves alone
    predicate paging_kept{A,B} = objects_kept{A,B} && same_frames{A,B}(PG_UNTYPED)
        && same_frames{A,B}(PG_RESERVED);
    lemma paging_trans{A,B,C}: paging_kept{A,B} && paging_kept{B,C} ==> paging_kept{A,C};
*/

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures bool: \result == 0 || \result == 1;
    ensures present: \result != 0 <==> pte_present(e); */
static inline uint32_t entry_present(uint64_t e)
{
    return (uint32_t)(e % 2u);
}

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures frame: \result == pte_frame(e); */
static inline pfn_t entry_frame(uint64_t e)
{
    return (pfn_t)(e / PAGE_SIZE % MAX_FRAMES);
}

/* Does an entry of a table above level 1 point at a table? */
/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures bool: \result == 0 || \result == 1;
    ensures table: \result != 0 <==> pte_present(e) && !pte_large(e); */
static inline uint32_t entry_table(uint64_t e)
{
    return e % 2u == 1u && e / ENTRY_LARGE % 2u == 0u;
}

/* The entry that maps a user page with these rights. */
/*@ requires frame: frame < MAX_FRAMES;
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures leaf: \result == leaf(frame, rights); */
static inline uint64_t leaf_entry(pfn_t frame, uint32_t rights)
{
    uint64_t e = (uint64_t)frame * PAGE_SIZE + ENTRY_LEAF;
    if (rights == RIGHT_WRITE)
        e += ENTRY_WRITE;
    if (rights != RIGHT_EXECUTE)
        e += ENTRY_NX;
    return e;
}

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

/* Let an absent entry of a table point at a floating empty table of the level below. */
/*@ requires wf: wf_pages;
    requires level: 2 <= level <= 4;
    requires parent: has_type(parent, PG_PT1 + level - 1);
    requires absent: is_slot(parent, slot) && !entry_used(parent, slot);
    requires child: has_type(child, PG_PT1 + level - 2) && is_empty(child) && floating(child);
    terminates \true;
    exits \false;
    assigns table_window[parent].entry[slot], map_parent[child], map_slot[child];
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures points: child(parent, slot) == child;
    ensures mmu: same_mmu{Pre,Post}; */
void table_link(pfn_t parent, uint32_t level, uint32_t slot, pfn_t child);

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

/* Let an absent entry of a table map a floating block of user memory of the size that its level
   maps. */
/*@ requires wf: wf_pages;
    requires level: 1 <= level <= 3;
    requires table: has_type(table, PG_PT1 + level - 1) && is_index(slot)
        && !entry_used(table, slot);
    requires frame: has_type(frame, PG_USER) && is_block(frame, level - 1) && floating(frame);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns table_window[table].entry[slot], map_parent[frame], map_slot[frame];
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures set: ent(table, slot) == leaf(frame, rights) + (level == 1 ? 0 : ENTRY_LARGE);
    ensures walks: walks_kept{Pre,Post};
    ensures mmu: same_mmu_but{Pre,Post}(table, slot); */
void leaf_set(pfn_t table, uint32_t level, uint32_t slot, pfn_t frame, uint32_t rights);

/* Change the rights of the user memory that an entry of a table maps. */
/*@ requires wf: wf_pages;
    requires level: 1 <= level <= 3;
    requires table: has_type(table, PG_PT1 + level - 1) && entry_maps(table, slot);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns table_window[table].entry[slot];
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures set: ent(table, slot) == leaf(\old(pte_frame(ent(table, slot))), rights)
        + (level == 1 ? 0 : ENTRY_LARGE);
    ensures walks: walks_kept{Pre,Post};
    ensures mmu: same_mmu_but{Pre,Post}(table, slot); */
void leaf_change(pfn_t table, uint32_t level, uint32_t slot, uint32_t rights);

/* Let an entry of a level 1 table map nothing; the page that it mapped floats. */
/*@ requires wf: wf_pages;
    requires table: has_type(table, PG_PT1) && entry_used(table, slot);
    terminates \true;
    exits \false;
    assigns table_window[table].entry[slot], map_parent[pte_frame(ent(table, slot))];
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures floating: \result == \old(pte_frame(ent(table, slot))) && floating(\result)
        && has_type(\result, PG_USER) && small(\result);
    ensures others: no_more_floating{Pre,Post}(\result);
    ensures cleared: ent(table, slot) == 0;
    ensures walks: walks_kept{Pre,Post};
    ensures mmu: same_mmu_but{Pre,Post}(table, slot); */
pfn_t leaf_clear(pfn_t table, uint32_t slot);

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
