/* paging.h: address spaces: what user space can reach, and how it changes.
 *
 * translation(root, va) is what the MMU finds for a user address: a leaf entry, which names a
 * frame and its rights, or 0. Each function says which translations it changes, in all address
 * spaces, and leaves every kernel object alone. Flushing the TLB is the caller's business.
 */
#ifndef ISOBAR_PAGING_H
#define ISOBAR_PAGING_H

#include "table.h"

#define INDEX4(va) ((uint32_t)((va) / 549755813888ul))
#define INDEX3(va) ((uint32_t)((va) / 1073741824ul % 512ul))
#define INDEX2(va) ((uint32_t)((va) / 2097152ul % 512ul))
#define INDEX1(va) ((uint32_t)((va) / 4096ul % 512ul))

/*@ logic integer index4(integer va) = va / 549755813888;
    logic integer index3(integer va) = va / 1073741824 % 512;
    logic integer index2(integer va) = va / 2097152 % 512;
    logic integer index1(integer va) = va / 4096 % 512;
    // addresses that go through the user half of a root
    predicate is_user(integer va) = 0 <= va < 0x800000000000;
    predicate is_valid(integer va) = USER_MIN <= va < USER_END && va % PAGE_SIZE == 0;
    logic integer translation{L}(integer root, integer va) =
        mmu(root, index4(va), index3(va), index2(va), index1(va));
    // the level 1 table that serves an address, or -1
    logic integer leaf_table{L}(integer root, integer va) =
        walk1(root, index4(va), index3(va), index2(va));
    // tables that an address lacks
    logic integer lacking{L}(integer r, integer i4, integer i3, integer i2) =
        walk3(r, i4) < 0 ? 3 : walk2(r, i4, i3) < 0 ? 2 : walk1(r, i4, i3, i2) < 0 ? 1 : 0;
    logic integer lacking_upper{L}(integer r, integer i4, integer i3) =
        walk3(r, i4) < 0 ? 2 : walk2(r, i4, i3) < 0 ? 1 : 0;
    logic integer missing{L}(integer root, integer va) =
        lacking(root, index4(va), index3(va), index2(va));

    // no large leaf is there
    predicate entry_small{L}(integer p, integer i) =
        p < 0 || !pte_present(ent{L}(p, i)) || !pte_large(ent{L}(p, i));
    // why a page cannot be taken away or given other rights
    logic integer change_error{L}(integer root, integer va) = translation(root, va) == 0
        ? E_UNMAPPED : missing(root, va) > \at(nfree,L) ? E_MEMORY : E_OK;

    predicate same_translations{A,B} = \forall integer r, va; is_root{A}(r) && is_user(va) ==>
        translation{B}(r, va) == translation{A}(r, va);
    // all but those of one page of one address space
    predicate other_translations{A,B}(integer root, integer page) = \forall integer r, va;
        is_root{A}(r) && is_user(va) && !(r == root && va / 4096 == page / 4096) ==>
        translation{B}(r, va) == translation{A}(r, va);
    // all but those of one address space
    predicate other_spaces{A,B}(integer root) = \forall integer r, va;
        is_root{A}(r) && r != root && is_user(va) ==>
        translation{B}(r, va) == translation{A}(r, va);
    lemma path: \forall integer va; is_user(va) ==>
        is_path(index4(va), index3(va), index2(va), index1(va));
    lemma same_spaces{A,B}: same_mmu{A,B} ==> same_translations{A,B};
    // the root of a level 1 table that a walk reaches
    logic integer space{L}(integer p) =
        \at(map_parent[map_parent[map_parent[p]]],L);

    lemma leaf_table_kept{A,B}: walks_kept{A,B} ==> \forall integer r, va;
        is_root{A}(r) && is_user(va) ==> leaf_table{B}(r, va) == leaf_table{A}(r, va);
    lemma missing_kept{A,B}: walks_kept{A,B} ==> \forall integer r, va;
        is_root{A}(r) && is_user(va) ==> missing{B}(r, va) == missing{A}(r, va);

    // the state of everything that paging deals with is as before
    predicate paging_same{A,B} = same_tables{A,B} && same_types{A,B} && objects_kept{A,B}
        && users_kept{A,B} && same_mmu{A,B} && walks_kept{A,B} && \at(nfree,A) == \at(nfree,B);
*/

/* May user space map this address? */
/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures bool: \result == 0 || \result == 1;
    ensures valid: \result != 0 <==> is_valid(va); */
uint32_t paging_valid(uint64_t va);

/* Make an address space without translations; NIL if no frame is free. */
/*@ requires wf: wf_pages;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..];
    ensures wf: wf_pages;
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_PT4);
    ensures floating: \result != NIL ==> floating(\result);
    ensures empty: \result != NIL ==>
        \forall integer va; is_user(va) ==> translation(\result, va) == 0;
    ensures nodes: nodes_kept{Pre,Post};
    ensures entries: entries_kept{Pre,Post}(-1, 0);
    ensures others: no_more_floating{Pre,Post}(\result);
    ensures mmu: same_translations{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t paging_create(void);

/* The translation of an address: its leaf entry, or 0. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures entry: \result == translation(root, va); */
uint64_t paging_lookup(pfn_t root, uint64_t va);

/* The level 1 table that serves an address, which there is. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && missing(root, va) == 0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures table: \result == leaf_table(root, va) && has_type(\result, PG_PT1); */
pfn_t paging_table(pfn_t root, uint64_t va);

