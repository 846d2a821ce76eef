/* large.h: pages of 2 MiB and 1 GiB in an address space.
 *
 * What the MMU finds for each page of 4 KiB of a large one is a leaf of its own, so its
 * translations are those of 512 or 262144 pages that lie one behind the other. `level` is that of
 * the table whose entry maps the page: 2 for 2 MiB, 3 for 1 GiB. Flushing the TLB is the caller's
 * business.
 */
#ifndef ISOBAR_LARGE_H
#define ISOBAR_LARGE_H

#include "paging.h"

/*@ // the table of a level that serves an address, or -1, and its entry for it
    logic integer table_of{L}(integer root, integer va, integer level) =
        level == 2 ? walk2{L}(root, index4(va), index3(va)) : walk3{L}(root, index4(va));
    logic integer index_of(integer va, integer level) = level == 2 ? index2(va) : index3(va);
    // a large page, or what an address can reach through one entry of a level, by their number
    logic integer large_number(integer va, integer level) =
        level == 2 ? va / 2097152 : va / 1073741824;
    // which of the small pages of a large one an address is in
    logic integer page_in(integer va, integer level) =
        level == 2 ? index1(va) : index2(va) * TABLE_ENTRIES + index1(va);
    predicate is_large_level(integer level) = level == 2 || level == 3;
    predicate is_large_page(integer va, integer level) = is_valid(va)
        && va % (level == 2 ? 2097152 : 1073741824) == 0
        && va + (level == 2 ? 2097152 : 1073741824) <= USER_END;

    // tables that a large page lacks, above its own entry
    logic integer large_missing{L}(integer root, integer va, integer level) = level == 2
        ? lacking_upper(root, index4(va), index3(va)) : walk3(root, index4(va)) < 0 ? 1 : 0;
    // something of it is mapped, or a table for parts of it is there
    predicate large_taken{L}(integer root, integer va, integer level) =
        level == 2 && !entry_small{L}(walk3{L}(root, index4(va)), index3(va))
        || table_of{L}(root, va, level) >= 0
        && pte_present(ent{L}(table_of{L}(root, va, level), index_of(va, level)));
    predicate large_walks{L}(integer root, integer va) =
        (walk3{L}(root, index4(va)) >= 0 ==> is_table{L}(walk3{L}(root, index4(va))))
        && (walk2{L}(root, index4(va), index3(va)) >= 0 ==>
            is_table{L}(walk2{L}(root, index4(va), index3(va))));
    // one entry of the level maps all of it
    predicate large_mapped{L}(integer root, integer va, integer level) =
        table_of{L}(root, va, level) >= 0
        && pte_present(ent{L}(table_of{L}(root, va, level), index_of(va, level)))
        && pte_large(ent{L}(table_of{L}(root, va, level), index_of(va, level)));
    // 1 if entry i of table p maps a large page
    logic integer maps_large_at{L}(integer p, integer i) = p >= 0 && ent{L}(p, i) % 2 == 1
        && ent{L}(p, i) / ENTRY_LARGE % 2 == 1 ? 1 : 0;
    // tables that it takes to change it: one, if it is part of a page of 1 GiB
    logic integer large_cuts{L}(integer root, integer va, integer level) =
        level == 2 ? maps_large_at{L}(walk3{L}(root, index4(va)), index3(va)) : 0;
    logic integer large_error{L}(integer root, integer va, integer level) =
        maps_large_at{L}(table_of{L}(root, va, level), index_of(va, level)) == 1 ? E_OK
        : translation{L}(root, va) == 0 ? E_UNMAPPED
        : large_cuts{L}(root, va, level) == 0 ? E_SIZE : \at(nfree,L) == 0 ? E_MEMORY : E_OK;

    // entry i of table p is the one for a large page
    predicate entry_of{L}(integer p, integer i, integer root, integer va, integer level) =
        is_large_level(level) && p == table_of{L}(root, va, level) && i == index_of(va, level)
        && has_type{L}(p, PG_PT1 + level - 1);
    predicate large_absent{L}(integer root, integer va, integer level) = \forall integer w;
        is_user(w) && large_number(w, level) == large_number(va, level) ==>
        translation{L}(root, w) == 0;
    // the block of frames at p is mapped page by page
    predicate large_shows{L}(integer root, integer va, integer level, integer p, integer rights) =
        \forall integer w; is_user(w) && large_number(w, level) == large_number(va, level) ==>
        translation{L}(root, w) == leaf(p + page_in(w, level), rights);
    predicate other_large{A,B}(integer root, integer va, integer level) = \forall integer r, w;
        is_root{A}(r) && is_user(w)
        && !(r == root && large_number(w, level) == large_number(va, level)) ==>
        translation{B}(r, w) == translation{A}(r, w);
*/

