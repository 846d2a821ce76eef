/* large_test.c: leaves of 2 MiB and 1 GiB in page tables, set by hand.
 *
 * What is there is seen page by page, split where a page of 4 KiB is to change, and freed with its
 * address space. The system calls that do so have tests of their own (size_test.c, split_test.c).
 */
#include "harness.h"
#include "paging.h"
#include "split_walk.h"

#define FRAMES (2048 * MIB) /* 2 GiB: room for an aligned block of 1 GiB */
#define ADDRESS 0x8000000000ul

static pfn_t root, start;
static uint32_t unused;

/* An address space with one page, so that the tables above it are there. */
static void make_space(uint32_t frames)
{
    pfn_t p;

    bare_machine(frames);
    unused = count_free();
    root = paging_create();
    p = user_page();
    CHECK(root != NIL && p != NIL);
    CHECK_EQ(paging_map(root, ADDRESS, p, RIGHT_READ), E_OK);
}

static pfn_t table_at(uint64_t address, uint32_t level)
{
    pfn_t table = root;

    for (uint32_t l = 4, shift = 39; l > level; l--, shift -= 9)
        table = PTE_FRAME(table_window[table].entry[(address >> shift) % TABLE_ENTRIES]);
    return table;
}

/* Map a new superpage in the slot after that of the page. */
static uint64_t map_large(uint32_t level, uint32_t rights)
{
    uint64_t size = level == 2 ? 0x200000 : 0x40000000;

    start = superpage_find(ROOT_POOL, level - 1);
    CHECK(start != NIL);
    superpage_take(start, level - 1);
    leaf_set(table_at(ADDRESS, level), level, 1, start, rights);
    return ADDRESS + size;
}

static void check_page(uint64_t address, uint64_t n, uint32_t rights)
{
    uint64_t leaf = paging_lookup(root, address + n * PAGE_SIZE);

    CHECK_EQ(leaf, host_walk(root, address + n * PAGE_SIZE));
    CHECK_EQ(PTE_FRAME(leaf), start + n);
    CHECK((leaf & PTE_PRESENT) && (leaf & PTE_USER) && !(leaf & PTE_LARGE));
    CHECK_EQ(!!(leaf & PTE_WRITE), rights == RIGHT_WRITE);
    CHECK_EQ(!(leaf & PTE_NX), rights == RIGHT_EXECUTE);
}

/* Every translation of a page at the slot after that of the first page. */
static void check_all(uint64_t address, uint64_t pages, uint32_t rights)
{
    for (uint64_t n = 0; n < pages; n++)
        check_page(address, n, rights);
    CHECK_EQ(PTE_FRAME(paging_lookup(root, ADDRESS)), PTE_FRAME(host_walk(root, ADDRESS)));
    check_memory(&root, 1);
}

/* Where no frame is left for a table. */
static void refused(uint64_t address)
{
    struct snapshot *before = snapshot_take();

    CHECK_EQ(paging_unmap(root, address), E_MEMORY);
    CHECK_EQ(paging_protect(root, address, RIGHT_READ), E_MEMORY);
    CHECK_EQ(paging_need(root, address), 1);
    check_unchanged(before, NIL);
    snapshot_free(before);
}

static void try_large(uint32_t level, uint64_t pages)
{
    uint64_t address = map_large(level, RIGHT_WRITE);
    pfn_t p = user_page();

    for (uint64_t n = 0; n < pages; n += n < pages - 2 ? pages / 4 + n % 2 : 1)
        check_page(address, n, RIGHT_WRITE);
    check_page(address, pages - 1, RIGHT_WRITE);
    CHECK_EQ(paging_lookup(root, address - PAGE_SIZE), 0);
    CHECK_EQ(paging_lookup(root, address + pages * PAGE_SIZE), 0);
    leaf_change(table_at(ADDRESS, level), level, 1, RIGHT_EXECUTE);
    check_page(address, pages / 2 + 1, RIGHT_EXECUTE);
    CHECK_EQ(paging_map(root, address + PAGE_SIZE, p, RIGHT_READ), E_MAPPED);
    page_free(p);
    check_memory(&root, 1);
    paging_destroy(root);
    CHECK_EQ(count_free(), unused);
    check_memory(&root, 0);
}

TEST(large_leaf_of_2_mib_page_by_page)
{
    make_space(8 * MIB);
    try_large(2, 512);
}

TEST(large_leaf_of_1_gib_page_by_page)
{
    make_space(FRAMES);
    try_large(3, 262144);
}

TEST(large_leaf_is_not_split_without_a_table)
{
    uint64_t address;

    make_space(8 * MIB);
    address = map_large(2, RIGHT_WRITE);
    while (page_alloc(ROOT_POOL, PG_UNTYPED) != NIL)
        ;
    refused(address);
    refused(address + 511 * PAGE_SIZE);
    CHECK_EQ(paging_unmap(root, ADDRESS), E_OK);
    check_page(address, 511, RIGHT_WRITE);
    /* The page and its table left room for the one that it takes. */
    CHECK_EQ(paging_unmap(root, address + 511 * PAGE_SIZE), E_OK);
    CHECK_EQ(paging_lookup(root, address + 511 * PAGE_SIZE), 0);
    check_page(address, 510, RIGHT_WRITE);
    CHECK_EQ(nfree, 2);
    paging_destroy(root);
}

TEST(large_leaf_is_freed_when_nothing_else_is_there)
{
    uint64_t address;

    make_space(8 * MIB);
    address = map_large(2, RIGHT_WRITE);
    CHECK_EQ(paging_unmap(root, ADDRESS), E_OK);
    large_drop(table_at(ADDRESS, 2), 2, 1);
    CHECK_EQ(paging_lookup(root, address), 0);
    paging_destroy(root);
    CHECK_EQ(count_free(), unused);
}

/* No translation changes, for each of the rights and at whatever page the walk is aimed; what was
 * split is not split again. */
TEST(large_leaf_is_split_with_all_translations_kept)
{
    static const uint64_t at[] = {0, 1, 255, 511};

    for (uint32_t i = 0; i < 4 * NRIGHTS; i++) {
        uint64_t address, left;
        pfn_t table;

        make_space(8 * MIB);
        address = map_large(2, i % NRIGHTS);
        left = nfree;
        CHECK_EQ(paging_need(root, address), 1);
        table = split_tables(root, address + at[i / NRIGHTS] * PAGE_SIZE);
        CHECK_EQ(page_window[table].type, PG_PT1);
        CHECK_EQ(nfree, left - 1);
        check_all(address, 512, i % NRIGHTS);
        CHECK_EQ(split_tables(root, address + PAGE_SIZE), table);
        CHECK_EQ(nfree, left - 1);
        paging_destroy(root);
        CHECK_EQ(count_free(), unused);
    }
}

TEST(large_leaf_of_1_gib_is_split_with_all_translations_kept)
{
    uint64_t address, left;

    make_space(FRAMES);
    address = map_large(3, RIGHT_EXECUTE);
    left = nfree;
    CHECK_EQ(page_window[split_upper(root, 1, 1)].type, PG_PT2);
    CHECK_EQ(nfree, left - 1);
    check_all(address, 262144, RIGHT_EXECUTE);
    split_tables(root, address + 77777 * PAGE_SIZE);
    CHECK_EQ(nfree, left - 2);
    check_all(address, 262144, RIGHT_EXECUTE);
    paging_destroy(root);
    CHECK_EQ(count_free(), unused);
    check_memory(&root, 0);
}
