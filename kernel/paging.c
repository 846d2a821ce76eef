/* paging.c: address spaces, from the steps of kernel/table.h.
 *
 * What changes one entry is a function of its own, so that the functions by root and address only
 * join a walk, a step and the lemma that says which translation the step changed.
 */
#include "split_walk.h"

#include "paging_lemmas.h"

uint32_t paging_valid(uint64_t va)
{
    return va >= USER_MIN && va < USER_END && va % PAGE_SIZE == 0;
}

pfn_t paging_create(void)
{
    if (nfree == 0)
        return NIL;
    return table_new(4);
}

pfn_t paging_upper(pfn_t root, uint32_t i4, uint32_t i3)
{
    //@ assert below: walk2(root, i4, i3) >= 0 ==> has_type(walk2(root, i4, i3), PG_PT2);
    pfn_t p3 = table_below(root, 4, i4);
    //@ assert walk3: walk3(root, i4) == p3;
    //@ assert new3: is_empty(p3) ==> child(p3, i3) == -1 && entry_small(p3, i3);
    //@ assert old3: \at(walk3(root, i4),Pre) >= 0 ==> ent(p3, i3) == ent{Pre}(p3, i3);
    //@ assert small3: entry_small(p3, i3);
    //@ assert made3: \at(walk3(root, i4),Pre) < 0 ==> lacking_upper(root, i4, i3) == 1;
    /*@ assert need3: nfree - lacking_upper(root, i4, i3)
            == \at(nfree - lacking_upper(root, i4, i3),Pre); */
    //@ ghost middle: ;
    pfn_t p2 = table_below(p3, 3, i3);
    //@ assert path4: child(root, i4) == p3;
    //@ assert path3: child(p3, i3) == p2;
    //@ assert walk2: walk2(root, i4, i3) == p2;
    //@ assert apart: p2 != p3;
    //@ assert above: map_parent[p2] == p3 && map_parent[p3] == root;
    /*@ assert last2: child{middle}(p3, i3) >= 0 ==> \forall integer i; is_index(i) ==>
            ent(p2, i) == ent{middle}(p2, i); */
    //@ assert found2: child{middle}(p3, i3) >= 0 ==> p2 == walk2{Pre}(root, i4, i3);
    //@ assert type2: child{middle}(p3, i3) >= 0 ==> has_type{Pre}(p2, PG_PT2);
    //@ assert other2: p2 != root;
    /*@ assert kept2: child{middle}(p3, i3) >= 0 ==> \forall integer i; is_index(i) ==>
            ent{middle}(p2, i) == ent{Pre}(p2, i); */
    //@ assert nodes: nodes_kept{Pre,Here};
    //@ assert both: paging_kept{Pre,middle} && paging_kept{middle,Here};
    //@ assert objects: paging_kept{Pre,Here};
    return p2;
}

/* paging_tables() by index. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_path(i4, i3, i2, 0);
    requires small: no_large(root, i4, i3, i2);
    requires free: lacking(root, i4, i3, i2) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(lacking(root, i4, i3, i2));
    ensures table: \result == walk1(root, i4, i3, i2) && has_type(\result, PG_PT1);
    ensures space: space(\result) == root;
    ensures above: has_type(map_parent[\result], PG_PT2)
        && has_type(map_parent[map_parent[\result]], PG_PT3);
    ensures nodes: nodes_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
static pfn_t paging_path(pfn_t root, uint32_t i4, uint32_t i3, uint32_t i2)
{
    pfn_t p2 = paging_upper(root, i4, i3);
    //@ assert new2: is_empty(p2) ==> child(p2, i2) == -1 && entry_small(p2, i2);
    //@ assert small2: entry_small(p2, i2);
    /*@ assert need2: nfree - lacking(root, i4, i3, i2)
            == \at(nfree - lacking(root, i4, i3, i2),Pre); */
    //@ ghost upper: ;
    //@ assert above: map_parent[map_parent[p2]] == root;
    pfn_t p1 = table_below(p2, 2, i2);
    //@ assert space: map_parent[p1] == p2 && map_parent[map_parent[p2]] == root;
    //@ assert types: is_root{upper}(root) && is_table{upper}(root) && has_type{upper}(p2, PG_PT2);
    //@ assert apart: root != p2;
    //@ assert top: ent(root, i4) == ent{upper}(root, i4);
    //@ assert walk3: walk3(root, i4) == walk3{upper}(root, i4);
    //@ assert walk2: walk2(root, i4, i3) == p2;
    //@ assert walk1: walk1(root, i4, i3, i2) == p1;
    //@ assert above3: walk3(root, i4) == map_parent[p2] && has_type(map_parent[p2], PG_PT3);
    //@ assert both: paging_kept{Pre,upper} && paging_kept{upper,Here};
    //@ assert objects: paging_kept{Pre,Here};
    return p1;
}

