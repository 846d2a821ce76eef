/* machine.c: machine.h for the x86-64 machine: one processor, no address-space identifiers.
 *
 * Writing CR3 forgets every translation of user space; those of the kernel half are global and
 * never change after boot.
 */
#include "machine.h"

#include "arch.h"
#include "registers.h"
#include "x86.h"

extern uint64_t boot_root[512]; /* boot.S */

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
        console_text(" free\n");
    } else if (event == EV_FAULT) {
        log_fault(t, a, b);
    } else if (event == EV_IDLE) {
        console_text("isobar: no thread can run; powering off\n");
    } else if (event == EV_CLOCK) {
        console_text("isobar: the arrival counter is at its end\n");
    }
}

void machine_load(uint32_t cpu, pfn_t root)
{
    (void)cpu;
    write_cr3(root == NIL ? (uint64_t)boot_root - IMAGE_BASE : (uint64_t)root * PAGE_SIZE);
}

void machine_flush(uint32_t cpu, uint64_t address)
{
    (void)cpu;
    invlpg(address);
}
