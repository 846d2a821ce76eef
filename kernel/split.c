/* split.c: the parts are mapped in a table that nothing leads to yet, then one store leads to it.
 *
 * The two sizes have a function each, so that the prover divides by constants only.
 */
#include "split.h"

#include "split_lemmas.h"

/*@ requires count: wf_count;
    requires table: has_type(below, PG_PT1);
    requires leaf: is_leaf(e - ENTRY_LARGE) && p == pte_frame(e) && p + FRAMES_2M <= nframes;
    terminates \true;
    exits \false;
    assigns table_window[below], map_parent[p .. p + FRAMES_2M - 1],
            map_slot[p .. p + FRAMES_2M - 1];
    ensures filled: \forall integer j; is_index(j) ==> ent(below, j) == part(e, j);
    ensures linked: \forall integer q; p <= q < p + FRAMES_2M ==>
        map_parent[q] == below && map_slot[q] == q - p; */
static void fill_4k(pfn_t below, uint64_t e, pfn_t p)
{
    (void)p;
    /*@ loop invariant range: 0 <= i <= TABLE_ENTRIES;
        loop invariant filled: \forall integer j; 0 <= j < i ==> ent(below, j) == part(e, j);
        loop invariant linked: \forall integer q; p <= q < p + i ==>
            map_parent[q] == below && map_slot[q] == q - p;
        loop assigns i, table_window[below], map_parent[p .. p + FRAMES_2M - 1],
                     map_slot[p .. p + FRAMES_2M - 1];
        loop variant TABLE_ENTRIES - i; */
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        TABLE(below, 1).entry[i] = e - ENTRY_LARGE + (uint64_t)i * PAGE_SIZE;
        //@ ghost map_parent[p + i] = below;
        //@ ghost map_slot[p + i] = i;
    }
}

/*@ requires count: wf_count;
    requires table: has_type(below, PG_PT2);
    requires leaf: is_leaf(e - ENTRY_LARGE) && p == pte_frame(e) && p + FRAMES_1G <= nframes;
    requires aligned: p % FRAMES_2M == 0;
    terminates \true;
    exits \false;
    assigns table_window[below], map_parent[p .. p + FRAMES_1G - 1],
            map_slot[p .. p + FRAMES_1G - 1];
    ensures filled: \forall integer j; is_index(j) ==> ent(below, j) == e + j * 2097152;
    ensures linked: \forall integer q; p <= q < p + FRAMES_1G && q % FRAMES_2M == 0 ==>
        map_parent[q] == below && map_slot[q] == (q - p) / FRAMES_2M; */
static void fill_2m(pfn_t below, uint64_t e, pfn_t p)
{
    (void)p;
    /*@ loop invariant range: 0 <= i <= TABLE_ENTRIES;
        loop invariant filled: \forall integer j; 0 <= j < i ==> ent(below, j) == e + j * 2097152;
        loop invariant linked: \forall integer q; p <= q < p + i * FRAMES_2M
            && q % FRAMES_2M == 0 ==>
            map_parent[q] == below && map_slot[q] == (q - p) / FRAMES_2M;
        loop assigns i, table_window[below], map_parent[p .. p + FRAMES_1G - 1],
                     map_slot[p .. p + FRAMES_1G - 1];
        loop variant TABLE_ENTRIES - i; */
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        TABLE(below, 2).entry[i] = e + (uint64_t)i * FRAMES_2M * PAGE_SIZE;
        //@ ghost map_parent[p + i * FRAMES_2M] = below;
        //@ ghost map_slot[p + i * FRAMES_2M] = i;
    }
}

/* leaf_split() for pages of 2 MiB. */
/*@ requires wf: wf_pages;
    requires table: has_type(table, PG_PT2) && entry_maps(table, slot);
    requires below: has_type(below, PG_PT1) && floating(below) && is_empty(below);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape, table_window[below], table_window[table].entry[slot],
            map_parent[..], map_slot[..];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures points: child(table, slot) == below;
    ensures parts: \forall integer i; is_index(i) ==> entry_maps(below, i);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures mmu: same_mmu{Pre,Post}; */
