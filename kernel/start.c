/* start.c: from modules to processes that share endpoints with init. */
#include "start.h"

#include "mmu_frame.h"

pfn_t module_process[BOOT_MAX_MODULES];

/* The first frame of module i if it holds a program, or NIL. */
/*@ requires count: wf_count;
    requires module: module_fits(i) && modules_reserved(i, i + 1) && i < BOOT_MAX_MODULES;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures program: \result != NIL ==>
        is_program(\result, boot_info.module[i].size / PAGE_SIZE);
    ensures reserved: \result != NIL ==>
        all_reserved(\result, boot_info.module[i].size / PAGE_SIZE);
    ensures frames: \result != NIL ==> \forall integer p; in_module(p, i) <==>
        \result <= p < \result + boot_info.module[i].size / PAGE_SIZE; */
static pfn_t module_program(uint32_t i)
{
    uint64_t size = boot_info.module[i].size;
    pfn_t first = (pfn_t)(boot_info.module[i].base / PAGE_SIZE);
    //@ assert first: in_module(first, i);
    if (size % PAGE_SIZE != 0 || module_valid(first, (uint32_t)(size / PAGE_SIZE)) == 0)
        return NIL;
    return first;
}

/* Let init and process p share a new endpoint: slot i of init, slot 0 of p. */
/*@ requires wf: wf_kernel;
    requires processes: is_process(init) && is_process(p) && i < NSLOTS;
    requires empty: init != p && slot_of(init, i) == NIL && slot_of(p, 0) == NIL;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD),
            slot_row[FREE_HEAD], process_window[init].slot[i], process_window[p].slot[0];
    ensures reason: \result < NBOOT_REASONS;
    ensures wf: wf_kernel;
    ensures processes: same_frames{Pre,Post}(PG_PROCESS);
    ensures slots: \forall integer k; 0 <= k < NSLOTS && k != i ==>
        slot_of(init, k) == \old(slot_of(init, k));
    ensures reserved: same_frames{Pre,Post}(PG_RESERVED); */
static uint32_t connect(pfn_t init, uint32_t i, pfn_t p)
{
    pfn_t e = endpoint_create(init, i);
    if (e == NIL)
        return BOOT_FULL;
    slot_fill(p, 0, e);
    return BOOT_OK;
}

/* Make a process of module i, and connect it with process init; else say why not. */
/*@ requires wf: wf_kernel;
    requires valid: info_valid && i < boot_info.nmodules;
    requires modules: wf_modules(boot_info.nmodules) && modules_reserved(i, boot_info.nmodules);
    requires started: modules_started(i);
    requires rest: rest_reserved;
    requires used: used_reserved(boot_info.nused);
    requires clock: list_clock <= i;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            stamp[..], list_clock, slot_row[..], module_process[i];
    ensures reason: \result < NBOOT_REASONS;
    ensures wf: \result == BOOT_OK ==> wf_kernel;
    ensures modules: \result == BOOT_OK ==> modules_reserved(i + 1, boot_info.nmodules);
    ensures started: \result == BOOT_OK ==> modules_started(i + 1);
    ensures rest: \result == BOOT_OK ==> rest_reserved;
    ensures used: \result == BOOT_OK ==> used_reserved(boot_info.nused);
    ensures clock: list_clock <= i + 1; */
static uint32_t start_module(uint32_t i)
{
    pfn_t first = module_program(i), p;
    if (first == NIL)
        return BOOT_NOT_PROGRAM;
    p = module_load(first, (uint32_t)(boot_info.module[i].size / PAGE_SIZE));
    if (p == NIL)
        return BOOT_FULL;
    /*@ assert reserved: \forall integer q; has_type{Pre}(q, PG_RESERVED) && !in_module(q, i) ==>
            has_type(q, PG_RESERVED); */
    //@ assert modules: modules_reserved(i + 1, boot_info.nmodules);
    //@ assert rest: rest_reserved;
    //@ assert used: used_reserved(boot_info.nused);
    module_process[i] = p;
    //@ assert those: \forall integer j; 0 <= j <= i ==> is_process(module_process[j]);
    /*@ assert apart: \forall integer j, k; 0 <= j < k <= i ==>
            module_process[j] != module_process[k]; */
    //@ assert empty: \forall integer j; i < j < NSLOTS ==> slot_of(module_process[0], j) == NIL;
    if (i == 0)
        return BOOT_OK;
    return connect(module_process[0], i, p);
}

uint32_t start_modules(void)
{
    /*@ loop invariant range: 0 <= i <= boot_info.nmodules;
        loop invariant wf: wf_kernel;
        loop invariant modules: modules_reserved(i, boot_info.nmodules);
        loop invariant started: modules_started(i);
        loop invariant rest: rest_reserved;
        loop invariant used: used_reserved(boot_info.nused);
        loop invariant clock: list_clock <= i;
        loop assigns i, FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..],
            map_slot[..], stamp[..], list_clock, slot_row[..], module_process[..];
        loop variant boot_info.nmodules - i; */
    for (uint32_t i = 0; i < boot_info.nmodules; i++) {
        uint32_t reason = start_module(i);
        if (reason != BOOT_OK)
            return reason;
    }
    return BOOT_OK;
}
