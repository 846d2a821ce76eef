/* pte.c: one store, and the page that the entry names is told which entry that is.
 *
 * The level of a table is a parameter, so one proof serves all four: the invariants speak of page
 * types that differ by one.
 */
#include "pte.h"

#include "mmu_change.h"

void table_link(pfn_t parent, uint32_t level, uint32_t slot, pfn_t child)
{
    //@ ghost map_parent[child] = parent;
    //@ ghost map_slot[child] = slot;
    TABLE(parent, level).entry[slot] = (uint64_t)child * PAGE_SIZE + ENTRY_TABLE;
    //@ assert small: !pte_large(ent(parent, slot));
    //@ assert points: child(parent, slot) == child;
    //@ assert kept: entries_kept{Pre,Here}(parent, slot);
    //@ assert rewired: rewired{Pre,Here}(parent, slot);
    //@ assert one: one_entry{Pre,Here}(parent, slot);
    //@ assert leaves: wf_small;
    //@ assert larges: wf_large;
    //@ assert halves: halves_kept{Pre,Here};
}

void leaf_set(pfn_t table, uint32_t level, uint32_t slot, pfn_t frame, uint32_t rights)
{
    //@ ghost map_parent[frame] = table;
    //@ ghost map_slot[frame] = slot;
    TABLE(table, level).entry[slot] = leaf_entry(frame, rights) + (level == 1 ? 0 : ENTRY_LARGE);
    //@ assert leaf: is_leaf(leaf(frame, rights));
    //@ assert large: level > 1 ==> ent(table, slot) - ENTRY_LARGE == leaf(frame, rights);
    //@ assert points: pte_frame(ent(table, slot)) == frame && entry_maps(table, slot);
    //@ assert kept: entries_kept{Pre,Here}(table, slot);
    //@ assert target: map_parent[frame] == table && map_slot[frame] == slot && is_node(frame);
    /*@ assert others: \forall integer p, i; entry_used(p, i) && !(p == table && i == slot) ==>
            ent(p, i) == ent{Pre}(p, i) && pte_frame(ent(p, i)) != frame; */
    //@ assert tree: wf_tree;
    //@ assert one: one_entry{Pre,Here}(table, slot);
    //@ assert small: wf_small;
    //@ assert larges: wf_large;
    //@ assert halves: halves_kept{Pre,Here};
    //@ assert walks: walks_kept{Pre,Here};
}

void leaf_change(pfn_t table, uint32_t level, uint32_t slot, uint32_t rights)
{
    pfn_t frame = entry_frame(TABLE(table, level).entry[slot]);
    TABLE(table, level).entry[slot] = leaf_entry(frame, rights) + (level == 1 ? 0 : ENTRY_LARGE);
    //@ assert leaf: is_leaf(leaf(frame, rights));
    //@ assert large: level > 1 ==> ent(table, slot) - ENTRY_LARGE == leaf(frame, rights);
    //@ assert points: pte_frame(ent(table, slot)) == frame && entry_maps(table, slot);
    //@ assert kept: entries_kept{Pre,Here}(table, slot);
    //@ assert one: one_entry{Pre,Here}(table, slot);
    //@ assert small: wf_small;
    //@ assert larges: wf_large;
    //@ assert halves: halves_kept{Pre,Here};
    //@ assert walks: walks_kept{Pre,Here};
    //@ assert mmu: same_mmu_but{Pre,Here}(table, slot);
}

pfn_t pte_clear(pfn_t table, uint32_t level, uint32_t slot)
{
    pfn_t p = entry_frame(TABLE(table, level).entry[slot]);
    //@ assert node: is_node(p) && type_of(p) != PG_PT4 && is_empty(p);
    //@ assert leads: !entry_maps(table, slot) ==> child(table, slot) == p && level > 1;
    //@ assert type: !entry_maps(table, slot) ==> has_type(p, PG_PT1 + level - 2);
    //@ assert user: entry_maps(table, slot) ==> has_type(p, PG_USER) && is_block(p, level - 1);
    //@ ghost map_parent[p] = NIL;
    TABLE(table, level).entry[slot] = 0;
    //@ assert kept: entries_kept{Pre,Here}(table, slot);
    //@ assert one: one_entry{Pre,Here}(table, slot);
    //@ assert small: wf_small;
    //@ assert larges: wf_large;
    //@ assert halves: halves_kept{Pre,Here};
    //@ assert leaf: entry_maps{Pre}(table, slot) ==> walks_kept{Pre,Here};
    //@ assert away: child(table, slot) == -1 && large_at(table, slot, 0) == 0;
    /*@ assert was: !entry_maps{Pre}(table, slot) ==> nowhere{Pre}(p)
            && child{Pre}(table, slot) == p && large_at{Pre}(table, slot, 0) == 0; */
    //@ assert rewired: !entry_maps{Pre}(table, slot) ==> rewired{Pre,Here}(table, slot);
    //@ assert tree: wf_tree;
    //@ assert linked: wf_linked;
    //@ assert entry: wf_entry;
    //@ assert half: wf_kernel_half;
    return p;
}
