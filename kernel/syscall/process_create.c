/* process_create.c: all that can be wrong is looked for first; then a process, then its pages. */
#include "process_create.h"

#include "../tlb_lemmas.h"

/*@ // what was true of the pages before there was an address space for them
    predicate in_space(integer p, integer k) = 0 <= p && p + k <= USER_PAGES;
    lemma created_run{A,B,C}: \forall integer r, p, s, q, k; same_translations{A,B}
        && is_root{A}(r) && in_space(p, k) && moved_run{B,C}(r, p, s, q, k) ==>
        moved_run{A,C}(r, p, s, q, k);
    lemma created_alone{A,B,C}: \forall integer r, p, s, q, k; same_translations{A,B}
        && roots_but{A,B}(-1) && moved_alone{B,C}(r, p, s, q, k) ==>
        moved_alone{A,C}(r, p, s, q, k);
    lemma created_rest{A,B}: \forall integer r, p, s, q, k; maps_nothing{A}(s) && r != s
        && moved_alone{A,B}(r, p, s, q, k) ==> maps_only{B}(s, q, k);
*/

/* Why a process cannot be made with these pages, or E_OK. */
/*@ requires pages: wf_pages;
    requires root: is_root(root);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == (run_error(from, n) != E_OK ? run_error(from, n)
        : run_error(to, n) != E_OK ? run_error(to, n)
        : translation(root, from) == 0 ? E_UNMAPPED : missing(root, from) != 0 ? E_SIZE
        : nfree < PROCESS_FRAMES ? E_MEMORY : E_OK); */
static uint32_t pages_error(pfn_t root, uint64_t from, uint64_t to, uint64_t n)
{
    uint32_t e = space_check(from, n);
    if (e == E_OK)
        e = space_check(to, n);
    if (e != E_OK)
        return e;
    if (paging_lookup(root, from) == 0)
        return E_UNMAPPED;
    if (paging_need(root, from) != 0)
        return E_SIZE;
    return nfree < PROCESS_FRAMES ? E_MEMORY : E_OK;
}

/*@ requires kernel: wf_kernel;
    requires thread: is_thread(t);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: full(thread_window[t].process) ? \result == E_FULL
        : \result == create_error(t); */
static uint32_t process_error(pfn_t t)
{
    pfn_t p = THREAD(t).process;
    if (family_place(p) == NCHILDREN)
        return E_FULL;
    if (slot_endpoint(p, REGS(t).r[REG_A0]) == NIL)
        return E_SLOT;
    if (REGS(t).r[REG_A1] >= USER_END || REGS(t).r[REG_A2] > USER_END)
        return E_ADDRESS;
    return pages_error(PROCESS(p).root, REGS(t).r[REG_A3], REGS(t).r[REG_A4], REGS(t).r[REG_A5]);
}

/* Make the process that thread t asks for, as yet without pages; its root. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] == t && t != NIL;
    requires error: !full(thread_window[t].process) && create_error(t) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], stamp[..], list_clock,
            slot_row[..];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures comes: process_comes{Pre,Post}(cpu, \result,
        endpoint_of{Pre}(t, argument{Pre}(t, REG_A0)));
    ensures left: threads_left{Pre,Post}(-1) && records_kept{Pre,Post};
    ensures bits: bits_kept{Pre,Post}(NIL);
    ensures born: born{Pre,Post}(thread_window[t].process, place_of(\result), \result);
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures memory: same_translations{Pre,Post} && users_kept{Pre,Post}
        && same_frames{Pre,Post}(PG_USER) && roots_but{Pre,Post}(-1);
    ensures space: maps_nothing(process_window[\result].root)
        && has_type{Pre}(process_window[\result].root, PG_FREE)
        && held_by_none(process_window[\result].root);
    ensures first: move_error(root_of(t), argument(t, REG_A3), process_window[\result].root,
        argument(t, REG_A4)) == E_OK; */
