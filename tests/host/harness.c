/* harness.c: boot, drive, and compare everything. See harness.h. */
#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "page.h"
#include "tlb.h"

/* The kernel's data sections, renamed when its objects were joined (build.mk). */
extern uint8_t __start_kernel_bss[] __attribute__((weak));
extern uint8_t __stop_kernel_bss[] __attribute__((weak));
extern uint8_t __start_kernel_data[] __attribute__((weak));
extern uint8_t __stop_kernel_data[] __attribute__((weak));

pfn_t running = NIL;

struct area {
    uint8_t *start, *copy;
    size_t size;
};

struct snapshot {
    struct area area[4];
};

void add_range(uint64_t base, uint64_t size, uint64_t kind)
{
    boot_info.range[boot_info.nranges++] =
        (struct boot_range){.base = base, .size = size, .kind = kind};
}

uint64_t *module_words(uint32_t i)
{
    return user_window[boot_info.module[i].base / PAGE_SIZE].word;
}

void write_module(uint64_t base, uint64_t text, uint64_t data, uint64_t zero, uint64_t stack)
{
    uint64_t *w = user_window[base / PAGE_SIZE].word;

    w[MOD_MAGIC] = MODULE_MAGIC;
    w[MOD_ENTRY] = USER_BASE + MOD_WORDS * sizeof(uint64_t);
    w[MOD_TEXT] = text;
    w[MOD_DATA] = data;
    w[MOD_ZERO] = zero;
    w[MOD_STACK] = stack;
}

static void set_kernel_half(void)
{
    for (uint32_t i = 0; i < USER_ENTRIES; i++)
        boot_info.kernel_half[i] = (i % 3) ? 0 : 0x3003 + i * 4096ul;
}

void machine_of(uint32_t frames, uint32_t modules)
{
    fresh_memory(frames);
    /* What firmware and loader leave behind is not zero. */
    memset(host_bytes(), 0xa5, host_size());
    memset(page_window, 0xa5, frames * sizeof(struct page));
    memset(&boot_info, 0, sizeof boot_info);
    add_range(0, 0x9f000, RANGE_AVAILABLE);
    add_range(0x9f000, 0x100000 - 0x9f000, 2);
    if (frames > MIB)
        add_range(0x100000, (uint64_t)(frames - MIB) * PAGE_SIZE, RANGE_AVAILABLE);
    boot_info.used[boot_info.nused++] = (struct boot_range){.base = 0x100000, .size = 0x100000};
    for (uint32_t i = 0; i < modules; i++) {
        uint64_t base = MODULE_BASE + i * MODULE_STRIDE;

        boot_info.module[boot_info.nmodules++] =
            (struct boot_range){.base = base, .size = 2 * PAGE_SIZE};
        write_module(base, 1, 1, 1, 2);
    }
    set_kernel_half();
}

void bare_machine(uint32_t frames)
{
    fresh_memory(frames);
    memset(&boot_info, 0, sizeof boot_info);
    boot_info.frames = frames;
    boot_info.huge = 1;
    set_kernel_half();
    for (uint32_t i = 0; i < USER_ENTRIES; i++)
        kernel_half[i] = boot_info.kernel_half[i];
    for (uint32_t c = 0; c < NCPU; c++) {
        loaded[c] = NIL;
        host_mmu_init(c);
        tlb_init(c);
    }
    memset(page_window, 0xa5, frames * sizeof(struct page));
    page_init(frames);
    for (pfn_t p = 0; p < frames; p++)
        page_retype(p, PG_UNTYPED);
    for (pfn_t p = 0; p < frames; p++)
        page_free(p);
    CHECK_EQ(nfree, frames);
}

uint32_t try_boot(void)
{
    boot_info.frames = boot_frames();
    boot_info.huge = 1;
    return kernel_init();
}

void boot(uint32_t frames, uint32_t modules)
{
    machine_of(frames, modules);
    host_clear();
    CHECK_EQ(try_boot(), BOOT_OK);
    running = kernel_enter(0, TRAP_START, 0, 0);
    CHECK(running != NIL);
}

uint64_t result_of(pfn_t t)
{
    return regs_window[t].r[REG_CALL];
}

static void set_registers(pfn_t t, uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2)
{
    regs_window[t].r[REG_CALL] = number;
    regs_window[t].r[REG_A0] = a0;
    regs_window[t].r[REG_A1] = a1;
    regs_window[t].r[REG_A2] = a2;
}

uint64_t call_three(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2)
{
    pfn_t t = running;

    set_registers(t, number, a0, a1, a2);
    running = kernel_enter(0, TRAP_CALL, 0, 0);
    call_ended(t, number);
    return result_of(t);
}

