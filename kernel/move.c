/* move.c: the tables for the target first, so that nothing can fail once the page floats. */
#include "move.h"

#include "paging_lemmas.h"

/*@ // a table that is linked is found where it was: new tables change no walk that ends
    predicate grows{A,B} = nodes_kept{A,B} && wf_tree{A} && wf_tree{B} && wf_linked{B};
    lemma child_stays{A,B}: grows{A,B} ==> \forall integer p, i; is_slot{A}(p, i)
        && PG_PT1 < type_of{A}(p) && child{A}(p, i) >= 0 ==> child{B}(p, i) == child{A}(p, i);
    lemma walk_slots{L}: wf_tree ==> \forall integer r, i4, i3, i2; is_root(r)
        && is_path(i4, i3, i2, 0) ==> is_slot(r, i4)
        && (walk3(r, i4) >= 0 ==> is_slot(walk3(r, i4), i3) && type_of(walk3(r, i4)) == PG_PT3)
        && (walk2(r, i4, i3) >= 0 ==> is_slot(walk2(r, i4, i3), i2)
            && type_of(walk2(r, i4, i3)) == PG_PT2);
    predicate walks_stay{A,B} = \forall integer r, i4, i3, i2; is_root{A}(r)
        && is_path(i4, i3, i2, 0) && walk1{A}(r, i4, i3, i2) >= 0 ==>
        walk1{B}(r, i4, i3, i2) == walk1{A}(r, i4, i3, i2);
    lemma stays3{A,B}: grows{A,B} ==> \forall integer r, i4; is_root{A}(r)
        && is_path(i4, 0, 0, 0) && walk3{A}(r, i4) >= 0 ==> walk3{B}(r, i4) == walk3{A}(r, i4);
    lemma stays2{A,B}: grows{A,B} ==> \forall integer r, i4, i3; is_root{A}(r)
        && is_path(i4, i3, 0, 0) && walk2{A}(r, i4, i3) >= 0 ==>
        walk2{B}(r, i4, i3) == walk2{A}(r, i4, i3);
    lemma stays1{A,B}: grows{A,B} ==> walks_stay{A,B};
    lemma table_stays{A,B}: walks_stay{A,B} ==> \forall integer r, va; is_root{A}(r)
        && is_user(va) && leaf_table{A}(r, va) >= 0 ==>
        leaf_table{B}(r, va) == leaf_table{A}(r, va);
    lemma table_served{L}: \forall integer r, va; missing(r, va) == 0 <==>
        leaf_table(r, va) >= 0;
*/

/* The rights that a leaf entry gives. */
/*@ requires leaf: is_leaf(e);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures rights: \result < NRIGHTS && e == leaf(pte_frame(e), \result); */
static uint32_t leaf_rights(uint64_t e)
{
    if (e / ENTRY_NX == 0u)
        return RIGHT_EXECUTE;
    return e / ENTRY_WRITE % 2u == 1u ? RIGHT_WRITE : RIGHT_READ;
}

/* Let the page at an address, which a level 1 table serves, float. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && translation(root, va) != 0;
    requires table: has_type(table, PG_PT1) && table == leaf_table(root, va);
    terminates \true;
    exits \false;
    assigns table_window[table].entry[index1(va)], map_parent[pte_frame(ent(table, index1(va)))];
    ensures wf: wf_pages;
    ensures floating: \result == \old(pte_frame(translation(root, va)))
        && floating(\result) && has_type(\result, PG_USER) && small(\result);
    ensures more: no_more_floating{Pre,Post}(\result);
    ensures unmapped: translation(root, va) == 0;
    ensures walks: walks_kept{Pre,Post};
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_translations{Pre,Post}(root, va); */
static pfn_t paging_take(pfn_t root, pfn_t table, uint64_t va)
{
    //@ assert path: is_path(index4(va), index3(va), index2(va), index1(va));
    //@ assert alone: serves_only(table, index1(va), root, va);
    //@ assert leaf: translation(root, va) == ent(table, index1(va));
    (void)root;
    pfn_t p = pte_clear(table, 1, INDEX1(va));
    //@ assert walk: leaf_table(root, va) == table;
    return p;
}

void paging_move(pfn_t root, uint64_t va, pfn_t other, uint64_t to)
{
    //@ assert served: leaf_table(root, va) >= 0;
    pfn_t source = paging_table(root, va);
    pfn_t target = paging_tables(other, to);
    //@ assert grows: grows{Pre,Here};
    //@ assert walks: walks_stay{Pre,Here};
    //@ assert stays: leaf_table(root, va) == source && has_type(source, PG_PT1);
    //@ assert same: same_translations{Pre,Here};
    //@ assert absent: translation(other, to) == 0 && translation(root, va) != 0;
    uint64_t e = TABLE(source, 1).entry[INDEX1(va)];
    //@ assert entry: e == translation(root, va) && entry_used(source, index1(va)) && is_leaf(e);
    //@ ghost pfn_t above = map_parent[target];
    //@ assert middle: has_type(above, PG_PT2) && has_type(map_parent[above], PG_PT3);
    //@ assert top: map_parent[map_parent[above]] == other;
    //@ ghost ready: ;
    pfn_t p = paging_take(root, source, va);
    //@ assert cleared: translation(root, va) == 0 && other_translations{ready,Here}(root, va);
    //@ assert apart: p != target && p != above && p != \at(map_parent[above],ready);
    //@ assert tables: leaf_table(other, to) == target && leaf_table(root, va) == source;
    //@ assert room: translation(other, to) == 0;
    //@ assert space: space(target) == other;
    //@ assert roots: roots_kept{Pre,Here};
    //@ ghost cut: ;
    paging_set(target, to, p, leaf_rights(e));
    //@ assert set: translation(other, to) == e && other_translations{cut,Here}(other, to);
    //@ assert roots_set: roots_kept{Pre,Here};
    //@ assert moved: two_translations{Pre,Here}(root, va, other, to);
    //@ assert gone: translation(root, va) == 0;
    //@ assert still: leaf_table(root, va) == source;
    //@ ghost placed: ;
    paging_trim(root, INDEX4(va), INDEX3(va), INDEX2(va));
    //@ assert trimmed: same_translations{placed,Here};
    //@ assert two: two_translations{Pre,Here}(root, va, other, to);
    //@ assert here: translation(other, to) == translation{Pre}(root, va);
    //@ assert count: nfree >= \at(nfree,Pre) - missing{Pre}(other, to);
    //@ assert moves: moves{Pre,Here}(root, va, other, to);
}
