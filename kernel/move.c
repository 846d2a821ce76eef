/* move.c: the tables for the target first, so that nothing can fail once the page floats. */
#include "move.h"

#include "paging_lemmas.h"

/*@ // a table that is linked is found where it was: new tables change no walk that ends
    lemma stays3{A,B}: nodes_kept{A,B} && wf_tree{A} && wf_tree{B} && wf_linked{B} ==>
        \forall integer r, i4; is_root{A}(r) && is_path(i4, 0, 0, 0) && walk3{A}(r, i4) >= 0 ==>
        walk3{B}(r, i4) == walk3{A}(r, i4);
    lemma stays2{A,B}: nodes_kept{A,B} && wf_tree{A} && wf_tree{B} && wf_linked{B} ==>
        \forall integer r, i4, i3; is_root{A}(r) && is_path(i4, i3, 0, 0)
        && walk2{A}(r, i4, i3) >= 0 ==> walk2{B}(r, i4, i3) == walk2{A}(r, i4, i3);
    lemma stays1{A,B}: nodes_kept{A,B} && wf_tree{A} && wf_tree{B} && wf_linked{B} ==>
        \forall integer r, i4, i3, i2; is_root{A}(r) && is_path(i4, i3, i2, 0)
        && walk1{A}(r, i4, i3, i2) >= 0 ==> walk1{B}(r, i4, i3, i2) == walk1{A}(r, i4, i3, i2);
    lemma table_stays{A,B}: nodes_kept{A,B} && wf_tree{A} && wf_tree{B} && wf_linked{B} ==>
        \forall integer r, va; is_root{A}(r) && is_user(va) && leaf_table{A}(r, va) >= 0 ==>
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

void paging_move(pfn_t root, uint64_t va, pfn_t other, uint64_t to)
{
    //@ assert served: leaf_table(root, va) >= 0;
    pfn_t source = paging_table(root, va);
    //@ assert apart: !(root == other && va / 4096 == to / 4096);
    pfn_t target = paging_tables(other, to);
    //@ assert stays: leaf_table(root, va) == source && has_type(source, PG_PT1);
    //@ assert same: same_translations{Pre,Here};
    //@ ghost ready: ;
    uint64_t e = TABLE(source, 1).entry[INDEX1(va)];
    //@ assert entry: e == translation(root, va) && entry_used(source, index1(va)) && is_leaf(e);
    pfn_t p = leaf_clear(source, INDEX1(va));
    //@ assert cleared: translation(root, va) == 0 && other_translations{ready,Here}(root, va);
    //@ assert tables: leaf_table(other, to) == target && leaf_table(root, va) == source;
    //@ assert room: translation(other, to) == 0 && space(target) == other;
    //@ ghost cut: ;
    paging_set(target, to, p, leaf_rights(e));
    //@ assert set: translation(other, to) == e && other_translations{cut,Here}(other, to);
    //@ assert moved: two_translations{Pre,Here}(root, va, other, to);
    //@ assert gone: translation(root, va) == 0;
    //@ assert still: leaf_table(root, va) == source;
    paging_trim(root, INDEX4(va), INDEX3(va), INDEX2(va));
    //@ assert moves: moves{Pre,Here}(root, va, other, to);
}
