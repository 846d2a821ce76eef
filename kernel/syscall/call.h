/* call.h: call(slot, w0..w3): send a message and wait for its reply; a receiver that
 * waits already runs at once, in place of the caller. */
#ifndef ISOBAR_SYSCALL_CALL_H
#define ISOBAR_SYSCALL_CALL_H

#include "../wf.h"

/*@ predicate spec_call_call{A,B}(integer c) = \let t = \at(current[c],A);
        \let e = endpoint_of{A}(t, argument{A}(t, REG_A0));
        e == NIL ? told{A,B}(c, E_SLOT) : spec_call{A,B}(c, e) && memory_same{A,B};
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
    ensures spec: spec_call_call{Pre,Post}(cpu); */
void syscall_call(uint32_t cpu);

#endif
