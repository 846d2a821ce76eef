/* pc.c: memory, boot information, hypercalls, traps. See pc.h. */
#include "pc.h"

#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "process.h"
#include "test.h"

#define MOST_FRAMES (2 * FRAMES_1G + 8192) /* room for an aligned gibibyte above the programs */
#define DIRTY_FRAMES 8192u
#define MIN_FRAMES 576u
#define MODULE_FRAME 512u /* the first program, the others 16 frames apart */
#define MODULE_STRIDE 16u

struct asked asked;
pfn_t machine_root[NCPU];
uint32_t machine_cpus;
uint32_t machine_untagged;

static void ask_putc(void *context, uint32_t c)
{
    (void)context;
    asked.characters++;
    asked.character = c;
}

static void ask_event(void *context, uint32_t event, uint32_t t, uint64_t a, uint64_t b)
{
    (void)context;
    if (event < NEVENTS)
        asked.events[event]++;
    if (event != EV_FAULT)
        return;
    asked.thread = t;
    asked.vector = a;
    asked.address = b;
}

/* Up to now the CPU walks the tables that it has loaded: they must still be some. */
static void ask_load(void *context, uint32_t cpu, uint32_t root, uint32_t tag, uint32_t keep)
{
    pfn_t old = machine_root[cpu];

    if (old != NIL && page_window[old].type != PG_PT4)
        test_fail(__FILE__, __LINE__, "a root is loaded while it is one", old, old);
    isobar_default_hypercalls.load(context, cpu, root, machine_untagged ? 0 : tag,
                                   machine_untagged ? 0 : keep);
    machine_root[cpu] = root;
}

/* The CPU may look the address up again at any time, so it does at once. */
static void ask_flush(void *context, uint32_t cpu, uint64_t address)
{
    isobar_default_hypercalls.flush(context, cpu, address);
    host_translate(cpu, address);
}

/* What firmware and loader leave behind is not zero. */
static void dirty(uint32_t frames)
{
    static uint32_t done;

    if (frames > DIRTY_FRAMES)
        frames = DIRTY_FRAMES;
    if (frames <= done)
        return;
    memset(user_window[done].word, 0xa5, (size_t)(frames - done) * PAGE_SIZE);
    memset(&page_window[done], 0xa5, (frames - done) * sizeof(struct page));
    done = frames;
}

void machine_create(void)
{
    static const struct isobar_hypercalls ask = {
        .putc = ask_putc, .event = ask_event, .load = ask_load, .flush = ask_flush};
    struct isobar *kernel;

    if (isobar_create(&kernel, &(struct isobar_options){.frames = MOST_FRAMES,
                                                        .hypercalls = &ask}) != ISOBAR_OK)
        abort();
}

static void add_range(uint64_t base, uint64_t size, uint64_t kind)
{
    boot_info.range[boot_info.nranges++] =
        (struct boot_range){.base = base, .size = size, .kind = kind};
}

/* A program of one text page, one of data and one of zeros, and two of stack. */
static void add_program(uint32_t i)
{
    pfn_t p = MODULE_FRAME + i * MODULE_STRIDE;
    uint64_t *w = user_window[p].word;

    memset(w, (int)i, 2 * PAGE_SIZE);
    w[MOD_MAGIC] = MODULE_MAGIC;
    w[MOD_ENTRY] = USER_BASE + MOD_WORDS * sizeof(uint64_t);
    w[MOD_TEXT] = w[MOD_DATA] = w[MOD_ZERO] = 1;
    w[MOD_STACK] = 2;
    boot_info.module[boot_info.nmodules++] =
        (struct boot_range){.base = (uint64_t)p * PAGE_SIZE, .size = 2 * PAGE_SIZE};
}

