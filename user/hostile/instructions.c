/* instructions.c: instructions that are the kernel's alone, that the processor does not have, or
 * that need state which nobody saves.
 *
 * Each is one function. If it does nothing the attempt is over, and the judge gets an answer that
 * it must not get.
 */
#include "hostile.h"

#define INSTRUCTION(name, text)                                                                    \
    __attribute__((naked)) void name(void)                                                         \
    {                                                                                              \
        __asm__(text "; ret");                                                                     \
    }

#define CPUID_UMIP 0x4u /* leaf 7, c */

/* Ports and interrupts. 0x604 and 0xf4 would end the emulator, 0x64 resets a PC. */
INSTRUCTION(cli, "cli")
INSTRUCTION(sti, "sti")
INSTRUCTION(hlt, "hlt")
INSTRUCTION(in_port, "in $0x60, %al")
INSTRUCTION(out_power, "mov $0x604, %edx; mov $0x2000, %eax; out %ax, %dx")
INSTRUCTION(out_exit, "mov $1, %eax; out %al, $0xf4")
INSTRUCTION(out_reset, "mov $0xfe, %eax; out %al, $0x64")
INSTRUCTION(out_string, "mov $0x3f8, %edx; mov $1, %ecx; lea -8(%rsp), %rsi; rep outsb")

/* Control, debug and model-specific registers. */
INSTRUCTION(read_cr0, "mov %cr0, %rax")
INSTRUCTION(write_cr0, "mov $0x11, %eax; mov %rax, %cr0")
INSTRUCTION(read_cr3, "mov %cr3, %rax")
INSTRUCTION(write_cr3, "xor %eax, %eax; mov %rax, %cr3")
INSTRUCTION(write_cr4, "mov $0x20, %eax; mov %rax, %cr4")
INSTRUCTION(write_cr8, "xor %eax, %eax; mov %rax, %cr8")
INSTRUCTION(read_dr7, "mov %dr7, %rax")
INSTRUCTION(write_dr7, "xor %eax, %eax; mov %rax, %dr7")
INSTRUCTION(rdmsr, "mov $0xc0000082, %ecx; rdmsr")
INSTRUCTION(wrmsr, "mov $0xc0000082, %ecx; xor %eax, %eax; xor %edx, %edx; wrmsr")
INSTRUCTION(rdpmc, "xor %ecx, %ecx; rdpmc")
INSTRUCTION(clts, "clts")
INSTRUCTION(lmsw, "xor %eax, %eax; lmsw %ax")
INSTRUCTION(xgetbv, "xor %ecx, %ecx; xgetbv")
INSTRUCTION(wrfsbase, "xor %eax, %eax; wrfsbase %rax")

/* Tables of the processor and its caches. */
INSTRUCTION(lgdt, "lgdt -16(%rsp)")
INSTRUCTION(lidt, "lidt -16(%rsp)")
INSTRUCTION(lldt, "xor %eax, %eax; lldt %ax")
INSTRUCTION(ltr, "mov $0x30, %eax; ltr %ax")
INSTRUCTION(invlpg, "invlpg (%rsp)")
INSTRUCTION(wbinvd, "wbinvd")
INSTRUCTION(swapgs, "swapgs")

/* Only some processors keep this from a program; the kernel has them do it (arch/x86_64/cpu.c). */
void sgdt(void)
{
    uint32_t a = 7, b, c = 0, d;
    uint8_t place[10];

    __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
    if (c & CPUID_UMIP)
        __asm__ volatile("sgdt %0" : "=m"(place));
    else
        end();
}

/* Other ways into the kernel, and out of it. */
INSTRUCTION(sysret, "lea 1f(%rip), %rcx; mov $2, %r11d; sysretq; 1:")
INSTRUCTION(sysexit, "mov %rsp, %rcx; lea 1f(%rip), %rdx; sysexitq; 1:")
INSTRUCTION(sysenter, "sysenter")
INSTRUCTION(int_breakpoint, "int3")
INSTRUCTION(int_debug, ".byte 0xf1")
INSTRUCTION(int_nmi, "int $2")
INSTRUCTION(int_double_fault, "int $8")
INSTRUCTION(int_page_fault, "int $14")
INSTRUCTION(int_timer, "int $32")
INSTRUCTION(int_linux, "int $0x80")
INSTRUCTION(int_last, "int $255")

/* What goes wrong by itself, or is no instruction here. */
INSTRUCTION(undefined, "ud2")
INSTRUCTION(locked, ".byte 0xf0; nop")
INSTRUCTION(too_long, ".fill 15, 1, 0x66; nop")
INSTRUCTION(divide_by_zero, "xor %edx, %edx; xor %ecx, %ecx; mov $1, %eax; div %ecx")
INSTRUCTION(divide_overflow, "mov $1, %edx; xor %eax, %eax; mov $1, %ecx; div %ecx")
INSTRUCTION(monitor, "mov %rsp, %rax; xor %ecx, %ecx; xor %edx, %edx; monitor")
INSTRUCTION(x87, "fld1")
INSTRUCTION(fxsave, "and $-16, %rsp; fxsave -512(%rsp)")
INSTRUCTION(fwait, "fwait")
INSTRUCTION(mmx, "movd %eax, %mm0")
INSTRUCTION(sse, "movups (%rsp), %xmm0")
INSTRUCTION(avx, "vzeroupper")
