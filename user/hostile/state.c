/* state.c: flags, stack pointers, segments and addresses to return to that no compiler would leave
 * behind when it makes a call.
 */
#include "hostile.h"

#define FLAG_TRAP 0x100ul
#define FLAG_INTERRUPT 0x200ul
#define FLAG_DIRECTION 0x400ul
#define FLAG_PRIVILEGE 0x3000ul
#define FLAG_NESTED 0x4000ul
#define FLAG_ALIGNMENT 0x40000ul
#define FLAG_ALL 0x254cd5ul /* what a program may set, but the trap flag */
#define NON_CANONICAL 0x0123456789abcdeful

/* user/tests/registers.S */
uint64_t call_with_flags(uint64_t flags, uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2);

static void flags_at_call(uint64_t flags)
{
    EXPECT(call_with_flags(flags, CALL_YIELD, 0, 0, 0), E_OK);
    EXPECT(call_with_flags(flags, ~0ul, 0, 0, 0), E_CALL);
    EXPECT(call_with_flags(flags, CALL_MAP, AREA, RIGHT_WRITE, SIZE_4K), E_OK);
    for (unsigned i = 0; i < 512; i++)
        EXPECT(word_at(AREA, i), 0);
    EXPECT(call_with_flags(flags, CALL_PROTECT, AREA, RIGHT_READ, SIZE_4K), E_OK);
    EXPECT(call_with_flags(flags, CALL_UNMAP, AREA, SIZE_4K, 0), E_OK);
}

void flag_direction(void)
{
    flags_at_call(FLAG_DIRECTION);
}

void flag_nested(void)
{
    flags_at_call(FLAG_NESTED);
}

void flag_alignment(void)
{
    flags_at_call(FLAG_ALIGNMENT);
}

void flags_all(void)
{
    flags_at_call(FLAG_ALL);
}

void fault_with_flags(void)
{
    __asm__ volatile("push %0; popfq; ud2" : : "r"(FLAG_ALL) : "memory", "cc");
}

/* The flags that let a program use ports and stop interrupts stay as they were. */
void flag_privilege(void)
{
    uint64_t before, flags = FLAG_PRIVILEGE | FLAG_INTERRUPT;

    __asm__ volatile("pushfq; pop %0; push %1; popfq; pushfq; pop %1" : "=&r"(before), "+r"(flags));
    EXPECT((flags ^ before) & (FLAG_PRIVILEGE | FLAG_INTERRUPT), 0);
    EXPECT(flags & FLAG_PRIVILEGE, 0);
}

void step(void)
{
    __asm__ volatile("push %0; popfq; nop; nop" : : "r"(FLAG_TRAP) : "memory", "cc");
}

void step_into_call(void)
{
    uint64_t number = CALL_YIELD;

    __asm__ volatile("push %1; popfq; syscall; nop"
                     : "+a"(number)
                     : "r"(FLAG_TRAP)
                     : "rcx", "r11", "memory");
}

/* A load of ss holds the step back by an instruction: it is due in the kernel. */
void step_held_back(void)
{
    uint64_t number = CALL_YIELD;

    __asm__ volatile("mov %%ss, %%edx; push %1; popfq; mov %%edx, %%ss; syscall; nop"
                     : "+a"(number)
                     : "r"(FLAG_TRAP)
                     : "rcx", "rdx", "r11", "memory");
}

void step_held_back_trap(void)
{
    __asm__ volatile("mov %%ss, %%edx; push %0; popfq; mov %%edx, %%ss; int3; nop"
                     :
                     : "r"(FLAG_TRAP)
                     : "rdx", "memory");
}

/* A call with this stack pointer, which comes back as it was. */
static void stack_at_call(uint64_t stack)
{
    uint64_t number = CALL_YIELD, after;

    __asm__ volatile("mov %%rsp, %1; mov %2, %%rsp; syscall; xchg %1, %%rsp"
                     : "+a"(number), "=&b"(after)
                     : "D"(stack)
                     : "rcx", "r11", "memory");
    EXPECT(number, E_OK);
    EXPECT(after, stack);
}

void stack_null(void)
{
    stack_at_call(0);
}

void stack_odd(void)
{
    stack_at_call(USER_STACK_TOP - 1);
    stack_at_call(1);
    stack_at_call(~0ul);
}

