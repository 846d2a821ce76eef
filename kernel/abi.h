/* abi.h: everything that kernel and user space share, and nothing else.
 *
 * A system call puts its number in `call` and up to six values in a0..a5; it returns an error in
 * the register that held the number, and a message in the registers that hold message words.
 * Which machine register each of these is, arch/ says (arch/x86_64/registers.h).
 */
#ifndef ISOBAR_ABI_H
#define ISOBAR_ABI_H

#include "abi_memory.h"
#include "abi_messages.h"
#include "abi_objects.h"
#include "abi_threads.h"
#include "abi_values.h"

/* The calls are in the headers above, by subject, each in an enum whose name ends with _call; among
 * all of them a number is given once. A call is described there, and tools/abi.py makes the rest of
 * it: the stubs of user space, the reference, what the tests must reach; it refuses what it cannot
 * read. A description is
 *
 *     NAME(arguments, from a0 on) -> results, from a1 on: what the call does
 *
 * then a line for each argument and result, for how long the caller may wait, and for each error,
 * in the order in which the kernel looks for them, its condition. Nothing is changed by a call that
 * fails before it has waited. w0..w3 are the words of a message, in a1 to a4. */
enum any_call {
    /* every call
     *
     * E_CLOCK: before anything else is looked at
     */

    /* no call
     *
     * E_CALL: the number is none of these
     */
    NCALLS = 22
};

enum error {
    E_OK = 0,        /* done */
    E_CALL = 1,      /* no system call has this number */
    E_SLOT = 2,      /* the slot is out of range or holds no endpoint */
    E_ADDRESS = 3,   /* not aligned to the page, or outside what user space may map */
    E_RIGHTS = 4,    /* not one of enum rights */
    E_MAPPED = 5,    /* something is mapped there already */
    E_UNMAPPED = 6,  /* the address has no translation */
    E_MEMORY = 7,    /* not enough free frames for the page and its tables */
    E_NO_CALLER = 8, /* reply or reply_recv, and nobody waits for a reply */
    E_ABANDONED = 9, /* the thread that owed the reply ended or received again */
    E_CLOCK = 10,    /* the arrival counter is at its end; nothing can be queued any more */
    E_RANGE = 11,    /* no pages, or more than there are from the address to USER_END */
    E_SIZE = 12,     /* the machine has no such page, or one of another size is mapped there */
    E_AGAIN = 13,    /* the other side does not wait there; without try_ the call would */
    E_NAMED = 14,    /* the slot names an endpoint already */
    E_FULL = 15,     /* the process has no number left for another child */
    E_CHILD = 16,    /* the number is out of range, or no child has it */
    E_RUNNING = 17,  /* the child runs on another CPU now */
    E_NOTIFIED = 18  /* no failure: bits of notifications arrived, and no message */
};

#endif
