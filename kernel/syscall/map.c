/* map.c: the checks come first, so that a refused call has changed nothing. */
#include "map.h"

static uint32_t map_check(pfn_t root, uint64_t va, uint64_t rights)
{
    if (paging_valid(va) == 0)
        return E_ADDRESS;
    if (rights >= NRIGHTS)
        return E_RIGHTS;
    if (paging_lookup(root, va) != 0)
        return E_MAPPED;
    return paging_need(root, va) < nfree ? E_OK : E_MEMORY;
}

void syscall_map(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], rights = REGS(t).r[REG_A1];
    uint32_t e = map_check(root, va, rights);
    if (e == E_OK)
        paging_map(root, va, user_page(), (uint32_t)rights);
    REGS(t).r[REG_CALL] = e;
}
