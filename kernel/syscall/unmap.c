/* unmap.c: the frames and their tables go back before any other thread can run. */
#include "unmap.h"

void syscall_unmap(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], size = REGS(t).r[REG_A1];
    uint32_t e = space_check_page(va, size);
    //@ assert same: memory_same{Pre,Here} && threads_stay{Pre,Here};
    if (e == E_OK && size == SIZE_4K) {
        e = space_unmap(cpu, root, va);
        //@ assert page: threads_stay{Pre,Here};
    } else if (e == E_OK) {
        e = space_unmap_large(cpu, root, va, (uint32_t)size + 1);
        //@ assert pages: threads_stay{Pre,Here};
    }
    //@ assert stay: threads_stay{Pre,Here};
    //@ assert told: e != E_OK ==> memory_same{Pre,Here};
    REGS(t).r[REG_CALL] = e;
    //@ assert completes: completes{Pre,Here}(t, e) && regs_kept{Pre,Here}(t, t, t);
    //@ assert threads: threads_same{Pre,Here};
    //@ assert state: wf_kernel;
    //@ assert small: e == E_OK && size == SIZE_4K ==> unmap_small{Pre,Here}(cpu, va);
    //@ assert large: e == E_OK && size != SIZE_4K ==> unmap_large{Pre,Here}(cpu, va, size);
    //@ assert failed: e != E_OK ==> told{Pre,Here}(cpu, e);
    //@ assert unmapped: spec_call_unmap{Pre,Here}(cpu);
}