static pfn_t process_make(uint32_t cpu, pfn_t t)
{
    pfn_t home = THREAD(t).process, e = slot_endpoint(home, REGS(t).r[REG_A0]);
    uint32_t place = family_place(home);
    //@ ghost uint64_t from = regs_window[t].r[REG_A3];
    //@ ghost uint64_t to = regs_window[t].r[REG_A4];
    //@ ghost pfn_t root = process_window[thread_window[t].process].root;
    //@ assert user: is_user(from) && is_user(to) && is_root(root);
    //@ assert can: translation(root, from) != 0 && missing(root, from) == 0 && nfree >= 6;
    pfn_t p = process_spawn(e, cpu, REGS(t).r[REG_A1], REGS(t).r[REG_A2]);
    //@ assert single: home != p && is_process(home) && thread_window[t].process == home;
    family_join(home, place, p);
    //@ assert born: born{Pre,Here}(home, place, p);
    //@ assert objects: wf_objects && all_active;
    //@ assert refs: wf_refs && wf_waits;
    //@ assert pages: wf_pages && no_floating;
    //@ assert kernel: wf_kernel;
    //@ ghost pfn_t s = process_window[p].root;
    //@ assert new: !is_root{Pre}(s) && s != NIL && has_type{Pre}(s, PG_FREE);
    //@ assert unheld: held_by_none{Pre}(s);
    //@ assert roots: roots_but{Pre,Here}(-1) && roots_but{Pre,Here}(s);
    //@ assert same: tlb_same{Pre,Here} && other_spaces{Pre,Here}(s);
    //@ assert fresh: wf_tlb;
    //@ assert cr3: wf_cr3;
    //@ assert others: cpus_kept{Pre,Here}(cpu);
    //@ assert asked: argument(t, REG_A3) == from && argument(t, REG_A4) == to;
    //@ assert rooted: root_of(t) == root;
    //@ assert there: translation(root, from) != 0 && missing(root, from) == 0;
    //@ assert empty: translation(s, to) == 0;
    //@ assert few: missing(s, to) <= 3;
    //@ assert room: missing(s, to) <= nfree;
    return p;
}

/* Move the first pages of the address space of the thread that a CPU runs to one that is empty. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires other: maps_nothing(other) && held_by_none(other) && root != other;
    requires run: run_error(from, n) == E_OK && run_error(to, n) == E_OK;
    requires first: move_error(root, from, other, to) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], tlb[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures count: 1 <= \result <= n && \result <= RANGE_PAGES;
    ensures moves: moves_run{Pre,Post}(root, from / PAGE_SIZE, other, to / PAGE_SIZE, \result);
    ensures rest: maps_only(other, to / PAGE_SIZE, \result);
    ensures ends: ends_at(root, from, other, to, \result, n); */
static uint32_t pages_move(uint32_t cpu, pfn_t root, uint64_t from, pfn_t other, uint64_t to,
                           uint64_t n)
{
    uint32_t most = n < RANGE_PAGES ? (uint32_t)n : RANGE_PAGES;
    uint64_t p = from / PAGE_SIZE, q = to / PAGE_SIZE;
    //@ assert aligned: p * PAGE_SIZE == from && q * PAGE_SIZE == to;
    //@ assert run: run_error(p * PAGE_SIZE, most) == E_OK;
    //@ assert run_there: run_error(q * PAGE_SIZE, most) == E_OK;
    uint32_t k = space_move(cpu, root, p, other, q, most);
    //@ assert some: k >= 1;
    //@ assert next: (p + k) * PAGE_SIZE == from + k * PAGE_SIZE;
    //@ assert next_there: (q + k) * PAGE_SIZE == to + k * PAGE_SIZE;
    return k;
}

