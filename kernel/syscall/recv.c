/* recv.c: look the endpoint up, then meet there (kernel/ipc.c). */
#include "recv.h"

void syscall_recv(uint32_t cpu)
{
    pfn_t t = current[cpu];
    pfn_t e = slot_endpoint(THREAD(t).process, REGS(t).r[REG_A0]);
    if (e == NIL) {
        REGS(t).r[REG_CALL] = E_SLOT;
        //@ assert told: told{Pre,Here}(cpu, E_SLOT);
        //@ assert refused: spec_call_recv{Pre,Here}(cpu);
        return;
    }
    //@ ghost waits_by[t] = (uint32_t)regs_window[t].r[REG_A0];
    ipc_recv(cpu, e);
    //@ assert counts: \forall integer f; is_endpoint(f) ==> refs(f) == refs{Pre}(f);
    //@ assert row: wf_ref_count && wf_ref_seq && wf_ref_pos;
    //@ assert names: wf_ref_names;
    //@ assert refs: wf_refs;
    //@ assert process: wf_process;
    //@ assert active: all_active;
    //@ assert same: owners_kept{Pre,Here} && processes_kept{Pre,Here} && same_types{Pre,Here};
    /*@ assert others: \forall integer u; is_thread(u) && u != t && waits(u) ==> waits{Pre}(u)
            && link_window[u].on == \at(link_window[u].on,Pre); */
    /*@ assert own: waits(t) ==> link_window[t].on == e
            && slot_of(thread_window[t].process, waits_by[t]) == e; */
    //@ assert waits: wf_waits;
    //@ assert memory: memory_same{Pre,Here};
    //@ assert met: spec_call_recv{Pre,Here}(cpu);
}
