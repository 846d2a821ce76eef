/* init.c: from boot information to a well-formed kernel with its first processes, or a reason.
 *
 * While every frame is free or reserved, nearly all invariants hold because they speak of pages
 * that do not exist yet; making a run queue, an address space or a process then keeps them.
 */
#include "init.h"

#include "machine.h"

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures reason: \result < NBOOT_REASONS;
    ensures valid: \result == BOOT_OK ==> info_valid; */
static uint32_t check_info(void)
{
    if (boot_info.truncated != 0)
        return BOOT_TRUNCATED;
    if (boot_info.nranges == 0)
        return BOOT_NO_MAP;
    if (boot_info.nranges > BOOT_MAX_RANGES || boot_info.nused > BOOT_MAX_USED ||
        boot_info.nmodules > BOOT_MAX_MODULES)
        return BOOT_TOO_MANY;
    if (boot_info.nmodules == 0)
        return BOOT_NO_MODULE;
    return BOOT_OK;
}

/* Reserve the ranges in use; 0 if one is not in available memory or overlaps another. */
/*@ requires valid: info_valid;
    requires wf: wf_page;
    requires two: two_types(PG_RESERVED, PG_UNTYPED);
    requires rest: rest_reserved;
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
    ensures bool: \result == 0 || \result == 1;
    ensures wf: wf_page;
    ensures two: two_types(PG_RESERVED, PG_UNTYPED);
    ensures rest: rest_reserved;
    ensures used: \result == 1 ==> used_reserved(boot_info.nused); */
static uint32_t claim_used(void)
{
    /*@ loop invariant range: 0 <= i <= boot_info.nused;
        loop invariant wf: wf_page;
        loop invariant two: two_types(PG_RESERVED, PG_UNTYPED);
        loop invariant rest: rest_reserved;
        loop invariant used: used_reserved(i);
        loop assigns i, page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
        loop variant boot_info.nused - i; */
    for (uint32_t i = 0; i < boot_info.nused; i++) {
        if (boot_claim(boot_info.used[i].base, boot_info.used[i].size) == 0)
            return 0;
    }
    return 1;
}

/* Reserve module i; 0 if it does not fill whole frames, is not in available memory or overlaps
   what is in use. */
/*@ requires valid: info_valid && i < boot_info.nmodules;
    requires wf: wf_page;
    requires two: two_types(PG_RESERVED, PG_UNTYPED);
    requires rest: rest_reserved;
    requires used: used_reserved(boot_info.nused);
    requires modules: wf_modules(i) && modules_reserved(0, i);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
    ensures bool: \result == 0 || \result == 1;
    ensures wf: wf_page;
    ensures two: two_types(PG_RESERVED, PG_UNTYPED);
    ensures rest: rest_reserved;
    ensures used: used_reserved(boot_info.nused);
    ensures fit: \result == 1 ==> modules_fit(i + 1);
    ensures usable: \result == 1 ==> modules_usable(i + 1);
    ensures unused: \result == 1 ==> modules_unused(i + 1);
    ensures apart: \result == 1 ==> modules_apart(i + 1);
    ensures reserved: \result == 1 ==> modules_reserved(0, i + 1); */
static uint32_t claim_module(uint32_t i)
{
    if (boot_info.module[i].base % PAGE_SIZE != 0 || boot_info.module[i].size == 0)
        return 0;
    return boot_claim(boot_info.module[i].base, boot_info.module[i].size);
}

/* Reserve what holds something; else say why not. */
/*@ requires valid: info_valid;
    requires wf: wf_page;
    requires two: two_types(PG_RESERVED, PG_UNTYPED);
    requires rest: rest_reserved;
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
    ensures reason: \result < NBOOT_REASONS;
    ensures wf: wf_page;
    ensures two: two_types(PG_RESERVED, PG_UNTYPED);
    ensures rest: rest_reserved;
    ensures used: \result == BOOT_OK ==> used_reserved(boot_info.nused);
    ensures modules: \result == BOOT_OK ==> wf_modules(boot_info.nmodules)
        && modules_reserved(0, boot_info.nmodules); */
static uint32_t claim_all(void)
{
    if (claim_used() == 0)
        return BOOT_USED;
    /*@ loop invariant range: 0 <= i <= boot_info.nmodules;
        loop invariant wf: wf_page;
        loop invariant two: two_types(PG_RESERVED, PG_UNTYPED);
        loop invariant rest: rest_reserved;
        loop invariant used: used_reserved(boot_info.nused);
        loop invariant modules: wf_modules(i) && modules_reserved(0, i);
        loop assigns i, page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
        loop variant boot_info.nmodules - i; */
    for (uint32_t i = 0; i < boot_info.nmodules; i++) {
        if (claim_module(i) == 0)
            return BOOT_MODULE;
    }
    return BOOT_OK;
}