void machine_fill(const struct entry *e)
{
    uint64_t frames = e->word[MACHINE_FRAMES];

    dirty((uint32_t)frames);
    memset(&boot_info, 0, sizeof boot_info);
    add_range(0, 0x9f000, RANGE_AVAILABLE);
    add_range(0x9f000, 0x100000 - 0x9f000, 2);
    add_range(0x100000, frames * PAGE_SIZE - 0x100000, RANGE_AVAILABLE);
    boot_info.used[boot_info.nused++] = (struct boot_range){.base = 0x100000, .size = 0x100000};
    for (uint32_t i = 0; i < e->word[MACHINE_MODULES]; i++)
        add_program(i);
    for (uint32_t i = 0; i < USER_ENTRIES; i++)
        boot_info.kernel_half[i] = i % 3 ? 0 : 0x3003 + i * 4096ul;
    boot_info.frames = boot_frames();
    boot_info.huge = e->word[MACHINE_HUGE] != 0;
}

/* Endpoint i is what slot i of init names. */
static void share_endpoints(void)
{
    const struct process *init = &process_window[module_process[0]];

    for (uint32_t m = 0; m < boot_info.nmodules; m++)
        for (uint32_t i = 1; i < boot_info.nmodules; i++)
            process_grant(module_process[m], SHARED_SLOTS + i, init->slot[i]);
}

void machine_move(pfn_t t, uint32_t cpu)
{
    list_remove(t);
    thread_ready(t, cpu);
}

/* The kernel makes every thread ready on CPU 0. */
static void spread_threads(void)
{
    for (uint32_t m = 0; m < boot_info.nmodules; m++)
        machine_move(process_window[module_process[m]].thread, m % machine_cpus);
}

int machine_boot(const struct entry *e)
{
    const uint64_t *w = e->word;

    if (w[MACHINE_MODULES] == 0 || w[MACHINE_MODULES] > BOOT_MAX_MODULES || w[MACHINE_CPUS] == 0 ||
        w[MACHINE_CPUS] > NCPU ||
        w[MACHINE_FRAMES] < MIN_FRAMES + MODULE_STRIDE * w[MACHINE_MODULES] ||
        w[MACHINE_FRAMES] > MOST_FRAMES)
        return 0;
    for (uint32_t c = 0; c < NCPU; c++) {
        host_mmu_init(c);
        machine_root[c] = NIL;
    }
    machine_untagged = w[MACHINE_UNTAGGED] != 0;
    machine_cpus = (uint32_t)w[MACHINE_CPUS];
    machine_fill(e);
    CHECK_EQ(kernel_init(), BOOT_OK);
    if (w[MACHINE_SHARED] != 0)
        share_endpoints();
    spread_threads();
    while (w[MACHINE_LEFT] != 0 && nfree > w[MACHINE_LEFT])
        page_alloc(ROOT_POOL, PG_UNTYPED);
    if (w[MACHINE_CLOCK] != 0)
        list_clock = CLOCK_END - w[MACHINE_CLOCK] % 1024;
    return 1;
}

void machine_registers(const struct entry *e, uint64_t *r)
{
    uint64_t garbage = e->word[0] + e->word[1] * 3;

    for (uint32_t i = 0; i < ENTRY_WORDS; i++)
        r[REG_CALL + i] = e->word[i];
    for (uint32_t i = REG_PC; i < NREGS; i++)
        r[i] = garbage = garbage * 0x2545f4914f6cdd1dul + i;
}

pfn_t machine_enter(const struct entry *e)
{
    if (e->kind == DO_CALL)
        return kernel_enter(e->cpu, TRAP_CALL, 0, 0);
    return kernel_enter(e->cpu, (uint32_t)e->word[0], e->word[1], e->word[2]);
}

pfn_t machine_runs(uint32_t cpu)
{
    return cpu < NCPU ? current[cpu] : NIL;
}

uint32_t machine_lively(void)
{
    uint32_t n = 0;

    for (uint32_t c = 0; c < machine_cpus && n < 2; c++) {
        pfn_t head = list_window[run_queue[c]].head;

        n += current[c] != NIL;
        if (head != NIL)
            n += link_window[head].next == NIL ? 1 : 2;
    }
    return n;
}
