/* reply_recv.c: look the endpoint up, then meet there (kernel/ipc.c). */
#include "reply_recv.h"

void syscall_reply_recv(uint32_t cpu)
{
    pfn_t t = current[cpu];
    pfn_t e = slot_endpoint(THREAD(t).process, REGS(t).r[REG_A0]);
    if (e == NIL) {
        REGS(t).r[REG_CALL] = E_SLOT;
        //@ assert told: told{Pre,Here}(cpu, E_SLOT);
        //@ assert refused: spec_call_reply_recv{Pre,Here}(cpu);
        return;
    }
    //@ ghost waits_by[t] = (uint32_t)regs_window[t].r[REG_A0];
    ipc_reply_recv(cpu, e);
    //@ assert counts: \forall integer f; is_endpoint(f) ==> refs(f) == refs{Pre}(f);
    //@ assert row: wf_ref_count && wf_ref_seq && wf_ref_pos;
    //@ assert names: wf_ref_names;
    //@ assert refs: wf_refs;
    //@ assert waits: wf_waits;
    //@ assert process: wf_process;
    //@ assert active: all_active;
    //@ assert memory: memory_same{Pre,Here};
    //@ assert met: spec_call_reply_recv{Pre,Here}(cpu);
}
