/* arena.h: pages that are split into slots of one kind, for objects smaller than a page.
 *
 * Each arena keeps its unused slots on a stack inside the page, so that taking and giving back are
 * constant time, and an arena with an unused slot is on the chain of its kind. In the proof a
 * permutation of the slots of each arena has the used ones first: the count in the frame array is
 * exact. A slot is reached through SLOT(), which asks that it is in use: a slot of a page that was
 * given back can not be named.
 */
#ifndef ISOBAR_ARENA_H
#define ISOBAR_ARENA_H

#include "chain.h"
#include "page.h"

/* The arena of kind k from which the next slot is taken, or NIL. */
#define ROOMY(k) chain_head[NSHAPES + (k)]

/*@ ghost struct slot_order {
        uint32_t seq[ARENA_SLOTS];
        uint32_t pos[ARENA_SLOTS];
    }; */
/*@ ghost struct slot_order slot_order[MAX_FRAMES]; */

/*@ predicate is_kind(integer k) = 0 <= k < ARENA_CHAINS;
    predicate is_place(integer i) = 0 <= i < ARENA_SLOTS;
    predicate arena{L}(integer p) = has_type{L}(p, PG_ARENA);
    predicate arena_of{L}(integer p, integer k) = arena{L}(p) && \at(page_window[p].tag,L) == k;
    logic integer slots_used{L}(integer p) = \at(page_window[p].count,L);
    predicate taken{L}(integer p, integer i) = \at(slots_window[p].slot[i].used,L) != 0;
    predicate on_arena_chain{L}(integer p) =
        is_frame{L}(p) && NSHAPES <= \at(page_window[p].chain,L) < NCHAINS;

    // what holds in arena p
    predicate slots_seq{L}(integer p) = \forall integer i; is_place(i) ==>
        is_place(slot_order[p].seq[i]) && slot_order[p].pos[slot_order[p].seq[i]] == i;
    predicate slots_pos{L}(integer p) = \forall integer i; is_place(i) ==>
        is_place(slot_order[p].pos[i]) && slot_order[p].seq[slot_order[p].pos[i]] == i;
    predicate slots_taken{L}(integer p) = \forall integer i; is_place(i) ==>
        (taken(p, i) <==> slot_order[p].pos[i] < slots_used(p));
    predicate slots_stack{L}(integer p) = \forall integer i; slots_used(p) <= i < ARENA_SLOTS ==>
        slots_window[p].slot[i].free == slot_order[p].seq[i];
    predicate slots_ok{L}(integer p) = slots_used(p) <= ARENA_SLOTS && slots_seq(p) && slots_pos(p)
        && slots_taken(p) && slots_stack(p);
    // arena p is on the chain of its kind exactly if it has room
    predicate arena_listed{L}(integer p) = is_kind(page_window[p].tag) && page_window[p].chain
        == (slots_used(p) < ARENA_SLOTS ? NSHAPES + page_window[p].tag : NO_CHAIN);

    predicate wf_arena_slots{L} = \forall integer p; arena(p) ==> slots_ok(p);
    predicate wf_arena_listed{L} = \forall integer p; arena(p) ==> arena_listed(p);
    predicate wf_arena_only{L} = \forall integer p; on_arena_chain(p) ==> arena(p);
    predicate wf_arena{L} = wf_arena_slots && wf_arena_listed && wf_arena_only;
    // the invariant of everything that arenas are made of
    predicate wf_arenas{L} = wf_page && wf_chain && wf_arena;
*/

/* Slots as their users see them: sets of handles, one for each kind. */
/*@ predicate live_slot{L}(integer h, integer k) = 0 <= h
        && arena_of{L}(h / ARENA_SLOTS, k) && taken{L}(h / ARENA_SLOTS, h % ARENA_SLOTS);
    predicate slots_same{A,B} = \forall integer h, k; live_slot{A}(h, k) <==> live_slot{B}(h, k);
    predicate slot_added{A,B}(integer h, integer k) = !live_slot{A}(h, k)
        && \forall integer g, j; live_slot{B}(g, j) <==> live_slot{A}(g, j) || g == h && j == k;
    predicate slot_removed{A,B}(integer h) =
        \forall integer g, j; live_slot{B}(g, j) <==> live_slot{A}(g, j) && g != h;
    // all slots hold what they held
    predicate words_kept{A,B} = \forall integer p, i, j; is_place(i) && 0 <= j < 7 ==>
        \at(slots_window[p].slot[i].word[j],A) == \at(slots_window[p].slot[i].word[j],B);
    // every arena of kind k is full
    predicate no_room{L}(integer k) = \forall integer p; arena_of{L}(p, k) ==>
        slots_used{L}(p) == ARENA_SLOTS;
    predicate spec_slot_alloc{A,B}(integer r, integer k) = no_room{A}(k)
        ? r == NIL && slots_same{A,B}
        : 0 <= r < MAX_FRAMES * ARENA_SLOTS && slot_added{A,B}(r, k);

    lemma full_is_taken{L}: wf_arena ==> \forall integer p, i; arena(p) && is_place(i)
        && slots_used(p) == ARENA_SLOTS ==> taken(p, i);
    lemma empty_is_unused{L}: wf_arena ==> \forall integer p, i; arena(p) && is_place(i)
        && slots_used(p) == 0 ==> !taken(p, i);

    // which slots of page p are in use
    predicate same_taken{A,B}(integer p) = \forall integer i; is_place(i) ==>
        (taken{A}(p, i) <==> taken{B}(p, i));
    predicate same_taken_but{A,B}(integer p, integer i) = \forall integer j;
        is_place(j) && j != i ==> (taken{A}(p, j) <==> taken{B}(p, j));

    // arenas are as they were, whatever else has changed: slots may hold other words
    predicate arena_same{A,B}(integer p) =
        \at(page_window[p].tag,A) == \at(page_window[p].tag,B)
        && \at(page_window[p].count,A) == \at(page_window[p].count,B)
        && \at(page_window[p].chain,A) == \at(page_window[p].chain,B)
        && \forall integer i; is_place(i) ==>
        \at(slots_window[p].slot[i].used,A) == \at(slots_window[p].slot[i].used,B)
        && \at(slots_window[p].slot[i].free,A) == \at(slots_window[p].slot[i].free,B)
        && \at(slot_order[p].seq[i],A) == \at(slot_order[p].seq[i],B)
        && \at(slot_order[p].pos[i],A) == \at(slot_order[p].pos[i],B);
    predicate arenas_same_but{A,B}(integer p) =
        (\forall integer q; q != p ==> (arena{A}(q) <==> arena{B}(q)))
        && (\forall integer q; q != p && arena{A}(q) ==> arena_same{A,B}(q))
        && \forall integer q; q != p && on_arena_chain{B}(q) ==> on_arena_chain{A}(q);
    predicate arenas_same{A,B} = arenas_same_but{A,B}(-1);
    lemma arena_frame{A,B}: arenas_same{A,B} && wf_arena{A} ==> wf_arena{B} && slots_same{A,B};
*/