/* Is something mapped at an address where a large page is to be? */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && is_large_level(level);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures bool: \result == 0 || \result == 1;
    ensures taken: \result != 0 <==> large_taken(root, va, level);
    ensures absent: \result == 0 ==> large_absent(root, va, level);
    ensures walks: large_walks(root, va); */
uint32_t large_lookup(pfn_t root, uint64_t va, uint32_t level);

/* How many tables a large page lacks. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && is_large_level(level);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures need: \result == large_missing(root, va, level) && \result <= 2; */
uint32_t large_need(pfn_t root, uint64_t va, uint32_t level);

/* The table whose entry maps all of a large page, or NIL. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && is_large_level(level);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures found: \result != NIL <==> large_mapped(root, va, level);
    ensures table: \result != NIL ==> entry_of(\result, index_of(va, level), root, va, level)
        && entry_maps(\result, index_of(va, level)); */
pfn_t large_find(pfn_t root, uint64_t va, uint32_t level);

/* Why a large page cannot be changed. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && is_large_level(level);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == large_error(root, va, level); */
uint32_t large_check(pfn_t root, uint64_t va, uint32_t level);

/* Map a floating block of user memory where nothing is mapped, and make the tables for it. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires absent: !large_taken(root, va, level);
    requires free: large_missing(root, va, level) <= nfree;
    requires frame: has_type(frame, PG_USER) && is_block(frame, level - 1) && floating(frame);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(large_missing(root, va, level));
    ensures mapped: large_shows(root, va, level, frame, rights);
    ensures first: translation(root, va) == leaf(frame, rights);
    ensures linked: !floating(frame);
    ensures block: is_block(frame, level - 1);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures others: other_large{Pre,Post}(root, va, level);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
void large_map(pfn_t root, uint64_t va, uint32_t level, pfn_t frame, uint32_t rights);

/* Change the rights of a large page; if it is part of one of 1 GiB, that is split. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures result: \result == \old(large_error(root, va, level));
    ensures failed: \result != E_OK ==> paging_same{Pre,Post};
    ensures count: \result == E_OK ==> nfree == \old(nfree) - \old(large_cuts(root, va, level));
    ensures changed: \result == E_OK ==>
        large_shows(root, va, level, \old(pte_frame(translation(root, va))), rights);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures others: other_large{Pre,Post}(root, va, level);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
uint32_t large_protect(pfn_t root, uint64_t va, uint32_t level, uint32_t rights);

/* Unmap a large page and free its block, with the tables that served it alone; if it is part of one
   of 1 GiB, that is split. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures result: \result == \old(large_error(root, va, level));
    ensures failed: \result != E_OK ==> paging_same{Pre,Post};
    ensures count: \result == E_OK ==>
        nfree >= \old(nfree) - \old(large_cuts(root, va, level)) + unit(level - 1);
    ensures freed: \result == E_OK ==>
        block_free(\old(pte_frame(translation(root, va))), level - 1);
    ensures unmapped: \result == E_OK ==> large_absent(root, va, level);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_large{Pre,Post}(root, va, level);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
uint32_t large_unmap(pfn_t root, uint64_t va, uint32_t level);

#endif
