/* endpoint.c: a slot changes places with the one at the border between those that name an endpoint
 * and those that do not, and the border moves.
 */
#include "endpoint.h"

#include "endpoint_lemmas.h"
#include "mmu_frame.h"
#include "process_lemmas.h"

pfn_t slot_endpoint(pfn_t p, uint64_t slot)
{
    if (slot >= NSLOTS)
        return NIL;
    return PROCESS(p).slot[slot];
}

/* Say that no slot names a new endpoint, and nobody has notified it. */
/*@ requires frames: wf_frames;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns endpoint_window[e], slot_row[e];
    ensures refs: refs(e) == 0;
    ensures bits: bits_of(e) == 0;
    ensures row: \forall integer s; any_slot(s) ==>
        slot_row[e].seq[s] == s && slot_row[e].pos[s] == s; */
static void endpoint_init(pfn_t e)
{
    ENDPOINT(e).refs = 0;
    ENDPOINT(e).bits = 0;
    /*@ ghost
        /@ loop invariant range: 0 <= s <= ALL_SLOTS;
           loop invariant done: \forall integer q; 0 <= q < s ==>
               slot_row[e].seq[q] == q && slot_row[e].pos[q] == q;
           loop assigns s, slot_row[e];
           loop variant ALL_SLOTS - s; @/
        for (uint32_t s = 0; s < ALL_SLOTS; s++) {
            slot_row[e].seq[s] = s;
            slot_row[e].pos[s] = s;
        } */
}

/* Take a page for an endpoint. */
/*@ requires wf: wf_kernel;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD);
    ensures pages: wf_pages;
    ensures floating: no_floating;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures active: all_active;
    ensures head: \result == \old(FREE_HEAD);
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_ENDPOINT);
    ensures waiters: waiters_kept{Pre,Post};
    ensures slots: slots_kept{Pre,Post};
    ensures tables: same_tables{Pre,Post};
    ensures users: users_kept{Pre,Post} && users_left{Pre,Post}; */
static pfn_t endpoint_page(void)
{
    pfn_t e = list_create(PG_ENDPOINT);
    //@ assert nodes: nodes_kept{Pre,Here};
    //@ assert tables: same_tables{Pre,Here};
    //@ assert lists: list_kept_but{Pre,Here}(e);
    //@ assert unqueued: \forall integer c; 0 <= c < NCPU ==> run_queue[c] != e;
    //@ assert unused: unused{Pre}(e) && unused(e);
    //@ assert threads: thread_kept_but{Pre,Here}(e);
    //@ assert roots: roots_kept{Pre,Here};
    //@ assert frames: same_frames{Pre,Here}(PG_PROCESS);
    //@ assert records: records_kept{Pre,Here};
    //@ assert families: families_kept{Pre,Here};
    //@ assert unnamed: \forall integer q; is_process{Pre}(q) ==> process_window[q].thread != e;
    //@ assert processes: process_kept_but{Pre,Here}(e);
    return e;
}

/* Make an endpoint that no slot names; NIL if no frame is free. */
/*@ requires wf: wf_kernel;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD), slot_row[FREE_HEAD];
    ensures pages: wf_pages;
    ensures floating: no_floating;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures row: wf_row && all_named_but(\result);
    ensures waits: wf_waits;
    ensures active: all_active;
    ensures head: \result == \old(FREE_HEAD);
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_ENDPOINT);
    ensures unnamed: \result != NIL ==> refs(\result) == 0 && bits_of(\result) == 0;
    ensures slots: slots_kept{Pre,Post};
    ensures tables: same_tables{Pre,Post};
    ensures users: users_kept{Pre,Post} && users_left{Pre,Post}; */
static pfn_t endpoint_unnamed(void)
{
    pfn_t e = endpoint_page();
    if (e == NIL) {
        //@ assert same: rows_kept{Pre,Here} && by_kept{Pre,Here} && endpoints_kept{Pre,Here};
        return NIL;
    }
    /*@ assert others: \forall integer f; is_endpoint(f) && f != e ==>
            is_endpoint{Pre}(f) && refs(f) == refs{Pre}(f); */
    //@ assert new: \forall integer s; any_slot(s) ==> !names(s, e);
    /*@ assert same: \forall integer s, f; any_slot(s) && is_endpoint(f) && f != e ==>
            (names(s, f) <==> names{Pre}(s, f)); */
    endpoint_init(e);
    /*@ assert rest: \forall integer s, f; any_slot(s) && is_endpoint(f) && f != e ==>
            (names(s, f) <==> slot_row[f].pos[s] < refs(f)); */
    /*@ assert own: \forall integer s; any_slot(s) ==>
            !names(s, e) && slot_row[e].pos[s] >= refs(e); */
    //@ assert count: wf_ref_count;
    //@ assert seq: wf_ref_seq;
    //@ assert pos: wf_ref_pos;
    //@ assert names: wf_ref_names;
    //@ assert waits: wf_waits;
    return e;
}

