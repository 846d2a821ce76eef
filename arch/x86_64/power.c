/* power.c: the end of a run, so that whoever started the emulator learns how it went.
 *
 * A clean end is a power-off; a failing one makes QEMU exit with an error through its debug-exit
 * device, where there is one. Bochs has one end for both: the last line on the console tells.
 */
#include "arch.h"
#include "x86.h"

#define ACPI_CONTROL 0x604 /* the PM1a control register of QEMU's PC */
#define ACPI_OFF 0x2000    /* sleep enable, type S5 */
#define BOCHS_SHUTDOWN 0x8900
#define DEBUG_EXIT 0xf4

static void bochs_off(void)
{
    for (const char *text = "Shutdown"; *text != 0; text++)
        outb(BOCHS_SHUTDOWN, (uint8_t)*text);
}

_Noreturn static void halt(void)
{
    for (;;)
        __asm__ volatile("cli; hlt");
}

void power_off(void)
{
    console_flush();
    outw(ACPI_CONTROL, ACPI_OFF);
    bochs_off();
    halt();
}

void power_fail(void)
{
    console_flush();
    outb(DEBUG_EXIT, 1);
    bochs_off();
    halt();
}

void power_refuse(const char *why)
{
    console_text("isobar: refused: ");
    console_text(why);
    console_text("\n");
    power_fail();
}
