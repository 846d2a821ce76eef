/* machine.c: machine.h for the x86-64 machine: one processor, with PCIDs if it has them.
 *
 * Tag k is PCID k + 1; the kernel's own tables have PCID 0. Without PCIDs writing CR3 forgets every
 * translation of user space. Those of the kernel half are global and never change after boot.
 */
#include "machine.h"

#include "arch.h"
#include "registers.h"
#include "x86.h"

extern uint64_t boot_root[512]; /* boot.S */

#define CR3_KEEP 0x8000000000000000ul /* what the TLB holds under this PCID */

void machine_putc(uint32_t c)
{
    console_putc((uint8_t)c);
}

static void log_fault(pfn_t t, uint64_t vector, uint64_t address)
{
    static const char *const names[NEXCEPTIONS] = {
        [0] = "divide error",
        [1] = "debug exception",
        [3] = "breakpoint",
        [6] = "invalid opcode",
        [7] = "no floating-point unit",
        [11] = "segment not present",
        [12] = "stack fault",
        [13] = "general protection fault",
        [14] = "page fault",
        [16] = "floating-point error",
        [17] = "alignment check",
        [19] = "SIMD exception",
    };

    console_text("isobar: thread ");
    console_decimal(t);
    console_text(" ended: ");
    if (vector < NEXCEPTIONS && names[vector] != 0) {
        console_text(names[vector]);
    } else {
        console_text("exception ");
        console_decimal(vector);
    }
    console_text(" at ");
    console_hex(address);
    console_text("\n");
}

void machine_log(uint32_t event, pfn_t t, uint64_t a, uint64_t b)
{
    if (event == EV_BOOTED) {
        console_text("isobar: ");
        console_decimal(a);
        console_text(" frames, ");
        console_decimal(b);
        console_text(cpu_has_pcid ? " free, PCIDs in use\n" : " free\n");
    } else if (event == EV_FAULT) {
        log_fault(t, a, b);
    } else if (event == EV_IDLE) {
        console_text("isobar: no thread can run; powering off\n");
    } else if (event == EV_CLOCK) {
        console_text("isobar: the arrival counter is at its end\n");
    }
}

void machine_load(uint32_t cpu, pfn_t root, uint32_t tag, uint32_t keep)
{
    uint64_t cr3 = root == NIL ? (uint64_t)boot_root - IMAGE_BASE : (uint64_t)root * PAGE_SIZE;

    (void)cpu;
    if (cpu_has_pcid) {
        cr3 += root == NIL ? 0 : tag + 1;
        cr3 += keep ? CR3_KEEP : 0;
    }
    write_cr3(cr3);
}

void machine_flush(uint32_t cpu, uint64_t address)
{
    (void)cpu;
    invlpg(address);
}
