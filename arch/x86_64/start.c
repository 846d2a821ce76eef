/* start.c: the machine's main(): fill in boot_info, let the kernel judge it, run the first thread.
 *
 * It decides nothing: whether the memory map and the modules will do is for kernel_init() to say.
 */
#include "arch.h"
#include "registers.h"

#define BOOT_TEXT(name, text) [name] = text,

static const char *const reason_text[NBOOT_REASONS] = {BOOT_REASONS(BOOT_TEXT)};

_Noreturn void x86_start(uint32_t magic, uint32_t info);

_Noreturn void x86_start(uint32_t magic, uint32_t info)
{
    uint32_t reason;

    console_init();
    cpu_init();
    traps_init();
    if (magic != MULTIBOOT_STARTED)
        power_refuse("the loader does not speak Multiboot2");
    multiboot_read(DIRECT(const uint8_t, info));
    memory_init();
    reason = kernel_init();
    if (reason != BOOT_OK)
        power_refuse(reason < NBOOT_REASONS ? reason_text[reason] : "no reason given");
    x86_resume(kernel_enter(0, TRAP_START, 0, 0));
}
