/* table.c: one table or one user page at a time, by the steps of kernel/pte.h.
 *
 * A fresh table is linked only when it is empty, and a page is freed only when its entry is gone.
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

/* Free a floating page, user memory or an empty table. */
/*@ requires wf: wf_pages;
    requires floating: floating(p) && !is_root(p) && is_empty(p) && small(p);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[p];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures spec: spec_page_free{Pre,Post}(p);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures walks: walks_kept{Pre,Post};
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void node_free(pfn_t p)
{
    page_free(p);
    //@ assert nodes: \forall integer q; is_node(q) <==> is_node{Pre}(q) && q != p;
    /*@ assert kept: \forall integer q; is_node(q) ==>
            type_of(q) == type_of{Pre}(q) && shape_of(q) == shape_of{Pre}(q); */
    //@ assert gone: node_gone{Pre,Here}(p);
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert typed: objects_typed{Pre,Here};
    //@ assert threads: registers_kept{Pre,Here} && threads_kept{Pre,Here};
    //@ assert links: links_kept{Pre,Here} && lists_kept{Pre,Here};
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
}

void table_drop(pfn_t table, uint32_t level, uint32_t slot)
{
    //@ assert small: small(pte_frame(ent(table, slot)));
    //@ assert child: child(table, slot) == pte_frame(ent(table, slot));
    node_free(pte_clear(table, level, slot));
    //@ assert objects: paging_kept{Pre,Here};
}

void large_drop(pfn_t table, uint32_t level, uint32_t slot)
{
    pfn_t p = pte_clear(table, level, slot);
    //@ assert users: block_type(p, level - 1, PG_USER);
    /*@ assert inner: \forall integer q; p < q < p + unit(level - 1) ==>
            shape_of(q) == SHAPE_INNER; */
    //@ ghost cut: ;
    superpage_free(p, level - 1);
    //@ assert gone: node_gone{cut,Here}(p);
    //@ assert tree: wf_tree && wf_linked && wf_entry;
    //@ assert leaves: wf_small && wf_large;
    //@ assert kept: entries_kept{cut,Here}(-1, 0);
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