pfn_t paging_tables(pfn_t root, uint64_t va)
{
    return paging_path(root, INDEX4(va), INDEX3(va), INDEX2(va));
}

void paging_set(pfn_t table, uint64_t va, pfn_t frame, uint32_t rights)
{
    //@ assert path: is_path(index4(va), index3(va), index2(va), index1(va));
    //@ assert alone: serves_only(table, index1(va), space(table), va);
    leaf_set(table, 1, INDEX1(va), frame, rights);
    //@ assert walk: leaf_table(\at(space(table),Pre), va) == table;
    //@ assert mmu: same_mmu_but{Pre,Here}(table, index1(va));
}

uint32_t paging_map(pfn_t root, uint64_t va, pfn_t frame, uint32_t rights)
{
    uint64_t mapped = paging_lookup(root, va);
    uint32_t need = paging_need(root, va);
    //@ assert before: paging_kept{Pre,Here};
    if (mapped != 0)
        return E_MAPPED;
    if (need > nfree)
        return E_MEMORY;
    pfn_t table = paging_tables(root, va);
    //@ assert same: same_translations{Pre,Here};
    paging_set(table, va, frame, rights);
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
    //@ assert objects: paging_kept{Pre,Here};
    return E_OK;
}

/* Change the rights of the page at an address that is mapped. */
/*@ requires wf: wf_pages;
    requires root: is_root(space(table)) && is_user(va);
    requires table: has_type(table, PG_PT1) && table == leaf_table(space(table), va);
    requires mapped: entry_used(table, index1(va));
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns table_window[table].entry[index1(va)];
    ensures wf: wf_pages;
    ensures changed: translation(space(table), va)
        == leaf(pte_frame(\old(translation(space(table), va))), rights);
    ensures others: other_translations{Pre,Post}(space(table), va); */
static void paging_change(pfn_t table, uint64_t va, uint32_t rights)
{
    //@ assert path: is_path(index4(va), index3(va), index2(va), index1(va));
    //@ assert alone: serves_only(table, index1(va), space(table), va);
    leaf_change(table, 1, INDEX1(va), rights);
    //@ assert walk: leaf_table(space(table), va) == table;
}

uint32_t paging_protect(pfn_t root, uint64_t va, uint32_t rights)
{
    uint64_t mapped = paging_lookup(root, va);
    uint32_t need = paging_need(root, va);
    //@ assert before: paging_kept{Pre,Here} && paging_same{Pre,Here} && roots_kept{Pre,Here};
    if (mapped == 0)
        return E_UNMAPPED;
    if (need > nfree)
        return E_MEMORY;
    pfn_t table = split_tables(root, va);
    //@ assert same: same_translations{Pre,Here};
    //@ ghost ready: ;
    paging_change(table, va, rights);
    //@ assert others: other_translations{Pre,Here}(root, va);
    //@ assert stay: paging_kept{ready,Here} && roots_kept{ready,Here} && users_kept{ready,Here};
    //@ assert objects: paging_kept{Pre,Here};
    //@ assert floating: no_more_floating{ready,Here}(-1);
    return E_OK;
}

