/* split_walk.c: as in kernel/paging.c level by level, with large pages split where they are met. */
#include "split_walk.h"

#include "paging_lemmas.h"

pfn_t split_entry(pfn_t table, uint32_t level, uint32_t slot)
{
    uint64_t e = TABLE(table, level).entry[slot];
    if (entry_table(e)) {
        //@ assert found: child(table, slot) == pte_frame(e) && pte_frame(e) >= 0;
        //@ assert type: has_type(pte_frame(e), PG_PT1 + level - 2);
        //@ assert same: roots_kept{Pre,Here} && tables_kept{Pre,Here};
        return entry_frame(e);
    }
    //@ assert absent: child(table, slot) == -1;
    pfn_t below = table_new(level - 1);
    //@ assert maps: entry_maps(table, slot);
    //@ assert kept: paging_kept{Pre,Here} && roots_kept{Pre,Here};
    //@ assert users: same_frames{Pre,Here}(PG_USER) && users_kept{Pre,Here};
    //@ assert tables: tables_kept{Pre,Here};
    //@ ghost made: ;
    leaf_split(table, level, slot, below);
    //@ assert type: has_type(below, PG_PT1 + level - 2);
    //@ assert other: !is_table{Pre}(below);
    //@ assert stay: paging_kept{made,Here} && users_kept{made,Here} && same_types{made,Here};
    //@ assert roots: roots_kept{made,Here} && same_frames{made,Here}(PG_USER);
    //@ assert kept: roots_kept{Pre,Here} && same_frames{Pre,Here}(PG_USER);
    //@ assert objects: paging_kept{Pre,Here};
    //@ assert entries: entries_kept{Pre,Here}(table, slot);
    return below;
}

pfn_t split_upper(pfn_t root, uint32_t i4, uint32_t i3)
{
    pfn_t p3 = entry_frame(TABLE(root, 4).entry[i4]);
    //@ assert walk3: walk3(root, i4) == p3 && has_type(p3, PG_PT3) && map_parent[p3] == root;
    //@ assert walk2: walk2(root, i4, i3) == child(p3, i3);
    //@ assert type2: child(p3, i3) >= 0 ==> has_type(child(p3, i3), PG_PT2);
    pfn_t p2 = split_entry(p3, 3, i3);
    //@ assert apart3: root != p3 && ent(root, i4) == ent{Pre}(root, i4);
    //@ assert still3: walk3(root, i4) == p3;
    //@ assert still2: walk2(root, i4, i3) == p2;
    //@ assert found: child{Pre}(p3, i3) >= 0 ==> p2 == child{Pre}(p3, i3) && p2 != p3;
    /*@ assert same: child{Pre}(p3, i3) >= 0 ==> \forall integer i; is_index(i) ==>
            ent(p2, i) == ent{Pre}(p2, i); */
    return p2;
}

/* split_tables() by index. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_path(i4, i3, i2, 0);
    requires mapped3: walk3(root, i4) >= 0 && entry_used(walk3(root, i4), i3);
    requires mapped2: walk2(root, i4, i3) >= 0 ==> entry_used(walk2(root, i4, i3), i2);
    requires free: lacking(root, i4, i3, i2) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(lacking(root, i4, i3, i2));
    ensures table: \result == walk1(root, i4, i3, i2) && has_type(\result, PG_PT1);
    ensures space: space(\result) == root;
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
static pfn_t split_path(pfn_t root, uint32_t i4, uint32_t i3, uint32_t i2)
{
    pfn_t p2 = split_upper(root, i4, i3);
    //@ assert used: entry_used(p2, i2);
    /*@ assert need2: nfree - lacking(root, i4, i3, i2)
            == \at(nfree - lacking(root, i4, i3, i2),Pre); */
    //@ ghost pfn_t p3 = map_parent[p2];
    //@ assert above: walk3(root, i4) == p3 && has_type(p3, PG_PT3) && map_parent[p3] == root;
    //@ ghost upper: ;
    pfn_t p1 = split_entry(p2, 2, i2);
    //@ assert apart: root != p2 && p3 != p2;
    //@ assert space: map_parent[p1] == p2 && map_parent[p2] == p3 && map_parent[p3] == root;
    //@ assert entry4: ent(root, i4) == ent{upper}(root, i4);
    //@ assert entry3: ent(p3, i3) == ent{upper}(p3, i3);
    //@ assert walk3: walk3(root, i4) == p3;
    //@ assert walk2: walk2(root, i4, i3) == p2;
    //@ assert walk1: walk1(root, i4, i3, i2) == p1;
    //@ assert both: paging_kept{Pre,upper} && paging_kept{upper,Here};
    //@ assert objects: paging_kept{Pre,Here};
    return p1;
}

pfn_t split_tables(pfn_t root, uint64_t va)
{
    //@ assert path: is_path(index4(va), index3(va), index2(va), index1(va));
    //@ assert index: is_path(index4(va), index3(va), index2(va), 0);
    //@ assert walk3: walk3(root, index4(va)) >= 0;
    //@ assert used3: entry_used(walk3(root, index4(va)), index3(va));
    /*@ assert used2: walk2(root, index4(va), index3(va)) >= 0 ==>
            entry_used(walk2(root, index4(va), index3(va)), index2(va)); */
    pfn_t table = split_path(root, INDEX4(va), INDEX3(va), INDEX2(va));
    //@ assert same: same_translations{Pre,Here} && translation(root, va) != 0;
    return table;
}