void syscall_process_create(uint32_t cpu)
{
    pfn_t t = current[cpu];
    uint32_t e = process_error(t);
    if (e != E_OK) {
        REGS(t).r[REG_CALL] = e;
        //@ assert same: memory_same{Pre,Here} && wf_tlb;
        //@ assert told: told{Pre,Here}(cpu, e);
        //@ assert refused: spec_call_process_create{Pre,Here}(cpu);
        return;
    }
    pfn_t p = process_make(cpu, t), root = PROCESS(THREAD(t).process).root;
    //@ ghost pfn_t home = thread_window[t].process;
    //@ ghost pfn_t s = process_window[p].root;
    //@ ghost made: ;
    uint64_t from = REGS(t).r[REG_A3], to = REGS(t).r[REG_A4], n = REGS(t).r[REG_A5];
    uint32_t k = pages_move(cpu, root, from, PROCESS(p).root, to, n);
    //@ ghost uint64_t v = from / PAGE_SIZE;
    //@ ghost uint64_t w = to / PAGE_SIZE;
    //@ assert left: threads_left{Pre,Here}(-1);
    //@ assert translations: same_translations{Pre,made} && roots_but{Pre,made}(-1);
    //@ assert inside: in_space(v, k);
    //@ assert rooted: is_root{Pre}(root);
    //@ assert run: moved_run{made,Here}(root, v, s, w, k);
    //@ assert moved: moved_run{Pre,Here}(root, v, s, w, k);
    //@ assert rest: moved_alone{made,Here}(root, v, s, w, k);
    //@ assert alone: moved_alone{Pre,Here}(root, v, s, w, k);
    //@ assert users: users_kept{Pre,Here} && same_frames{Pre,Here}(PG_USER);
    //@ assert records: records_kept{Pre,Here};
    //@ assert born: born{Pre,Here}(home, place_of(p), p);
    //@ assert space: is_root(s) && has_type{Pre}(s, PG_FREE) && s == process_window[p].root;
    //@ assert nothing: maps_only(s, w, k);
    //@ assert pages: pages_come{Pre,Here}(p, root, from, to, k);
    /*@ assert comes: process_comes{Pre,Here}(cpu, p,
            endpoint_of{Pre}(t, argument{Pre}(t, REG_A0))); */
    //@ assert cpus: cpus_kept{made,Here}(cpu);
    //@ assert still: bits_kept{made,Here}(NIL);
    //@ assert bits: bits_kept{Pre,Here}(NIL);
    //@ assert others: cpus_kept{Pre,Here}(cpu);
    /*@ assert asked: from == argument{Pre}(t, REG_A3) && to == argument{Pre}(t, REG_A4)
            && n == argument{Pre}(t, REG_A5) && root == root_of{Pre}(t); */
    REGS(t).r[REG_CALL] = E_OK;
    REGS(t).r[REG_A1] = k;
    REGS(t).r[REG_A2] = FAMILY(p).place;
    //@ assert told: told_pages{Pre,Here}(cpu, k);
    //@ assert pages_still: pages_come{Pre,Here}(p, root, from, to, k);
    //@ ghost pfn_t u = process_window[p].thread;
    //@ assert apart: u != t && has_type{Pre}(u, PG_FREE);
    //@ assert starts: starts(u, argument{Pre}(t, REG_A1), argument{Pre}(t, REG_A2));
    //@ assert wakes: wakes{Pre,Here}(u, cpu);
    //@ assert objects: objects_but{Pre,Here}(p, u);
    /*@ assert comes_still: process_comes{Pre,Here}(cpu, p,
            endpoint_of{Pre}(t, argument{Pre}(t, REG_A0))); */
    //@ assert ends: ends_at(root, from, process_window[p].root, to, k, n);
    //@ assert count: k == argument(t, REG_A1);
    //@ assert born_still: born{Pre,Here}(home, argument(t, REG_A2), p);
    //@ assert records_still: records_kept{Pre,Here};
    //@ assert home: home == \at(thread_window[current[cpu]].process,Pre);
    //@ assert with: comes_with{Pre,Here}(cpu, p, root, from, to, n, k);
    //@ assert creates: creates_process{Pre,Here}(cpu, p);
    //@ assert error: !full{Pre}(home) && create_error{Pre}(t) == E_OK;
    //@ assert caller: t == \at(current[cpu],Pre);
    //@ assert created: created{Pre,Here}(cpu);
    //@ assert done: spec_call_process_create{Pre,Here}(cpu);
}
