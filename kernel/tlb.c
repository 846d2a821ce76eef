/* tlb.c: what a CPU walks and what it remembers, kept in step with its tables. */
#include "tlb.h"

#include "machine.h"

pfn_t loaded[NCPU];

void tlb_load(uint32_t cpu, pfn_t root)
{
    if (root != loaded[cpu]) {
        machine_load(cpu, root);
        loaded[cpu] = root;
    }
}

void tlb_forget(uint32_t cpu, uint64_t va)
{
    machine_flush(cpu, va);
}

void tlb_reload(uint32_t cpu)
{
    machine_load(cpu, loaded[cpu]);
}
