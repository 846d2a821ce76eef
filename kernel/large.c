/* large.c: large pages: as in kernel/paging.c a walk, a step, and what the step changed. */
#include "large.h"

#include "large_lemmas.h"
#include "split_walk.h"

/*@ requires level: is_large_level(level) && is_user(va);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures index: \result == index_of(va, level) && is_index(\result); */
static uint32_t large_index(uint64_t va, uint32_t level)
{
    return level == 2 ? INDEX2(va) : INDEX3(va);
}

/* The table for a large page, made if there is none. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && is_large_level(level);
    requires absent: !large_taken(root, va, level);
    requires free: large_missing(root, va, level) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(large_missing(root, va, level));
    ensures table: entry_of(\result, index_of(va, level), root, va, level);
    ensures absent: !entry_used(\result, index_of(va, level));
    ensures nodes: nodes_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
static pfn_t large_tables(pfn_t root, uint64_t va, uint32_t level)
{
    //@ assert path: is_path(index4(va), index3(va), 0, 0) && is_index(index2(va));
    if (level == 2) {
        pfn_t p2 = paging_upper(root, INDEX4(va), INDEX3(va));
        /*@ assert found2: walk2{Pre}(root, index4(va), index3(va)) >= 0 ==>
                ent(p2, index2(va)) == ent{Pre}(p2, index2(va)); */
        //@ assert absent2: !pte_present(ent(p2, index2(va)));
        return p2;
    }
    pfn_t p3 = table_below(root, 4, INDEX4(va));
    //@ assert walk3: walk3(root, index4(va)) == p3 && p3 != root;
    /*@ assert found3: walk3{Pre}(root, index4(va)) >= 0 ==>
            ent(p3, index3(va)) == ent{Pre}(p3, index3(va)); */
    //@ assert absent3: !pte_present(ent(p3, index3(va)));
    return p3;
}

void large_map(pfn_t root, uint64_t va, uint32_t level, pfn_t frame, uint32_t rights)
{
    //@ assert first: is_user(va) && page_in(va, level) == 0;
    uint32_t i = large_index(va, level);
    pfn_t table = large_tables(root, va, level);
    //@ assert same: same_translations{Pre,Here};
    //@ assert block: is_block(frame, level - 1) && floating(frame);
    //@ ghost made: ;
    leaf_set(table, level, i, frame, rights);
    //@ assert entry: entry_of(table, i, root, va, level);
    //@ assert rest: other_large{made,Here}(root, va, level);
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
    //@ assert objects: paging_kept{Pre,Here};
    //@ assert shows: large_shows(root, va, level, frame, rights);
    //@ assert zero: page_in(va, level) == 0;
    //@ assert page: translation(root, va) == leaf(frame + page_in(va, level), rights);
}

/* The table whose entry maps all of a large page, and nothing else. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && is_large_level(level);
    requires mapped: large_error(root, va, level) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(large_cuts(root, va, level));
    ensures table: entry_of(\result, index_of(va, level), root, va, level)
        && entry_maps(\result, index_of(va, level));
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_translations{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
static pfn_t large_table(pfn_t root, uint64_t va, uint32_t level)
{
    //@ assert path: is_path(index4(va), index3(va), 0, 0) && is_index(index2(va));
    //@ assert type: walk3(root, index4(va)) >= 0 ==> has_type(walk3(root, index4(va)), PG_PT3);
    pfn_t p = large_find(root, va, level);
    //@ assert same: same_translations{Pre,Here} && roots_kept{Pre,Here};
    if (p != NIL) {
        //@ assert whole: large_cuts(root, va, level) == 0;
        return p;
    }
    //@ assert part: large_cuts(root, va, level) == 1 && level == 2;
    //@ assert need: lacking_upper(root, index4(va), index3(va)) == 1;
    //@ assert used: entry_used(walk3(root, index4(va)), index3(va));
    p = split_upper(root, INDEX4(va), INDEX3(va));
    //@ assert translations: same_translations{Pre,Here};
    return p;
}

/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires table: entry_of(table, index_of(va, level), root, va, level)
        && entry_maps(table, index_of(va, level));
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns table_window[..];
    ensures wf: wf_pages;
    ensures changed: large_shows(root, va, level, \old(pte_frame(translation(root, va))), rights);
    ensures others: other_large{Pre,Post}(root, va, level); */