pfn_t endpoint_create(pfn_t p, uint32_t i)
{
    pfn_t e = endpoint_unnamed();
    if (e == NIL)
        return NIL;
    //@ assert apart: is_process(p) && slot_of(p, i) == NIL;
    //@ ghost made: ;
    slot_fill(p, i, e);
    //@ assert clean: bits_of(e) == 0 && refs(e) == 1;
    //@ assert others: other_slots{made,Here}(p, i) && other_slots{Pre,made}(p, i);
    //@ assert slots: other_slots{Pre,Here}(p, i);
    //@ assert families: families_kept{Pre,Here};
    //@ assert creates: creates{Pre,Here}(p, i, e);
    return e;
}

void slot_fill(pfn_t p, uint32_t i, pfn_t e)
{
    //@ ghost uint32_t s = p * NSLOTS + i;
    //@ assert number: any_slot(s) && s / NSLOTS == p && s % NSLOTS == i && !names(s, e);
    //@ ghost uint32_t k = slot_row[e].pos[s];
    //@ ghost uint32_t n = endpoint_window[e].refs;
    //@ assert behind: n <= k < ALL_SLOTS;
    //@ assert waiting: \forall integer t; is_thread(t) && waits(t) ==> link_window[t].on != NIL;
    //@ ghost uint32_t first = slot_row[e].seq[n];
    //@ ghost slot_row[e].seq[k] = first;
    //@ ghost slot_row[e].pos[first] = k;
    //@ ghost slot_row[e].seq[n] = s;
    //@ ghost slot_row[e].pos[s] = n;
    PROCESS(p).slot[i] = e;
    ENDPOINT(e).refs++;
    /*@ assert others: \forall integer q, f; any_slot(q) && q != s ==>
            (names(q, f) <==> names{Pre}(q, f)); */
    //@ assert count: wf_ref_count;
    //@ assert seq: wf_ref_seq;
    //@ assert pos: wf_ref_pos;
    /*@ assert own: \forall integer q; any_slot(q) ==>
            (names(q, e) <==> slot_row[e].pos[q] < refs(e)); */
    /*@ assert rest: \forall integer q, f; any_slot(q) && is_endpoint(f) && f != e ==>
            (names(q, f) <==> slot_row[f].pos[q] < refs(f)); */
    //@ assert names: wf_ref_names;
}

/* Let slot i of process p, by which nobody waits, be empty; the endpoint that it named. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires slot: is_process(p) && i < NSLOTS && slot_of(p, i) != NIL;
    requires unused: \forall integer t; is_thread(t) && waits(t) && thread_window[t].process == p
        ==> waits_by[t] != i;
    terminates \true;
    exits \false;
    assigns process_window[p].slot[i], endpoint_window[process_window[p].slot[i]].refs,
            slot_row[process_window[p].slot[i]];
    ensures process: wf_process;
    ensures row: wf_row && all_named_but(\result);
    ensures waits: wf_waits;
    ensures named: \result == \old(slot_of(p, i)) && is_endpoint(\result);
    ensures empty: slot_of(p, i) == NIL && refs(\result) == \old(refs(slot_of(p, i))) - 1; */
