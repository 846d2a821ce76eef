/* endpoint_close.c: empty the slot, and free the endpoint if that was its last. */
#include "endpoint_close.h"

void syscall_endpoint_close(uint32_t cpu)
{
    pfn_t t = current[cpu], p = THREAD(t).process;
    uint64_t i = REGS(t).r[REG_A0];
    pfn_t e = slot_endpoint(p, i);
    if (e == NIL) {
        REGS(t).r[REG_CALL] = E_SLOT;
        //@ assert told: told{Pre,Here}(cpu, E_SLOT);
        //@ assert refused: spec_call_endpoint_close{Pre,Here}(cpu);
        return;
    }
    slot_close(p, (uint32_t)i);
    REGS(t).r[REG_CALL] = E_OK;
    //@ assert closes: closes{Pre,Here}(p, i, e);
    //@ assert mmu: same_mmu{Pre,Here};
    //@ assert spaces: spaces_same{Pre,Here};
    //@ assert floating: no_floating;
    //@ assert active: all_active;
    //@ assert objects: wf_objects;
    //@ assert stood: threads_stood{Pre,Here};
    //@ assert closed: spec_call_endpoint_close{Pre,Here}(cpu);
}
