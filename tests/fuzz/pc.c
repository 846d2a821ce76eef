/* pc.c: memory, boot information, hypercalls, traps. See pc.h. */
#include "pc.h"

#include <stdlib.h>
#include <string.h>

#include "endpoint.h"
#include "page.h"
#include "test.h"

#define MOST_FRAMES (2 * FRAMES_1G + 8192) /* room for an aligned gibibyte above the programs */
#define DIRTY_FRAMES 8192u
#define MODULE_STRIDE 16u
#define PROGRAM_PAGES 2u

struct asked asked;
pfn_t machine_root[NCPU];
uint32_t machine_cpus;
pfn_t machine_thread[MACHINE_THREADS];
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

/* A program of one text page, one of data and one of zeros, and two of stack. */
static void put_program(uint32_t i)
{
    pfn_t p = MODULE_FRAME + i * MODULE_STRIDE;
    uint64_t *w = user_window[p].word;

    memset(w, (int)i, PROGRAM_PAGES * PAGE_SIZE);
    w[MOD_MAGIC] = MODULE_MAGIC;
    w[MOD_ENTRY] = USER_BASE + MOD_WORDS * sizeof(uint64_t);
    w[MOD_TEXT] = w[MOD_DATA] = w[MOD_ZERO] = 1;
    w[MOD_STACK] = 2;
}

void machine_fill(const struct entry *e)
{
    dirty((uint32_t)e->word[MACHINE_FRAMES]);
    memset(&boot_info, 0, sizeof boot_info);
    setup_info(e->word, PROGRAM_PAGES, MODULE_STRIDE);
    for (uint32_t i = 0; i < boot_info.nmodules; i++)
        put_program(i);
    for (uint32_t i = 0; i < USER_ENTRIES; i++)
        boot_info.kernel_half[i] = i % 3 ? 0 : 0x3003 + i * 4096ul;
    boot_info.frames = boot_frames();
}

void machine_move(pfn_t t, uint32_t cpu)
{
    list_remove(t);
    thread_ready(t, cpu);
}

int machine_give(pfn_t p, uint64_t i, pfn_t e)
{
    if (i >= NSLOTS || process_window[p].slot[i] != NIL)
        return 0;
    slot_fill(p, (uint32_t)i, e);
    return 1;
}

/* The kernel makes every thread ready on CPU 0. */
static void spread_threads(void)
{
    for (uint32_t m = 0; m < MACHINE_THREADS; m++)
        machine_thread[m] = NIL;
    for (uint32_t m = 0; m < boot_info.nmodules; m++) {
        machine_thread[m] = process_window[module_process[m]].thread;
        machine_move(machine_thread[m], m % machine_cpus);
    }
}

void machine_off(void)
{
    for (uint32_t c = 0; c < NCPU; c++) {
        host_mmu_init(c);
        machine_root[c] = NIL;
    }
}

int machine_boot(const struct entry *e)
{
    const uint64_t *w = e->word;

    if (!setup_possible(w, MODULE_STRIDE) || w[MACHINE_FRAMES] > MOST_FRAMES)
        return 0;
    machine_off();
    machine_untagged = w[MACHINE_UNTAGGED] != 0;
    machine_cpus = (uint32_t)w[MACHINE_CPUS];
    machine_fill(e);
    CHECK_EQ(kernel_init(), BOOT_OK);
    spread_threads();
    setup_finish(w);
    return 1;
}

void machine_registers(const struct entry *e, uint64_t *r)
{
    uint64_t garbage = e->word[0] + e->word[1] * 3;

    for (uint32_t i = 0; i < CALL_WORDS; i++)
        r[REG_CALL + i] = e->word[i];
    for (uint32_t i = REG_PC; i < NREGS; i++)
        r[i] = garbage = garbage * 0x2545f4914f6cdd1dul + i;
}

uint32_t machine_population(void)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < MACHINE_THREADS; i++)
        n += machine_thread[i] != NIL;
    return n;
}

/* Thread t was in an entry: it or another may have ended, or it made one, which is behind all that
 * were ready on its CPU. */
static void note_threads(const struct entry *e, pfn_t t)
{
    uint32_t i;

    for (i = 0; i < MACHINE_THREADS; i++)
        if (machine_thread[i] != NIL && page_window[machine_thread[i]].type != PG_THREAD)
            machine_thread[i] = NIL;
    if (e->kind != DO_CALL || e->word[0] != CALL_PROCESS_CREATE ||
        regs_window[t].r[REG_CALL] != E_OK)
        return;
    for (i = 0; i < MACHINE_THREADS && machine_thread[i] != NIL;)
        i++;
    if (i < MACHINE_THREADS)
        machine_thread[i] = list_window[run_queue[e->cpu]].tail;
}

pfn_t machine_enter(const struct entry *e)
{
    pfn_t t = machine_runs(e->cpu), next;

    if (e->kind == DO_CALL)
        next = kernel_enter(e->cpu, TRAP_CALL, 0, 0);
    else
        next = kernel_enter(e->cpu, (uint32_t)e->word[0], e->word[1], e->word[2]);
    if (t != NIL)
        note_threads(e, t);
    return next;
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
