/* notify.h: notify(slot, bits): tell whoever receives from an endpoint, now or later, and never
 * wait. */
#ifndef ISOBAR_SYSCALL_NOTIFY_H
#define ISOBAR_SYSCALL_NOTIFY_H

#include "../wf.h"

/*@ predicate spec_call_notify{A,B}(integer c) = \let t = \at(current[c],A);
        \let e = endpoint_of{A}(t, argument{A}(t, REG_A0));
        e == NIL ? told{A,B}(c, E_SLOT)
        : spec_notify{A,B}(c, e, argument{A}(t, REG_A1)) && memory_same{A,B};
*/

/*@ requires kernel: wf_kernel;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, endpoint_window[ALL_FRAMES];
    ensures kernel: wf_kernel;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_notify{Pre,Post}(cpu); */
void syscall_notify(uint32_t cpu);

#endif
