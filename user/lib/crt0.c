/* crt0.c: where a program starts, and the header by which the kernel knows it.
 *
 * The linker script counts the pages and places the header first in the image. A program ends
 * when main() returns; its status goes nowhere, since nobody can wait for it yet. The stack starts
 * at its very top: nothing but general registers is used, so its alignment does not matter.
 */
#include "syscall.h"

int main(void);
_Noreturn void start(void);

/* Symbols whose addresses are the counts. */
extern char text_pages[], data_pages[], zero_pages[], stack_pages[];

__attribute__((section(".header"), used)) static const uint64_t header[MOD_WORDS] = {
    [MOD_MAGIC] = MODULE_MAGIC,        [MOD_ENTRY] = (uint64_t)start,
    [MOD_TEXT] = (uint64_t)text_pages, [MOD_DATA] = (uint64_t)data_pages,
    [MOD_ZERO] = (uint64_t)zero_pages, [MOD_STACK] = (uint64_t)stack_pages,
};

_Noreturn void start(void)
{
    main();
    sys_thread_exit();
}
