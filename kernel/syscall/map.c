/* map.c: the checks come first, so that a refused call has changed nothing. */
#include "map.h"

#include "../tlb_lemmas.h"

/*@ requires pages: wf_pages;
    requires root: is_root(root);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures address: \result == E_ADDRESS <==> !is_valid(va);
    ensures rights: is_valid(va) ==> (\result == E_RIGHTS <==> rights >= NRIGHTS);
    ensures check: is_valid(va) && rights < NRIGHTS ==> \result == (
        translation(root, va) != 0 ? E_MAPPED
        : missing(root, va) >= nfree ? E_MEMORY : E_OK); */
static uint32_t map_check(pfn_t root, uint64_t va, uint64_t rights)
{
    if (paging_valid(va) == 0)
        return E_ADDRESS;
    if (rights >= NRIGHTS)
        return E_RIGHTS;
    if (paging_lookup(root, va) != 0)
        return E_MAPPED;
    return paging_need(root, va) < nfree ? E_OK : E_MEMORY;
}

/*@ requires pages: wf_pages;
    requires root: is_root(root) && is_valid(va) && translation(root, va) == 0;
    requires room: missing(root, va) < nfree && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures pages: wf_pages;
    ensures maps: maps{Pre,Post}(root, va, rights);
    ensures objects: objects_kept{Pre,Post};
    ensures roots: roots_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1); */
static void map_page(pfn_t root, uint64_t va, uint32_t rights)
{
    pfn_t p = user_page();
    //@ assert walk: translation(root, va) == 0 && missing(root, va) == missing{Pre}(root, va);
    paging_map(root, va, p, rights);
    //@ assert frame: pte_frame(translation(root, va)) == p;
    //@ assert new: has_type{Pre}(p, PG_FREE) && has_type(p, PG_USER);
    //@ assert zero: zeroed(p);
    //@ assert users: users_kept{Pre,Here};
    //@ assert objects: processes_kept{Pre,Here};
    //@ assert others: other_translations{Pre,Here}(root, va);
}

void syscall_map(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], rights = REGS(t).r[REG_A1];
    //@ assert before: roots_loaded;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    uint32_t e = map_check(root, va, rights);
    if (e != E_OK) {
        REGS(t).r[REG_CALL] = e;
        //@ assert same: wf_kernel;
        //@ assert told: told{Pre,Here}(cpu, e);
        //@ assert refused: spec_call_map{Pre,Here}(cpu);
        return;
    }
    //@ assert absent: cached(cpu, va / 4096) == 0;
    map_page(root, va, (uint32_t)rights);
    //@ assert tlb: wf_tlb_but(cpu, va / 4096) && cached(cpu, va / 4096) == 0;
    //@ assert fresh: wf_tlb;
    //@ assert kept: objects_kept{Pre,Here} && stamps_kept{Pre,Here} && roots_kept{Pre,Here};
    //@ assert list: wf_list;
    //@ assert queues: wf_queues && wf_current && wf_state;
    //@ assert states: wf_running && wf_ready;
    //@ assert inactive: wf_inactive;
    //@ assert waiting: wf_waiting;
    //@ assert callers: wf_reply && wf_caller && wf_recv;
    //@ assert kind: wf_kind;
    //@ assert thread: wf_thread;
    //@ assert process: wf_process;
    //@ assert active: all_active;
    //@ assert floating: no_floating;
    //@ assert others: cpus_kept{Pre,Here}(cpu);
    REGS(t).r[REG_CALL] = E_OK;
    //@ assert completes: completes{Pre,Here}(t, E_OK) && regs_kept{Pre,Here}(t, t, t);
    //@ assert threads: threads_same{Pre,Here};
    //@ assert state: wf_kernel;
    //@ assert mapped: spec_call_map{Pre,Here}(cpu);
}
