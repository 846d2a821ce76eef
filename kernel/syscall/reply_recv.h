/* reply_recv.h: reply_recv(slot, w0..w3): reply to the last caller, which runs at
 * once, and receive the next message. With nobody to reply to, E_NO_CALLER. */
#ifndef ISOBAR_SYSCALL_REPLY_RECV_H
#define ISOBAR_SYSCALL_REPLY_RECV_H

#include "../wf.h"

/*@ predicate spec_call_reply_recv{A,B}(integer c) = \let t = \at(current[c],A);
        \let e = endpoint_of{A}(t, argument{A}(t, REG_A0));
        e == NIL ? told{A,B}(c, E_SLOT) : spec_reply_recv{A,B}(c, e) && memory_same{A,B};
*/

/*@ requires kernel: wf_kernel;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], waits_by[ALL_FRAMES], list_clock,
            current[cpu], endpoint_window[ALL_FRAMES];
    ensures kernel: wf_kernel;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_reply_recv{Pre,Post}(cpu); */
void syscall_reply_recv(uint32_t cpu);

#endif
