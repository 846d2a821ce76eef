/* random_test.c: long random runs: against a model of one address space, and with no sense at all.
 *
 * The model knows what is mapped in which size with which rights and holds what; how many tables
 * are missing it reads from the tables themselves, and whether a run is free from the frame array.
 * The senseless run is theorem 8 tried out: whatever is in the registers, the kernel stays
 * well-formed.
 */
#include <string.h>

#include "harness.h"

#define OPERATIONS 100000
#define NADDRESSES 96

struct model {
    uint64_t address;
    uint64_t mark; /* what the page's first and last words hold */
    uint32_t mapped, rights, size;
};

static struct model model[NADDRESSES];
static uint32_t done[NSIZES]; /* maps that succeeded */

/* Addresses close together and far apart, so that every level of table comes and goes. None is
 * in a large page of another. */
static void model_start(void)
{
    static const uint64_t stride[] = {0x1000, 0x200000, 0x40000000, 0x8000000000};

    memset(model, 0, sizeof model);
    for (uint32_t i = 0; i < NADDRESSES; i++)
        model[i].address = 0x8000000000ul + (1 + i / 4) * stride[i % 4];
}

static const uint32_t frames_of[NSIZES] = {1, 512, 262144};

static uint32_t tables_missing(pfn_t root, uint64_t address, uint64_t size)
{
    uint32_t shift = 39, level = 4, last = (uint32_t)size + 1;

    for (pfn_t table = root; level > last; level--, shift -= 9) {
        uint64_t e = table_window[table].entry[(address >> shift) % TABLE_ENTRIES];

        if (!(e & PTE_PRESENT))
            break;
        table = PTE_FRAME(e);
    }
    return level - last;
}

static uint32_t aligned_run(uint32_t n)
{
    for (pfn_t p = 0; p + n <= boot_info.frames; p += n) {
        uint32_t i = 0;

        while (i < n && page_window[p + i].type == PG_FREE)
            i++;
        if (i == n)
            return 1;
    }
    return 0;
}

static uint64_t expected(uint64_t number, const struct model *m, uint64_t rights, uint64_t size)
{
    if (size >= NSIZES)
        return E_SIZE;
    if (m->address % (frames_of[size] * PAGE_SIZE) != 0)
        return E_ADDRESS;
    if (number != CALL_UNMAP && rights >= NRIGHTS)
        return E_RIGHTS;
    if (number == CALL_MAP && m->mapped)
        return E_MAPPED;
    if (number != CALL_MAP)
        return !m->mapped ? E_UNMAPPED : m->size == size ? E_OK : E_SIZE;
    if (count_free() < tables_missing(root_of(running), m->address, size) + frames_of[size])
        return E_MEMORY;
    return aligned_run(frames_of[size]) ? E_OK : E_MEMORY;
}

static uint64_t *last_word(pfn_t first, uint32_t size)
{
    return &user_window[first + frames_of[size] - 1].word[TABLE_ENTRIES - 1];
}

static void apply(uint64_t number, struct model *m, uint64_t rights, uint64_t size, uint64_t mark)
{
    if (number == CALL_MAP) {
        pfn_t first = PTE_FRAME(host_walk(root_of(running), m->address));
        uint64_t *word = user_window[first].word, *last = last_word(first, (uint32_t)size);

        CHECK_EQ(word[0], 0);
        CHECK_EQ(*last, 0);
        word[0] = *last = m->mark = mark;
        m->size = (uint32_t)size;
        done[size]++;
    }
    m->mapped = number != CALL_UNMAP;
    m->rights = (uint32_t)rights;
}

static uint64_t last_page(const struct model *m)
{
    return m->address + (frames_of[m->size] - 1) * PAGE_SIZE;
}

static void compare(void)
{
    for (uint32_t i = 0; i < NADDRESSES; i++) {
        uint64_t leaf = host_walk(root_of(running), model[i].address), first = leaf;

        CHECK_EQ(host_translate(0, model[i].address), leaf);
        CHECK_EQ(leaf != 0, model[i].mapped);
        if (!leaf)
            continue;
        CHECK_EQ(!!(leaf & PTE_WRITE), model[i].rights == RIGHT_WRITE);
        CHECK_EQ(!(leaf & PTE_NX), model[i].rights == RIGHT_EXECUTE);
        CHECK_EQ(user_window[PTE_FRAME(leaf)].word[0], model[i].mark);
        CHECK_EQ(*last_word(PTE_FRAME(leaf), model[i].size), model[i].mark);
        leaf = host_walk(root_of(running), last_page(&model[i]));
        CHECK_EQ(host_translate(0, last_page(&model[i])), leaf);
        CHECK_EQ(PTE_FRAME(leaf), PTE_FRAME(first) + frames_of[model[i].size] - 1);
    }
}

/* Mostly a size that may be, and the one that is there. */
static uint64_t some_size(const struct model *m)
{
    if (test_below(4))
        return m->mapped ? m->size : test_below(8) == 0;
    return test_below(NSIZES + 1);
}

