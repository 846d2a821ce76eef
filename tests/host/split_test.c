/* split_test.c: parts of pages of 2 MiB that are mapped: unmapped, given other rights, mapped anew.
 *
 * After each call all of the page is looked at: what the call named, and that the rest kept its
 * frames, its rights and its contents, in the tables and in the TLB. split_gib_test.c does so with
 * 1 GiB.
 */
#include "page.h"
#include "sizes.h"

#define FRAMES (16 * MIB)
#define PAGES 512u

static const uint64_t places[] = {0, 1, 255, 510, 511};
#define NPLACES (sizeof places / sizeof *places)

/* The rights of each part of the page at HERE as they should be, and 1 more; 0: not mapped. */
static uint8_t rights_of[PAGES];
static pfn_t first; /* its frames, one behind the other */

static uint64_t part(uint64_t n)
{
    return HERE + n * PAGE_SIZE;
}

/* The page, full of numbers, between two others; the TLB remembers all of it. */
static void map_page(uint64_t rights)
{
    map(HERE - MB2, RIGHT_EXECUTE, SIZE_2M);
    map(HERE, rights, SIZE_2M);
    map(HERE + MB2, RIGHT_WRITE, SIZE_2M);
    fill(HERE, SIZE_2M, 3);
    first = PTE_FRAME(leaf_at(HERE));
    for (uint32_t n = 0; n < PAGES; n++)
        rights_of[n] = (uint8_t)(rights + 1);
    check_pages(HERE, SIZE_2M, rights);
}

static void check_part(uint64_t n)
{
    uint64_t leaf = leaf_at(part(n));
    const uint64_t *word = user_window[first + n].word;

    CHECK_EQ(host_translate(0, part(n)), leaf);
    CHECK_EQ(leaf != 0, rights_of[n] != 0);
    if (!leaf)
        return;
    CHECK_EQ(PTE_FRAME(leaf), first + n);
    CHECK((leaf & PTE_PRESENT) && (leaf & PTE_USER));
    CHECK_EQ(!!(leaf & PTE_WRITE), rights_of[n] == RIGHT_WRITE + 1);
    CHECK_EQ(!(leaf & PTE_NX), rights_of[n] == RIGHT_EXECUTE + 1);
    for (uint64_t i = 0; i < PAGE_SIZE / 8; i++)
        if (word[i] != (n * PAGE_SIZE / 8 + i) * 3)
            CHECK_EQ(word[i], (n * PAGE_SIZE / 8 + i) * 3);
}

/* The TLB remembers no more than the tables hold, before it is asked and after. */
static void check_parts(void)
{
    CHECK_EQ(host_stale(0), 0);
    for (uint32_t n = 0; n < PAGES; n++)
        check_part(n);
    check_pages(HERE - MB2, SIZE_2M, RIGHT_EXECUTE);
    check_pages(HERE + MB2, SIZE_2M, RIGHT_WRITE);
    for (uint32_t n = 0; n < PAGES; n++) /* those have driven some of these out */
        host_translate(0, part(n));
    CHECK_EQ(host_stale(0), 0);
    check_invariants();
}

static void unmap_part(uint64_t n)
{
    unmap(part(n), SIZE_4K);
    rights_of[n] = 0;
}

static void protect_part(uint64_t n, uint64_t rights)
{
    protect(part(n), rights, SIZE_4K);
    rights_of[n] = (uint8_t)(rights + 1);
}

TEST(split_by_unmapping_one_page)
{
    for (uint32_t i = 0; i < NPLACES; i++) {
        uint32_t before;

        kernel_reset();
        boot(FRAMES, 1);
        map_page(i % NRIGHTS);
        before = count_free();
        host_clear();
        unmap_part(places[i]);
        /* One translation has gone, so one is flushed; one frame came back, one is a table. */
        CHECK_EQ(host.flushes, 1);
        CHECK_EQ(host.flushed, part(places[i]));
        CHECK_EQ(host.loads, 0);
        CHECK_EQ(count_free(), before);
        CHECK_EQ(page_window[first + places[i]].type, PG_FREE);
        check_parts();
        check_refused(CALL_UNMAP, part(places[i]), SIZE_4K, E_UNMAPPED);
    }
}

