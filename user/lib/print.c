/* print.c: a small formatted print, and the names of errors.
 *
 * It formats straight to the console: no buffer, hence no limit and nothing to overflow.
 */
#include "print.h"

#include <stdarg.h>

#include "names.h"
#include "syscall.h"

static void print_text(const char *text)
{
    for (; *text != 0; text++)
        sys_putc((unsigned char)*text);
}

static void print_number(uint64_t value, uint64_t base)
{
    char digits[20];
    unsigned n = 0;

    do {
        digits[n++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    while (n > 0)
        sys_putc((unsigned char)digits[--n]);
}

static void print_signed(int64_t value)
{
    if (value < 0)
        sys_putc('-');
    print_number(value < 0 ? -(uint64_t)value : (uint64_t)value, 10);
}

void print(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    for (; *format != 0; format++) {
        if (*format != '%') {
            sys_putc((unsigned char)*format);
            continue;
        }
        int wide = *++format == 'l';
        if (wide)
            format++;
        if (*format == 's')
            print_text(va_arg(list, const char *));
        else if (*format == 'c')
            sys_putc((unsigned char)va_arg(list, int));
        else if (*format == 'd')
            print_signed(wide ? va_arg(list, int64_t) : va_arg(list, int));
        else if (*format == 'u' || *format == 'x')
            print_number(wide ? va_arg(list, uint64_t) : va_arg(list, unsigned),
                         *format == 'u' ? 10 : 16);
        else if (*format == 0)
            break;
        else
            sys_putc((unsigned char)*format);
    }
    va_end(list);
}

#define NAME(error, text) [error] = text,

const char *error_name(uint64_t error)
{
    static const char *const names[] = {ABI_ERRORS(NAME)};

    if (error >= sizeof names / sizeof names[0])
        return "an unknown error";
    return names[error];
}
