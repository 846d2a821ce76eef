/* range_test.c: the range forms of map, unmap and protect, against a model of one byte per page.
 *
 * A range call does pages in order until one cannot be done, and says how many were; so the model
 * says what must have stopped it. The pages lie on both sides of a boundary between tables, and are
 * mapped as large ones at times, which the ranges split.
 */
#include "harness.h"

#define PAGES 1024u
#define FIRST (0x40000000ul - PAGES / 2 * PAGE_SIZE)
#define OPERATIONS 30000u
#define LOOK 211u /* operations from one look at everything to the next */

static uint8_t rights_of[PAGES]; /* of what is mapped, and 1 more; 0: not mapped */
static uint32_t large_maps;

static uint64_t page(uint64_t i)
{
    return FIRST + i * PAGE_SIZE;
}

/* A range call; `done` is left alone unless it succeeds. */
static uint64_t range(uint64_t number, uint64_t address, uint64_t rights, uint64_t n,
                      uint64_t *done)
{
    pfn_t t = running;
    uint64_t error;

    error = call_three(number, address, number == CALL_UNMAP_RANGE ? n : rights, n);
    if (error == E_OK)
        *done = regs_window[t].r[REG_A1];
    CHECK_EQ(running, t);
    return error;
}

static void compare(void)
{
    for (uint32_t i = 0; i < PAGES; i++) {
        uint64_t leaf = host_walk(root_of(running), page(i));

        CHECK_EQ(host_translate(0, page(i)), leaf);
        CHECK_EQ(leaf != 0, rights_of[i] != 0);
        if (leaf) {
            CHECK_EQ(!!(leaf & PTE_WRITE), rights_of[i] == RIGHT_WRITE + 1);
            CHECK_EQ(!(leaf & PTE_NX), rights_of[i] == RIGHT_EXECUTE + 1);
            CHECK_EQ(user_window[PTE_FRAME(leaf)].word[0], i + 1);
            CHECK_EQ(user_window[PTE_FRAME(leaf)].word[TABLE_ENTRIES - 1], i + 1);
        }
    }
}

/* How many of n pages from i on can be done before one is in the way. */
static uint32_t run(uint64_t number, uint32_t i, uint32_t n)
{
    uint32_t k = 0;

    while (k < n && k < RANGE_PAGES && (rights_of[i + k] == 0) == (number == CALL_MAP_RANGE))
        k++;
    return k;
}

static void zero_pages(uint32_t i, uint64_t k)
{
    for (uint32_t j = i; j < i + k; j++) {
        uint64_t *word = user_window[PTE_FRAME(host_walk(root_of(running), page(j)))].word;

        CHECK_EQ(word[0] | word[TABLE_ENTRIES - 1], 0);
        word[0] = word[TABLE_ENTRIES - 1] = j + 1;
    }
}

static void one_operation(void)
{
    static const uint64_t numbers[] = {CALL_MAP_RANGE, CALL_UNMAP_RANGE, CALL_PROTECT_RANGE};
    uint64_t number = numbers[test_below(3)], rights = test_below(NRIGHTS), done = 0, error;
    uint32_t i = (uint32_t)test_below(PAGES), n = (uint32_t)test_below(100) + 1, most;

    n = n > PAGES - i ? PAGES - i : n;
    most = run(number, i, n);
    for (uint32_t j = i; j < i + n; j += 7)
        host_translate(0, page(j)); /* so that the TLB holds what is about to change */
    error = range(number, page(i), rights, n, &done);
    if (error == E_MEMORY || (error == E_OK && number == CALL_MAP_RANGE && done < most)) {
        /* Memory has run out, and says so when the call is made for what is left. */
        CHECK_EQ(call(CALL_MAP, page(i + done), rights), E_MEMORY);
    } else if (most == 0) {
        CHECK_EQ(error, number == CALL_MAP_RANGE ? E_MAPPED : E_UNMAPPED);
    } else {
        CHECK_EQ(error, E_OK);
        CHECK_EQ(done, most);
    }
    if (number == CALL_MAP_RANGE)
        zero_pages(i, done);
    for (uint32_t j = i; j < i + done; j++)
        rights_of[j] = number == CALL_UNMAP_RANGE ? 0 : (uint8_t)(rights + 1);
}

/* What is mapped in the half that starts at a page goes. */
static void empty(uint32_t first)
{
    for (uint32_t i = first; i < first + PAGES / 2; i++)
        if (rights_of[i] != 0) {
            CHECK_EQ(call(CALL_UNMAP, page(i), SIZE_4K), E_OK);
            rights_of[i] = 0;
        }
}

/* A large page in one half: half the time one that is emptied for it. */
static void map_large(void)
{
    uint32_t first = test_below(2) ? PAGES / 2 : 0, used = 0;
    uint64_t rights = test_below(NRIGHTS), error;

    if (test_below(2))
        empty(first);
    for (uint32_t i = first; i < first + PAGES / 2; i++)
        used += rights_of[i] != 0;
    error = call_three(CALL_MAP, page(first), rights, SIZE_2M);
    CHECK_EQ(error == E_MAPPED, used != 0);
    CHECK(error == E_MAPPED || error == E_MEMORY || error == E_OK);
    if (error != E_OK)
        return;
    large_maps++;
    zero_pages(first, PAGES / 2);
    for (uint32_t i = first; i < first + PAGES / 2; i++)
        rights_of[i] = (uint8_t)(rights + 1);
}

