/* arena.c: what a user of arenas expects, proved from the contracts of kernel/arena.h alone.
 *
 * Each function is a use, its postcondition the expectation. None of this is in the kernel.
 */
#include "arena.h"

#define ARENA_STATE                                                                                \
    page_window[..].count, page_window[..].chain, page_window[..].next, page_window[..].prev,      \
        chain_head[..], chain_length[..], order[..], slots_window[..], slot_order[..]

/* Take a slot, and say of what changes only that it is no more than this. */
/*@ requires wf: wf_arenas;
    requires kind: is_kind(k);
    terminates \true;
    exits \false;
    assigns ARENA_STATE;
    ensures wf: wf_arenas;
    ensures types: same_types{Pre,Post};
    ensures spec: spec_slot_alloc{Pre,Post}(\result, k);
    ensures words: words_kept{Pre,Post}; */
slot_t client_take(uint32_t k)
{
    return slot_alloc(k);
}

/* What is taken and given back was never there. */
/*@ requires wf: wf_arenas;
    requires kind: is_kind(k);
    terminates \true;
    exits \false;
    assigns ARENA_STATE;
    ensures wf: wf_arenas;
    ensures same: slots_same{Pre,Post};
    ensures words: words_kept{Pre,Post}; */
void client_take_and_give(uint32_t k)
{
    slot_t h = client_take(k);
    if (h == NIL)
        return;
    //@ assert live: live_slot(h, k);
    slot_free(h, k);
}

/* A slot in use is not handed out again. */
/*@ requires wf: wf_arenas;
    requires slot: live_slot(h, k);
    requires kind: is_kind(j);
    terminates \true;
    exits \false;
    assigns ARENA_STATE;
    ensures wf: wf_arenas;
    ensures live: live_slot(h, k);
    ensures distinct: \result != h; */
slot_t client_take_another(slot_t h, uint32_t k, uint32_t j)
{
    slot_t g = client_take(j);
    //@ assert second: g != NIL ==> live_slot(g, j);
    //@ assert still: live_slot(h, k);
    return g;
}

/* A new arena serves the next request. */
/*@ requires wf: wf_arenas;
    requires page: has_type(p, PG_UNTYPED) && off_chain(p);
    requires kind: is_kind(k);
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p), page_window[p].tag, ARENA_STATE;
    ensures wf: wf_arenas;
    ensures served: \result != NIL && live_slot(\result, k); */
slot_t client_make_and_take(pfn_t p, uint32_t k)
{
    arena_make(p, k);
    //@ assert room: !no_room(k);
    return client_take(k);
}

/* A page that was given back does not come again as a slot. */
/*@ requires wf: wf_arenas;
    requires arena: arena(p) && slots_used(p) == 0;
    requires kind: is_kind(k);
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p), ARENA_STATE;
    ensures wf: wf_arenas;
    ensures page: has_type(p, PG_UNTYPED);
    ensures elsewhere: \result == NIL || \result / ARENA_SLOTS != p; */
slot_t client_drop_and_take(pfn_t p, uint32_t k)
{
    arena_drop(p);
    slot_t h = client_take(k);
    //@ assert live: h != NIL ==> live_slot(h, k);
    return h;
}

/* The owner of a slot writes to it, others come and go, and it reads what it wrote. */
/*@ requires wf: wf_arenas;
    requires slot: live_slot(h, k);
    requires kind: is_kind(j);
    terminates \true;
    exits \false;
    assigns ARENA_STATE;
    ensures wf: wf_arenas;
    ensures live: live_slot(h, k);
    ensures read: \result == w; */
uint64_t client_write_and_read(slot_t h, uint32_t k, uint32_t j, uint64_t w)
{
    SLOT(h, k).word[0] = w;
    //@ assert same: arenas_same{Pre,Here};
    //@ assert page: wf_page;
    //@ assert chain: chain_same{Pre,Here};
    //@ assert live: live_slot(h, k);
    client_take(j);
    return SLOT(h, k).word[0];
}
