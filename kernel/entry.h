/* entry.h: the ways into the kernel.
 *
 * arch/ calls boot_frames() to learn how long the frame array must be, kernel_init() once, and
 * kernel_enter() at every trap and once per CPU to start it. Each entry is one atomic step, and
 * its contract is the kernel's theorem: whatever user space puts in its registers, the invariant
 * holds afterwards and what happened is what the specification of the call says.
 */
#ifndef ISOBAR_ENTRY_H
#define ISOBAR_ENTRY_H

#include "init.h"
#include "syscall/call.h"
#include "syscall/endpoint_close.h"
#include "syscall/endpoint_create.h"
#include "syscall/map.h"
#include "syscall/map_range.h"
#include "syscall/notify.h"
#include "syscall/process_create.h"
#include "syscall/process_kill.h"
#include "syscall/protect.h"
#include "syscall/protect_range.h"
#include "syscall/putc.h"
#include "syscall/recv.h"
#include "syscall/reply.h"
#include "syscall/reply_recv.h"
#include "syscall/send.h"
#include "syscall/thread_exit.h"
#include "syscall/try_call.h"
#include "syscall/try_recv.h"
#include "syscall/try_send.h"
#include "syscall/unmap.h"
#include "syscall/unmap_range.h"
#include "syscall/yield.h"

enum trap {
    TRAP_START = 0, /* the CPU has nothing to run: find it something */
    TRAP_CALL = 1,  /* system call; its number and arguments are in the thread's registers */
    TRAP_FAULT = 2  /* exception; code: its vector, address: what it could not reach */
};

/*@ predicate spec_call_of{A,B}(integer c, integer n) =
        n == CALL_YIELD ? spec_call_yield{A,B}(c)
        : n == CALL_THREAD_EXIT ? spec_call_thread_exit{A,B}(c)
        : n == CALL_MAP ? spec_call_map{A,B}(c)
        : n == CALL_UNMAP ? spec_call_unmap{A,B}(c)
        : n == CALL_PROTECT ? spec_call_protect{A,B}(c)
        : n == CALL_SEND ? spec_call_send{A,B}(c)
        : n == CALL_RECV ? spec_call_recv{A,B}(c)
        : n == CALL_CALL ? spec_call_call{A,B}(c)
        : n == CALL_REPLY_RECV ? spec_call_reply_recv{A,B}(c)
        : n == CALL_PUTC ? spec_call_putc{A,B}(c)
        : n == CALL_MAP_RANGE ? spec_call_map_range{A,B}(c)
        : n == CALL_UNMAP_RANGE ? spec_call_unmap_range{A,B}(c)
        : n == CALL_PROTECT_RANGE ? spec_call_protect_range{A,B}(c)
        : n == CALL_TRY_SEND ? spec_call_try_send{A,B}(c)
        : n == CALL_TRY_RECV ? spec_call_try_recv{A,B}(c)
        : n == CALL_TRY_CALL ? spec_call_try_call{A,B}(c)
        : n == CALL_REPLY ? spec_call_reply{A,B}(c)
        : n == CALL_ENDPOINT_CREATE ? spec_call_endpoint_create{A,B}(c)
        : n == CALL_ENDPOINT_CLOSE ? spec_call_endpoint_close{A,B}(c)
        : n == CALL_PROCESS_CREATE ? spec_call_process_create{A,B}(c)
        : n == CALL_PROCESS_KILL ? spec_call_process_kill{A,B}(c)
        : n == CALL_NOTIFY ? spec_call_notify{A,B}(c)
        : told{A,B}(c, E_CALL);
    predicate spec_trap{A,B}(integer c, integer trap) = \let t = \at(current[c],A);
        t == NIL ? spec_schedule{A,B}(c) && memory_same{A,B}
        : trap == TRAP_CALL ? spec_call_of{A,B}(c, argument{A}(t, REG_CALL))
        : trap == TRAP_START ? threads_same{A,B} && memory_same{A,B}
          && regs_kept{A,B}(NIL, NIL, NIL)
        : spec_call_thread_exit{A,B}(c);
    // at the end of the arrival counter calls fail, and what cannot fail stops the CPU
    predicate spec_end_of_clock{A,B}(integer c, integer trap, integer r) =
        \let t = \at(current[c],A);
        t != NIL && trap == TRAP_CALL ? told{A,B}(c, E_CLOCK) && r == t
        : r == NIL && threads_same{A,B} && memory_same{A,B} && regs_kept{A,B}(NIL, NIL, NIL);
    predicate spec_enter{A,B}(integer c, integer trap, integer r) =
        c >= NCPU ? r == NIL && threads_same{A,B} && memory_same{A,B}
          && regs_kept{A,B}(NIL, NIL, NIL)
        : \at(list_clock,A) > CLOCK_END ? spec_end_of_clock{A,B}(c, trap, r)
        : r == \at(current[c],B) && spec_trap{A,B}(c, trap);
*/

/* Take a trap on a CPU and return the thread that it is to resume, whose address space is loaded;
   NIL: the CPU has nothing to run. `code` and `address` describe a fault, for the console only. */
/*@ requires wf: wf;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], stamp[..],
            slot_row[..], waits_by[..], list_clock, current[..], loaded[..], tags[..], tlb[..],
            cr3[..];
    ensures wf: wf;
    ensures thread: \result == NIL || is_thread(\result);
    ensures spec: spec_enter{Pre,Post}(cpu, trap, \result); */
pfn_t kernel_enter(uint32_t cpu, uint32_t trap, uint64_t code, uint64_t address);

#endif
