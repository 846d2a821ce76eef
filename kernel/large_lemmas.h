/* large_lemmas.h: which translations one entry of a level 2 or level 3 table is for.
 *
 * Only kernel/large.c includes it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_LARGE_LEMMAS_H
#define ISOBAR_LARGE_LEMMAS_H

#include "large.h"

#include "paging_lemmas.h"

/*@ lemma number_step: \forall integer va; 0 <= va ==> va / 1073741824 == va / 2097152 / 512
        && va / 549755813888 == va / 2097152 / 512 / 512;
    lemma number_top: \forall integer va; 0 <= va ==> va / 549755813888 == va / 1073741824 / 512;
    lemma number_2m: \forall integer v, w; is_user(v) && is_user(w) ==>
        (v / 2097152 == w / 2097152 <==> index4(v) == index4(w) && index3(v) == index3(w)
        && index2(v) == index2(w));
    lemma number_1g: \forall integer v, w; is_user(v) && is_user(w) ==>
        (v / 1073741824 == w / 1073741824 <==> index4(v) == index4(w) && index3(v) == index3(w));
    lemma serves_2m{L}: wf_tree ==> \forall integer p, i, r, w; is_root(r) && is_user(w)
        && has_type(p, PG_PT2) && serves(p, i, r, w) ==>
        walk2(r, index4(w), index3(w)) == p && index2(w) == i;
    lemma serves_1g{L}: wf_tree ==> \forall integer p, i, r, w; is_root(r) && is_user(w)
        && has_type(p, PG_PT3) && serves(p, i, r, w) ==>
        walk3(r, index4(w)) == p && index3(w) == i;
    lemma serves_same_2m{L}: wf_tree ==> \forall integer p, i, root, va, r, w;
        entry_of(p, i, root, va, 2) && is_root(root) && is_user(va) && is_root(r) && is_user(w)
        && serves(p, i, r, w) ==> r == root && w / 2097152 == va / 2097152;
    lemma serves_same_1g{L}: wf_tree ==> \forall integer p, i, root, va, r, w;
        entry_of(p, i, root, va, 3) && is_root(root) && is_user(va) && is_root(r) && is_user(w)
        && serves(p, i, r, w) ==> r == root && w / 1073741824 == va / 1073741824;
    lemma large_serves{L}: wf_tree ==> \forall integer p, i, root, va, level, r, w;
        entry_of(p, i, root, va, level) && is_root(root) && is_user(va) && is_root(r) && is_user(w)
        && serves(p, i, r, w) ==> r == root && large_number(w, level) == large_number(va, level);
    lemma large_others{A,B}: wf_tree{A} ==> \forall integer p, i, root, va, level;
        entry_of{A}(p, i, root, va, level) && is_root{A}(root) && is_user(va)
        && same_mmu_but{A,B}(p, i) ==> other_large{A,B}(root, va, level);

    // what the pages of a large one translate to, from its entry
    logic integer large_leaf{L}(integer p, integer i, integer n) = ent{L}(p, i) % 2 == 1
        ? part(ent{L}(p, i), n) : 0;
    predicate whole{L}(integer p, integer i) =
        !pte_present(ent{L}(p, i)) || pte_large(ent{L}(p, i));
    lemma large_whole{L}: \forall integer p, i, root, va, level, w; entry_of(p, i, root, va, level)
        && whole(p, i) && is_user(va) && is_user(w)
        && large_number(w, level) == large_number(va, level) ==>
        translation(root, w) == large_leaf(p, i, page_in(w, level));
    lemma page_first: \forall integer va, level; is_large_level(level) && is_large_page(va, level)
        ==> page_in(va, level) == 0 && is_user(va);
    lemma large_first{L}: \forall integer p, i, root, va, level; entry_of(p, i, root, va, level)
        && is_large_page(va, level) && pte_present(ent(p, i)) && is_leaf(ent(p, i) - ENTRY_LARGE)
        ==> pte_frame(translation(root, va)) == pte_frame(ent(p, i))
        && translation(root, va) != 0;
    lemma part_of_leaf: \forall integer f, r, n; part(leaf(f, r) + ENTRY_LARGE, n)
        == leaf(f + n, r);
    lemma large_is_leaf: \forall integer f, r; 0 <= f < MAX_FRAMES && 0 <= r < NRIGHTS ==>
        pte_present(leaf(f, r) + ENTRY_LARGE) && pte_large(leaf(f, r) + ENTRY_LARGE);
    lemma large_set{L}: \forall integer p, i, root, va, level, f, r;
        entry_of(p, i, root, va, level) && is_user(va) && 0 <= f < MAX_FRAMES && 0 <= r < NRIGHTS
        && ent(p, i) == leaf(f, r) + ENTRY_LARGE ==> large_shows(root, va, level, f, r);
    lemma large_clear{L}: \forall integer p, i, root, va, level; entry_of(p, i, root, va, level)
        && is_user(va) && !pte_present(ent(p, i)) ==> large_absent(root, va, level);
    lemma large_found{L}: wf_tree && wf_leaf ==> \forall integer root, va, level;
        is_large_level(level) && is_root(root) && is_user(va) && large_mapped(root, va, level) ==>
        translation(root, va) != 0;
    lemma large_gap{L}: \forall integer root, va, level; is_large_level(level) && is_user(va)
        && table_of(root, va, level) < 0
        && (level == 2 ==> entry_small(walk3(root, index4(va)), index3(va))) ==>
        large_absent(root, va, level);
    lemma large_stays{A,B}: same_translations{A,B} ==> \forall integer root, va, level;
        is_root{A}(root) && large_absent{A}(root, va, level) ==> large_absent{B}(root, va, level);
*/

#endif