uint64_t call(uint64_t number, uint64_t a0, uint64_t a1)
{
    return call_three(number, a0, a1, 0);
}

void boot_threads(uint32_t frames, uint32_t modules, pfn_t *other)
{
    pfn_t init;

    boot(frames, modules);
    init = running;
    for (uint32_t i = 1; i < modules; i++) {
        call(CALL_YIELD, 0, 0);
        other[i] = running;
    }
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, init);
}

void call_words(uint64_t number, uint64_t slot, uint64_t first)
{
    for (uint32_t i = 0; i < MESSAGE_WORDS; i++)
        regs_window[running].r[REG_A1 + i] = first + i;
    call_three(number, slot, first, first + 1);
}

void check_words(pfn_t t, uint64_t first)
{
    for (uint32_t i = 0; i < MESSAGE_WORDS; i++)
        CHECK_EQ(regs_window[t].r[REG_A1 + i], first + i);
}

void fault(uint64_t vector, uint64_t address)
{
    running = kernel_enter(0, TRAP_FAULT, vector, address);
}

static void find_areas(struct area *area)
{
    area[0] = (struct area){.start = host_bytes(), .size = host_size()};
    area[1] = (struct area){.start = (uint8_t *)page_window,
                            .size = host_size() / PAGE_SIZE * sizeof(struct page)};
    area[2] = (struct area){.start = __start_kernel_bss,
                            .size = (size_t)(__stop_kernel_bss - __start_kernel_bss)};
    area[3] = (struct area){.start = __start_kernel_data,
                            .size = (size_t)(__stop_kernel_data - __start_kernel_data)};
}

/* The kernel's variables have redzones between them when they are checked: copied as they are,
 * by code that is not checked. */
__attribute__((no_sanitize("address"))) static void copy(uint8_t *to, const uint8_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = from[i];
}

__attribute__((no_sanitize("address"))) static size_t differ(const uint8_t *a, const uint8_t *b,
                                                             size_t n)
{
    size_t i = 0;

    while (i + 8 <= n && *(const uint64_t *)(a + i) == *(const uint64_t *)(b + i))
        i += 8;
    while (i < n && a[i] == b[i])
        i++;
    return i;
}

struct snapshot *snapshot_take(void)
{
    struct snapshot *s = malloc(sizeof *s);

    find_areas(s->area);
    for (int i = 0; i < 4; i++) {
        s->area[i].copy = malloc(s->area[i].size + 1);
        copy(s->area[i].copy, s->area[i].start, s->area[i].size);
    }
    return s;
}

void snapshot_free(struct snapshot *s)
{
    for (int i = 0; i < 4; i++)
        free(s->area[i].copy);
    free(s);
}

void check_unchanged(const struct snapshot *s, pfn_t t)
{
    uint64_t error = 0;

    if (t != NIL) {
        /* The one word that may differ is made equal for the comparison. */
        uint64_t *was = (uint64_t *)(s->area[0].copy + (size_t)t * PAGE_SIZE) + REG_CALL;

        error = regs_window[t].r[REG_CALL];
        regs_window[t].r[REG_CALL] = *was;
    }
    for (int i = 0; i < 4; i++)
        CHECK_EQ(differ(s->area[i].start, s->area[i].copy, s->area[i].size), s->area[i].size);
    if (t != NIL)
        regs_window[t].r[REG_CALL] = error;
}

void check_refused_three(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t error)
{
    struct snapshot *before;
    pfn_t t = running;

    /* The arguments are the caller's doing, not the call's. */
    set_registers(t, number, a0, a1, a2);
    before = snapshot_take();
    CHECK_EQ(call_three(number, a0, a1, a2), error);
    CHECK_EQ(running, t);
    check_unchanged(before, t);
    snapshot_free(before);
}

void check_refused(uint64_t number, uint64_t a0, uint64_t a1, uint64_t error)
{
    check_refused_three(number, a0, a1, 0, error);
}

/* Constructors run once, before any test forks: this is the state of a kernel never run. */
static struct area fresh[4];

__attribute__((constructor)) static void remember_fresh(void)
{
    find_areas(fresh);
    for (int i = 2; i < 4; i++) {
        fresh[i].copy = malloc(fresh[i].size + 1);
        copy(fresh[i].copy, fresh[i].start, fresh[i].size);
    }
}

void kernel_reset(void)
{
    for (int i = 2; i < 4; i++)
        copy(fresh[i].start, fresh[i].copy, fresh[i].size);
}

void check_invariants(void)
{
    check_kernel(&running, &host.root, 1);
}

pfn_t root_of(pfn_t t)
{
    return process_window[thread_window[t].process].root;
}