/* How many tables an address lacks. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures need: \result == missing(root, va) && \result <= 3; */
uint32_t paging_need(pfn_t root, uint64_t va);

/* The level 2 table that serves a part of an address space, made if there is none. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_path(i4, i3, 0, 0);
    requires small: entry_small(walk3(root, i4), i3);
    requires free: lacking_upper(root, i4, i3) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(lacking_upper(root, i4, i3));
    ensures table: \result == walk2(root, i4, i3) && has_type(\result, PG_PT2);
    ensures upper: \result == child(walk3(root, i4), i3) && has_type(walk3(root, i4), PG_PT3);
    ensures above: map_parent[map_parent[\result]] == root;
    ensures found: \old(walk2(root, i4, i3)) >= 0 ==> \result == \old(walk2(root, i4, i3))
        && \forall integer i; is_index(i) ==> ent(\result, i) == ent{Pre}(\result, i);
    ensures made: \old(walk2(root, i4, i3)) < 0 ==> is_empty(\result);
    ensures nodes: nodes_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t paging_upper(pfn_t root, uint32_t i4, uint32_t i3);

/* Make the tables that an address lacks, and return its level 1 table. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va) && translation(root, va) == 0;
    requires free: missing(root, va) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures count: nfree == \old(nfree) - \old(missing(root, va));
    ensures table: \result == leaf_table(root, va) && has_type(\result, PG_PT1);
    ensures space: space(\result) == root;
    ensures above: has_type(map_parent[\result], PG_PT2)
        && has_type(map_parent[map_parent[\result]], PG_PT3);
    ensures nodes: nodes_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t paging_tables(pfn_t root, uint64_t va);

/* Map a floating user page where there is no translation, in the level 1 table of the address. */
/*@ requires wf: wf_pages;
    requires root: is_root(space(table)) && is_user(va);
    requires table: table == leaf_table(space(table), va) && translation(space(table), va) == 0;
    requires frame: has_type(frame, PG_USER) && small(frame) && floating(frame);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns table_window[table].entry[index1(va)], map_parent[frame], map_slot[frame];
    ensures wf: wf_pages;
    ensures mapped: translation(\old(space(table)), va) == leaf(frame, rights);
    ensures linked: map_parent[frame] == table;
    ensures walks: walks_kept{Pre,Post};
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_translations{Pre,Post}(\old(space(table)), va); */
void paging_set(pfn_t table, uint64_t va, pfn_t frame, uint32_t rights);

/* Map a floating user page; nothing changes but on success. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    requires frame: has_type(frame, PG_USER) && small(frame) && floating(frame);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures result: \result == (\old(translation(root, va)) != 0 ? E_MAPPED
        : \old(missing(root, va)) > \old(nfree) ? E_MEMORY : E_OK);
    ensures failed: \result != E_OK ==> paging_same{Pre,Post};
    ensures count: \result == E_OK ==> nfree == \old(nfree) - \old(missing(root, va));
    ensures mapped: \result == E_OK ==> translation(root, va) == leaf(frame, rights);
    ensures linked: \result == E_OK ==> !floating(frame);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures others: other_translations{Pre,Post}(root, va);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
uint32_t paging_map(pfn_t root, uint64_t va, pfn_t frame, uint32_t rights);

/* Change the rights of a mapped page; if it is part of a large one, that is split. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures result: \result == \old(change_error(root, va));
    ensures failed: \result != E_OK ==> paging_same{Pre,Post};
    ensures count: \result == E_OK ==> nfree == \old(nfree) - \old(missing(root, va));
    ensures changed: \result == E_OK ==>
        translation(root, va) == leaf(pte_frame(\old(translation(root, va))), rights);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures others: other_translations{Pre,Post}(root, va);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
uint32_t paging_protect(pfn_t root, uint64_t va, uint32_t rights);

/* Unmap a page and free it, with the tables that served it alone; if it is part of a large one,
   that is split. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_user(va);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures result: \result == \old(change_error(root, va));
    ensures failed: \result != E_OK ==> paging_same{Pre,Post};
    ensures freed: \result == E_OK ==>
        has_type(\old(pte_frame(translation(root, va))), PG_FREE)
        && nfree > \old(nfree) - \old(missing(root, va));
    ensures unmapped: \result == E_OK ==> translation(root, va) == 0;
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_translations{Pre,Post}(root, va);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
uint32_t paging_unmap(pfn_t root, uint64_t va);

/* Free the level 2 table that serves a part of an address space if it is empty, then the one above
   it. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_path(i4, i3, 0, 0) && walk2(root, i4, i3) >= 0;
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
    ensures users: users_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER); */
void paging_trim_upper(pfn_t root, uint32_t i4, uint32_t i3);

/* Free the tables of an address that serve nothing any more. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_path(i4, i3, i2, 0) && walk1(root, i4, i3, i2) >= 0;
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
    ensures users: users_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER); */
void paging_trim(pfn_t root, uint32_t i4, uint32_t i3, uint32_t i2);

/* Free an address space: every user page and table that it reaches, and its root. */
/*@ requires wf: wf_pages;
    requires root: is_root(root);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..];
    ensures wf: wf_pages;
    ensures freed: has_type(root, PG_FREE) && nfree > \old(nfree);
    ensures roots: \forall integer r; is_root(r) <==> \old(is_root(r)) && r != root;
    ensures owners: \forall integer r; is_root(r) ==> map_parent[r] == \old(map_parent[r]);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures free: free_kept{Pre,Post};
    ensures others: other_spaces{Pre,Post}(root);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
void paging_destroy(pfn_t root);

#endif
