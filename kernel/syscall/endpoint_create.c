/* endpoint_create.c: look at the slot, make an endpoint, fill the slot. */
#include "endpoint_create.h"

#include "../mmu_change.h"

/* Why slot i of process p cannot name a new endpoint, or E_OK. */
/*@ requires count: wf_count;
    requires process: is_process(p);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == (i >= NSLOTS ? E_SLOT : slot_of(p, i) != NIL ? E_NAMED
        : nfree == 0 ? E_MEMORY : E_OK); */
static uint32_t create_error(pfn_t p, uint64_t i)
{
    if (i >= NSLOTS)
        return E_SLOT;
    if (PROCESS(p).slot[i] != NIL)
        return E_NAMED;
    return nfree == 0 ? E_MEMORY : E_OK;
}

void syscall_endpoint_create(uint32_t cpu)
{
    pfn_t t = current[cpu], p = THREAD(t).process;
    uint64_t i = REGS(t).r[REG_A0];
    uint32_t error = create_error(p, i);
    if (error != E_OK) {
        REGS(t).r[REG_CALL] = error;
        //@ assert told: told{Pre,Here}(cpu, error);
        //@ assert refused: spec_call_endpoint_create{Pre,Here}(cpu);
        return;
    }
    endpoint_create(p, (uint32_t)i);
    REGS(t).r[REG_CALL] = E_OK;
    //@ assert creates: creates{Pre,Here}(p, i, slot_of(p, i));
    //@ assert tree: wf_tree{Pre} && entries_kept{Pre,Here}(-1, 0);
    //@ assert mmu: same_mmu{Pre,Here};
    //@ assert spaces: spaces_same{Pre,Here};
    /*@ assert roots: \forall integer u; is_thread{Pre}(u) ==> is_thread(u)
            && root_of(u) == root_of{Pre}(u); */
    //@ assert cpus: cpus_kept{Pre,Here}(cpu);
    //@ assert stood: threads_stood{Pre,Here};
    //@ assert created: spec_call_endpoint_create{Pre,Here}(cpu);
}
