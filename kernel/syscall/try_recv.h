/* try_recv.h: try_recv(slot): receive bits or a message that wait there; if none do, E_AGAIN,
 * and nothing has happened: whoever waits for a reply goes on waiting. */
#ifndef ISOBAR_SYSCALL_TRY_RECV_H
#define ISOBAR_SYSCALL_TRY_RECV_H

#include "../wf.h"

/*@ predicate spec_call_try_recv{A,B}(integer c) = \let t = \at(current[c],A);
        \let e = endpoint_of{A}(t, argument{A}(t, REG_A0));
        e == NIL ? told{A,B}(c, E_SLOT)
        : !sender_waits{A}(e) && bits_of{A}(e) == 0 ? told{A,B}(c, E_AGAIN)
        : spec_recv{A,B}(c, e) && memory_same{A,B};
*/

/*@ requires kernel: wf_kernel;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, current[cpu],
            endpoint_window[ALL_FRAMES];
    ensures kernel: wf_kernel;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_try_recv{Pre,Post}(cpu); */
void syscall_try_recv(uint32_t cpu);

#endif
