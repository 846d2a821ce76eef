/* child.c: the program, and its side of what can be told it. See child.h. */
#include "child.h"

extern const unsigned char child_begin[], child_end[];

/* Never called here: it is what is between the two labels. */
__attribute__((used, noinline)) static void child(void)
{
    __asm__ volatile(
        ".globl child_begin, child_end\n"
        "child_begin: or %%rbx, %%rax; or %%rcx, %%rax; or %%rdx, %%rax;"
        "or %%rsi, %%rax; or %%rdi, %%rax; or %%rbp, %%rax; or %%r8, %%rax;"
        "or %%r9, %%rax; or %%r10, %%rax; or %%r11, %%rax; or %%r12, %%rax;"
        "or %%r13, %%rax; or %%r14, %%rax; or %%rax, %%r15; mov %%rsp, %%r14;"
        "mov %[recv], %%eax\n"
        "1: xor %%edi, %%edi; syscall; test %%eax, %%eax; jnz 9f;"
        "cmp %[read], %%rsi; je 2f; cmp %[write], %%rsi; je 3f;"
        "cmp %[call], %%rsi; je 4f; cmp %[state], %%rsi; je 5f;"
        "cmp %[spawn], %%rsi; je 6f; cmp %[later], %%rsi; je 7f;"
        "cmp %[error], %%rsi; mov %%rbx, %%rdx; je 8f; jmp 9f\n"
        "2: mov (%%rdx), %%rdx; jmp 8f\n"
        "3: mov %%r10, (%%rdx); jmp 8f\n"
        "4: mov %%rdx, %%rax; mov %%r10, %%rdi; mov %%r8, %%rsi; xor %%edx, %%edx;"
        "syscall; mov %%rax, %%rdx; mov %[call], %%esi; jmp 8f\n"
        "5: mov %%r15, %%rdx; mov %%r14, %%r10; lea child_begin(%%rip), %%r8; jmp 8f\n"
        "6: mov %%r8, %%r9; mov %%r10, %%r8; mov %%rdx, %%r10; mov %%r8, %%rsi;"
        "xor %%edx, %%edx; mov %[create], %%eax; syscall; mov %%rdx, %%r8;"
        "mov %%rax, %%rdx; mov %%rsi, %%r10; mov %[spawn], %%esi; jmp 8f\n"
        "7: mov %%rdx, %%rbx; mov %%r10, %%r12; mov %%r8, %%r13; mov %[answer], %%eax; syscall;"
        "mov %%rbx, %%rax; mov %%r12, %%rsi; mov %%r13, %%rdx; xor %%r10d, %%r10d;"
        "xor %%r8d, %%r8d; syscall; mov %%rax, %%rbx; mov %[recv], %%eax; jmp 1b\n"
        "8: mov %[reply], %%eax; jmp 1b\n"
        "9: mov %[exit], %%eax; syscall; jmp 9b\n"
        "child_end:"
        :
        : [recv] "i"(CALL_RECV), [reply] "i"(CALL_REPLY_RECV), [exit] "i"(CALL_THREAD_EXIT),
          [answer] "i"(CALL_REPLY), [create] "i"(CALL_PROCESS_CREATE), [read] "i"(CHILD_READ),
          [write] "i"(CHILD_WRITE), [call] "i"(CHILD_CALL), [state] "i"(CHILD_STATE),
          [spawn] "i"(CHILD_SPAWN), [later] "i"(CHILD_LATER), [error] "i"(CHILD_ERROR));
}

void child_write(uint64_t address)
{
    volatile unsigned char *to = (volatile unsigned char *)address;

    for (unsigned long i = 0; i < (unsigned long)(child_end - child_begin); i++)
        to[i] = child_begin[i];
    protect_page(address, RIGHT_EXECUTE);
}

uint64_t child_order(uint64_t slot, uint64_t order, uint64_t x, uint64_t y, uint64_t z,
                     struct message *m)
{
    *m = (struct message){{order, x, y, z}};
    return sys_call(slot, m);
}