/* The page of slot h, which is in use as a slot of kind k: nothing to check when compiled. */
/*@ requires slot: live_slot(h, k);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures page: \result == h / ARENA_SLOTS; */
static inline pfn_t own_slot(slot_t h, uint32_t k)
{
    (void)k;
    return h / ARENA_SLOTS;
}

#define SLOT_PAGE(h, k) slots_window[own_slot(h, k)]
#define SLOT(h, k) SLOT_PAGE(h, k).slot[(h) % ARENA_SLOTS]

/* Make page p, which has no type yet, an arena of kind k with no slot in use. */
/*@ requires wf: wf_arenas;
    requires page: has_type(p, PG_UNTYPED) && off_chain(p);
    requires kind: is_kind(k);
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p), page_window[p].tag, page_window[p].count,
            page_window[..].chain, page_window[..].next, page_window[..].prev, ROOMY(k),
            chain_length[NSHAPES + k], order[NSHAPES + k], slot_order[p];
    ensures page: wf_page;
    ensures chain: wf_chain;
    ensures arena: wf_arena;
    ensures type: arena_of(p, k) && types_kept{Pre,Post}(p);
    ensures empty: slots_used(p) == 0;
    ensures slots: slots_same{Pre,Post};
    ensures chains: chains_kept_but{Pre,Post}(p);
    ensures others: arenas_same_but{Pre,Post}(p); */
void arena_make(pfn_t p, uint32_t k);

/* Take a slot of kind k into use; NIL if no arena of that kind has room. */
/*@ requires wf: wf_arenas;
    requires kind: is_kind(k);
    terminates \true;
    exits \false;
    assigns page_window[ROOMY(k)].count, page_window[..].chain, page_window[..].next,
            page_window[..].prev, ROOMY(k), chain_length[NSHAPES + k], order[NSHAPES + k],
            slots_window[ROOMY(k)];
    ensures page: wf_page;
    ensures chain: wf_chain;
    ensures arena: wf_arena;
    ensures types: same_types{Pre,Post};
    ensures spec: spec_slot_alloc{Pre,Post}(\result, k);
    ensures words: words_kept{Pre,Post};
    ensures chains: chains_kept_but{Pre,Post}(\result == NIL ? -1 : \result / ARENA_SLOTS);
    ensures others: arenas_same_but{Pre,Post}(\result == NIL ? -1 : \result / ARENA_SLOTS);
*/
slot_t slot_alloc(uint32_t k);

/* Let slot h of kind k be unused; 1 if its arena has no slot in use now. */
/*@ requires wf: wf_arenas;
    requires slot: live_slot(h, k);
    terminates \true;
    exits \false;
    assigns page_window[h / ARENA_SLOTS].count, page_window[..].chain, page_window[..].next,
            page_window[..].prev, ROOMY(k), chain_length[NSHAPES + k], order[NSHAPES + k],
            slots_window[h / ARENA_SLOTS], slot_order[h / ARENA_SLOTS];
    ensures page: wf_page;
    ensures chain: wf_chain;
    ensures arena: wf_arena;
    ensures types: same_types{Pre,Post};
    ensures removed: slot_removed{Pre,Post}(h);
    ensures words: words_kept{Pre,Post};
    ensures empty: \result != 0 <==> slots_used(h / ARENA_SLOTS) == 0;
    ensures chains: chains_kept_but{Pre,Post}(h / ARENA_SLOTS);
    ensures others: arenas_same_but{Pre,Post}(h / ARENA_SLOTS); */
uint32_t slot_free(slot_t h, uint32_t k);

/* Give arena p, which has no slot in use, back as a page of no type. */
/*@ requires wf: wf_arenas;
    requires arena: arena(p) && slots_used(p) == 0;
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p), page_window[..].chain, page_window[..].next,
            page_window[..].prev, ROOMY(page_window[p].tag),
            chain_length[NSHAPES + page_window[p].tag], order[NSHAPES + page_window[p].tag];
    ensures page: wf_page;
    ensures chain: wf_chain;
    ensures arena: wf_arena;
    ensures type: has_type(p, PG_UNTYPED) && off_chain(p) && types_kept{Pre,Post}(p);
    ensures slots: slots_same{Pre,Post};
    ensures chains: chains_kept_but{Pre,Post}(p);
    ensures others: arenas_same_but{Pre,Post}(p); */
void arena_drop(pfn_t p);

#endif
