/* putc.h: putc(character): write the low byte of the argument to the console. */
#ifndef ISOBAR_SYSCALL_PUTC_H
#define ISOBAR_SYSCALL_PUTC_H

#include "../wf.h"

/*@ predicate spec_call_putc{A,B}(integer c) = told{A,B}(c, E_OK);
*/

/*@ requires kernel: wf_kernel;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns regs_window[current[cpu]].r[REG_CALL];
    ensures kernel: wf_kernel;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_putc{Pre,Post}(cpu); */
void syscall_putc(uint32_t cpu);

#endif
