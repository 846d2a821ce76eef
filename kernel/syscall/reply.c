/* reply.c: the reply slot of the running thread is all that there is to look at. */
#include "reply.h"

void syscall_reply(uint32_t cpu)
{
    pfn_t t = current[cpu];
    if (THREAD(t).caller == NIL) {
        REGS(t).r[REG_CALL] = E_NO_CALLER;
        //@ assert told: told{Pre,Here}(cpu, E_NO_CALLER);
        //@ assert refused: spec_call_reply{Pre,Here}(cpu);
        return;
    }
    ipc_reply(cpu);
    //@ assert process: wf_process;
    //@ assert waits: wf_waits;
    //@ assert active: all_active;
    //@ assert memory: memory_same{Pre,Here};
    //@ assert replied: spec_call_reply{Pre,Here}(cpu);
}
