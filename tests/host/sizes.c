/* sizes.c: what the tests of pages of three sizes do with a page, and with free memory.
 *
 * The tables and the TLB are read as the MMU would, 4 KiB at a time; words are in the window, where
 * the frames of a large page lie one behind the other.
 */
#include "sizes.h"

#include <string.h>

#include "page.h"

const uint64_t bytes_of[NSIZES] = {PAGE_SIZE, MB2, GB1};

void boot_with_a_gib(uint32_t modules)
{
    kernel_reset();
    machine_of(16 * MIB, modules);
    fresh_memory(2 * GIB_FRAMES + 4 * MIB);
    for (uint32_t i = 0; i < modules; i++)
        write_module(boot_info.module[i].base, 1, 1, 1, 2);
    add_range(GB1, GB1 + 2 * MB2, RANGE_AVAILABLE);
    memset(host_bytes() + GB1, 0xa5, GB1);
    CHECK_EQ(try_boot(), BOOT_OK);
    running = kernel_enter(0, TRAP_START, 0, 0);
    CHECK(running != NIL);
}

void refused_in_a_gib(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t error)
{
    uint32_t before = count_free();
    uint64_t leaf = leaf_at(a0);
    pfn_t t = running;

    CHECK_EQ(call_three(number, a0, a1, a2), error);
    CHECK_EQ(running, t);
    CHECK_EQ(count_free(), before);
    CHECK_EQ(leaf_at(a0), leaf);
}

uint64_t leaf_at(uint64_t address)
{
    return host_walk(root_of(running), address);
}

void map(uint64_t address, uint64_t rights, uint64_t size)
{
    CHECK_EQ(call_three(CALL_MAP, address, rights, size), E_OK);
}

void unmap(uint64_t address, uint64_t size)
{
    CHECK_EQ(call(CALL_UNMAP, address, size), E_OK);
}

void protect(uint64_t address, uint64_t rights, uint64_t size)
{
    CHECK_EQ(call_three(CALL_PROTECT, address, rights, size), E_OK);
}

void check_pages(uint64_t address, uint64_t size, uint64_t rights)
{
    pfn_t first = PTE_FRAME(leaf_at(address));

    CHECK_EQ(first % (bytes_of[size] / PAGE_SIZE), 0);
    for (uint64_t n = 0; n < bytes_of[size] / PAGE_SIZE; n++) {
        uint64_t leaf = leaf_at(address + n * PAGE_SIZE);

        CHECK_EQ(host_translate(0, address + n * PAGE_SIZE), leaf);
        CHECK((leaf & PTE_PRESENT) && (leaf & PTE_USER));
        CHECK_EQ(PTE_FRAME(leaf), first + n);
        CHECK_EQ(!!(leaf & PTE_WRITE), rights == RIGHT_WRITE);
        CHECK_EQ(!(leaf & PTE_NX), rights == RIGHT_EXECUTE);
    }
    CHECK_EQ(host_stale(0), 0);
}

void check_absent(uint64_t address, uint64_t size)
{
    CHECK_EQ(host_stale(0), 0);
    for (uint64_t n = 0; n < bytes_of[size] / PAGE_SIZE; n++) {
        CHECK_EQ(leaf_at(address + n * PAGE_SIZE), 0);
        CHECK_EQ(host_translate(0, address + n * PAGE_SIZE), 0);
    }
}

/* The words of a large page, which lie one behind the other in memory. */
static uint64_t *words_of(uint64_t address)
{
    return user_window[PTE_FRAME(leaf_at(address))].word;
}

void fill(uint64_t address, uint64_t size, uint64_t factor)
{
    uint64_t *word = words_of(address);

    for (uint64_t i = 0; i < bytes_of[size] / 8; i++)
        word[i] = i * factor;
}

void check_words_of(uint64_t address, uint64_t size, uint64_t factor)
{
    const uint64_t *word = words_of(address);
    uint64_t wrong = 0;

    for (uint64_t i = 0; i < bytes_of[size] / 8; i++)
        wrong += word[i] != i * factor;
    CHECK_EQ(wrong, 0);
}

void use_all(void)
{
    while (page_alloc(ROOT_POOL, PG_UNTYPED) != NIL)
        ;
    CHECK_EQ(nfree, 0);
}

void leave_run(pfn_t first, uint32_t n, uint32_t more)
{
    pfn_t p = first;

    use_all();
    for (; p < first + n; p++) {
        CHECK_EQ(page_window[p].type, PG_UNTYPED);
        page_free(p);
    }
    for (p = first - 1; more > 0; p--)
        if (page_window[p].type == PG_UNTYPED) {
            page_free(p);
            more--;
        }
}

uint64_t lacking(uint32_t tables, uint64_t size)
{
    static const uint64_t further[] = {MB2, GB1, 0x8000000000ul};

    return HERE + further[tables + size - 1];
}
