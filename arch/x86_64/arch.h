/* arch.h: what the files of this directory offer one another.
 *
 * start.c calls them in order, once; after that only entry.S, machine.c and the console run.
 */
#ifndef ISOBAR_X86_ARCH_H
#define ISOBAR_X86_ARCH_H

#include <stdint.h>

#include "entry.h"

/* The direct map, and what of it the loader's and the boot tables may use: the first 4 GiB are
 * mapped from the start. */
#define DIRECT(type, address) ((type *)(ISOBAR_WINDOW_BASE + (address)))
#define DIRECT_BOOT 0x100000000ul

/* console.c: text to the first serial port and the VGA screen. */
void console_init(void);
void console_flush(void);
void console_putc(uint8_t c);
void console_text(const char *text);
void console_decimal(uint64_t value);
void console_hex(uint64_t value);

/* cpu.c and traps.c: control registers, segments, the ways in. */
void cpu_init(void);
extern uint32_t cpu_has_pcid; /* not 0: the processor tags translations with PCIDs */
void traps_init(void);

/* multiboot.c: read the loader's information at `info` into boot_info. */
void multiboot_read(const uint8_t *info);

/* memory.c: finish the boot page tables; back the frame array. */
void memory_init(void);

/* entry.S: run thread `next`. */
_Noreturn void x86_resume(pfn_t next);

/* power.c: the ends of a run: a clean one, a failing one, a failing one that says why. */
_Noreturn void power_off(void);
_Noreturn void power_fail(void);
_Noreturn void power_refuse(const char *why);

#endif
