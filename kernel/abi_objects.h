/* abi_objects.h: calls that make objects, and let go of them.
 *
 * It belongs to abi.h, which includes it and says how a call is described.
 */
#ifndef ISOBAR_ABI_OBJECTS_H
#define ISOBAR_ABI_OBJECTS_H

enum object_call {
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

    /* process_create(slot, pc, sp, from, to, pages) -> done, child: make a process
     *
     * It has a thread, ready behind all others on this CPU, and an address space with pages of
     * 4 KiB of this one, which keep their contents and rights and are not mapped here any more:
     * see RANGE_PAGES. If fewer pages than asked for were moved, it has only those. It is a child
     * of this process, which gives it the lowest number that no other child has.
     *
     * slot: of the process, which names an endpoint; slot 0 of the new one names it, too
     * pc: where the thread starts
     * sp: its stack pointer
     * from: of the first byte of the first page, a multiple of 4 KiB
     * to: where that is in the new address space, a multiple of 4 KiB
     * pages: how many
     * done: how many were moved, at least one
     * child: its number, for process_kill
     * blocks: never
     * E_FULL: NCHILDREN numbers are taken
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

    /* process_kill(child): end a process that this one made, whatever it does
     *
     * All that it holds is freed, and a thread that waits for its reply goes on with E_ABANDONED,
     * as with thread_exit. Its own children go on without a parent. A child that has ended of its
     * own accord keeps its number until this call, which then only frees the number.
     *
     * child: its number, which it has no more
     * blocks: never
     * E_CHILD: child is not below NCHILDREN, or no child has that number
     * E_RUNNING: its thread runs on another CPU
     */
    CALL_PROCESS_KILL = 20
};

#endif
