/* registers.h: which machine register each word of a thread's save area holds.
 *
 * Offsets in bytes into struct registers (kernel/types.h), for C and assembly. The first ten words
 * are the ones that the kernel names; the rest only arch/ knows. traps.c checks that they agree.
 */
#ifndef ISOBAR_X86_REGISTERS_H
#define ISOBAR_X86_REGISTERS_H

#define SAVE_RAX 0     /* REG_CALL: call number in, error out */
#define SAVE_RDI 8     /* REG_A0 */
#define SAVE_RSI 16    /* REG_A1 to REG_A4 are the message words */
#define SAVE_RDX 24    /* REG_A2 */
#define SAVE_R10 32    /* REG_A3, because SYSCALL overwrites rcx */
#define SAVE_R8 40     /* REG_A4 */
#define SAVE_R9 48     /* REG_A5 */
#define SAVE_RIP 56    /* REG_PC; rcx after SYSCALL */
#define SAVE_RSP 64    /* REG_SP */
#define SAVE_RFLAGS 72 /* REG_FLAGS; r11 after SYSCALL */
#define SAVE_RBX 80    /* REG_REST */
#define SAVE_RBP 88
#define SAVE_R12 96
#define SAVE_R13 104
#define SAVE_R14 112
#define SAVE_R15 120
#define SAVE_RCX 128 /* these two matter after an exception only */
#define SAVE_R11 136
#define SAVE_FAST 144 /* 1: entered by SYSCALL, so SYSRET can resume it; 0: only IRET can */
#define SAVE_SIZE 160

/* Segment selectors. SYSCALL and SYSRET fix the order: kernel code, kernel data; then 32-bit user
 * code (left empty, so that no thread leaves 64-bit mode; SYSRET counts from it), user data, user
 * code. */
#define SELECTOR_KERNEL_CODE 0x08
#define SELECTOR_SYSRET 0x1b
#define SELECTOR_USER_DATA 0x23
#define SELECTOR_USER_CODE 0x2b
#define SELECTOR_TSS 0x30
#define GDT_ENTRIES 8

#define RFLAGS_FIXED 0x2 /* the bit that is always set; every other one is clear in the kernel */
#define RFLAGS_IF 0x200

#define NEXCEPTIONS 32
#define VECTOR_DEBUG 1
#define VECTOR_NMI 2
#define VECTOR_BREAKPOINT 3
#define VECTOR_DOUBLE_FAULT 8
#define VECTOR_PAGE_FAULT 14
#define VECTOR_MACHINE_CHECK 18

/* kernel/entry.h and kernel/types.h in a form that the assembler reads. */
#define ENTER_CALL 1
#define ENTER_FAULT 2
#define NO_THREAD 0xffffffff

/* The kernel image sits at its physical address plus this. */
#define IMAGE_BASE 0xffffffff80000000
#define STACK_SIZE 16384
#define TRAP_STACK_SIZE 4096
#define MULTIBOOT_STARTED 0x36d76289 /* what a Multiboot2 loader leaves in eax */

#endif
