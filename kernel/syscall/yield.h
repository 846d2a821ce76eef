/* yield.h: yield(): let the next ready thread run; this one goes behind all others. */
#ifndef ISOBAR_SYSCALL_YIELD_H
#define ISOBAR_SYSCALL_YIELD_H

#include "../wf.h"

/*@ predicate spec_call_yield{A,B}(integer c) = spec_yield{A,B}(c) && memory_same{A,B};
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
    ensures spec: spec_call_yield{Pre,Post}(cpu); */
void syscall_yield(uint32_t cpu);

#endif