/* every: how rarely a refused call is compared with a copy of all memory. */
static void one_operation(uint64_t i, uint32_t every)
{
    static const uint64_t numbers[] = {CALL_MAP, CALL_UNMAP, CALL_PROTECT};
    uint64_t number = numbers[test_below(3)], rights = test_below(NRIGHTS + 1), error;
    struct model *m = &model[test_below(NADDRESSES)];
    uint64_t size = some_size(m), a1 = number == CALL_UNMAP ? size : rights;
    struct snapshot *before = NULL;
    pfn_t t = running;

    error = expected(number, m, rights, size);
    regs_window[t].r[REG_CALL] = number;
    regs_window[t].r[REG_A0] = m->address;
    regs_window[t].r[REG_A1] = a1;
    regs_window[t].r[REG_A2] = size;
    if (error != E_OK && i % every == 0)
        before = snapshot_take();
    host_translate(0, m->address); /* so that the TLB holds what is about to change */
    host_translate(0, last_page(m));
    CHECK_EQ(call_three(number, m->address, a1, size), error);
    CHECK_EQ(running, t);
    CHECK_EQ(host_translate(0, m->address), host_walk(root_of(t), m->address));
    CHECK_EQ(host_translate(0, last_page(m)), host_walk(root_of(t), last_page(m)));
    if (before) {
        check_unchanged(before, t);
        snapshot_free(before);
    }
    if (error == E_OK)
        apply(number, m, rights, size, i + 1);
}

static void unmap_all(void)
{
    for (uint32_t i = 0; i < NADDRESSES; i++)
        if (model[i].mapped)
            CHECK_EQ(call(CALL_UNMAP, model[i].address, model[i].size), E_OK);
}

/* frames: how little memory there is. With the least, maps keep running out of it. */
static void random_operations(uint32_t frames)
{
    uint32_t before;

    boot(frames, 1);
    before = count_free();
    model_start();
    for (uint64_t i = 0; i < OPERATIONS; i++) {
        one_operation(i, frames / 16);
        if (i % 512 == 0) {
            CHECK_EQ(host_stale(0), 0);
            compare();
            check_invariants();
        }
    }
    CHECK_EQ(host_stale(0), 0);
    compare();
    check_invariants();
    unmap_all();
    CHECK_EQ(count_free(), before);
}

TEST(random_operations_against_a_model)
{
    random_operations(4 * MIB);
}

TEST(random_operations_with_room_for_large_pages)
{
    random_operations(24 * MIB);
    CHECK(done[SIZE_2M] > 1000 && done[SIZE_1G] == 0);
}

/* Memory is filled but for a few frames before the run starts. */
TEST(random_operations_with_memory_running_out)
{
    uint64_t at = 0x10000000;

    boot(3 * MIB, 1);
    model_start();
    while (count_free() > 24) {
        CHECK_EQ(call(CALL_MAP, at, RIGHT_WRITE), E_OK);
        at += PAGE_SIZE;
    }
    for (uint64_t i = 0; i < OPERATIONS / 4; i++)
        one_operation(i, 64);
    compare();
    check_invariants();
}

/* A register that means something more often than not. */
static uint64_t plausible(void)
{
    switch (test_below(6)) {
    case 0:
        return test_below(NSLOTS + 2);
    case 1:
        return 0x10000000 + test_below(64) * PAGE_SIZE;
    case 2:
        return USER_BASE + test_below(8) * PAGE_SIZE;
    case 3:
        return test_below(4);
    case 4:
        return ~test_below(4);
    default:
        return test_random();
    }
}

/* Garbage everywhere; in most steps a call that exists, in half of those arguments it takes. */
static void fill_registers(uint64_t *r, uint32_t exits)
{
    for (uint32_t i = 0; i < NREGS; i++)
        r[i] = plausible();
    if (test_below(4) == 0)
        return;
    r[REG_CALL] = test_below(NCALLS);
    if (r[REG_CALL] == CALL_THREAD_EXIT && test_below(exits))
        r[REG_CALL] = CALL_YIELD;
    if (test_below(2) == 0)
        return;
    r[REG_A0] = test_below(4);
    if (r[REG_CALL] >= CALL_MAP && r[REG_CALL] <= CALL_PROTECT) {
        r[REG_A0] = 0x10000000 + test_below(64) * PAGE_SIZE;
        r[REG_A1] = test_below(NRIGHTS);
        r[REG_A2] = test_below(NSIZES);
        if (test_below(2))
            r[REG_A0] = 0x10000000 + test_below(8) * 0x200000;
    }
}

static void senseless_step(uint32_t exits)
{
    fill_registers(regs_window[running].r, exits);
    if (test_below(exits) == 0)
        running = kernel_enter(0, TRAP_FAULT, test_random(), test_random());
    else
        running = kernel_enter(0, TRAP_CALL, test_random(), test_random());
}

/* exits: how rarely a thread ends. When all wait or have ended, the machine boots again. */
static void senseless(uint32_t steps, uint32_t every, uint32_t exits)
{
    for (uint32_t i = 0, boots = 0; i < steps; i++) {
        if (running == NIL) {
            kernel_reset();
            boot(boots % 8 ? 2 * MIB + 64 : 12 * MIB, 1 + boots % 4);
            boots++;
        }
        senseless_step(exits);
        if (i % every == 0 || running == NIL)
            check_invariants();
    }
}

TEST(random_registers_never_break_the_kernel)
{
    senseless(OPERATIONS, 97, 5000);
}

TEST(random_registers_with_many_deaths)
{
    senseless(OPERATIONS / 20, 1, 20);
}
