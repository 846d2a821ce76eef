/* protect.c: one leaf entry changes, and what the TLB holds of it goes. */
#include "protect.h"

void syscall_protect(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], rights = REGS(t).r[REG_A1], size = REGS(t).r[REG_A2];
    uint32_t e = space_check_page(va, size);
    if (e == E_OK && rights >= NRIGHTS)
        e = E_RIGHTS;
    //@ assert same: memory_same{Pre,Here} && threads_stay{Pre,Here};
    if (e == E_OK && size == SIZE_4K) {
        e = space_protect(cpu, root, va, (uint32_t)rights);
        //@ assert page: threads_stay{Pre,Here};
    } else if (e == E_OK) {
        e = space_protect_large(cpu, root, va, (uint32_t)size + 1, (uint32_t)rights);
        //@ assert pages: threads_stay{Pre,Here};
    }
    //@ assert stay: threads_stay{Pre,Here};
    //@ assert told: e != E_OK ==> memory_same{Pre,Here};
    REGS(t).r[REG_CALL] = e;
    //@ assert completes: completes{Pre,Here}(t, e) && regs_kept{Pre,Here}(t, t, t);
    //@ assert threads: threads_same{Pre,Here};
    //@ assert state: wf_kernel;
    //@ assert small: e == E_OK && size == SIZE_4K ==> protect_small{Pre,Here}(cpu, va, rights);
    /*@ assert large: e == E_OK && size != SIZE_4K ==>
            protect_large{Pre,Here}(cpu, va, rights, size); */
    //@ assert failed: e != E_OK ==> told{Pre,Here}(cpu, e);
    //@ assert protected: spec_call_protect{Pre,Here}(cpu);
}
