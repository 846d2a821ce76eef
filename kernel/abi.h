/* abi.h: everything that kernel and user space share, and nothing else.
 *
 * A system call puts its number in `call` and up to six values in a0..a5; it returns an error in
 * the register that held the number, and a message in the registers that hold message words.
 * Which machine register each of these is, arch/ says (arch/x86_64/registers.h).
 */
#ifndef ISOBAR_ABI_H
#define ISOBAR_ABI_H

#include "abi_values.h"

/* The calls. Each is described here once, and tools/abi.py makes the rest of it: the stubs of user
 * space, the reference, what the tests must reach; it refuses what it cannot read. A description is
 *
 *     NAME(arguments, from a0 on) -> results, from a1 on: what the call does
 *
 * then a line for each argument and result, for how long the caller may wait, and for each error,
 * in the order in which the kernel looks for them, its condition. Nothing is changed by a call that
 * fails before it has waited. w0..w3 are the words of a message, in a1 to a4. */
enum call {
    /* every call
     *
     * E_CLOCK: before anything else is looked at
     */

    /* yield(): give the CPU to the next ready thread
     *
     * The thread that calls goes behind all that are ready on its CPU, and on when its turn comes.
     *
     * blocks: never, but the others run first
     */
    CALL_YIELD = 0,

    /* thread_exit() -> never: end this thread and free what its process holds
     *
     * Endpoints that no other process names go with it. A thread that waits for a reply from this
     * one goes on with E_ABANDONED, and the next ready thread runs. A fault does the same to the
     * thread that takes it.
     *
     * blocks: never, and does not return
     */
    CALL_THREAD_EXIT = 1,

    /* map(address, rights, size): map a zeroed page
     *
     * It takes the frames of the page, an aligned run of them if it is large, and one for each
     * table that the address lacks.
     *
     * address: of its first byte, a multiple of the size
     * rights: enum rights
     * size: enum page_size
     * blocks: never
     * E_SIZE: size is none of these, or the machine has no pages of 1 GiB
     * E_ADDRESS: address is not a multiple of the size, or part of the page is below USER_MIN or at
     *   USER_END or above
     * E_RIGHTS: rights are none of these
     * E_MAPPED: some of the page is mapped already, or a large one meets a table for smaller ones
     * E_MEMORY: fewer frames are free than it takes, or they do not lie in a run
     */
    CALL_MAP = 2,

    /* unmap(address, size): unmap a page and free it
     *
     * The tables that served it alone are freed with it. If it is part of a larger page, that is
     * split, which takes a frame for a table, or two.
     *
     * address: of its first byte, a multiple of the size
     * size: enum page_size
     * blocks: never
     * E_SIZE: size is none of these, or the machine has no pages of 1 GiB
     * E_ADDRESS: address is not a multiple of the size, or part of the page is below USER_MIN or at
     *   USER_END or above
     * E_UNMAPPED: nothing is mapped at the address
     * E_SIZE: smaller pages are mapped there
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_UNMAP = 3,

    /* protect(address, rights, size): change the rights of a mapped page
     *
     * If it is part of a larger page, that is split, which takes a frame for a table, or two.
     *
     * address: of its first byte, a multiple of the size
     * rights: enum rights
     * size: enum page_size
     * blocks: never
     * E_SIZE: size is none of these, or the machine has no pages of 1 GiB
     * E_ADDRESS: address is not a multiple of the size, or part of the page is below USER_MIN or at
     *   USER_END or above
     * E_RIGHTS: rights are none of these
     * E_UNMAPPED: nothing is mapped at the address
     * E_SIZE: smaller pages are mapped there
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_PROTECT = 4,

    /* send(slot, w0..w3): send a message; wait for a receiver
     *
     * The receiver that has waited longest gets the words and becomes ready.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: until a thread receives from the endpoint and all that came earlier have been served
     * E_SLOT: slot is not below NSLOTS, or empty
     */
    CALL_SEND = 5,

    /* recv(slot) -> w0..w3: receive a message; wait for a sender
     *
     * The message is that of the sender that has waited longest. If it called, this thread owes it
     * a reply from now on. A caller that this thread owed one before goes on with E_ABANDONED.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: until a thread sends to the endpoint or calls, and all that came earlier have been
     *   served
     * E_SLOT: slot is not below NSLOTS, or empty
     */
    CALL_RECV = 6,

    /* call(slot, w0..w3) -> w0..w3: send a message and wait for the reply
     *
     * A receiver that waits already runs at once, in place of this thread.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message, and the reply to it
     * blocks: until a thread has received the message and then replies, ends or receives again
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_ABANDONED: the message was received, and there will be no reply
     */
    CALL_CALL = 7,

    /* reply_recv(slot, w0..w3) -> w0..w3: reply to the last caller and receive
     *
     * The caller runs at once; this thread receives as with recv. It need not receive from the
     * endpoint that the call came by.
     *
     * slot: of the process, which names an endpoint to receive from
     * w0..w3: the reply, and the next message
     * blocks: until a thread sends to the endpoint or calls, and all that came earlier have been
     *   served
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_NO_CALLER: this thread owes nobody a reply
     */
    CALL_REPLY_RECV = 8,

