/* mmu.c: the software MMU: translations are walked from the tables and kept until told otherwise.
 *
 * Each CPU has a direct-mapped TLB. An entry is never looked up again while it is there, so what
 * the kernel forgets to flush stays visible; one that makes room for another is a drop that the
 * hardware is free to make.
 */
#include <string.h>

#include "host.h"

#define TLB_SLOTS 1024u
#define PRESENT 1ul
#define LARGE 0x80ul

static struct {
    pfn_t root;
    struct {
        uint64_t page, leaf; /* leaf 0: empty */
    } slot[TLB_SLOTS];
} mmu[NCPU];

uint64_t host_walk(pfn_t root, uint64_t address)
{
    uint64_t e = (uint64_t)root * PAGE_SIZE + PRESENT;

    if (root == NIL)
        return 0;
    for (uint32_t shift = 39; shift >= 12 && e & PRESENT; shift -= 9) {
        e = table_window[e / PAGE_SIZE % MAX_FRAMES].entry[(address >> shift) % TABLE_ENTRIES];
        /* A larger leaf stands for as many small ones; this is the one of the address. */
        if (shift > 12 && shift < 39 && e & PRESENT && e & LARGE)
            return e - LARGE + (address & ((1ul << shift) - PAGE_SIZE));
    }
    return e & PRESENT ? e : 0;
}

void host_mmu_load(uint32_t cpu, pfn_t root)
{
    memset(&mmu[cpu], 0, sizeof mmu[cpu]);
    mmu[cpu].root = root;
}

void host_mmu_flush(uint32_t cpu, uint64_t address)
{
    uint64_t page = address / PAGE_SIZE;

    if (mmu[cpu].slot[page % TLB_SLOTS].page == page)
        mmu[cpu].slot[page % TLB_SLOTS].leaf = 0;
}

uint64_t host_translate(uint32_t cpu, uint64_t address)
{
    uint64_t page = address / PAGE_SIZE, at = page % TLB_SLOTS;

    if (mmu[cpu].slot[at].leaf == 0 || mmu[cpu].slot[at].page != page) {
        mmu[cpu].slot[at].page = page;
        mmu[cpu].slot[at].leaf = host_walk(mmu[cpu].root, address);
    }
    return mmu[cpu].slot[at].leaf;
}

uint32_t host_stale(uint32_t cpu)
{
    uint32_t stale = 0;

    for (uint32_t at = 0; at < TLB_SLOTS; at++) {
        uint64_t leaf = mmu[cpu].slot[at].leaf, page = mmu[cpu].slot[at].page;

        stale += leaf != 0 && leaf != host_walk(mmu[cpu].root, page * PAGE_SIZE);
    }
    return stale;
}
