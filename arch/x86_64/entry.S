/* entry.S: the ways from user space into the kernel and back.
 *
 * The registers of the running thread go straight into its save area (registers.h), and those of
 * whichever thread kernel_enter() names come back: no thread sees what another left in any
 * register. Interrupts stay off throughout; the stack is empty at every entry. A second processor
 * needs code like syscall_entry of its own, with its own cpu_* words and stack: so no swapgs.
 */
#include "registers.h"

#ifndef ISOBAR_WINDOW_BASE
#error "the base of the direct map is not defined"
#endif

    .section .bss
    .balign 8
cpu_save: .skip 8                     /* the save area of the running thread */
cpu_user_rsp: .skip 8                 /* its stack pointer, until that is saved too */

    .section .text.entry, "ax"

    /* Store all registers but rax, rsp, rip and rflags in the save area that rax points to. */
    .macro SAVE_REGISTERS area
    mov %rdi, SAVE_RDI(\area)
    mov %rsi, SAVE_RSI(\area)
    mov %rdx, SAVE_RDX(\area)
    mov %r10, SAVE_R10(\area)
    mov %r8, SAVE_R8(\area)
    mov %r9, SAVE_R9(\area)
    mov %rbx, SAVE_RBX(\area)
    mov %rbp, SAVE_RBP(\area)
    mov %r12, SAVE_R12(\area)
    mov %r13, SAVE_R13(\area)
    mov %r14, SAVE_R14(\area)
    mov %r15, SAVE_R15(\area)
    .endm

    /* And load the same ones. */
    .macro LOAD_REGISTERS area
    mov SAVE_RDI(\area), %rdi
    mov SAVE_RSI(\area), %rsi
    mov SAVE_RDX(\area), %rdx
    mov SAVE_R10(\area), %r10
    mov SAVE_R8(\area), %r8
    mov SAVE_R9(\area), %r9
    mov SAVE_RBX(\area), %rbx
    mov SAVE_RBP(\area), %rbp
    mov SAVE_R12(\area), %r12
    mov SAVE_R13(\area), %r13
    mov SAVE_R14(\area), %r14
    mov SAVE_R15(\area), %r15
    .endm

    /* SYSCALL left rip in rcx, rflags in r11, and cleared the flags that MSR_SFMASK names. No
     * register is free, so rsp points to the save area while it fills: nothing may fault here.
     * kernel_enter() ignores code and address of a system call; they are not worth clearing. */
    .globl syscall_entry
syscall_entry:
    mov %rsp, cpu_user_rsp(%rip)
    mov cpu_save(%rip), %rsp
    mov %rax, SAVE_RAX(%rsp)
    mov cpu_user_rsp(%rip), %rax
    mov %rax, SAVE_RSP(%rsp)
    mov %rcx, SAVE_RIP(%rsp)
    mov %r11, SAVE_RFLAGS(%rsp)
    movq $1, SAVE_FAST(%rsp)
    SAVE_REGISTERS %rsp
    mov $boot_stack_top, %rsp
    xor %edi, %edi
    mov $ENTER_CALL, %esi
    call kernel_enter

    /* Resume the thread in eax, or power off if there is none. The selectors are loaded with null
     * on every way out: they are state that user code can change and read, and no save area holds
     * them. Their bases are zero and stay so. */
resume:
    cmp $NO_THREAD, %eax
    je power_off
    xor %ecx, %ecx
    mov %ecx, %ds
    mov %ecx, %es
    mov %ecx, %fs
    mov %ecx, %gs
    shl $12, %rax
    mov $ISOBAR_WINDOW_BASE, %rcx
    add %rcx, %rax
    mov %rax, cpu_save(%rip)
    LOAD_REGISTERS %rax
    cmpq $0, SAVE_FAST(%rax)
    je resume_slow

    /* The saved rip came from SYSCALL, so it is at most the end of the last page that user space
     * can map, one page below 2^47: canonical, as SYSRET needs on Intel, where it would otherwise
     * fault in the kernel on the user's stack. */
    mov SAVE_RIP(%rax), %rcx
    mov SAVE_RFLAGS(%rax), %r11
    mov SAVE_RSP(%rax), %rsp
    mov SAVE_RAX(%rax), %rax
    sysretq

    /* A thread that starts, or that an exception interrupted: rcx and r11 are its own. */
