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
    assigns table_window[below], map_parent[..], map_slot[..];
    ensures filled: \forall integer j; is_index(j) ==> ent(below, j) == part(e, j);
    ensures leaves: \forall integer j; is_index(j) ==> is_leaf(ent(below, j))
        && pte_frame(ent(below, j)) == p + j;
    ensures linked: \forall integer q; p <= q < p + FRAMES_2M ==>
        map_parent[q] == below && map_slot[q] == q - p;
    ensures parents: parents_but{Pre,Post}(-1, p, 2); */
static void fill_4k(pfn_t below, uint64_t e, pfn_t p)
{
    (void)p;
    /*@ loop invariant range: 0 <= i <= TABLE_ENTRIES;
        loop invariant filled: \forall integer j; 0 <= j < i ==> ent(below, j) == part(e, j);
        loop invariant linked: \forall integer q; p <= q < p + i ==>
            map_parent[q] == below && map_slot[q] == q - p;
        loop invariant parents: parents_but{Pre,Here}(-1, p, 2);
        loop assigns i, table_window[below], map_parent[..], map_slot[..];
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
    assigns table_window[below], map_parent[..], map_slot[..];
    ensures filled: \forall integer j; is_index(j) ==> ent(below, j) == e + j * 2097152;
    ensures leaves: \forall integer j; is_index(j) ==> is_leaf(ent(below, j) - ENTRY_LARGE)
        && pte_frame(ent(below, j)) == p + j * FRAMES_2M;
    ensures linked: \forall integer q; p <= q < p + FRAMES_1G && q % FRAMES_2M == 0 ==>
        map_parent[q] == below && map_slot[q] == (q - p) / FRAMES_2M;
    ensures parents: parents_but{Pre,Post}(-1, p, 3); */
static void fill_2m(pfn_t below, uint64_t e, pfn_t p)
{
    (void)p;
    /*@ loop invariant range: 0 <= i <= TABLE_ENTRIES;
        loop invariant filled: \forall integer j; 0 <= j < i ==> ent(below, j) == e + j * 2097152;
        loop invariant linked: \forall integer q; p <= q < p + i * FRAMES_2M
            && q % FRAMES_2M == 0 ==>
            map_parent[q] == below && map_slot[q] == (q - p) / FRAMES_2M;
        loop invariant parents: parents_but{Pre,Here}(-1, p, 3);
        loop assigns i, table_window[below], map_parent[..], map_slot[..];
        loop variant TABLE_ENTRIES - i; */
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        TABLE(below, 2).entry[i] = e + (uint64_t)i * FRAMES_2M * PAGE_SIZE;
        //@ ghost map_parent[p + i * FRAMES_2M] = below;
        //@ ghost map_slot[p + i * FRAMES_2M] = i;
    }
}

/* Write the table for the parts, then the entry that points at it. */
/*@ requires count: wf_count;
    requires level: 2 <= level <= 3;
    requires table: has_type(table, PG_PT1 + level - 1) && is_index(slot);
    requires below: has_type(below, PG_PT1 + level - 2);
    requires leaf: is_leaf(e - ENTRY_LARGE) && p == pte_frame(e);
    requires fits: p + parts_size(level) <= nframes && p % FRAMES_2M == 0;
    requires users: \forall integer q; in_block(q, p, level) ==> has_type(q, PG_USER);
    terminates \true;
    exits \false;
    assigns table_window[below], table_window[table].entry[slot], map_parent[..], map_slot[..];
    ensures points: ent(table, slot) == below * 4096 + ENTRY_TABLE;
    ensures above: map_parent[below] == table && map_slot[below] == slot;
    ensures rest: rest_kept{Pre,Post}(table, slot, below);
    ensures parents: parents_but{Pre,Post}(below, p, level);
    ensures leaves2: level == 2 ==> \forall integer j; is_index(j) ==> is_leaf(ent(below, j))
        && pte_frame(ent(below, j)) == p + j;
    ensures leaves3: level == 3 ==> \forall integer j; is_index(j) ==>
        is_leaf(ent(below, j) - ENTRY_LARGE) && pte_frame(ent(below, j)) == p + j * FRAMES_2M;
    ensures parts: \forall integer j; is_index(j) ==>
        ent(below, j) == (level == 2 ? part(e, j) : e + j * 2097152);
    ensures linked: \forall integer j; is_index(j) ==>
        map_parent[part_frame(p, j, level)] == below && map_slot[part_frame(p, j, level)] == j; */
