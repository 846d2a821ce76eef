/* mmu.c: the software MMU: translations are walked from the tables and kept until told otherwise.
 *
 * Each CPU has a direct-mapped TLB, whose entries belong to tags. An entry is never looked up again
 * while it is there, so what the kernel forgets to flush stays visible; one that makes room for
 * another is a drop that the hardware is free to make.
 */
#include <string.h>

#include "host.h"
#include "tlb.h"

#define TLB_SLOTS 1024u
#define PRESENT 1ul
#define LARGE 0x80ul

struct entry {
    uint64_t page, leaf; /* leaf 0: empty */
    uint32_t tag;
};

static struct {
    pfn_t root;
    uint32_t tag;
    struct entry slot[TLB_SLOTS];
} mmu[NCPU];

static struct entry *place(uint32_t cpu, uint64_t page)
{
    return &mmu[cpu].slot[(page + 61 * mmu[cpu].tag) % TLB_SLOTS];
}

static int found(const struct entry *e, uint32_t tag, uint64_t page)
{
    return e->leaf != 0 && e->tag == tag && e->page == page;
}

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

void host_mmu_init(uint32_t cpu)
{
    memset(&mmu[cpu], 0, sizeof mmu[cpu]);
    mmu[cpu].root = NIL;
}

void host_mmu_load(uint32_t cpu, pfn_t root, uint32_t tag, uint32_t keep)
{
    for (uint32_t at = 0; at < TLB_SLOTS; at++)
        if (!keep && mmu[cpu].slot[at].tag == tag)
            mmu[cpu].slot[at].leaf = 0;
    mmu[cpu].root = root;
    mmu[cpu].tag = tag;
}

void host_mmu_flush(uint32_t cpu, uint64_t address)
{
    struct entry *e = place(cpu, address / PAGE_SIZE);

    if (found(e, mmu[cpu].tag, address / PAGE_SIZE))
        e->leaf = 0;
}

uint64_t host_translate(uint32_t cpu, uint64_t address)
{
    uint64_t page = address / PAGE_SIZE;
    struct entry *e = place(cpu, page);

    if (mmu[cpu].root == NIL)
        return 0;
    if (!found(e, mmu[cpu].tag, page))
        *e = (struct entry){page, host_walk(mmu[cpu].root, address), mmu[cpu].tag};
    return e->leaf;
}

uint32_t host_stale(uint32_t cpu)
{
    pfn_t held[NTAGS];

    memset(held, 0xff, sizeof held);
    held[mmu[cpu].tag % NTAGS] = mmu[cpu].root;
    return host_stale_held(cpu, held);
}

uint32_t host_stale_held(uint32_t cpu, const pfn_t *root)
{
    uint32_t stale = 0;

    for (uint32_t at = 0; at < TLB_SLOTS; at++) {
        const struct entry *e = &mmu[cpu].slot[at];
        pfn_t r = root[e->tag % NTAGS];

        stale += e->leaf != 0 && r != NIL && e->leaf != host_walk(r, e->page * PAGE_SIZE);
    }
    return stale;
}
