/* table.c: one entry, one table or one user page at a time.
 *
 * The level of a table is a parameter, so one proof serves all four: the invariants speak of page
 * types that differ by one. A fresh table is linked only when it is empty, and a page is freed
 * only when its entry is gone.
 */
#include "table.h"

#include "mmu_change.h"
#include "mmu_nodes.h"

uint64_t kernel_half[USER_ENTRIES];

/* Clear the user part of a root, or a whole table of another level. */
/*@ requires count: wf_count;
    requires level: 1 <= level <= 4;
    requires table: has_type(table, PG_PT1 + level - 1);
    terminates \true;
    exits \false;
    assigns table_window[table];
    ensures zero: \forall integer i; is_slot(table, i) ==> ent(table, i) == 0;
    ensures half: level == 4 ==> \forall integer i; 0 <= i < USER_ENTRIES ==>
        ent(table, 256 + i) == kernel_half[i]; */
static void table_fill(pfn_t table, uint32_t level)
{
    /*@ loop invariant range: 0 <= i <= USER_ENTRIES;
        loop invariant low: \forall integer j; 0 <= j < i ==> ent(table, j) == 0;
        loop invariant high: \forall integer j; 256 <= j < 256 + i ==>
            ent(table, j) == (level == 4 ? kernel_half[j - 256] : 0);
        loop assigns i, table_window[table];
        loop variant USER_ENTRIES - i; */
    for (uint32_t i = 0; i < USER_ENTRIES; i++) {
        TABLE(table, level).entry[i] = 0;
        TABLE(table, level).entry[USER_ENTRIES + i] = level == 4 ? kernel_half[i] : 0;
    }
}

pfn_t table_new(uint32_t level)
{
    pfn_t p = page_alloc(ROOT_POOL, PG_PT1 + level - 1u);
    //@ ghost map_parent[p] = NIL;
    table_fill(p, level);
    //@ assert nodes: nodes_kept{Pre,Here};
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert came: node_gone{Here,Pre}(p);
    //@ assert tree: wf_tree && wf_linked && wf_entry;
    //@ assert leaves: wf_small && wf_large;
    //@ assert typed: objects_typed{Pre,Here};
    //@ assert threads: registers_kept{Pre,Here} && threads_kept{Pre,Here};
    //@ assert links: links_kept{Pre,Here} && lists_kept{Pre,Here};
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
    return p;
}

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

