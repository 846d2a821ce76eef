/* console.c: text to the first serial port and to the VGA text screen.
 *
 * The serial port is polled, so that nothing is lost and nothing waits in memory; a machine without
 * one reads as always ready. The screen scrolls; there is no cursor.
 */
#include "arch.h"
#include "x86.h"

#define COM1 0x3f8
#define LINE_STATUS (COM1 + 5)
#define HOLDING_EMPTY 0x20
#define ALL_SENT 0x40

#define SCREEN 0xb8000ul
#define COLUMNS 80u
#define ROWS 25u
#define BLANK 0x0720u /* a space, grey on black */

static uint32_t column;

/* 115200 baud, 8 bits, no parity, one stop bit; FIFO on, no interrupts. */
static void serial_init(void)
{
    outb(COM1 + 1, 0);
    outb(COM1 + 3, 0x80);
    outb(COM1, 1);
    outb(COM1 + 1, 0);
    outb(COM1 + 3, 3);
    outb(COM1 + 2, 7);
    outb(COM1 + 4, 3);
}

static void serial_putc(uint8_t c)
{
    while (!(inb(LINE_STATUS) & HOLDING_EMPTY))
        ;
    outb(COM1, c);
}

static void screen_scroll(void)
{
    volatile uint16_t *cell = DIRECT(volatile uint16_t, SCREEN);

    for (uint32_t i = 0; i < COLUMNS * (ROWS - 1); i++)
        cell[i] = cell[i + COLUMNS];
    for (uint32_t i = 0; i < COLUMNS; i++)
        cell[COLUMNS * (ROWS - 1) + i] = BLANK;
    column = 0;
}

static void screen_putc(uint8_t c)
{
    volatile uint16_t *cell = DIRECT(volatile uint16_t, SCREEN);

    if (c == '\n' || column == COLUMNS)
        screen_scroll();
    if (c != '\n' && c != '\r')
        cell[COLUMNS * (ROWS - 1) + column++] = (uint16_t)(BLANK / 256 * 256 + c);
}

void console_init(void)
{
    serial_init();
    for (uint32_t i = 0; i < ROWS; i++)
        screen_scroll();
}

/* Wait until the last bit has left: after that the machine may be switched off. */
void console_flush(void)
{
    while (!(inb(LINE_STATUS) & ALL_SENT))
        ;
}

void console_putc(uint8_t c)
{
    if (c == '\n')
        serial_putc('\r');
    serial_putc(c);
    screen_putc(c);
}

void console_text(const char *text)
{
    for (; *text != 0; text++)
        console_putc((uint8_t)*text);
}

static void console_number(uint64_t value, uint32_t base)
{
    char digits[20];
    uint32_t n = 0;

    do {
        digits[n++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    while (n > 0)
        console_putc((uint8_t)digits[--n]);
}

void console_decimal(uint64_t value)
{
    console_number(value, 10);
}

void console_hex(uint64_t value)
{
    console_text("0x");
    console_number(value, 16);
}