/* Set up the frame array: free what is available and holds nothing; else say why not. */
/*@ requires valid: info_valid;
    terminates \true;
    exits \false;
    assigns nframes, FREE_STATE, page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
    ensures reason: \result < NBOOT_REASONS;
    ensures wf: \result == BOOT_OK ==> wf_page;
    ensures two: \result == BOOT_OK ==> two_types(PG_RESERVED, PG_FREE);
    ensures rest: \result == BOOT_OK ==> rest_reserved;
    ensures used: \result == BOOT_OK ==> used_reserved(boot_info.nused);
    ensures modules: \result == BOOT_OK ==> wf_modules(boot_info.nmodules)
        && modules_reserved(0, boot_info.nmodules); */
static uint32_t init_frames(void)
{
    uint32_t n = boot_frames(), reason;
    if (n == 0)
        return BOOT_NO_MEMORY;
    if (n > boot_info.frames)
        return BOOT_FRAMES;
    page_init(n);
    boot_type_frames();
    reason = claim_all();
    if (reason == BOOT_OK)
        boot_free_frames();
    return reason;
}

/* Take over the kernel half of every address space, if user space cannot reach it. */
/*@ terminates \true;
    exits \false;
    assigns kernel_half[0 .. USER_ENTRIES - 1];
    ensures reason: \result < NBOOT_REASONS;
    ensures closed: \result == BOOT_OK ==> wf_kernel_closed; */
static uint32_t init_kernel_half(void)
{
    /*@ loop invariant range: 0 <= i <= USER_ENTRIES;
        loop invariant closed: \forall integer j; 0 <= j < i ==> !pte_user(kernel_half[j]);
        loop assigns i, kernel_half[0 .. USER_ENTRIES - 1];
        loop variant USER_ENTRIES - i; */
    for (uint32_t i = 0; i < USER_ENTRIES; i++) {
        uint64_t e = boot_info.kernel_half[i];
        if (e / 4u % 2u == 1)
            return BOOT_KERNEL_HALF;
        kernel_half[i] = e;
    }
    return BOOT_OK;
}

/* Give each CPU an empty run queue, no thread and no address space. */
/*@ requires wf: wf_page;
    requires two: two_types(PG_RESERVED, PG_FREE);
    requires closed: wf_kernel_closed;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[ALL_FRAMES].type, WINDOWS_AT(ALL_FRAMES), list_clock,
            run_queue[0 .. NCPU - 1], current[0 .. NCPU - 1], loaded[0 .. NCPU - 1], tags[..];
    ensures reason: \result < NBOOT_REASONS;
    ensures pages: \result == BOOT_OK ==> wf_pages;
    ensures floating: \result == BOOT_OK ==> no_floating;
    ensures list: \result == BOOT_OK ==> wf_list;
    ensures thread: \result == BOOT_OK ==> wf_thread;
    ensures process: \result == BOOT_OK ==> wf_process;
    ensures active: \result == BOOT_OK ==> all_active;
    ensures refs: \result == BOOT_OK ==> wf_refs && wf_waits;
    ensures idle: \result == BOOT_OK ==> cpus_idle;
    ensures clock: list_clock == 0;
    ensures reserved: same_frames{Pre,Post}(PG_RESERVED); */
static uint32_t init_cpus(void)
{
    list_clock = 0;
    /*@ loop invariant range: 0 <= c <= NCPU;
        loop invariant page: wf_page;
        loop invariant list: wf_list;
        loop invariant types: \forall integer p; is_frame(p) ==> has_type(p, PG_RESERVED)
            || has_type(p, PG_FREE) || has_type(p, PG_QUEUE);
        loop invariant queues: \forall integer d; 0 <= d < c ==> is_queue(run_queue[d])
            && current[d] == NIL && loaded[d] == NIL
            && \forall integer k; is_tag(k) ==> tagged(d, k) == NIL;
        loop invariant reserved: same_frames{Pre,Here}(PG_RESERVED);
        loop assigns c, FREE_STATE, page_window[ALL_FRAMES].type, WINDOWS_AT(ALL_FRAMES),
            run_queue[0 .. NCPU - 1], current[0 .. NCPU - 1], loaded[0 .. NCPU - 1], tags[..];
        loop variant NCPU - c; */
    for (uint32_t c = 0; c < NCPU; c++) {
        pfn_t q = list_create(PG_QUEUE);
        if (q == NIL)
            return BOOT_FULL;
        run_queue[c] = q;
        current[c] = NIL;
        loaded[c] = NIL;
        tlb_init(c);
    }
    return BOOT_OK;
}

uint32_t kernel_init(void)
{
    uint32_t reason = check_info();
    if (reason == BOOT_OK)
        reason = init_frames();
    if (reason == BOOT_OK)
        reason = init_kernel_half();
    if (reason == BOOT_OK)
        reason = init_cpus();
    if (reason == BOOT_OK)
        reason = start_modules();
    if (reason == BOOT_OK)
        machine_log(EV_BOOTED, NIL, nframes, nfree);
    //@ assert kernel: reason == BOOT_OK ==> wf_kernel;
    //@ assert cpus: reason == BOOT_OK ==> cpus_idle && cpus_cold;
    //@ assert loaded: reason == BOOT_OK ==> wf_loaded_but(-1) && wf_cr3;
    //@ assert tlb: reason == BOOT_OK ==> wf_tlb;
    return reason;
}