TEST(split_by_protecting_one_page)
{
    for (uint32_t i = 0; i < NPLACES; i++)
        for (uint32_t from = 0; from < NRIGHTS; from++) {
            uint32_t before;

            kernel_reset();
            boot(FRAMES, 1);
            map_page(from);
            before = count_free();
            for (uint32_t to = NRIGHTS; to-- > 0;) {
                protect_part(places[i], to);
                CHECK_EQ(before - count_free(), 1);
                check_parts();
            }
        }
}

/* The pages around the hole are pages of 4 KiB like any others. */
TEST(split_page_is_used_page_by_page)
{
    boot(FRAMES, 1);
    map_page(RIGHT_WRITE);
    unmap_part(100);
    protect_part(99, RIGHT_READ);
    protect_part(101, RIGHT_EXECUTE);
    unmap_part(103);
    unmap_part(0);
    protect_part(511, RIGHT_READ);
    check_parts();
    protect_part(511, RIGHT_WRITE);
    unmap_part(101);
    check_parts();
}

/* What is mapped in the hole is new, and of 4 KiB; one of 2 MiB fits again when all is free. */
TEST(split_page_has_a_hole_to_map_in)
{
    uint32_t before;

    boot(FRAMES, 1);
    map_page(RIGHT_READ);
    before = count_free() + PAGES;
    for (uint32_t i = 0; i < NPLACES; i++) {
        unmap_part(places[i]);
        check_refused_three(CALL_MAP, HERE, RIGHT_READ, SIZE_2M, E_MAPPED);
        map(part(places[i]), RIGHT_WRITE, SIZE_4K);
        check_words_of(part(places[i]), SIZE_4K, 0);
        CHECK_EQ(before - count_free(), PAGES + 1 - i);
        unmap_part(places[i]);
    }
    check_parts();
    for (uint32_t n = 0; n < PAGES; n++)
        if (rights_of[n] != 0)
            unmap_part(n);
    CHECK_EQ(count_free(), before);
    check_parts();
    map(HERE, RIGHT_EXECUTE, SIZE_2M);
    CHECK_EQ(count_free(), before - PAGES);
    check_words_of(HERE, SIZE_2M, 0);
    check_pages(HERE, SIZE_2M, RIGHT_EXECUTE);
}

/* All parts one by one: in each direction, and with strides that leave others between. */
TEST(split_page_gives_back_every_frame)
{
    static const uint32_t step[] = {1, 511, 3, 255, 173};

    boot(FRAMES, 1);
    for (uint32_t i = 0; i < sizeof step / sizeof *step; i++) {
        uint32_t before = count_free(), start = i % 2 ? 511 : i;

        map(HERE, RIGHT_WRITE, SIZE_2M);
        for (uint32_t n = 0; n < PAGES; n++) {
            /* The tables above, and the one that the page was split into. */
            CHECK_EQ(before - count_free(), 2 + PAGES - n + (n > 0));
            unmap(part((start + n * step[i]) % PAGES), SIZE_4K);
            CHECK_EQ(host_stale(0), 0);
        }
        CHECK_EQ(count_free(), before);
        check_absent(HERE, SIZE_2M);
        check_invariants();
    }
}

/* The range calls take parts like other pages, from one large page into the next. */
TEST(split_by_ranges)
{
    uint32_t before;

    boot(FRAMES, 1);
    map_page(RIGHT_WRITE);
    before = count_free();
    CHECK_EQ(call_three(CALL_PROTECT_RANGE, part(490), RIGHT_READ, 22 + 30), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], 52);
    CHECK_EQ(before - count_free(), 2);
    for (uint32_t n = 490; n < PAGES; n++)
        rights_of[n] = RIGHT_READ + 1;
    CHECK_EQ(call_three(CALL_PROTECT_RANGE, part(PAGES), RIGHT_WRITE, 30), E_OK);
    check_parts();
    host_clear();
    CHECK_EQ(call(CALL_UNMAP_RANGE, part(450), 500), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], RANGE_PAGES);
    CHECK_EQ(host.flushes, RANGE_PAGES);
    for (uint32_t n = 450; n < PAGES; n++)
        rights_of[n] = 0;
    CHECK_EQ(before - count_free(), 2 - RANGE_PAGES);
    CHECK_EQ(leaf_at(part(450 + RANGE_PAGES - 1)), 0);
    CHECK_EQ(call_three(CALL_MAP_RANGE, part(PAGES), RIGHT_WRITE, 10), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], 2);
    for (uint32_t n = 0; n < PAGES; n++)
        check_part(n);
    CHECK_EQ(host_stale(0), 0);
    check_invariants();
}
