/* send.h: send(slot, w0..w3): send a message to an endpoint, and wait if nobody
 * receives there. A slot that holds no endpoint is refused. */
#ifndef ISOBAR_SYSCALL_SEND_H
#define ISOBAR_SYSCALL_SEND_H

#include "../wf.h"

/*@ predicate spec_call_send{A,B}(integer c) = \let t = \at(current[c],A);
        \let e = endpoint_of{A}(t, argument{A}(t, REG_A0));
        e == NIL ? told{A,B}(c, E_SLOT) : spec_send{A,B}(c, e) && memory_same{A,B};
*/

/*@ requires kernel: wf_kernel;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], waits_by[ALL_FRAMES], list_clock,
            current[cpu];
    ensures kernel: wf_kernel;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_send{Pre,Post}(cpu); */
void syscall_send(uint32_t cpu);

#endif
