/* die.c: ways for a thread to end, of which only the first is its own decision.
 *
 * Each of the others is an exception that must end this thread and nothing else.
 */
#include "helper.h"
#include "print.h"

#define PLACE 0x20000000ul
#define KERNEL_MEMORY 0xffff800000000000ul
#define NON_CANONICAL 0x0123456789abcdeful
#define FLAG_STEP 0x102ul /* with the bit that is always set */

static void read_at(uint64_t address)
{
    print("helper: read %lu at %lx\n", *(volatile uint64_t *)address, address);
}

static void read_unmapped(void)
{
    volatile uint64_t *page = (volatile uint64_t *)PLACE;

    if (map_page(PLACE, RIGHT_WRITE) != E_OK)
        return;
    page[0] = 1;
    if (unmap_page(PLACE) == E_OK)
        read_at(PLACE);
}

static void leave_stack(void)
{
    volatile char here = 0;

    for (volatile char *p = &here;; p -= 512)
        *p = 1;
}

void die(uint64_t way)
{
    uint64_t number = CALL_YIELD;

    if (way == DIE_EXIT)
        sys_thread_exit();
    else if (way == DIE_UNMAPPED)
        read_unmapped();
    else if (way == DIE_KERNEL)
        read_at(KERNEL_MEMORY);
    else if (way == DIE_SSE)
        __asm__ volatile("movups (%%rsp), %%xmm0" : : : "memory");
    else if (way == DIE_HALT)
        __asm__ volatile("hlt");
    else if (way == DIE_DIVIDE)
        __asm__ volatile("xor %%edx, %%edx; xor %%ecx, %%ecx; div %%ecx" : : : "eax", "ecx", "edx");
    else if (way == DIE_UNDEFINED)
        __asm__ volatile("ud2");
    else if (way == DIE_JUMP)
        __asm__ volatile("jmp *%0" : : "r"(NON_CANONICAL));
    else if (way == DIE_STEP)
        __asm__ volatile("push %1; popfq; syscall; nop"
                         : "+a"(number)
                         : "r"(FLAG_STEP)
                         : "rcx", "r11", "memory");
    else if (way == DIE_PORT)
        __asm__ volatile("outb %%al, $0x80" : : "a"(0));
    else if (way == DIE_STACK)
        leave_stack();
    else if (way >= DIE_STALE)
        write_stale(way);
    print("helper: still here after way %lu to die, which should not be\n", way);
}
