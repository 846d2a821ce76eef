/* faults.c: reads, writes and jumps to where a program may not, and to where it no longer may.
 *
 * What comes back from any of these was not stopped, and the judge gets an answer that it must not
 * get.
 */
#include "hostile.h"
#include "large.h"

#define KERNEL_DATA 0xffff800000100000ul /* the direct map of memory */
#define KERNEL_CODE 0xffffffff80101000ul /* the kernel's image */
#define NON_CANONICAL 0x0123456789abcdeful
#define CODE_RETURN 0xc3 /* the instruction ret */

static void jump(uint64_t address)
{
    ((void (*)(void))hidden(address))();
}

static void write_byte(uint64_t address, uint8_t value)
{
    *(volatile uint8_t *)hidden(address) = value;
}

void null_read(void)
{
    word_at(hidden(0), 0);
}

void null_write(void)
{
    write_word(hidden(0), 0, 1);
}

void null_jump(void)
{
    jump(0);
}

void kernel_read(void)
{
    word_at(KERNEL_DATA, 0);
}

void kernel_write(void)
{
    write_word(KERNEL_DATA, 0, 1);
}

void kernel_jump(void)
{
    jump(KERNEL_CODE);
}

void image_read(void)
{
    word_at(KERNEL_CODE, 0);
}

void image_write(void)
{
    write_word(KERNEL_CODE, 0, 1);
}

void top_read(void)
{
    word_at(hidden(-8ul), 0);
}

void end_read(void)
{
    word_at(USER_END, 0);
}

void non_canonical_read(void)
{
    word_at(hidden(NON_CANONICAL), 0);
}

void non_canonical_write(void)
{
    write_word(hidden(1ul << 47), 0, 1);
}

void non_canonical_jump(void)
{
    jump(NON_CANONICAL);
}

/* Eight bytes of which the last four are on a page that is not there. */
void read_across(void)
{
    if (map_page(AREA, RIGHT_READ) == E_OK)
        word_at(hidden(AREA + PAGE - 4), 0);
}

void write_across(void)
{
    uint64_t done;

    EXPECT(sys_map_range(AREA, RIGHT_WRITE, 2, &done), E_OK);
    EXPECT(protect_page(AREA + PAGE, RIGHT_READ), E_OK);
    if (all_right())
        write_word(hidden(AREA + PAGE - 4), 0, ~0ul);
}

/* The first byte of an instruction that goes on where nothing is. */
void execute_across(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    write_byte(AREA + PAGE - 1, 0x0f);
    EXPECT(protect_page(AREA, RIGHT_EXECUTE), E_OK);
    if (all_right())
        jump(AREA + PAGE - 1);
}

void fill_downwards(void)
{
    uint64_t at = AREA + 64, n = 100;

    if (map_page(AREA, RIGHT_WRITE) == E_OK)
        __asm__ volatile("std; rep stosq; cld" : "+D"(at), "+c"(n) : "a"(0) : "memory");
}

void read_only_write(void)
{
    if (map_page(AREA, RIGHT_READ) == E_OK)
        write_word(AREA, 0, 1);
}

void code_page_write(void)
{
    if (map_page(AREA, RIGHT_EXECUTE) == E_OK)
        write_word(AREA, 0, 1);
}

void data_execute(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    write_byte(AREA, CODE_RETURN);
    if (all_right())
        jump(AREA);
}

void stack_execute(void)
{
    volatile uint8_t code = CODE_RETURN;

    jump((uint64_t)&code);
}

void own_code_write(void)
{
    write_byte(USER_BASE, 0);
}

/* To have it both ways at once: what may be written may not be executed. */
void own_code_writable(void)
{
    uint64_t done;

    sys_protect_range(USER_BASE, RIGHT_WRITE, RANGE_PAGES, &done);
}

void own_code_unmapped(void)
{
    uint64_t done;

    sys_unmap_range(USER_BASE, RANGE_PAGES, &done);
}

void own_stack_unmapped(void)
{
    uint64_t done;

    sys_unmap_range(USER_STACK_TOP - 4 * PAGE, 4, &done);
}

void own_stack_read_only(void)
{
    uint64_t done;

    sys_protect_range(USER_STACK_TOP - 4 * PAGE, RIGHT_READ, 4, &done);
    __asm__ volatile("push %rax; pop %rax");
}

void stack_overflow(void)
{
    __asm__ volatile("1: push %rax; jmp 1b");
}

/* Written code may run, but it cannot be written while it may. */
void written_code(void)
{
    for (unsigned i = 0; i < 100; i++) {
        EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
        write_byte(AREA, CODE_RETURN);
        EXPECT(protect_page(AREA, RIGHT_EXECUTE), E_OK);
        EXPECT(protect_page(AREA, RIGHT_WRITE | RIGHT_EXECUTE), E_RIGHTS);
        if (all_right())
            jump(AREA);
        EXPECT(unmap_page(AREA), E_OK);
    }
}

/* The new page most likely has the frame of the old one. */
void stale_read(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    write_word(AREA, 0, 1);
    EXPECT(unmap_page(AREA), E_OK);
    EXPECT(map_page(AREA + PAGE, RIGHT_WRITE), E_OK);
    if (all_right())
        word_at(AREA, 0);
}

void stale_contents(void)
{
    for (unsigned i = 0; i < 1000; i++) {
        EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
        EXPECT(word_at(AREA, i % 512), 0);
        write_word(AREA, i % 512, ~0ul);
        EXPECT(unmap_page(AREA), E_OK);
    }
}

void stale_write(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    write_word(AREA, 0, 1);
    EXPECT(protect_page(AREA, RIGHT_READ), E_OK);
    EXPECT(word_at(AREA, 0), 1);
    if (all_right())
        write_word(AREA, 0, 2);
}

void stale_execute(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    write_byte(AREA, CODE_RETURN);
    EXPECT(protect_page(AREA, RIGHT_EXECUTE), E_OK);
    jump(AREA);
    EXPECT(protect_page(AREA, RIGHT_READ), E_OK);
    if (all_right())
        jump(AREA);
}

void stale_range(void)
{
    uint64_t done;

    EXPECT(sys_map_range(AREA, RIGHT_WRITE, RANGE_PAGES, &done), E_OK);
    write_word(AREA + 31 * PAGE, 0, 1);
    EXPECT(sys_unmap_range(AREA, RANGE_PAGES, &done), E_OK);
    if (all_right())
        write_word(AREA + 31 * PAGE, 0, 2);
}

/* A small page where a large one began: the rest is gone. */
void stale_large(void)
{
    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_2M), E_OK);
    write_word(PLACE + MB2 - PAGE, 0, 1);
    EXPECT(sys_unmap(PLACE, SIZE_2M), E_OK);
    EXPECT(map_page(PLACE, RIGHT_WRITE), E_OK);
    write_word(PLACE, 0, 1);
    if (all_right())
        write_word(PLACE + MB2 - PAGE, 0, 2);
}

void stale_part(void)
{
    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_2M), E_OK);
    write_word(PLACE + 99 * PAGE, 0, 1);
    EXPECT(protect_page(PLACE + 99 * PAGE, RIGHT_EXECUTE), E_OK);
    write_word(PLACE + 98 * PAGE, 0, 1);
    write_word(PLACE + 100 * PAGE, 0, 1);
    if (all_right())
        write_word(PLACE + 99 * PAGE, 0, 2);
}