pfn_t table_below(pfn_t parent, uint32_t level, uint32_t slot)
{
    uint64_t e = TABLE(parent, level).entry[slot];
    if (entry_present(e)) {
        //@ assert same: roots_kept{Pre,Here};
        return entry_frame(e);
    }
    pfn_t p = table_new(level - 1);
    //@ assert kept: paging_kept{Pre,Here};
    //@ assert before: roots_kept{Pre,Here};
    //@ assert users: same_frames{Pre,Here}(PG_USER);
    table_link(parent, level, slot, p);
    //@ assert empty: is_empty(p);
    //@ assert roots: roots_kept{Pre,Here};
    return p;
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

pfn_t leaf_clear(pfn_t table, uint32_t slot)
{
    pfn_t p = entry_frame(TABLE(table, 1).entry[slot]);
    //@ assert child: map_parent[p] == table && map_slot[p] == slot && small(p);
    //@ assert type: has_type(p, PG_USER) && is_node(p);
    //@ ghost map_parent[p] = NIL;
    TABLE(table, 1).entry[slot] = 0;
    //@ assert kept: entries_kept{Pre,Here}(table, slot);
    //@ assert one: one_entry{Pre,Here}(table, slot);
    //@ assert small: wf_small;
    //@ assert larges: wf_large;
    //@ assert halves: halves_kept{Pre,Here};
    //@ assert walks: walks_kept{Pre,Here};
    //@ assert tree: wf_tree;
    //@ assert linked: wf_linked;
    //@ assert entry: wf_entry;
    //@ assert half: wf_kernel_half;
    return p;
}

uint32_t table_first(pfn_t table, uint32_t level)
{
    uint32_t n = level == 4 ? USER_ENTRIES : TABLE_ENTRIES;
    uint32_t i = 0;
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant absent: \forall integer j; 0 <= j < i ==> !pte_present(ent(table, j));
        loop assigns i;
        loop variant n - i; */
    while (i < n && !entry_present(TABLE(table, level).entry[i]))
        i++;
    return i;
}

void table_drop(pfn_t table, uint32_t level, uint32_t slot)
{
    pfn_t p = entry_frame(TABLE(table, level).entry[slot]);
    //@ assert child: child(table, slot) == p && small(p);
    //@ assert type: has_type(p, level == 1 ? PG_USER : PG_PT1 + level - 2);
    //@ ghost map_parent[p] = NIL;
    TABLE(table, level).entry[slot] = 0;
    //@ assert kept: entries_kept{Pre,Here}(table, slot);
    //@ assert one: one_entry{Pre,Here}(table, slot);
    //@ assert small: wf_small;
    //@ assert larges: wf_large;
    //@ assert halves: halves_kept{Pre,Here};
    //@ assert leaf: level == 1 ==> walks_kept{Pre,Here};
    //@ assert rewired: level > 1 ==> rewired{Pre,Here}(table, slot);
    //@ assert tree: wf_tree;
    //@ assert linked: wf_linked;
    //@ assert entry: wf_entry;
    //@ assert half: wf_kernel_half;
    //@ assert floating: floating(p);
    //@ assert empty: is_empty(p);
    //@ ghost cut: ;
    page_free(p);
    //@ assert nodes: \forall integer q; is_node(q) <==> is_node{cut}(q) && q != p;
    /*@ assert kept: \forall integer q; is_node(q) ==>
            type_of(q) == type_of{cut}(q) && shape_of(q) == shape_of{cut}(q); */
    //@ assert gone: node_gone{cut,Here}(p);
    //@ assert typed: objects_typed{Pre,Here};
    //@ assert threads: registers_kept{Pre,Here} && threads_kept{Pre,Here};
    //@ assert links: links_kept{Pre,Here} && lists_kept{Pre,Here};
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
}

void large_drop(pfn_t table, uint32_t level, uint32_t slot)
{
    pfn_t p = entry_frame(TABLE(table, level).entry[slot]);
    //@ assert users: block_type(p, level - 1, PG_USER);
    /*@ assert inner: \forall integer q; p < q < p + unit(level - 1) ==>
            shape_of(q) == SHAPE_INNER; */
    //@ ghost map_parent[p] = NIL;
    TABLE(table, level).entry[slot] = 0;
    //@ assert kept: entries_kept{Pre,Here}(table, slot);
    //@ assert one: one_entry{Pre,Here}(table, slot);
    //@ assert small: wf_small;
    //@ assert larges: wf_large;
    //@ assert halves: halves_kept{Pre,Here};
    //@ assert walks: walks_kept{Pre,Here};
    //@ assert tree: wf_tree;
    //@ assert linked: wf_linked;
    //@ assert entry: wf_entry;
    //@ assert half: wf_kernel_half;
    //@ ghost cut: ;
    superpage_free(p, level - 1);
    //@ assert gone: node_gone{cut,Here}(p);
    //@ assert typed: objects_typed{Pre,Here};
    //@ assert threads: registers_kept{Pre,Here} && threads_kept{Pre,Here};
    //@ assert links: links_kept{Pre,Here} && lists_kept{Pre,Here};
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
}

uint32_t table_trim(pfn_t table, uint32_t level, uint32_t slot)
{
    pfn_t p = entry_frame(TABLE(table, level).entry[slot]);
    if (table_first(p, level - 1) != TABLE_ENTRIES)
        return 0;
    //@ assert table: is_table(p) && p == child(table, slot);
    table_drop(table, level, slot);
    //@ assert users: same_frames{Pre,Here}(PG_USER) && users_kept{Pre,Here};
    return 1;
}
