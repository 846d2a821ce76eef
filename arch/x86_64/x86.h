/* x86.h: the instructions that C has no words for, and the bits that they take.
 *
 * Nothing here decides anything; each function is one instruction.
 */
#ifndef ISOBAR_X86_H
#define ISOBAR_X86_H

#include <stdint.h>

#define CR0_VALUE 0x8001003ful /* PG WP NE ET TS EM MP PE: the x87 unit and SSE fault (no state) */
#define CR4_PAE 0x20ul
#define CR4_MCE 0x40ul
#define CR4_PGE 0x80ul
#define CR4_UMIP 0x800ul
#define CR4_PCIDE 0x20000ul
#define CR4_SMEP 0x100000ul
#define CR4_SMAP 0x200000ul

#define DR7_NONE 0x400ul /* no breakpoint */

#define MSR_SYSENTER_CS 0x174u
#define MSR_STAR 0xc0000081u
#define MSR_LSTAR 0xc0000082u
#define MSR_CSTAR 0xc0000083u
#define MSR_SFMASK 0xc0000084u
#define MSR_FS_BASE 0xc0000100u
#define MSR_GS_BASE 0xc0000101u
#define MSR_KERNEL_GS_BASE 0xc0000102u

#define PTE_P 0x1ul
#define PTE_W 0x2ul
#define PTE_A 0x20ul
#define PTE_D 0x40ul
#define PTE_PS 0x80ul
#define PTE_G 0x100ul
#define PTE_NX 0x8000000000000000ul
/* Accessed and dirty are preset so that the processor never writes a table. */
#define PTE_TABLE (PTE_P | PTE_W | PTE_A)
#define PTE_DATA (PTE_P | PTE_W | PTE_A | PTE_D | PTE_G | PTE_NX)
#define PTE_CONST (PTE_P | PTE_A | PTE_D | PTE_G | PTE_NX)
#define PTE_CODE (PTE_P | PTE_A | PTE_D | PTE_G)

struct cpuid {
    uint32_t a, b, c, d;
};

/* What LGDT and LIDT read. */
struct table_pointer {
    uint16_t limit;
    uint64_t base;
} __attribute__((packed));

static inline void outb(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline void outw(uint16_t port, uint16_t value)
{
    __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline uint8_t inb(uint16_t port)
{
    uint8_t value;

    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port) : "memory");
    return value;
}

static inline struct cpuid cpuid(uint32_t leaf)
{
    struct cpuid r;

    __asm__ volatile("cpuid" : "=a"(r.a), "=b"(r.b), "=c"(r.c), "=d"(r.d) : "0"(leaf), "2"(0));
    return r;
}

static inline void write_msr(uint32_t msr, uint64_t value)
{
    __asm__ volatile("wrmsr"
                     :
                     : "c"(msr), "a"((uint32_t)value), "d"((uint32_t)(value >> 32))
                     : "memory");
}

static inline uint64_t read_cr2(void)
{
    uint64_t value;

    __asm__ volatile("mov %%cr2, %0" : "=r"(value));
    return value;
}

static inline void write_cr0(uint64_t value)
{
    __asm__ volatile("mov %0, %%cr0" : : "r"(value) : "memory");
}

static inline void write_cr3(uint64_t value)
{
    __asm__ volatile("mov %0, %%cr3" : : "r"(value) : "memory");
}

static inline void write_cr4(uint64_t value)
{
    __asm__ volatile("mov %0, %%cr4" : : "r"(value) : "memory");
}

static inline void write_dr7(uint64_t value)
{
    __asm__ volatile("mov %0, %%dr7" : : "r"(value) : "memory");
}

static inline void invlpg(uint64_t address)
{
    __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory");
}

#endif
