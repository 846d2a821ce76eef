/* abi_threads.h: calls on threads, and to the console.
 *
 * It belongs to abi.h, which includes it and says how a call is described.
 */
#ifndef ISOBAR_ABI_THREADS_H
#define ISOBAR_ABI_THREADS_H

enum thread_call {
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

    /* putc(character): write to the console
     *
     * character: one byte, the lowest of the argument
     * blocks: never
     */
    CALL_PUTC = 9
};

#endif
