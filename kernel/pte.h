/* pte.h: the steps that change one entry of a page table.
 *
 * Each keeps the trees of kernel/mmu.h whole and says which translations it changes: linking or
 * clearing an empty table changes none, setting, changing or clearing a leaf those of one entry.
 */
#ifndef ISOBAR_PTE_H
#define ISOBAR_PTE_H

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

/* Let an entry of a table point at nothing; what it pointed at, user memory or an empty table,
   floats. */
/*@ requires wf: wf_pages;
    requires level: 1 <= level <= 4;
    requires table: has_type(table, PG_PT1 + level - 1) && entry_used(table, slot);
    requires empty: entry_maps(table, slot) || is_empty(child(table, slot));
    terminates \true;
    exits \false;
    assigns table_window[table].entry[slot], map_parent[pte_frame(ent(table, slot))];
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures floating: \result == \old(pte_frame(ent(table, slot))) && floating(\result)
        && is_empty(\result);
    ensures user: \old(entry_maps(table, slot)) ==> has_type(\result, PG_USER)
        && is_block(\result, level - 1);
    ensures table: !\old(entry_maps(table, slot)) ==> level > 1
        && has_type(\result, PG_PT1 + level - 2);
    ensures others: no_more_floating{Pre,Post}(\result);
    ensures cleared: ent(table, slot) == 0;
    ensures walks: \old(entry_maps(table, slot)) ==> walks_kept{Pre,Post};
    ensures tables: !\old(entry_maps(table, slot)) ==> same_mmu{Pre,Post};
    ensures mmu: same_mmu_but{Pre,Post}(table, slot); */
pfn_t pte_clear(pfn_t table, uint32_t level, uint32_t slot);

#endif
