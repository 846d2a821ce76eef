/* arena.c: slots in constant time: a stack of unused places per page, a chain of pages with room.
 *
 * Entry i of the stack of an arena lies in its slot i, for i from the count of used slots on. So
 * the count is the stack pointer: to take a slot counts up, to give one back counts down and
 * stores its place. What stands in the stack below the pointer is not read again.
 */
#include "arena.h"

#include "chain_lemmas.h"
#include "shape_lemmas.h"

/* One arena has changed, or has come or gone: what that means for the invariant and the sets. */
/*@ predicate arena_alone{L}(integer p) = (arena(p) ==> slots_ok(p) && arena_listed(p))
        && (on_arena_chain(p) ==> arena(p));
    lemma arena_changed{A,B}: \forall integer p; wf_arena{A} && arenas_same_but{A,B}(p)
        && arena_alone{B}(p) ==> wf_arena{B};
    lemma slots_unchanged{A,B}: \forall integer p; arenas_same_but{A,B}(p)
        && (\forall integer i; is_place(i) ==> !(arena{A}(p) && taken{A}(p, i))
            && !(arena{B}(p) && taken{B}(p, i))) ==> slots_same{A,B};
    lemma arenas_trans{A,B,C}: \forall integer p; arenas_same_but{A,B}(p)
        && arenas_same_but{B,C}(p) ==> arenas_same_but{A,C}(p);
    predicate kind_kept{A,B}(integer p, integer k) = arenas_same_but{A,B}(p)
        && arena_of{A}(p, k) && arena_of{B}(p, k);
    lemma slots_added{A,B}: \forall integer p, i, k; kind_kept{A,B}(p, k) && is_place(i)
        && same_taken_but{A,B}(p, i) && !taken{A}(p, i) && taken{B}(p, i) ==>
        slot_added{A,B}(p * ARENA_SLOTS + i, k);
    lemma slots_removed{A,B}: \forall integer p, i, k; kind_kept{A,B}(p, k) && is_place(i)
        && same_taken_but{A,B}(p, i) && !taken{B}(p, i) ==>
        slot_removed{A,B}(p * ARENA_SLOTS + i);
*/

/* The allocator's invariant says nothing of counts, tags and slots. */
/*@ predicate entries_same{A,B} = blocks_same{A,B} && \forall integer q; is_frame{A}(q) ==>
        \at(page_window[q].chain,A) == \at(page_window[q].chain,B);
    lemma listed_frame{A,B}: entries_same{A,B} && wf_listed{A} ==> wf_listed{B};
*/

/* Make all slots of page p unused. */
/*@ requires wf: wf_page;
    requires arena: arena(p);
    terminates \true;
    exits \false;
    assigns slots_window[p], slot_order[p], page_window[p].count, page_window[p].tag;
    ensures wf: wf_page;
    ensures ok: slots_ok(p);
    ensures tag: page_window[p].tag == k;
    ensures empty: slots_used(p) == 0; */
static void slots_init(pfn_t p, uint32_t k)
{
    PAGE(p).count = 0;
    PAGE(p).tag = k;
    //@ assert chain: chain_same{Pre,Here};
    //@ assert entries: entries_same{Pre,Here};
    //@ assert blocks: wf_blocks;
    //@ assert free: wf_free && wf_single && wf_refilled;
    /*@ loop invariant range: 0 <= i <= ARENA_SLOTS;
        loop invariant unused: \forall integer j; 0 <= j < i ==>
            slots_window[p].slot[j].used == 0 && slots_window[p].slot[j].free == j;
        loop invariant order: \forall integer j; 0 <= j < i ==>
            slot_order[p].seq[j] == j && slot_order[p].pos[j] == j;
        loop assigns i, slots_window[p], slot_order[p];
        loop variant ARENA_SLOTS - i; */
    for (uint32_t i = 0; i < ARENA_SLOTS; i++) {
        ARENA(p).slot[i].used = 0;
        ARENA(p).slot[i].free = i;
        //@ ghost slot_order[p].seq[i] = i;
        //@ ghost slot_order[p].pos[i] = i;
    }
}

