/* putc.c */
#include "putc.h"

#include "../machine.h"

void syscall_putc(uint32_t cpu)
{
    pfn_t t = current[cpu];
    machine_putc((uint32_t)(REGS(t).r[REG_A0] % 256u));
    REGS(t).r[REG_CALL] = E_OK;
}