static void random_operations(void)
{
    for (uint32_t i = 0; i < OPERATIONS; i++) {
        one_operation();
        if (i % (LOOK / 2) == 0)
            map_large();
        if (i % LOOK == 0) {
            CHECK_EQ(host_stale(0), 0);
            compare();
            check_invariants();
        }
    }
}

TEST(range_random_operations)
{
    boot(64 * MIB, 1); /* what is left of large pages lies about in it, and others must fit */
    random_operations();
    CHECK(large_maps > 50);
}

TEST(range_random_operations_with_memory_running_out)
{
    uint64_t left = 0x10000000000ul;

    boot(3 * MIB, 1);
    while (count_free() > PAGES / 4) {
        CHECK_EQ(call(CALL_MAP, left, RIGHT_WRITE), E_OK);
        left += PAGE_SIZE;
    }
    random_operations();
}

TEST(range_gives_back_every_frame)
{
    uint64_t done = 0;
    uint32_t before;

    boot(16 * MIB, 1);
    before = count_free();
    for (uint32_t n = 1; n <= RANGE_PAGES; n++) {
        CHECK_EQ(range(CALL_MAP_RANGE, page(500), RIGHT_WRITE, n, &done), E_OK);
        CHECK_EQ(done, n);
        CHECK_EQ(range(CALL_UNMAP_RANGE, page(500), 0, n, &done), E_OK);
        CHECK_EQ(done, n);
        CHECK_EQ(count_free(), before);
    }
    check_invariants();
}

/* One call does no more than RANGE_PAGES, however many are asked for. */
TEST(range_comes_in_bounded_pieces)
{
    uint64_t done = 0;

    boot(16 * MIB, 1);
    for (uint32_t i = 0; i < PAGES; i += RANGE_PAGES) {
        CHECK_EQ(range(CALL_MAP_RANGE, page(i), RIGHT_WRITE, PAGES - i, &done), E_OK);
        CHECK_EQ(done, RANGE_PAGES);
    }
    CHECK_EQ(range(CALL_PROTECT_RANGE, page(0), RIGHT_READ, 1ul << 30, &done), E_OK);
    CHECK_EQ(done, RANGE_PAGES);
    check_invariants();
}

/* With so many frames free and no more, a call does what they suffice for. */
TEST(range_stops_where_memory_ends)
{
    for (uint32_t spare = 0; spare < 12; spare++) {
        uint64_t done = 0, left = 0x10000000000ul;

        kernel_reset();
        boot(3 * MIB, 1);
        CHECK_EQ(call(CALL_MAP, page(0), RIGHT_READ), E_OK);
        while (count_free() > spare) {
            if (call(CALL_MAP, left, RIGHT_WRITE) != E_OK)
                break;
            left += PAGE_SIZE;
        }
        if (count_free() == 0) {
            CHECK_EQ(range(CALL_MAP_RANGE, page(1), RIGHT_WRITE, 20, &done), E_MEMORY);
            CHECK_EQ(done, 0);
        } else {
            spare = count_free();
            CHECK_EQ(range(CALL_MAP_RANGE, page(1), RIGHT_WRITE, 20, &done), E_OK);
            CHECK_EQ(done, spare);
        }
        check_invariants();
    }
}

static void refused(uint64_t address, uint64_t n, uint64_t error)
{
    check_refused_three(CALL_MAP_RANGE, address, RIGHT_WRITE, n, error);
    check_refused_three(CALL_PROTECT_RANGE, address, RIGHT_READ, n, error);
    check_refused(CALL_UNMAP_RANGE, address, n, error);
}

TEST(range_refuses_bad_ranges)
{
    static const uint64_t wrong[] = {0,          1,         FIRST + 8, FIRST + PAGE_SIZE - 1,
                                     USER_END,   1ul << 47, ~0ul,      0xffff800000000000ul,
                                     ~0ul - 4095};

    boot(16 * MIB, 1);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refused(wrong[i], 1, E_ADDRESS);
    refused(FIRST, 0, E_RANGE);
    refused(FIRST, (USER_END - FIRST) / PAGE_SIZE + 1, E_RANGE);
    refused(FIRST, (1ul << 52) + 1, E_RANGE); /* its bytes wrap to one page */
    refused(FIRST, ~0ul, E_RANGE);
    refused(USER_END - PAGE_SIZE, 2, E_RANGE);
    check_refused_three(CALL_MAP_RANGE, FIRST, NRIGHTS, 3, E_RIGHTS);
    check_refused_three(CALL_PROTECT_RANGE, FIRST, ~0ul, 3, E_RIGHTS);
    check_refused_three(CALL_PROTECT_RANGE, FIRST, RIGHT_READ, 3, E_UNMAPPED);
    check_refused(CALL_UNMAP_RANGE, FIRST, 3, E_UNMAPPED);
    check_refused_three(CALL_MAP_RANGE, USER_BASE, RIGHT_READ, 3, E_MAPPED);
}
