/* thread_exit.c: take the process apart, then find the CPU something else to run. */
#include "thread_exit.h"

void syscall_thread_exit(uint32_t cpu)
{
    process_end(cpu);
    schedule(cpu);
    //@ assert process: wf_process;
    //@ assert active: all_active;
}