resume_slow:
    mov $boot_stack_top, %rsp
    pushq $SELECTOR_USER_DATA
    pushq SAVE_RSP(%rax)
    mov SAVE_RFLAGS(%rax), %rcx
    and $~RFLAGS_IF, %rcx             /* no interrupt source is on yet, nor has it a handler */
    push %rcx
    pushq $SELECTOR_USER_CODE
    pushq SAVE_RIP(%rax)
    mov SAVE_RCX(%rax), %rcx
    mov SAVE_R11(%rax), %r11
    mov SAVE_RAX(%rax), %rax
    iretq

    .globl x86_resume
x86_resume:
    mov %edi, %eax
    jmp resume

    /* One stub per exception, 16 bytes apart: those without an error code push a zero for it. */
    .balign 16
    .globl trap_stubs
trap_stubs:
    .set vector, 0
    .rept NEXCEPTIONS
    .balign 16
    .if !(vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 \
          || vector == 29 || vector == 30)
    pushq $0
    .endif
    pushq $vector
    jmp trap_common
    .set vector, vector + 1
    .endr

    /* The stack from rsp up: vector, error code, rip, cs, rflags, rsp, ss. The entry leaves DF
     * and AC as user code set them; popf clears all. What happens in the kernel, and what is no
     * doing of the running thread, ends in trap_panic(). The exception is a single step that was
     * pending when user code entered by SYSCALL: some processors (Bochs) deliver it at
     * syscall_entry, on a stack of its own for that reason. The kernel itself asks for no debug
     * exception, so it is dropped; SYSRET restores TF, and the next one is the thread's. */
    .balign 16
trap_common:
    push %rax
    pushq $RFLAGS_FIXED
    popfq
    mov 8(%rsp), %rax
    cmp $VECTOR_NMI, %eax
    je trap_fatal
    cmp $VECTOR_DOUBLE_FAULT, %eax
    je trap_fatal
    cmp $VECTOR_MACHINE_CHECK, %eax
    je trap_fatal
    testb $3, 32(%rsp)
    jz trap_kernel

    mov cpu_save(%rip), %rax
    SAVE_REGISTERS %rax
    mov %rcx, SAVE_RCX(%rax)
    mov %r11, SAVE_R11(%rax)
    movq $0, SAVE_FAST(%rax)
    pop %rcx
    mov %rcx, SAVE_RAX(%rax)
    pop %rdx                          /* the vector: what kernel_enter() calls the code */
    add $8, %rsp
    pop %rcx                          /* the address is that of the instruction, */
    mov %rcx, SAVE_RIP(%rax)
    add $8, %rsp
    popq SAVE_RFLAGS(%rax)
    popq SAVE_RSP(%rax)
    mov $boot_stack_top, %rsp
    cmp $VECTOR_PAGE_FAULT, %edx
    jne 1f
    mov %cr2, %rcx                    /* or what it could not reach */
1:  xor %edi, %edi
    mov $ENTER_FAULT, %esi
    call kernel_enter
    jmp resume

trap_kernel:
    cmp $VECTOR_DEBUG, %eax
    jne trap_fatal
    pop %rax
    add $16, %rsp
    iretq

trap_fatal:
    pop %rax
    sub $SAVE_SIZE, %rsp
    mov %rax, SAVE_RAX(%rsp)
    SAVE_REGISTERS %rsp
    mov %rcx, SAVE_RCX(%rsp)
    mov %r11, SAVE_R11(%rsp)
    mov %rsp, %rdi
    and $-16, %rsp
    call trap_panic

    .section .note.GNU-stack, "", @progbits
