/* programs.c: what runs in processes that an offender makes (hostile.h): a page of code that needs
 * no stack, and whose stack pointer is a count.
 */
#include "hostile.h"

#define THERE 0x31000000ul

extern const unsigned char programs_end[];

__attribute__((used, noinline)) static void programs(void)
{
    __asm__ volatile(
        ".globl bomb_begin, relay_begin, heir_begin, breeder_begin, flooder_begin, client_begin\n"
        ".globl programs_end\n"
        "bomb_begin: test %%rsp, %%rsp; jz 9f; mov $2, %%ebx\n"
        "1: mov %[map], %%eax; mov %[there], %%edi; mov %[write], %%esi;"
        "xor %%edx, %%edx; syscall; test %%eax, %%eax; jnz 9f;"
        "lea bomb_begin(%%rip), %%rsi; mov %[there], %%edi;"
        "mov $programs_end - bomb_begin, %%ecx; rep movsb;"
        "mov %[protect], %%eax; mov %[there], %%edi; mov %[execute], %%esi;"
        "syscall; mov %[there], %%r10d; lea bomb_begin(%%rip), %%rsi;"
        "mov %%rsi, %%r8; lea -1(%%rsp), %%rdx; mov $1, %%r9d; xor %%edi, %%edi;"
        "mov %[create], %%eax; syscall; test %%eax, %%eax; jnz 9f;"
        "dec %%ebx; jnz 1b; jmp 9f\n"
        "relay_begin: test %%rsp, %%rsp; jz 9f; lea relay_begin(%%rip), %%rsi;"
        "lea bomb_begin(%%rip), %%r10; mov %%r10, %%r8; lea -1(%%rsp), %%rdx;"
        "mov $1, %%r9d; mov %[create], %%eax; syscall; jmp 8f\n"
        "heir_begin: mov %[map], %%eax; mov %[there], %%edi; mov %[write], %%esi;"
        "syscall; test %%eax, %%eax; jnz 8f; mov %[there], %%ebx; cmpq $0, (%%rbx);"
        "jnz 8f; mov %%rbx, (%%rbx); mov %[try], %%eax; xor %%edi, %%edi; syscall;"
        "cmp %[again], %%eax; jne 8f; cmp %%rbx, (%%rbx); jne 8f\n"
        "9: mov %[exit], %%eax; syscall\n"
        "8: mov %[receive], %%eax; xor %%edi, %%edi; syscall; jmp 8b\n"
        "breeder_begin: mov %[map], %%eax; mov %[there], %%edi; mov %[write], %%esi;"
        "xor %%edx, %%edx; syscall; test %%eax, %%eax; jnz 2f;"
        "lea bomb_begin(%%rip), %%rsi; mov %[there], %%edi;"
        "mov $programs_end - bomb_begin, %%ecx; rep movsb;"
        "mov %[protect], %%eax; mov %[there], %%edi; mov %[execute], %%esi;"
        "syscall; mov %[there], %%r10d; lea bomb_begin(%%rip), %%rsi;"
        "mov %%rsi, %%r8; xor %%edx, %%edx; mov $1, %%r9d; xor %%edi, %%edi;"
        "mov %[create], %%eax; syscall; test %%eax, %%eax; jz 4f;"
        "mov %[unmap], %%eax; mov %[there], %%edi; xor %%esi, %%esi; syscall\n"
        "2: mov $15, %%ebx\n"
        "3: mov %[kill], %%eax; mov %%ebx, %%edi; syscall; dec %%ebx; jns 3b\n"
        "4: mov %[yield], %%eax; syscall; jmp breeder_begin\n"
        "flooder_begin: mov %[notify], %%eax; xor %%edi, %%edi; mov %%rbx, %%rsi; syscall;"
        "lea 1(%%rbx, %%rbx, 2), %%rbx; mov %[yield], %%eax; syscall; jmp flooder_begin\n"
        "client_begin: mov %[call], %%eax; xor %%edi, %%edi; mov %%rsp, %%rsi; syscall;"
        "test %%eax, %%eax; jnz 8b; not %%rsi; cmp %%rsp, %%rsi; jne 8b;"
        "dec %%rsp; jnz client_begin; jmp 9b\n"
        "programs_end:"
        :
        : [map] "i"(CALL_MAP), [protect] "i"(CALL_PROTECT), [there] "i"(THERE),
          [write] "i"(RIGHT_WRITE), [execute] "i"(RIGHT_EXECUTE), [create] "i"(CALL_PROCESS_CREATE),
          [kill] "i"(CALL_PROCESS_KILL), [unmap] "i"(CALL_UNMAP), [yield] "i"(CALL_YIELD),
          [exit] "i"(CALL_THREAD_EXIT), [try] "i"(CALL_TRY_SEND), [again] "i"(E_AGAIN),
          [receive] "i"(CALL_RECV), [notify] "i"(CALL_NOTIFY), [call] "i"(CALL_CALL));
}

void programs_write(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    for (uint64_t i = 0; i < (uint64_t)(programs_end - bomb_begin); i++)
        ((volatile unsigned char *)AREA)[i] = bomb_begin[i];
    EXPECT(protect_page(AREA, RIGHT_EXECUTE), E_OK);
}

uint64_t program_at(const unsigned char *program)
{
    return AREA + (uint64_t)(program - bomb_begin);
}
