/* map_test.c: memory maps as firmware really writes them: unsorted, unaligned, overlapping, huge.
 *
 * Available memory shrinks to whole pages, reserved memory grows to them and always wins, and what
 * is said to be in use must lie in what is left.
 */
#include "harness.h"

#define FRAMES (16 * MIB)

static uint32_t type_at(uint64_t address)
{
    return page_window[address / PAGE_SIZE].type;
}

TEST(map_order_does_not_matter)
{
    struct boot_range first;

    machine_of(FRAMES, 1);
    first = boot_info.range[0];
    boot_info.range[0] = boot_info.range[boot_info.nranges - 1];
    boot_info.range[boot_info.nranges - 1] = first;
    CHECK_EQ(boot_frames(), FRAMES);
    CHECK_EQ(try_boot(), BOOT_OK);
    CHECK_EQ(type_at(0xa0000), PG_RESERVED);
    CHECK_EQ(type_at(0x3000), PG_FREE);
    check_invariants();
}

TEST(map_unaligned_edges_shrink_what_is_available)
{
    machine_of(FRAMES, 1);
    boot_info.range[0] = (struct boot_range){.base = 0x801, .size = 0x5000, .kind = 1};
    CHECK_EQ(try_boot(), BOOT_OK);
    CHECK_EQ(type_at(0), PG_RESERVED);
    CHECK_EQ(type_at(0x1000), PG_FREE);
    CHECK_EQ(type_at(0x4000), PG_FREE);
    CHECK_EQ(type_at(0x5000), PG_RESERVED);
    check_invariants();
}

TEST(map_reserved_wins_whatever_the_order)
{
    for (int before = 0; before < 2; before++) {
        kernel_reset();
        machine_of(FRAMES, 1);
        if (before) {
            boot_info.range[0] = (struct boot_range){.base = 0x6801, .size = 0x1000, .kind = 2};
            add_range(0, 0x9f000, RANGE_AVAILABLE);
        } else {
            add_range(0x6801, 0x1000, 5);
        }
        CHECK_EQ(try_boot(), BOOT_OK);
        CHECK_EQ(type_at(0x5000), PG_FREE);
        CHECK_EQ(type_at(0x6000), PG_RESERVED);
        CHECK_EQ(type_at(0x7000), PG_RESERVED);
        CHECK_EQ(type_at(0x8000), PG_FREE);
        check_invariants();
    }
}

TEST(map_available_twice_counts_once)
{
    uint32_t once;

    machine_of(FRAMES, 1);
    CHECK_EQ(try_boot(), BOOT_OK);
    once = count_free();
    kernel_reset();
    machine_of(FRAMES, 1);
    add_range(0x300000, 0x200000, RANGE_AVAILABLE);
    CHECK_EQ(try_boot(), BOOT_OK);
    CHECK_EQ(count_free(), once);
    check_invariants();
}

TEST(map_ranges_that_wrap_or_are_empty)
{
    machine_of(FRAMES, 1);
    add_range(0x5000, 0, 2);
    add_range(~0ul - 0x1000, 0x3000, RANGE_AVAILABLE);
    add_range(~0ul, ~0ul, RANGE_AVAILABLE);
    CHECK_EQ(boot_frames(), FRAMES);
    CHECK_EQ(try_boot(), BOOT_OK);
    CHECK_EQ(type_at(0x5000), PG_FREE);
    check_invariants();
}

TEST(map_memory_above_64_gib_is_ignored)
{
    machine_of(FRAMES, 1);
    add_range(0x1000000000, 0x100000000, RANGE_AVAILABLE);
    CHECK_EQ(boot_frames(), FRAMES);
    CHECK_EQ(try_boot(), BOOT_OK);
    check_invariants();
}

TEST(map_a_range_across_64_gib_is_cut)
{
    machine_of(FRAMES, 1);
    add_range(0xfff000000, 0x100000000, RANGE_AVAILABLE);
    CHECK_EQ(boot_frames(), MAX_FRAMES);
}

TEST(map_none_above_1_mib)
{
    machine_of(MIB, 0);
    boot_info.nused = 0;
    boot_info.nmodules = 1;
    boot_info.module[0] = (struct boot_range){.base = 0x10000, .size = 2 * PAGE_SIZE};
    write_module(0x10000, 1, 1, 0, 1);
    CHECK_EQ(boot_frames(), 0x9f);
    CHECK_EQ(try_boot(), BOOT_OK);
    check_invariants();
}

