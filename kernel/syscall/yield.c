/* yield.c: the run queue does it all. */
#include "yield.h"

void syscall_yield(uint32_t cpu)
{
    thread_yield(cpu);
    //@ assert process: wf_process;
    //@ assert waits: wf_waits;
    //@ assert active: all_active;
}