/* Put arena p, which is on no chain, on the chain of its kind. */
/*@ requires wf: wf_page && wf_chain;
    requires only: wf_arena_only;
    requires arena: arena(p) && is_kind(page_window[p].tag) && off_chain(p);
    terminates \true;
    exits \false;
    assigns page_window[..].chain, page_window[..].next, page_window[..].prev,
            ROOMY(page_window[p].tag),
            chain_length[NSHAPES + page_window[p].tag], order[NSHAPES + page_window[p].tag];
    ensures page: wf_page;
    ensures chain: wf_chain;
    ensures on: on_chain(p, NSHAPES + page_window[p].tag);
    ensures kept: chains_kept_but{Pre,Post}(p);
    ensures others: arenas_same_but{Pre,Post}(p); */
static void arena_list(pfn_t p)
{
    chain_push(NSHAPES + PAGE(p).tag, p);
    //@ assert same_blocks: blocks_same{Pre,Here};
    //@ assert listed: wf_listed;
    //@ assert single: wf_single;
    //@ assert free: wf_free;
}

/* Take arena p off the chain of its kind. */
/*@ requires wf: wf_page && wf_chain;
    requires only: wf_arena_only;
    requires arena: arena(p) && is_kind(page_window[p].tag)
        && on_chain(p, NSHAPES + page_window[p].tag);
    terminates \true;
    exits \false;
    assigns page_window[p].chain, page_window[..].next, page_window[..].prev,
            ROOMY(page_window[p].tag),
            chain_length[NSHAPES + page_window[p].tag], order[NSHAPES + page_window[p].tag];
    ensures page: wf_page;
    ensures chain: wf_chain;
    ensures off: off_chain(p);
    ensures kept: chains_kept_but{Pre,Post}(p);
    ensures others: arenas_same_but{Pre,Post}(p); */
static void arena_unlist(pfn_t p)
{
    //@ ghost uint32_t c = page_window[p].chain;
    //@ ghost uint32_t i = order[c].pos[p];
    //@ ghost pfn_t prev = page_window[p].prev;
    //@ assert chain: c == NSHAPES + page_window[p].tag && is_chain(c) && i < chain_length[c];
    //@ assert newest: prev != NIL ==> i + 1 < chain_length[c] && prev == order[c].seq[i + 1];
    //@ assert newer: prev != NIL ==> is_frame(prev) && order[c].pos[prev] == i + 1;
    //@ assert member: prev != NIL ==> on_chain(prev, c);
    //@ assert arena: prev != NIL ==> arena(prev);
    chain_remove(p);
    /*@ assert entries: \forall integer q; is_frame(q) ==>
            page_window[q].type == \at(page_window[q].type,Pre)
            && page_window[q].tag == \at(page_window[q].tag,Pre)
            && page_window[q].count == \at(page_window[q].count,Pre); */
    //@ assert same_blocks: blocks_same{Pre,Here};
    //@ assert listed: wf_listed;
    //@ assert single: wf_single;
    //@ assert free: wf_free;
}

void arena_make(pfn_t p, uint32_t k)
{
    page_retype(p, PG_ARENA);
    slots_init(p, k);
    arena_list(p);
    //@ assert others: arenas_same_but{Pre,Here}(p);
    //@ assert alone: arena_alone(p);
}

/* Take the slot at the top of the stack of arena p, which is not empty. */
/*@ requires frames: wf_count;
    requires arena: arena(p) && slots_ok(p);
    requires room: slots_used(p) < ARENA_SLOTS;
    terminates \true;
    exits \false;
    assigns slots_window[p], page_window[p].count;
    ensures ok: slots_ok(p);
    ensures place: is_place(\result) && !\old(taken(p, \result)) && taken(p, \result);
    ensures others: same_taken_but{Pre,Post}(p, \result);
    ensures words: words_kept{Pre,Post};
    ensures count: slots_used(p) == \old(slots_used(p)) + 1; */
static uint32_t slots_pop(pfn_t p)
{
    uint32_t i = ARENA(p).slot[PAGE(p).count].free;
    ARENA(p).slot[i].used = 1;
    PAGE(p).count++;
    return i;
}

