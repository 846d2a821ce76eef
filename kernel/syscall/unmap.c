/* unmap.c */
#include "unmap.h"

#include "../machine.h"

void syscall_unmap(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0];
    uint32_t e = E_ADDRESS;
    if (paging_valid(va) != 0) {
        e = paging_unmap(root, va);
        machine_flush(va);
    }
    REGS(t).r[REG_CALL] = e;
}
