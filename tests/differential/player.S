/* player.S: the player's header and spare pages, and what it does with chosen registers.
 *
 * It keeps a stack of its own, because the one that the kernel gave it belongs to the script.
 */
#include "play.h"

        .section .header, "a"
        .ascii  "imodule1"
        .quad   start, text_pages, data_pages, zero_pages, 2
        .skip   PLAY_SPARE_PAGES * 4096 - 48

        .section .bss
        .balign 16
        .skip   1024
stack_top:

        .text
        .globl  start
start:
        mov     $stack_top, %rsp
        call    play
        ud2

        .macro  SAVE_KEPT
        push    %rbx
        push    %rbp
        push    %r12
        push    %r13
        push    %r14
        push    %r15
        .endm

        .macro  RESTORE_KEPT
        pop     %r15
        pop     %r14
        pop     %r13
        pop     %r12
        pop     %rbp
        pop     %rbx
        .endm

/* void play_trap(uint64_t *r): a system call with rax, rdi, rsi, rdx, r10, r8, r9, rbx, rbp and
   r12 to r15 as they are in r[], where what it leaves in them goes. */
        .globl  play_trap
play_trap:
        SAVE_KEPT
        push    %rdi
        mov     %rdi, %rcx
        mov     (%rcx), %rax
        mov     8(%rcx), %rdi
        mov     16(%rcx), %rsi
        mov     24(%rcx), %rdx
        mov     32(%rcx), %r10
        mov     40(%rcx), %r8
        mov     48(%rcx), %r9
        mov     56(%rcx), %rbx
        mov     64(%rcx), %rbp
        mov     72(%rcx), %r12
        mov     80(%rcx), %r13
        mov     88(%rcx), %r14
        mov     96(%rcx), %r15
        syscall
        pop     %rcx
        mov     %rax, (%rcx)
        mov     %rdi, 8(%rcx)
        mov     %rsi, 16(%rcx)
        mov     %rdx, 24(%rcx)
        mov     %r10, 32(%rcx)
        mov     %r8, 40(%rcx)
        mov     %r9, 48(%rcx)
        mov     %rbx, 56(%rcx)
        mov     %rbp, 64(%rcx)
        mov     %r12, 72(%rcx)
        mov     %r13, 80(%rcx)
        mov     %r14, 88(%rcx)
        mov     %r15, 96(%rcx)
        RESTORE_KEPT
        ret

/* uint64_t play_load(uint64_t address, uint64_t *value): 0 if the address cannot be read. */
        .globl  play_load
play_load:
        SAVE_KEPT
        mov     $1f, %r14
        mov     $PLAY_PROBE, %r15
        mov     (%rdi), %rax
        mov     %rax, (%rsi)
1:      mov     %r15, %rax
        RESTORE_KEPT
        ret

/* uint64_t play_store(uint64_t address, uint64_t value): 0 if it cannot be written. */
        .globl  play_store
play_store:
        SAVE_KEPT
        mov     $1f, %r14
        mov     $PLAY_PROBE, %r15
        mov     %rsi, (%rdi)
1:      mov     %r15, %rax
        RESTORE_KEPT
        ret

/* void play_fault(uint64_t vector, uint64_t address): as if that had happened. */
        .globl  play_fault
play_fault:
        mov     $PLAY_FAULT, %r15
        ud2

        .section .note.GNU-stack, "", @progbits