/* Put used slot i of arena p on the top of the stack. */
/*@ requires frames: wf_count;
    requires arena: arena(p) && slots_ok(p);
    requires used: is_place(i) && taken(p, i);
    terminates \true;
    exits \false;
    assigns slots_window[p], page_window[p].count, slot_order[p];
    ensures ok: slots_ok(p);
    ensures unused: !taken(p, i);
    ensures others: same_taken_but{Pre,Post}(p, i);
    ensures words: words_kept{Pre,Post};
    ensures count: slots_used(p) == \old(slots_used(p)) - 1; */
static void slots_push(pfn_t p, uint32_t i)
{
    uint32_t n = PAGE(p).count - 1u;
    //@ ghost uint32_t k = slot_order[p].pos[i];
    //@ ghost uint32_t last = slot_order[p].seq[n];
    //@ ghost slot_order[p].seq[k] = last;
    //@ ghost slot_order[p].pos[last] = k;
    //@ ghost slot_order[p].seq[n] = i;
    //@ ghost slot_order[p].pos[i] = n;
    ARENA(p).slot[i].used = 0;
    ARENA(p).slot[n].free = i;
    PAGE(p).count = n;
}

slot_t slot_alloc(uint32_t k)
{
    pfn_t p = ROOMY(k);
    if (p == NIL) {
        //@ assert full: no_room(k);
        return NIL;
    }
    //@ assert room: on_chain(p, NSHAPES + k) && arena_of(p, k) && slots_used(p) < ARENA_SLOTS;
    uint32_t i = slots_pop(p);
    //@ assert chain: chain_same{Pre,Here};
    //@ assert entries: entries_same{Pre,Here};
    //@ assert blocks: wf_blocks;
    //@ assert free: wf_free && wf_single && wf_refilled;
    //@ assert page: wf_page;
    //@ assert popped: arenas_same_but{Pre,Here}(p);
    //@ assert kind: page_window[p].tag == k;
    if (PAGE(p).count == ARENA_SLOTS)
        arena_unlist(p);
    //@ assert others: arenas_same_but{Pre,Here}(p);
    //@ assert alone: arena_alone(p);
    //@ assert kind_kept: kind_kept{Pre,Here}(p, k);
    //@ assert added: slot_added{Pre,Here}(p * ARENA_SLOTS + i, k);
    return p * ARENA_SLOTS + i;
}

uint32_t slot_free(slot_t h, uint32_t k)
{
    pfn_t p = own_slot(h, k);
    uint32_t full = PAGE(p).count == ARENA_SLOTS;
    slots_push(p, h % ARENA_SLOTS);
    //@ assert chain: chain_same{Pre,Here};
    //@ assert entries: entries_same{Pre,Here};
    //@ assert blocks: wf_blocks;
    //@ assert free: wf_free && wf_single && wf_refilled;
    //@ assert page: wf_page;
    //@ assert pushed: arenas_same_but{Pre,Here}(p);
    if (full)
        arena_list(p);
    //@ assert others: arenas_same_but{Pre,Here}(p);
    //@ assert alone: arena_alone(p);
    //@ assert kind_kept: kind_kept{Pre,Here}(p, k);
    return PAGE(p).count == 0;
}

/* Take its type from arena p, which is on no chain. */
/*@ requires wf: wf_page && wf_chain;
    requires arena: arena(p) && off_chain(p);
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p);
    ensures page: wf_page;
    ensures chain: wf_chain;
    ensures type: has_type(p, PG_UNTYPED) && off_chain(p) && types_kept{Pre,Post}(p);
    ensures others: arenas_same_but{Pre,Post}(p); */
static void arena_untype(pfn_t p)
{
    page_retype(p, PG_UNTYPED);
    //@ assert chain: chain_same{Pre,Here};
}

void arena_drop(pfn_t p)
{
    arena_unlist(p);
    arena_untype(p);
    //@ assert others: arenas_same_but{Pre,Here}(p);
    //@ assert alone: arena_alone(p);
}
