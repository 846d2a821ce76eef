/* protect.c: one leaf entry changes; what the TLB holds of it is flushed. */
#include "protect.h"

#include "../tlb_lemmas.h"

void syscall_protect(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], rights = REGS(t).r[REG_A1];
    //@ assert before: roots_loaded;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    if (paging_valid(va) == 0 || rights >= NRIGHTS) {
        uint32_t wrong = paging_valid(va) == 0 ? E_ADDRESS : E_RIGHTS;
        REGS(t).r[REG_CALL] = wrong;
        //@ assert told: told{Pre,Here}(cpu, wrong);
        //@ assert refused: spec_call_protect{Pre,Here}(cpu);
        return;
    }
    uint32_t e = paging_protect(root, va, (uint32_t)rights);
    //@ assert objects: wf_list && wf_thread && wf_process;
    //@ assert stale: wf_tlb_but(cpu, va / 4096);
    tlb_forget(cpu, va);
    REGS(t).r[REG_CALL] = e;
    //@ assert completes: completes{Pre,Here}(t, e) && regs_kept{Pre,Here}(t, t, t);
    //@ assert threads: threads_same{Pre,Here};
    //@ assert protected: spec_call_protect{Pre,Here}(cpu);
}
