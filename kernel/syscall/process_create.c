/* process_create.c: all that can be wrong is looked for first; then a process, then its pages. */
#include "process_create.h"

#include "../tlb_lemmas.h"

/*@ // what was true of the pages before there was an address space for them
    lemma created_run{A,B,C}: \forall integer r, p, s, q, k; same_translations{A,B}
        && is_root{A}(r) && 0 <= p && p + k <= USER_PAGES && moved_run{B,C}(r, p, s, q, k) ==>
        moved_run{A,C}(r, p, s, q, k);
    lemma created_alone{A,B,C}: \forall integer r, p, s, q, k; same_translations{A,B}
        && roots_but{A,B}(-1) && moved_alone{B,C}(r, p, s, q, k) ==>
        moved_alone{A,C}(r, p, s, q, k);
    predicate maps_nothing{L}(integer s) = is_root{L}(s) && \forall integer va; is_user(va) ==>
        translation{L}(s, va) == 0;
    lemma created_rest{A,B}: \forall integer r, p, s, q, k; maps_nothing{A}(s) && r != s
        && moved_alone{A,B}(r, p, s, q, k) ==> \forall integer v; is_page(v)
        && !(q <= v < q + k) ==> walked{B}(s, v) == 0;
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
    ensures error: \result == create_error(t); */
static uint32_t process_error(pfn_t t)
{
    pfn_t p = THREAD(t).process;
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
    requires error: create_error(t) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], stamp[..], list_clock,
            slot_row[..];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures comes: process_comes{Pre,Post}(cpu, \result,
        endpoint_of{Pre}(t, argument{Pre}(t, REG_A0)));
    ensures left: threads_left{Pre,Post}(-1) && processes_kept{Pre,Post};
    ensures memory: same_translations{Pre,Post} && users_kept{Pre,Post}
        && same_frames{Pre,Post}(PG_USER) && roots_but{Pre,Post}(-1);
    ensures space: maps_nothing(process_window[\result].root)
        && has_type{Pre}(process_window[\result].root, PG_FREE)
        && held_by_none(process_window[\result].root);
    ensures first: move_error(root_of(t), argument(t, REG_A3), process_window[\result].root,
        argument(t, REG_A4)) == E_OK; */
static pfn_t process_make(uint32_t cpu, pfn_t t)
{
    pfn_t e = slot_endpoint(THREAD(t).process, REGS(t).r[REG_A0]);
    pfn_t p = process_spawn(e, cpu, REGS(t).r[REG_A1], REGS(t).r[REG_A2]);
    //@ ghost pfn_t s = process_window[p].root;
    //@ assert new: !is_root{Pre}(s) && held_by_none(s);
    //@ assert roots: roots_but{Pre,Here}(-1);
    //@ assert same: tlb_same{Pre,Here} && other_spaces{Pre,Here}(s);
    //@ assert tlb: wf_tlb && wf_cr3;
    //@ assert others: cpus_kept{Pre,Here}(cpu);
    return p;
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
    //@ ghost made: ;
    uint64_t from = REGS(t).r[REG_A3], to = REGS(t).r[REG_A4], n = REGS(t).r[REG_A5];
    uint32_t most = n < RANGE_PAGES ? (uint32_t)n : RANGE_PAGES;
    uint32_t k = space_move(cpu, root, from / PAGE_SIZE, PROCESS(p).root, to / PAGE_SIZE, most);
    //@ assert some: k >= 1;
    //@ assert pages: pages_come{Pre,Here}(p, root, from, to, k);
    //@ assert comes: process_comes{Pre,Here}(cpu, p, endpoint_of{Pre}(t, argument{Pre}(t, REG_A0)));
    REGS(t).r[REG_CALL] = E_OK;
    REGS(t).r[REG_A1] = k;
    //@ assert told: told_pages{Pre,Here}(cpu, k);
    //@ assert creates: creates_process{Pre,Here}(cpu, p);
}
