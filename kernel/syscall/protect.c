/* protect.c */
#include "protect.h"

#include "../machine.h"

void syscall_protect(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], rights = REGS(t).r[REG_A1];
    uint32_t e = E_ADDRESS;
    if (paging_valid(va) != 0) {
        e = E_RIGHTS;
        if (rights < NRIGHTS) {
            e = paging_protect(root, va, (uint32_t)rights);
            machine_flush(va);
        }
    }
    REGS(t).r[REG_CALL] = e;
}