void stack_kernel(void)
{
    stack_at_call(0xffffffff80100000ul);
    stack_at_call(0xffff800000000000ul);
}

void stack_non_canonical(void)
{
    stack_at_call(1ul << 47);
    stack_at_call(NON_CANONICAL);
}

void stack_kernel_fault(void)
{
    __asm__ volatile("mov %0, %%rsp; ud2" : : "r"(0xffffffff80102000ul));
}

void stack_kernel_step(void)
{
    __asm__ volatile("push %0; popfq; mov %1, %%rsp"
                     :
                     : "r"(FLAG_TRAP), "r"(0xffffffff80102000ul)
                     : "memory", "cc");
}

void stack_null_push(void)
{
    __asm__ volatile("xor %esp, %esp; push %rax");
}

void stack_non_canonical_push(void)
{
    __asm__ volatile("mov %0, %%rsp; push %%rax" : : "r"(NON_CANONICAL));
}

/* The last two bytes of user space are a call: it returns to where no page can be. */
void call_at_end(void)
{
    uint64_t at = USER_END - 2, number = CALL_YIELD;

    EXPECT(map_page(USER_END - PAGE, RIGHT_WRITE), E_OK);
    *(volatile uint16_t *)hidden(at) = 0x050f;
    EXPECT(protect_page(USER_END - PAGE, RIGHT_EXECUTE), E_OK);
    if (all_right())
        __asm__ volatile("jmp *%1" : "+a"(number) : "r"(at) : "rcx", "r11", "memory");
}

void return_non_canonical(void)
{
    __asm__ volatile("push %0; ret" : : "r"(NON_CANONICAL));
}

/* What the kernel does not keep must not come back as anybody else's. */
void segments(void)
{
    uint64_t left = 0;

    __asm__ volatile("mov %0, %%ds; mov %0, %%es; mov %0, %%fs; mov %0, %%gs" : : "r"(0x23));
    EXPECT(sys_yield(), E_OK);
    __asm__ volatile("mov %%ds, %%eax; or %%eax, %k0; mov %%es, %%eax; or %%eax, %k0;"
                     "mov %%fs, %%eax; or %%eax, %k0; mov %%gs, %%eax; or %%eax, %k0"
                     : "+r"(left)
                     :
                     : "rax");
    EXPECT(left & ~0x23ul, 0);
}

void segment_kernel(void)
{
    __asm__ volatile("mov %0, %%ds" : : "r"(0x10));
}

void segment_task(void)
{
    __asm__ volatile("mov %0, %%ds" : : "r"(0x33));
}

void segment_local(void)
{
    __asm__ volatile("mov %0, %%ds" : : "r"(0x07));
}

void segment_stack_null(void)
{
    __asm__ volatile("mov %0, %%ss" : : "r"(0));
}

static void far_return(uint64_t selector)
{
    __asm__ volatile("push %0; lea 1f(%%rip), %%rax; push %%rax; lretq; 1:"
                     :
                     : "r"(selector)
                     : "rax", "memory");
}

void far_kernel(void)
{
    far_return(0x08);
}

void far_kernel_requested(void)
{
    far_return(0x0b);
}

void far_32_bit(void)
{
    far_return(0x1b);
}

static void interrupt_return(uint64_t code, uint64_t stack, uint64_t flags)
{
    __asm__ volatile(
        "mov %%rsp, %%rax; push %1; push %%rax; push %2; push %0; lea 1f(%%rip), %%rax;"
        "push %%rax; iretq; 1:"
        :
        : "r"(code), "r"(stack), "r"(flags)
        : "rax", "memory");
}

void return_kernel(void)
{
    interrupt_return(0x08, 0x10, 2);
}

/* It may return to itself; the flags that are the kernel's stay as they were. QEMU does not come so
 * far: it reads what these instructions pop with the kernel's rights, and faults on the stack. */
void return_privileged(void)
{
    uint64_t flags;

    interrupt_return(0x2b, 0x23, 2 | FLAG_PRIVILEGE | FLAG_INTERRUPT);
    __asm__ volatile("pushfq; pop %0" : "=r"(flags));
    EXPECT(flags & (FLAG_PRIVILEGE | FLAG_INTERRUPT), 0);
    end();
}

void return_nested(void)
{
    __asm__ volatile("push %0; popfq; iretq" : : "r"(FLAG_NESTED) : "memory", "cc");
}
