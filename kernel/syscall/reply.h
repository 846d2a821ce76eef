/* reply.h: reply(-, w0..w3): reply to the last caller, which becomes ready, and go on. With nobody
 * to reply to, E_NO_CALLER. */
#ifndef ISOBAR_SYSCALL_REPLY_H
#define ISOBAR_SYSCALL_REPLY_H

#include "../wf.h"

/*@ predicate spec_call_reply{A,B}(integer c) = \let t = \at(current[c],A);
        \at(thread_window[t].caller,A) == NIL ? told{A,B}(c, E_NO_CALLER)
        : spec_reply{A,B}(c) && memory_same{A,B};
*/

/*@ requires kernel: wf_kernel;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, current[cpu];
    ensures kernel: wf_kernel;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_reply{Pre,Post}(cpu); */
void syscall_reply(uint32_t cpu);

#endif
