/* registers.S: system calls with every register known, and with chosen flags.
 *
 * C cannot say what is in a register, so these two are in assembly.
 */

/* uint64_t registers_changed(uint64_t number): make the call with a pattern in every other
   register; returns its error, or 2^63 with it if any register or the carry flag changed. */
        .globl  registers_changed
registers_changed:
        push    %rbx
        push    %rbp
        push    %r12
        push    %r13
        push    %r14
        push    %r15
        mov     %rdi, %rax
        mov     $0x1b1b1b1b, %ebx
        mov     $0x2b2b2b2b, %ebp
        mov     $0x12121212, %r12d
        mov     $0x13131313, %r13d
        mov     $0x14141414, %r14d
        mov     $0x15151515, %r15d
        mov     $0x3d3d3d3d, %edi
        mov     $0x3e3e3e3e, %esi
        mov     $0x3f3f3f3f, %edx
        mov     $0x18181818, %r8d
        mov     $0x19191919, %r9d
        mov     $0x1a1a1a1a, %r10d
        stc
        syscall
        sbb     %rcx, %rcx              /* -1 while the carry flag is set */
        inc     %rcx
        xor     $0x1b1b1b1b, %rbx
        or      %rbx, %rcx
        xor     $0x2b2b2b2b, %rbp
        or      %rbp, %rcx
        xor     $0x12121212, %r12
        or      %r12, %rcx
        xor     $0x13131313, %r13
        or      %r13, %rcx
        xor     $0x14141414, %r14
        or      %r14, %rcx
        xor     $0x15151515, %r15
        or      %r15, %rcx
        xor     $0x3d3d3d3d, %rdi
        or      %rdi, %rcx
        xor     $0x3e3e3e3e, %rsi
        or      %rsi, %rcx
        xor     $0x3f3f3f3f, %rdx
        or      %rdx, %rcx
        xor     $0x18181818, %r8
        or      %r8, %rcx
        xor     $0x19191919, %r9
        or      %r9, %rcx
        xor     $0x1a1a1a1a, %r10
        or      %r10, %rcx
        jz      1f
        bts     $63, %rax
1:      pop     %r15
        pop     %r14
        pop     %r13
        pop     %r12
        pop     %rbp
        pop     %rbx
        ret

/* uint64_t call_with_flags(uint64_t flags, uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2):
   the flags are set just before the call and cleared just after it; returns its error. */
        .globl  call_with_flags
call_with_flags:
        mov     %rsi, %rax
        or      $2, %rdi                /* a bit that is always set */
        push    %rdi
        mov     %rdx, %rdi
        mov     %rcx, %rsi
        mov     %r8, %rdx
        popfq
        syscall
        push    $2
        popfq
        ret

        .section .note.GNU-stack, "", @progbits
