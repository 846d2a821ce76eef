/* print.h: text on the console, a character per system call.
 *
 * print() knows %s, %c, %d, %u and %x, the last three also with `l`, and %%; no widths. Lines of
 * different processes do not mix unless one of them blocks within a line.
 */
#ifndef ISOBAR_PRINT_H
#define ISOBAR_PRINT_H

#include <stdint.h>

__attribute__((format(printf, 1, 2))) void print(const char *format, ...);

/* The name of an error as abi.h spells it. */
const char *error_name(uint64_t error);

#endif