    /* putc(character): write to the console
     *
     * character: one byte, the lowest of the argument
     * blocks: never
     */
    CALL_PUTC = 9,

    /* map_range(address, rights, pages) -> done: map zeroed pages
     *
     * As many maps of pages of 4 KiB, one after the other: see RANGE_PAGES. The errors are those of
     * the first page.
     *
     * address: of the first byte of the first page, a multiple of 4 KiB
     * rights: enum rights
     * pages: how many
     * done: how many were mapped, at least one
     * blocks: never
     * E_ADDRESS: address is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages is 0, or goes beyond USER_END
     * E_RIGHTS: rights are none of these
     * E_MAPPED: the first page is mapped already
     * E_MEMORY: fewer frames are free than the first page takes with its tables
     */
    CALL_MAP_RANGE = 10,

    /* unmap_range(address, pages) -> done: unmap pages and free them
     *
     * As many unmaps of pages of 4 KiB, one after the other: see RANGE_PAGES. The errors are those
     * of the first page.
     *
     * address: of the first byte of the first page, a multiple of 4 KiB
     * pages: how many
     * done: how many were unmapped, at least one
     * blocks: never
     * E_ADDRESS: address is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages is 0, or goes beyond USER_END
     * E_UNMAPPED: the first page is not mapped
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_UNMAP_RANGE = 11,

    /* protect_range(address, rights, pages) -> done: change the rights of mapped pages
     *
     * As many protects of pages of 4 KiB, one after the other: see RANGE_PAGES. The errors are
     * those of the first page.
     *
     * address: of the first byte of the first page, a multiple of 4 KiB
     * rights: enum rights
     * pages: how many
     * done: how many have the rights now, at least one
     * blocks: never
     * E_ADDRESS: address is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages is 0, or goes beyond USER_END
     * E_RIGHTS: rights are none of these
     * E_UNMAPPED: the first page is not mapped
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_PROTECT_RANGE = 12,

    /* try_send(slot, w0..w3): send a message if a receiver waits
     *
     * As with send, if a thread waits to receive; otherwise nothing happens.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_AGAIN: no thread waits to receive from the endpoint
     */
    CALL_TRY_SEND = 13,

    /* try_recv(slot) -> w0..w3: receive a message if a sender waits
     *
     * As with recv, if a thread sends or calls; otherwise a caller goes on waiting for its reply.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_AGAIN: no thread waits to send to the endpoint
     */
    CALL_TRY_RECV = 14,

    /* try_call(slot, w0..w3) -> w0..w3: call if a receiver waits
     *
     * As with call, if a thread waits to receive. For the reply this thread waits as with call.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message, and the reply to it
     * blocks: until the thread that received the message replies, ends or receives again
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_AGAIN: no thread waits to receive from the endpoint
     * E_ABANDONED: the message was received, and there will be no reply
     */
    CALL_TRY_CALL = 15,

    /* reply(w0..w3): reply to the last caller and go on
     *
     * The caller becomes ready.
     *
     * w0..w3: the reply
     * blocks: never
     * E_NO_CALLER: this thread owes nobody a reply
     */
    CALL_REPLY = 16,

    /* endpoint_create(slot): make an endpoint
     *
     * slot: of the process, which names the endpoint from now on
     * blocks: never
     * E_SLOT: slot is not below NSLOTS
     * E_NAMED: the slot names an endpoint already
     * E_MEMORY: no frame is free
     */
    CALL_ENDPOINT_CREATE = 17,

    /* endpoint_close(slot): empty a slot
     *
     * The endpoint that it named is freed if no other slot names it; else who waits at it goes on
     * waiting.
     *
     * slot: of the process, which names an endpoint
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     */
    CALL_ENDPOINT_CLOSE = 18,

    /* process_create(slot, pc, sp, from, to, pages) -> done: make a process
     *
     * It has a thread, ready behind all others on this CPU, and an address space with pages of
     * 4 KiB of this one, which keep their contents and rights and are not mapped here any more:
     * see RANGE_PAGES. It may run before this thread goes on. If fewer pages than asked for were
     * moved, it has only those.
     *
     * slot: of the process, which names an endpoint; slot 0 of the new one names it, too
     * pc: where the thread starts
     * sp: its stack pointer
     * from: of the first byte of the first page, a multiple of 4 KiB
     * to: where that is in the new address space, a multiple of 4 KiB
     * pages: how many
     * done: how many were moved, at least one
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_ADDRESS: pc is at USER_END or above, or sp is above it
     * E_ADDRESS: from is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages is 0, or goes beyond USER_END
     * E_ADDRESS: to is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages goes beyond USER_END in the new address space
     * E_UNMAPPED: the first page is not mapped
     * E_SIZE: it is part of a larger page
     * E_MEMORY: fewer frames are free than a process takes: six, with the tables of its first page
     */
    CALL_PROCESS_CREATE = 19,

    /* no call
     *
     * E_CALL: the number is none of these
     */
    NCALLS = 20
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
    E_SIZE = 12,     /* the machine has no such page, or smaller pages are mapped there */
    E_AGAIN = 13,    /* the other side does not wait there; without try_ the call would */
    E_NAMED = 14     /* the slot names an endpoint already */
};

#endif
