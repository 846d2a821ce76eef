/* child.h: a small program that a test puts into processes that it makes, and what it can be told.
 *
 * It fits in a page, runs wherever that is mapped, and has no use for a stack. It receives on slot
 * 0 and replies: orders are calls, {order, x, y, z}, and answers have the order in their first
 * word.
 */
#ifndef ISOBAR_CHILD_H
#define ISOBAR_CHILD_H

#include "syscall.h"

enum child_order {
    CHILD_READ,  /* answers the word at x */
    CHILD_WRITE, /* writes y there */
    CHILD_CALL,  /* makes the system call x with arguments y, z, 0; answers the error */
    CHILD_STATE, /* answers what was in all other registers, the stack pointer and its address */
    CHILD_SPAWN, /* makes a process of z pages from x on, at y, where it starts, with a stack at 0;
                    answers the error, how many pages there were, and the number of its child */
    CHILD_LATER, /* answers, and then makes the system call x on slot 0 with words y, z, 0, 0 */
    CHILD_ERROR, /* answers the error of that */
    CHILD_EXIT   /* ends instead of replying; so does any other number */
};

/* Put the program in the page at an address, which is there and writable, and let it be code. */
void child_write(uint64_t address);

/* The result of an order that arrives; the answer is left in *m. */
uint64_t child_order(uint64_t slot, uint64_t order, uint64_t x, uint64_t y, uint64_t z,
                     struct message *m);

#endif
