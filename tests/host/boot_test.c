/* boot_test.c: what kernel_init() accepts, what it refuses, and what it makes of a memory map. */
#include <string.h>

#include "harness.h"

#define FRAMES (16 * MIB)

static void expect(uint32_t reason)
{
    CHECK_EQ(try_boot(), reason);
}

static void expect_type(uint64_t base, uint64_t size, uint32_t type)
{
    for (uint64_t a = base; a < base + size; a += PAGE_SIZE)
        CHECK_EQ(page_window[a / PAGE_SIZE].type, type);
}

TEST(boot_16_mib)
{
    boot(FRAMES, 1);
    CHECK_EQ(host.events[EV_BOOTED], 1);
    CHECK_EQ(thread_window[running].state, T_RUNNING);
    check_invariants();
    /* What firmware or the loader uses is never handed out. */
    expect_type(0x9f000, 0x100000 - 0x9f000, PG_RESERVED);
    expect_type(0x100000, 0x100000, PG_RESERVED);
}

TEST(boot_reports_frames)
{
    machine_of(FRAMES, 1);
    host_clear();
    expect(BOOT_OK);
    CHECK_EQ(host.last.event, EV_BOOTED);
    CHECK_EQ(host.last.a, boot_info.frames);
    CHECK_EQ(host.last.b, count_free());
}

TEST(boot_frames_counts_what_is_available)
{
    machine_of(FRAMES, 1);
    CHECK_EQ(boot_frames(), FRAMES);
    add_range(0xfffc0000, 0x40000, 2); /* the firmware's flash needs no frame */
    CHECK_EQ(boot_frames(), FRAMES);
}

TEST(boot_every_module_is_a_process)
{
    uint32_t processes = 0, endpoints = 0;

    boot(FRAMES, BOOT_MAX_MODULES);
    check_invariants();
    for (pfn_t p = 0; p < FRAMES; p++) {
        processes += page_window[p].type == PG_PROCESS;
        endpoints += page_window[p].type == PG_ENDPOINT;
    }
    CHECK_EQ(processes, BOOT_MAX_MODULES);
    CHECK_EQ(endpoints, BOOT_MAX_MODULES - 1);
}

TEST(boot_endpoints_join_init_and_the_others)
{
    struct process *init;
    uint32_t others = 0;

    boot(FRAMES, 3);
    init = &process_window[thread_window[running].process];
    CHECK_EQ(init->slot[0], NIL);
    CHECK(init->slot[1] != NIL && init->slot[2] != NIL && init->slot[1] != init->slot[2]);
    for (pfn_t p = 0; p < FRAMES; p++)
        if (page_window[p].type == PG_PROCESS && &process_window[p] != init)
            others |= process_window[p].slot[0] == init->slot[1] ? 1 : 2;
    CHECK_EQ(others, 3);
}

TEST(boot_module_is_mapped_by_its_header)
{
    uint64_t text, data, zero;
    pfn_t root;

    boot(FRAMES, 1);
    root = root_of(running);
    text = host_walk(root, USER_BASE);
    data = host_walk(root, USER_BASE + PAGE_SIZE);
    zero = host_walk(root, USER_BASE + 2 * PAGE_SIZE);
    CHECK_EQ(PTE_FRAME(text), MODULE_BASE / PAGE_SIZE);
    CHECK_EQ(PTE_FRAME(data), MODULE_BASE / PAGE_SIZE + 1);
    CHECK(!(text & PTE_WRITE) && !(text & PTE_NX));
    CHECK((data & PTE_WRITE) && (data & PTE_NX));
    CHECK((zero & PTE_WRITE) && (zero & PTE_NX));
    CHECK(!host_walk(root, USER_BASE + 3 * PAGE_SIZE));
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
        CHECK_EQ(user_window[PTE_FRAME(zero)].word[i], 0);
}

TEST(boot_init_starts_at_its_entry)
{
    pfn_t root;

    boot(FRAMES, 1);
    root = root_of(running);
    CHECK_EQ(regs_window[running].r[REG_PC], USER_BASE + MOD_WORDS * sizeof(uint64_t));
    CHECK_EQ(regs_window[running].r[REG_SP], USER_STACK_TOP);
    CHECK(host_walk(root, USER_STACK_TOP - 1) & PTE_WRITE);
    CHECK(host_walk(root, USER_STACK_TOP - 2 * PAGE_SIZE) & PTE_WRITE);
    CHECK(!host_walk(root, USER_STACK_TOP - 3 * PAGE_SIZE));
    CHECK(!host_walk(root, USER_STACK_TOP));
    for (uint32_t i = 0; i < NREGS; i++)
        if (i != REG_PC && i != REG_SP && i != REG_FLAGS)
            CHECK_EQ(regs_window[running].r[i], 0);
}

