/* cpu.c: control registers, segments and the system-call instruction.
 *
 * User code gets no floating point (nothing would save it), no I/O port, no segment base, no
 * 32-bit mode and no counter but the time stamp; the kernel cannot run or, but for its windows,
 * reach user pages where the processor can enforce it.
 */
#include "arch.h"
#include "registers.h"
#include "x86.h"

/* boot.S and entry.S */
extern char boot_stack_top[], debug_stack_top[], nmi_stack_top[];
extern char double_fault_stack_top[], machine_check_stack_top[];
extern char syscall_entry[];

#define CODE_64 0x00af9a000000fffful
#define DATA 0x00cf92000000fffful
#define USER_LEVEL 0x0000600000000000ul /* descriptor privilege level 3 */
#define TSS_AVAILABLE 0x0000890000000000ul

/* Every flag that SYSCALL can clear. */
#define SFMASK_ALL 0x3f7fd5ul

#define CPUID_MCE 0x80u      /* leaf 1, d */
#define CPUID_PGE 0x2000u    /* leaf 1, d */
#define CPUID_PCID 0x20000u  /* leaf 1, c */
#define CPUID_SMEP 0x80u     /* leaf 7, b */
#define CPUID_SMAP 0x100000u /* leaf 7, b */
#define CPUID_UMIP 0x4u      /* leaf 7, c */

struct tss {
    uint32_t reserved0;
    uint64_t rsp[3];
    uint64_t reserved1;
    uint64_t ist[7];
    uint64_t reserved2;
    uint16_t reserved3, io_map;
} __attribute__((packed));

uint64_t gdt[GDT_ENTRIES] = {0, CODE_64, DATA, 0, DATA | USER_LEVEL, CODE_64 | USER_LEVEL};

/* IST numbers as traps.c uses them: 1 to 4. No port is open: the map lies past the end. */
static struct tss tss = {
    .rsp = {(uint64_t)boot_stack_top},
    .ist = {(uint64_t)debug_stack_top, (uint64_t)nmi_stack_top, (uint64_t)double_fault_stack_top,
            (uint64_t)machine_check_stack_top},
    .io_map = sizeof(struct tss),
};

uint32_t cpu_has_pcid;

static void load_segments(void)
{
    uint64_t base = (uint64_t)&tss;
    struct table_pointer pointer = {sizeof gdt - 1, (uint64_t)gdt};

    gdt[SELECTOR_TSS / 8] =
        TSS_AVAILABLE | (sizeof tss - 1) | (base & 0xffffff) << 16 | (base >> 24 & 0xff) << 56;
    gdt[SELECTOR_TSS / 8 + 1] = base >> 32;
    __asm__ volatile("lgdt %0" : : "m"(pointer));
    __asm__ volatile("lldt %w0" : : "r"(0));
    __asm__ volatile("ltr %w0" : : "r"(SELECTOR_TSS));
}

/* Everything not named stays off: SSE, XSAVE, FSGSBASE, protection keys, performance counters. */
static void load_control(void)
{
    uint64_t cr4 = CR4_PAE;
    uint32_t basic = cpuid(1).d;
    struct cpuid extended = {0, 0, 0, 0};

    if (cpuid(0).a >= 7)
        extended = cpuid(7);
    cpu_has_pcid = cpuid(1).c & CPUID_PCID;
    cr4 |= cpu_has_pcid ? CR4_PCIDE : 0;
    cr4 |= basic & CPUID_MCE ? CR4_MCE : 0;
    cr4 |= basic & CPUID_PGE ? CR4_PGE : 0;
    cr4 |= extended.b & CPUID_SMEP ? CR4_SMEP : 0;
    cr4 |= extended.b & CPUID_SMAP ? CR4_SMAP : 0;
    cr4 |= extended.c & CPUID_UMIP ? CR4_UMIP : 0;
    write_cr0(CR0_VALUE);
    write_cr4(cr4);
    write_dr7(DR7_NONE);
}

/* The instruction itself was enabled on the way to long mode (boot.S). */
static void load_entry(void)
{
    write_msr(MSR_STAR, (uint64_t)SELECTOR_SYSRET << 48 | (uint64_t)SELECTOR_KERNEL_CODE << 32);
    write_msr(MSR_LSTAR, (uint64_t)syscall_entry);
    write_msr(MSR_CSTAR, 0); /* 32-bit code, of which there is none */
    write_msr(MSR_SFMASK, SFMASK_ALL);
    write_msr(MSR_SYSENTER_CS, 0);
    write_msr(MSR_FS_BASE, 0);
    write_msr(MSR_GS_BASE, 0);
    write_msr(MSR_KERNEL_GS_BASE, 0);
}

void cpu_init(void)
{
    load_segments();
    load_control();
    load_entry();
}
