/* abi.h: everything that kernel and user space share, and nothing else.
 *
 * A system call puts its number in `call` and up to six values in a0..a5; it returns an error in
 * the register that held the number, and a message in the registers that hold message words.
 * Which machine register each of these is, arch/ says (arch/x86_64/registers.h).
 */
#ifndef ISOBAR_ABI_H
#define ISOBAR_ABI_H

enum call {
    CALL_YIELD = 0,          /* () give the CPU to the next ready thread */
    CALL_THREAD_EXIT = 1,    /* () end this thread and free what its process holds */
    CALL_MAP = 2,            /* (address, rights, size) map a zeroed page */
    CALL_UNMAP = 3,          /* (address, size) unmap a page and free it */
    CALL_PROTECT = 4,        /* (address, rights, size) change the rights of a mapped page */
    CALL_SEND = 5,           /* (slot, w0..w3) send a message; wait for a receiver */
    CALL_RECV = 6,           /* (slot) receive a message; wait for a sender */
    CALL_CALL = 7,           /* (slot, w0..w3) send a message and wait for the reply */
    CALL_REPLY_RECV = 8,     /* (slot, w0..w3) reply to the last caller and receive */
    CALL_PUTC = 9,           /* (character) write to the console */
    CALL_MAP_RANGE = 10,     /* (address, rights, pages) map zeroed pages */
    CALL_UNMAP_RANGE = 11,   /* (address, pages) unmap pages and free them */
    CALL_PROTECT_RANGE = 12, /* (address, rights, pages) change the rights of mapped pages */
    CALL_TRY_SEND = 13,      /* (slot, w0..w3) send a message if a receiver waits */
    CALL_TRY_RECV = 14,      /* (slot) receive a message if a sender waits */
    CALL_TRY_CALL = 15,      /* (slot, w0..w3) call if a receiver waits */
    CALL_REPLY = 16,         /* (-, w0..w3) reply to the last caller and go on */
    NCALLS = 17
};

enum error {
    E_OK = 0,        /* done */
    E_CALL = 1,      /* no system call has this number */
    E_SLOT = 2,      /* the slot is out of range or holds no endpoint */
    E_ADDRESS = 3,   /* not aligned to the page, or outside what user space may map */
    E_RIGHTS = 4,    /* not one of the rights below */
    E_MAPPED = 5,    /* the address has a translation already */
    E_UNMAPPED = 6,  /* the address has no translation */
    E_MEMORY = 7,    /* not enough free frames for the page and its tables */
    E_NO_CALLER = 8, /* reply or reply_recv, and nobody waits for a reply */
    E_ABANDONED = 9, /* the thread that owed the reply ended or received again */
    E_CLOCK = 10,    /* the arrival counter is at its end; nothing can be queued any more */
    E_RANGE = 11,    /* no pages, or more than there are from the address to USER_END */
    E_SIZE = 12,     /* the machine has no such page, or smaller pages are mapped there */
    E_AGAIN = 13     /* the other side does not wait there; without try_ the call would */
};

/* Rights of a page; every page is readable, none is writable and executable. */
enum rights { RIGHT_READ = 0, RIGHT_WRITE = 1, RIGHT_EXECUTE = 2, NRIGHTS = 3 };

/* Sizes of pages. */
enum page_size { SIZE_4K = 0, SIZE_2M = 1, SIZE_1G = 2, NSIZES = 3 };

/* A range call does at most this many pages, and stops at the first that it cannot do. In a1 it
 * says how many were done; it fails only if none was. The caller goes on where it stopped. */
#define RANGE_PAGES 64u

#define MESSAGE_WORDS 4u
#define NSLOTS 16u

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