TEST(boot_refuses_truncated_information)
{
    machine_of(FRAMES, 1);
    boot_info.truncated = 1;
    expect(BOOT_TRUNCATED);
}

TEST(boot_refuses_an_empty_map)
{
    machine_of(FRAMES, 1);
    boot_info.nranges = 0;
    CHECK_EQ(boot_frames(), 0);
    expect(BOOT_NO_MAP);
}

TEST(boot_refuses_a_map_without_memory)
{
    machine_of(FRAMES, 1);
    boot_info.nranges = 0;
    add_range(0, 0x100000000, 2);
    CHECK_EQ(boot_frames(), 0);
    expect(BOOT_NO_MEMORY);
}

TEST(boot_refuses_too_many_ranges)
{
    machine_of(FRAMES, 1);
    boot_info.nranges = BOOT_MAX_RANGES + 1;
    CHECK_EQ(boot_frames(), 0);
    expect(BOOT_TOO_MANY);
    boot_info.nranges = 0xffffffff;
    CHECK_EQ(boot_frames(), 0);
    expect(BOOT_TOO_MANY);
}

TEST(boot_refuses_too_many_used_ranges)
{
    machine_of(FRAMES, 1);
    boot_info.nused = BOOT_MAX_USED + 1;
    expect(BOOT_TOO_MANY);
}

TEST(boot_refuses_too_many_modules)
{
    machine_of(FRAMES, 1);
    boot_info.nmodules = BOOT_MAX_MODULES + 1;
    expect(BOOT_TOO_MANY);
}

TEST(boot_refuses_a_short_frame_array)
{
    machine_of(FRAMES, 1);
    boot_info.frames = boot_frames() - 1;
    CHECK_EQ(kernel_init(), BOOT_FRAMES);
}

TEST(boot_refuses_to_run_without_init)
{
    machine_of(FRAMES, 0);
    expect(BOOT_NO_MODULE);
}

TEST(boot_refuses_a_kernel_half_open_to_the_user)
{
    for (uint32_t i = 0; i < USER_ENTRIES; i += 85) {
        kernel_reset();
        machine_of(FRAMES, 1);
        boot_info.kernel_half[i] |= PTE_PRESENT | PTE_USER;
        expect(BOOT_KERNEL_HALF);
    }
}

TEST(boot_refuses_what_is_not_a_program)
{
    /* magic, entry, text, data, zero, stack: each wrong on its own */
    static const uint64_t wrong[][2] = {
        {MOD_MAGIC, 0},        {MOD_ENTRY, 0},    {MOD_ENTRY, USER_BASE + PAGE_SIZE},
        {MOD_TEXT, 0},         {MOD_TEXT, 2},     {MOD_TEXT, ~0ul},
        {MOD_DATA, 0},         {MOD_DATA, 2},     {MOD_DATA, ~0ul},
        {MOD_ZERO, ~0ul},      {MOD_STACK, ~0ul}, {MOD_ZERO, MODULE_MAX_PAGES + 1},
        {MOD_ENTRY, USER_END}, {MOD_ENTRY, ~0ul}, {MOD_STACK, MODULE_MAX_PAGES + 1},
        {MOD_STACK, 0},
    };

    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kernel_reset();
        machine_of(FRAMES, 1);
        module_words(0)[wrong[i][0]] = wrong[i][1];
        expect(BOOT_NOT_PROGRAM);
    }
}

TEST(boot_refuses_a_later_module_that_is_not_a_program)
{
    machine_of(FRAMES, 3);
    module_words(2)[MOD_MAGIC]++;
    expect(BOOT_NOT_PROGRAM);
}

TEST(boot_refuses_memory_too_small_for_init)
{
    machine_of(FRAMES, 1);
    module_words(0)[MOD_ZERO] = 3800; /* as many as there are frames, nearly */
    expect(BOOT_FULL);
}