static void large_change(pfn_t root, uint64_t va, uint32_t level, pfn_t table, uint32_t rights)
{
    (void)root;
    uint32_t i = large_index(va, level);
    //@ assert first: pte_frame(translation(root, va)) == pte_frame(ent(table, i));
    leaf_change(table, level, i, rights);
    //@ assert entry: entry_of(table, i, root, va, level);
    //@ assert frame: 0 <= pte_frame(ent{Pre}(table, i)) < MAX_FRAMES;
}

uint32_t large_protect(pfn_t root, uint64_t va, uint32_t level, uint32_t rights)
{
    uint32_t e = large_check(root, va, level);
    //@ assert before: paging_same{Pre,Here} && paging_kept{Pre,Here} && roots_kept{Pre,Here};
    //@ assert none: other_large{Pre,Here}(root, va, level);
    if (e != E_OK)
        return e;
    pfn_t table = large_table(root, va, level);
    //@ assert same: same_translations{Pre,Here};
    //@ assert first: translation(root, va) == \at(translation(root, va),Pre);
    //@ ghost ready: ;
    large_change(root, va, level, table, rights);
    //@ assert others: other_large{Pre,Here}(root, va, level);
    //@ assert stay: paging_kept{ready,Here} && roots_kept{ready,Here} && users_kept{ready,Here};
    //@ assert objects: paging_kept{Pre,Here};
    //@ assert floating: no_more_floating{ready,Here}(-1);
    return E_OK;
}

/* Free the tables above a large page that serve nothing any more. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && is_large_level(level);
    requires table: table_of(root, va, level) >= 0;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..];
    ensures wf: wf_pages;
    ensures count: nfree >= \old(nfree);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures free: free_kept{Pre,Post};
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void large_trim(pfn_t root, uint64_t va, uint32_t level)
{
    //@ assert path: is_path(index4(va), index3(va), 0, 0);
    if (level == 2)
        paging_trim_upper(root, INDEX4(va), INDEX3(va));
    else
        table_trim(root, 4, INDEX4(va));
}

/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires table: entry_of(table, index_of(va, level), root, va, level)
        && entry_maps(table, index_of(va, level));
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) + unit(level - 1);
    ensures freed: block_free(\old(pte_frame(translation(root, va))), level - 1);
    ensures unmapped: large_absent(root, va, level);
    ensures table: table_of(root, va, level) >= 0;
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_large{Pre,Post}(root, va, level);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void large_clear(pfn_t root, uint64_t va, uint32_t level, pfn_t table)
{
    (void)root;
    uint32_t i = large_index(va, level);
    //@ assert first: pte_frame(translation(root, va)) == pte_frame(ent(table, i));
    large_drop(table, level, i);
    //@ assert entry: entry_of(table, i, root, va, level);
    //@ assert clear: !pte_present(ent(table, i));
    //@ assert absent: large_absent(root, va, level);
    //@ assert rest: other_large{Pre,Here}(root, va, level);
    //@ assert objects: paging_kept{Pre,Here};
}

/* large_clear(), and the tables above go that served the page alone. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires table: entry_of(table, index_of(va, level), root, va, level)
        && entry_maps(table, index_of(va, level));
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..];
    ensures wf: wf_pages;
    ensures count: nfree >= \old(nfree) + unit(level - 1);
    ensures freed: block_free(\old(pte_frame(translation(root, va))), level - 1);
    ensures unmapped: large_absent(root, va, level);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_large{Pre,Post}(root, va, level);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void large_remove(pfn_t root, uint64_t va, uint32_t level, pfn_t table)
{
    large_clear(root, va, level, table);
    //@ ghost cleared: ;
    large_trim(root, va, level);
    //@ assert still: same_translations{cleared,Here};
    //@ assert both: paging_kept{Pre,cleared} && paging_kept{cleared,Here};
}

uint32_t large_unmap(pfn_t root, uint64_t va, uint32_t level)
{
    uint32_t e = large_check(root, va, level);
    //@ assert before: paging_same{Pre,Here} && paging_kept{Pre,Here} && roots_kept{Pre,Here};
    //@ assert none: other_large{Pre,Here}(root, va, level);
    if (e != E_OK)
        return e;
    pfn_t table = large_table(root, va, level);
    //@ assert same: same_translations{Pre,Here};
    //@ assert first: translation(root, va) == \at(translation(root, va),Pre);
    //@ ghost ready: ;
    large_remove(root, va, level, table);
    //@ assert others: other_large{Pre,Here}(root, va, level);
    //@ assert floating: no_more_floating{Pre,Here}(-1);
    //@ assert roots: roots_kept{Pre,Here};
    //@ assert both: paging_kept{Pre,ready} && paging_kept{ready,Here};
    //@ assert objects: paging_kept{Pre,Here};
    return E_OK;
}
