/* unmap.c: the frame and its tables go back before any other thread can run. */
#include "unmap.h"

#include "../tlb_lemmas.h"

void syscall_unmap(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0];
    //@ assert before: roots_loaded;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    if (paging_valid(va) == 0) {
        REGS(t).r[REG_CALL] = E_ADDRESS;
        //@ assert same: wf_kernel;
        //@ assert told: told{Pre,Here}(cpu, E_ADDRESS);
        //@ assert refused: spec_call_unmap{Pre,Here}(cpu);
        return;
    }
    uint32_t e = paging_unmap(root, va);
    //@ assert kept: objects_kept{Pre,Here} && stamps_kept{Pre,Here} && roots_kept{Pre,Here};
    //@ assert list: wf_list;
    //@ assert thread: wf_thread;
    //@ assert process: wf_process;
    //@ assert active: all_active;
    //@ assert floating: no_floating;
    //@ assert stale: wf_tlb_but(cpu, va / 4096);
    tlb_forget(cpu, va);
    REGS(t).r[REG_CALL] = e;
    //@ assert completes: completes{Pre,Here}(t, e) && regs_kept{Pre,Here}(t, t, t);
    //@ assert threads: threads_same{Pre,Here};
    //@ assert state: wf_kernel;
    //@ assert unmapped: spec_call_unmap{Pre,Here}(cpu);
}