static void parts_link(pfn_t table, uint32_t level, uint32_t slot, pfn_t below, uint64_t e, pfn_t p)
{
    if (level == 2) {
        fill_4k(below, e, p);
        //@ assert parents2: parents_but{Pre,Here}(below, p, level);
    } else {
        fill_2m(below, e, p);
        //@ assert parents3: parents_but{Pre,Here}(below, p, level);
    }
    //@ assert apart: !in_block(below, p, level) && below != table;
    /*@ assert linked: \forall integer j; is_index(j) ==>
        map_parent[part_frame(p, j, level)] == below && map_slot[part_frame(p, j, level)] == j; */
    //@ ghost map_parent[below] = table;
    //@ ghost map_slot[below] = slot;
    TABLE(table, level).entry[slot] = (uint64_t)below * PAGE_SIZE + ENTRY_TABLE;
}

void leaf_split(pfn_t table, uint32_t level, uint32_t slot, pfn_t below)
{
    uint64_t e = TABLE(table, level).entry[slot];
    pfn_t p = entry_frame(e);
    //@ assert block: is_block(p, level - 1) && has_type(p, PG_USER);
    //@ assert fits: p + parts_size(level) <= nframes && p % parts_size(level) == 0;
    //@ assert leaf: is_leaf(e - ENTRY_LARGE);
    //@ assert users: \forall integer q; in_block(q, p, level) ==> has_type(q, PG_USER);
    //@ assert inner: \forall integer q; in_block(q, p, level) && q != p ==> !is_node(q);
    //@ assert before: split_before(table, slot, below, p, level);
    //@ assert unreached: unreached(below);
    superpage_split(p, level - 1);
    //@ assert small: level == 2 ==> \forall integer j; is_index(j) ==> is_block(p + j, SHAPE_4K);
    /*@ assert cut: level == 3 ==> \forall integer q;
            in_block(q, p, level) && q % FRAMES_2M == 0 ==> is_block(q, SHAPE_2M); */
    //@ assert aligned: level == 3 ==> p % FRAMES_2M == 0;
    /*@ assert large: level == 3 ==> \forall integer j; is_index(j) ==>
            is_block(p + j * FRAMES_2M, SHAPE_2M); */
    /*@ assert blocks: \forall integer j; is_index(j) ==>
            is_block(part_frame(p, j, level), level - 2); */
    /*@ assert nodes: \forall integer q; in_block(q, p, level) && is_node(q) ==>
            q == part_frame(p, level == 2 ? q - p : (q - p) / FRAMES_2M, level); */
    parts_link(table, level, slot, below, e, p);
    //@ assert outside: split_outside{Pre,Here}(table, slot, below, p, level);
    /*@ assert slots: \forall integer q; in_block(q, p, level) && is_node(q) ==>
            is_index(map_slot[q]) && q == part_frame(p, map_slot[q], level); */
    //@ assert parts: \forall integer j; is_index(j) ==> part_maps(below, j, p, level);
    //@ assert inside: split_inside(table, slot, below, p, level);
    //@ assert step: split_nodes{Pre,Here}(table, slot, below, p, level);
    //@ assert bits: pte_frame(ent(table, slot)) == below && !pte_large(ent(table, slot));
    //@ assert points: child(table, slot) == below && large_at(table, slot, 0) == 0;
    //@ assert tree: wf_mapped;
    //@ assert maps: \forall integer j; is_index(j) ==> entry_maps(below, j);
    //@ assert splits: splits{Pre,Here}(table, slot, below);
    //@ assert parts2: level == 2 ==> parts_2m{Pre,Here}(table, slot, below);
    //@ assert parts3: level == 3 ==> parts_1g{Pre,Here}(table, slot, below);
    //@ assert mmu: same_mmu{Pre,Here};
}
