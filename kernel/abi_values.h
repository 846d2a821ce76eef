/* abi_values.h: what the arguments of system calls and the images of programs may be. It belongs to
 * abi.h, which includes it.
 */
#ifndef ISOBAR_ABI_VALUES_H
#define ISOBAR_ABI_VALUES_H

/* Rights of a page; every page is readable, none is writable and executable. */
enum rights { RIGHT_READ = 0, RIGHT_WRITE = 1, RIGHT_EXECUTE = 2, NRIGHTS = 3 };

/* Sizes of pages. */
enum page_size { SIZE_4K = 0, SIZE_2M = 1, SIZE_1G = 2, NSIZES = 3 };

/* A range call does at most this many pages, and stops at the first that it cannot do. In a1 it
 * says how many were done; it fails only if none was. The caller goes on where it stopped. */
#define RANGE_PAGES 64u

#define MESSAGE_WORDS 4u
#define NSLOTS 16u
#define NCHILDREN 16u

/* User addresses: page 0 is never mapped, the last page below 2^47 neither. */
#define USER_MIN 0x1000ul
#define USER_END 0x7ffffffff000ul
#define USER_BASE 0x400000ul
#define USER_STACK_TOP 0x700000000000ul

/* A boot module is a flat, page-aligned image that starts with six 64-bit words: magic, entry
 * address, and the number of text, data, zeroed and stack pages. Text and data are the image,
 * mapped from USER_BASE up; the zeroed pages follow; the stack ends at USER_STACK_TOP. */
#define MODULE_MAGIC 0x31656c75646f6d69ul /* "imodule1", read as a little-endian word */
enum module_word { MOD_MAGIC, MOD_ENTRY, MOD_TEXT, MOD_DATA, MOD_ZERO, MOD_STACK, MOD_WORDS };
#define MODULE_MAX_PAGES 4096u

#endif