static pfn_t slot_empty(pfn_t p, uint32_t i)
{
    pfn_t e = PROCESS(p).slot[i];
    //@ ghost uint32_t s = p * NSLOTS + i;
    //@ assert number: any_slot(s) && s / NSLOTS == p && s % NSLOTS == i && names(s, e);
    //@ ghost uint32_t k = slot_row[e].pos[s];
    //@ assert front: k < refs(e) <= ALL_SLOTS;
    //@ ghost uint32_t n = endpoint_window[e].refs - 1u;
    //@ ghost uint32_t last = slot_row[e].seq[n];
    //@ ghost slot_row[e].seq[k] = last;
    //@ ghost slot_row[e].pos[last] = k;
    //@ ghost slot_row[e].seq[n] = s;
    //@ ghost slot_row[e].pos[s] = n;
    PROCESS(p).slot[i] = NIL;
    ENDPOINT(e).refs--;
    /*@ assert others: \forall integer q, f; any_slot(q) && q != s ==>
            (names(q, f) <==> names{Pre}(q, f)); */
    //@ assert count: wf_ref_count;
    //@ assert seq: wf_ref_seq;
    /*@ assert own: \forall integer q; any_slot(q) ==> any_slot(slot_row[e].pos[q])
            && slot_row[e].seq[slot_row[e].pos[q]] == q; */
    //@ assert pos: wf_ref_pos;
    /*@ assert mine: \forall integer q; any_slot(q) ==>
            (names(q, e) <==> slot_row[e].pos[q] < refs(e)); */
    /*@ assert rest: \forall integer q, f; any_slot(q) && is_endpoint(f) && f != e ==>
            (names(q, f) <==> slot_row[f].pos[q] < refs(f)); */
    //@ assert names: wf_ref_names;
    //@ assert pair: wf_process_thread && wf_thread_process;
    //@ assert roots: wf_process_root && wf_root_process;
    //@ assert family: wf_family;
    return e;
}

/* Free an endpoint that no slot names. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires row: wf_row && all_named_but(e);
    requires waits: wf_waits;
    requires endpoint: is_endpoint(e) && refs(e) == 0;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[e];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures freed: spec_page_free{Pre,Post}(e);
    ensures tables: same_tables{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void endpoint_free(pfn_t e)
{
    /*@ assert nobody: \forall integer p, i; is_process(p) && 0 <= i < NSLOTS ==>
            slot_of(p, i) != e; */
    //@ assert unwaited: \forall integer t; is_thread(t) && waits(t) ==> link_window[t].on != e;
    //@ assert idle: idle(e);
    page_free(e);
    //@ assert lists: list_kept_but{Pre,Here}(e);
    //@ assert threads: thread_kept_but{Pre,Here}(e);
    //@ assert tables: same_tables{Pre,Here};
    //@ assert owners: wf_process_thread && wf_thread_process;
    //@ assert roots: wf_process_root;
    //@ assert owned: wf_root_process;
    //@ assert slots: wf_slot;
    //@ assert family: wf_family;
    //@ assert kept: slots_kept{Pre,Here} && waiters_kept{Pre,Here};
    /*@ assert others: \forall integer f; is_endpoint(f) ==>
            is_endpoint{Pre}(f) && refs(f) == refs{Pre}(f); */
    //@ assert counts: wf_row;
}

void slot_close(pfn_t p, uint32_t i)
{
    //@ assert endpoint: wf_frames && wf_row && is_endpoint(slot_of(p, i));
    //@ assert alone: refs(slot_of(p, i)) == 1 ==> named_by(slot_of(p, i), p);
    pfn_t e = slot_empty(p, i);
    if (ENDPOINT(e).refs == 0)
        endpoint_free(e);
}

void slots_close(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= NSLOTS;
        loop invariant pages: wf_pages;
        loop invariant list: wf_list;
        loop invariant thread: wf_thread;
        loop invariant process: wf_process;
        loop invariant refs: wf_refs;
        loop invariant waits: wf_waits;
        loop invariant ended: is_process(p) && !active(process_window[p].thread);
        loop invariant empty: \forall integer j; 0 <= j < i ==> slot_of(p, j) == NIL;
        loop invariant bits: bits_kept{Pre,Here}(NIL);
        loop invariant left: endpoints_left{Pre,Here}(p);
        loop invariant tables: same_tables{Pre,Here};
        loop invariant users: users_left{Pre,Here};
        loop assigns i, FREE_LISTS, page_window[..], process_window[p].slot[..],
                     endpoint_window[..], slot_row[..];
        loop variant NSLOTS - i; */
    for (uint32_t i = 0; i < NSLOTS; i++) {
        if (PROCESS(p).slot[i] == NIL)
            continue;
        /*@ assert nobody: \forall integer t; is_thread(t) && waits(t) ==>
                active(t) && thread_window[t].process != p; */
        //@ ghost before: ;
        slot_close(p, i);
        //@ assert others: others_kept{Pre,before}(p);
    }
}
