/* map.c: the arguments are checked here, what there is to map it with in kernel/space.c. */
#include "map.h"

void syscall_map(uint32_t cpu)
{
    pfn_t t = current[cpu], root = PROCESS(THREAD(t).process).root;
    uint64_t va = REGS(t).r[REG_A0], rights = REGS(t).r[REG_A1], size = REGS(t).r[REG_A2];
    uint32_t e = space_check_page(va, size);
    if (e == E_OK && rights >= NRIGHTS)
        e = E_RIGHTS;
    //@ ghost uint32_t first = e;
    /*@ assert asked: first == (page_error{Pre}(va, size) != E_OK ? page_error{Pre}(va, size)
            : rights >= NRIGHTS ? E_RIGHTS : E_OK); */
    //@ assert same: memory_same{Pre,Here} && threads_stay{Pre,Here};
    if (e == E_OK && size == SIZE_4K) {
        e = space_map(cpu, root, va, (uint32_t)rights);
        //@ assert small: threads_stay{Pre,Here} && (e != E_OK ==> memory_same{Pre,Here});
    } else if (e == E_OK) {
        e = space_map_large(cpu, root, va, (uint32_t)size + 1, (uint32_t)rights);
        //@ assert large: threads_stay{Pre,Here} && (e != E_OK ==> memory_same{Pre,Here});
    }
    //@ assert stay: threads_stay{Pre,Here};
    //@ assert told: e != E_OK ==> memory_same{Pre,Here};
    REGS(t).r[REG_CALL] = e;
    //@ assert completes: completes{Pre,Here}(t, e) && regs_kept{Pre,Here}(t, t, t);
    //@ assert threads: threads_same{Pre,Here};
    //@ assert state: wf_kernel;
    //@ assert failed: e != E_OK ==> told{Pre,Here}(cpu, e);
    /*@ assert one: first == E_OK && size == SIZE_4K ==>
            map_small{Pre,Here}(cpu, va, rights); */
    /*@ assert many: first == E_OK && size != SIZE_4K ==>
            map_large{Pre,Here}(cpu, va, rights, size); */
    //@ assert mapped: spec_call_map{Pre,Here}(cpu);
}
