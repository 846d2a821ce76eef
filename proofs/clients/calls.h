/* calls.h: words that the clients of the system calls share.
 *
 * There is one process with one thread, and each client is a trap of that thread.
 */
#ifndef ISOBAR_CLIENTS_CALLS_H
#define ISOBAR_CLIENTS_CALLS_H

#include "entry.h"

#define KERNEL_STATE                                                                               \
    FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], stamp[..],          \
        slot_row[..], waits_by[..], list_clock, current[..], loaded[..], tags[..], tlb[..],        \
        cr3[..]

/*@ // the only thread there is makes a call
    predicate alone_asks{L}(integer cpu, integer n) = 0 <= cpu < NCPU && list_clock <= CLOCK_END
        && is_thread(current[cpu]) && current[cpu] != NIL
        && (\forall integer t; is_thread(t) ==> t == current[cpu])
        && argument(current[cpu], REG_CALL) == n;
    // it goes on with this error, and finds its other registers as they were
    predicate alone_told{A,B}(integer cpu, integer e) = \let t = \at(current[cpu],A);
        \at(current[cpu],B) == t && completes{A,B}(t, e);
    // its first argument as an address, its address space, and its process
    logic integer address{L}(integer cpu) = argument{L}(\at(current[cpu],L), REG_A0);
    logic integer space_of{L}(integer cpu) = root_of{L}(\at(current[cpu],L));
    logic integer process_of{L}(integer cpu) = \at(thread_window[current[cpu]].process,L);
    // the endpoint in the slot that is its first argument, or NIL
    logic integer named{L}(integer cpu) =
        endpoint_of{L}(\at(current[cpu],L), argument{L}(\at(current[cpu],L), REG_A0));
*/

#endif