static void split_2m(pfn_t table, uint32_t slot, pfn_t below)
{
    uint64_t e = TABLE(table, 2).entry[slot];
    pfn_t p = entry_frame(e);
    //@ assert block: is_block(p, SHAPE_2M) && has_type(p, PG_USER);
    //@ assert fits: p + FRAMES_2M <= nframes && p % FRAMES_2M == 0;
    //@ assert leaf: is_leaf(e - ENTRY_LARGE);
    //@ assert users: \forall integer q; p <= q < p + FRAMES_2M ==> has_type(q, PG_USER);
    //@ assert inner: \forall integer q; p < q < p + FRAMES_2M ==> !is_node(q);
    //@ assert unreached: unreached(below);
    superpage_split(p, SHAPE_2M);
    fill_4k(below, e, p);
    //@ ghost map_parent[below] = table;
    //@ ghost map_slot[below] = slot;
    TABLE(table, 2).entry[slot] = (uint64_t)below * PAGE_SIZE + ENTRY_TABLE;
    //@ assert apart: !(p <= below < p + FRAMES_2M) && !(p <= table < p + FRAMES_2M) && below != table;
    //@ assert points: child(table, slot) == below && large_at(table, slot, 0) == 0;
    //@ assert rest: rest_kept{Pre,Here}(table, slot, below);
    //@ assert splits: splits{Pre,Here}(table, slot, below);
    /*@ assert leaves: \forall integer j; is_index(j) ==> is_leaf(ent(below, j))
            && pte_frame(ent(below, j)) == p + j; */
    //@ assert parts: parts_2m{Pre,Here}(table, slot, below);
    //@ assert maps: \forall integer j; is_index(j) ==> entry_maps(below, j);
    /*@ assert nodes: \forall integer q; p <= q < p + FRAMES_2M && is_node(q) ==> 
            map_parent[q] == below && map_slot[q] == q - p && is_block(q, SHAPE_4K); */
    /*@ assert blocks: \forall integer j; is_index(j) ==> map_parent[p + j] == below
            && map_slot[p + j] == j && is_block(p + j, SHAPE_4K)
            && has_type(p + j, PG_USER); */
    /*@ assert kept: \forall integer q; !(p <= q < p + FRAMES_2M) && q != below ==>
            map_parent[q] == \at(map_parent[q],Pre) && map_slot[q] == \at(map_slot[q],Pre)
            && (is_frame(q) ==> shape_of(q) == shape_of{Pre}(q)); */
    /*@ assert others: \forall integer q, j; entry_used(q, j) && q != below
            && !(q == table && j == slot) ==> entry_used{Pre}(q, j)
            && pte_frame(ent(q, j)) != below
            && !(p <= pte_frame(ent(q, j)) < p + FRAMES_2M); */
    //@ assert tree: wf_tree;
    //@ assert entry: wf_entry;
    //@ assert small: wf_small;
    //@ assert large: wf_large;
    //@ assert linked: wf_linked;
    //@ assert half: wf_kernel_half;
    //@ assert mmu: same_mmu{Pre,Here};
}

/* leaf_split() for pages of 1 GiB. */
/*@ requires wf: wf_pages;
    requires table: has_type(table, PG_PT3) && entry_maps(table, slot);
    requires below: has_type(below, PG_PT2) && floating(below) && is_empty(below);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES].shape, table_window[below], table_window[table].entry[slot],
            map_parent[..], map_slot[..];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures points: child(table, slot) == below;
    ensures parts: \forall integer i; is_index(i) ==> entry_maps(below, i);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures mmu: same_mmu{Pre,Post}; */
static void split_1g(pfn_t table, uint32_t slot, pfn_t below)
{
    uint64_t e = TABLE(table, 3).entry[slot];
    pfn_t p = entry_frame(e);
    //@ assert block: is_block(p, SHAPE_1G) && has_type(p, PG_USER);
    //@ assert fits: p + FRAMES_1G <= nframes && p % FRAMES_1G == 0;
    //@ assert leaf: is_leaf(e - ENTRY_LARGE);
    //@ assert users: \forall integer q; p <= q < p + FRAMES_1G ==> has_type(q, PG_USER);
    //@ assert inner: \forall integer q; p < q < p + FRAMES_1G ==> !is_node(q);
    //@ assert unreached: unreached(below);
    superpage_split(p, SHAPE_1G);
    fill_2m(below, e, p);
    //@ ghost map_parent[below] = table;
    //@ ghost map_slot[below] = slot;
    TABLE(table, 3).entry[slot] = (uint64_t)below * PAGE_SIZE + ENTRY_TABLE;
    //@ assert apart: !(p <= below < p + FRAMES_1G) && !(p <= table < p + FRAMES_1G) && below != table;
    //@ assert points: child(table, slot) == below && large_at(table, slot, 0) == 0;
    //@ assert rest: rest_kept{Pre,Here}(table, slot, below);
    //@ assert splits: splits{Pre,Here}(table, slot, below);
    /*@ assert leaves: \forall integer j; is_index(j) ==> is_leaf(ent(below, j) - ENTRY_LARGE)
            && pte_large(ent(below, j))
            && pte_frame(ent(below, j)) == p + j * FRAMES_2M; */
    //@ assert parts: parts_1g{Pre,Here}(table, slot, below);
    //@ assert maps: \forall integer j; is_index(j) ==> entry_maps(below, j);
    /*@ assert nodes: \forall integer q; p <= q < p + FRAMES_1G && is_node(q) ==> q % FRAMES_2M == 0 &&
            map_parent[q] == below && map_slot[q] == (q - p) / FRAMES_2M && is_block(q, SHAPE_2M); */
    /*@ assert blocks: \forall integer j; is_index(j) ==> map_parent[p + j * FRAMES_2M] == below
            && map_slot[p + j * FRAMES_2M] == j && is_block(p + j * FRAMES_2M, SHAPE_2M)
            && has_type(p + j * FRAMES_2M, PG_USER); */
    /*@ assert kept: \forall integer q; !(p <= q < p + FRAMES_1G) && q != below ==>
            map_parent[q] == \at(map_parent[q],Pre) && map_slot[q] == \at(map_slot[q],Pre)
            && (is_frame(q) ==> shape_of(q) == shape_of{Pre}(q)); */
    /*@ assert others: \forall integer q, j; entry_used(q, j) && q != below
            && !(q == table && j == slot) ==> entry_used{Pre}(q, j)
            && pte_frame(ent(q, j)) != below
            && !(p <= pte_frame(ent(q, j)) < p + FRAMES_1G); */
    //@ assert tree: wf_tree;
    //@ assert entry: wf_entry;
    //@ assert small: wf_small;
    //@ assert large: wf_large;
    //@ assert linked: wf_linked;
    //@ assert half: wf_kernel_half;
    //@ assert mmu: same_mmu{Pre,Here};
}

void leaf_split(pfn_t table, uint32_t level, uint32_t slot, pfn_t below)
{
    if (level == 2)
        split_2m(table, slot, below);
    else
        split_1g(table, slot, below);
}