TEST(map_refuses_a_used_range_outside_memory)
{
    static const struct boot_range wrong[] = {
        {.base = 0x9e000, .size = 0x2000},      {.base = 0xa0000, .size = 0x1000},
        {.base = 0x1000000000, .size = 0x1000}, {.base = (FRAMES - 1) * 4096ul, .size = 0x2000},
        {.base = ~0ul - 0xfff, .size = 0x2000}, {.base = 0x200000, .size = ~0ul - 0xfff},
    };

    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kernel_reset();
        machine_of(FRAMES, 1);
        boot_info.used[boot_info.nused++] = wrong[i];
        CHECK_EQ(try_boot(), BOOT_USED);
    }
}

TEST(map_refuses_a_bad_module_range)
{
    static const struct boot_range wrong[] = {
        {.base = 0xa0000, .size = 0x2000},               /* reserved */
        {.base = FRAMES * 4096ul, .size = 0x2000},       /* beyond memory */
        {.base = (FRAMES - 1) * 4096ul, .size = 0x2000}, /* half of it */
        {.base = 0x1000000000, .size = 0x2000},          /* beyond 64 GiB */
        {.base = MODULE_BASE + 8, .size = 0x2000},       /* unaligned */
        {.base = 0x180000, .size = 0x2000},              /* in the kernel */
        {.base = MODULE_BASE, .size = ~0ul - 0xfff},     /* wraps */
        {.base = ~0ul - 0xfff, .size = 0x2000},
    };

    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kernel_reset();
        machine_of(FRAMES, 1);
        boot_info.module[0] = wrong[i];
        CHECK_EQ(try_boot(), BOOT_MODULE);
    }
}

/* Whole pages and as many as the header counts, or it is no program. */
TEST(map_refuses_a_module_of_another_size)
{
    static const uint64_t wrong[] = {0x1000, 0x1fff, 0x2001, 0x2008, 0x3000};

    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kernel_reset();
        machine_of(FRAMES, 1);
        boot_info.module[0].size = wrong[i];
        CHECK_EQ(try_boot(), BOOT_NOT_PROGRAM);
    }
}

TEST(map_refuses_modules_that_overlap)
{
    machine_of(FRAMES, 2);
    boot_info.module[1].base = boot_info.module[0].base + PAGE_SIZE;
    CHECK_EQ(try_boot(), BOOT_MODULE);
}

/* Memory up to the very limit: what lies beyond it must be refused all the same. */
static void machine_of_64_gib(void)
{
    machine_of(FRAMES, 1);
    fresh_memory(MAX_FRAMES);
    write_module(MODULE_BASE, 1, 1, 1, 2);
    add_range(0xfff000000, 0x2000000, RANGE_AVAILABLE);
}

TEST(map_64_gib)
{
    machine_of_64_gib();
    CHECK_EQ(try_boot(), BOOT_OK);
    CHECK(type_at(0xffffff000) != PG_RESERVED);
    CHECK_EQ(type_at(0x1000000), PG_RESERVED);
}

TEST(map_refuses_a_module_beyond_64_gib)
{
    machine_of_64_gib();
    boot_info.module[0].base = 0x1000000000;
    CHECK_EQ(try_boot(), BOOT_MODULE);
}

TEST(map_refuses_a_used_range_beyond_64_gib)
{
    machine_of_64_gib();
    boot_info.used[boot_info.nused++] = (struct boot_range){.base = 0x1000000000, .size = 0x1000};
    CHECK_EQ(try_boot(), BOOT_USED);
}

TEST(map_refuses_a_used_range_across_64_gib)
{
    machine_of_64_gib();
    boot_info.used[boot_info.nused++] = (struct boot_range){.base = 0xffffff000, .size = 0x2000};
    CHECK_EQ(try_boot(), BOOT_USED);
}

/* Anything at all in boot_info: refused or booted well, never a crash. */
TEST(map_random_maps)
{
    uint32_t booted = 0;

    for (int round = 0; round < 300; round++) {
        kernel_reset();
        machine_of(4 * MIB, 1 + test_below(2));
        for (uint32_t n = test_below(12); n > 0; n--)
            add_range(test_below(0x600000), test_below(8) ? test_below(0x8000) : test_random(),
                      test_below(3) ? RANGE_AVAILABLE : test_random());
        if (test_below(8) == 0)
            boot_info.used[boot_info.nused++] = (struct boot_range){
                .base = test_below(1024) * PAGE_SIZE, .size = test_below(64) * PAGE_SIZE};
        /* The host has backed this much only. */
        if (boot_frames() > 4 * MIB)
            continue;
        if (try_boot() == BOOT_OK) {
            booted++;
            running = NIL;
            check_invariants();
        }
    }
    CHECK(booted >= 10);
}