void paging_trim_upper(pfn_t root, uint32_t i4, uint32_t i3)
{
    pfn_t p3 = entry_frame(TABLE(root, 4).entry[i4]);
    //@ assert type: has_type(p3, PG_PT3);
    //@ assert used: entry_used(root, i4) && entry_used(p3, i3);
    //@ assert below: has_type(child(p3, i3), PG_PT2);
    if (table_trim(p3, 3, i3) == 0)
        return;
    //@ assert used4: entry_used(root, i4);
    table_trim(root, 4, i4);
}

void paging_trim(pfn_t root, uint32_t i4, uint32_t i3, uint32_t i2)
{
    pfn_t p3 = entry_frame(TABLE(root, 4).entry[i4]);
    pfn_t p2 = entry_frame(TABLE(p3, 3).entry[i3]);
    //@ assert types: has_type(p3, PG_PT3) && has_type(p2, PG_PT2);
    //@ assert walk: walk2(root, i4, i3) == p2;
    //@ assert used: entry_used(p2, i2) && has_type(child(p2, i2), PG_PT1);
    //@ assert above: child(root, i4) == p3 && child(p3, i3) == p2;
    if (table_trim(p2, 2, i2) != 0) {
        //@ assert kept: walk2(root, i4, i3) == p2;
        paging_trim_upper(root, i4, i3);
    }
}

/* Free the page at an address that is mapped, and its translation. */
/*@ requires wf: wf_pages;
    requires root: is_root(space(table)) && is_user(va);
    requires table: has_type(table, PG_PT1) && table == leaf_table(space(table), va);
    requires mapped: entry_used(table, index1(va));
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) + 1;
    ensures freed: has_type(\old(child(table, index1(va))), PG_FREE);
    ensures walk: leaf_table(\old(space(table)), va) == table;
    ensures unmapped: translation(\old(space(table)), va) == 0;
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_translations{Pre,Post}(\old(space(table)), va);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void paging_clear(pfn_t table, uint64_t va)
{
    //@ assert path: is_path(index4(va), index3(va), index2(va), index1(va));
    //@ assert alone: serves_only(table, index1(va), space(table), va);
    table_drop(table, 1, INDEX1(va));
    //@ assert walk: leaf_table(\at(space(table),Pre), va) == table;
}

uint32_t paging_unmap(pfn_t root, uint64_t va)
{
    //@ assert path: is_path(index4(va), index3(va), index2(va), index1(va));
    uint64_t mapped = paging_lookup(root, va);
    uint32_t need = paging_need(root, va);
    //@ assert before: paging_kept{Pre,Here} && paging_same{Pre,Here};
    //@ assert whole: other_translations{Pre,Here}(root, va) && roots_kept{Pre,Here};
    if (mapped == 0)
        return E_UNMAPPED;
    if (need > nfree)
        return E_MEMORY;
    pfn_t table = split_tables(root, va);
    //@ assert same: same_translations{Pre,Here};
    //@ assert leaf: translation(root, va) == leaf_at(table, index1(va));
    //@ assert child: child(table, index1(va)) == pte_frame(\at(translation(root, va),Pre));
    //@ ghost ready: ;
    paging_clear(table, va);
    //@ assert freed: has_type(pte_frame(\at(translation(root, va),Pre)), PG_FREE);
    //@ assert others: other_translations{Pre,Here}(root, va);
    //@ assert floating: no_more_floating{Pre,Here}(-1);
    //@ assert objects: paging_kept{ready,Here};
    //@ assert users: users_left{Pre,Here};
    //@ ghost cleared: ;
    paging_trim(root, INDEX4(va), INDEX3(va), INDEX2(va));
    //@ assert end: \forall integer q; floating(q) ==> floating{cleared}(q);
    //@ assert trimmed: paging_kept{cleared,Here};
    //@ assert both: paging_kept{Pre,Here};
    //@ assert users_still: users_left{cleared,Here};
    return E_OK;
}
