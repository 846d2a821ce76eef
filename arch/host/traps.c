/* traps.c: from what a host thread did on behalf of a kernel thread to kernel_enter() and back.
 *
 * As on a machine the registers go straight into the save area of the running thread, and those of
 * the next come out of its own.
 */
#include <string.h>

#include "entry.h"
#include "host.h"

_Static_assert((int)ISOBAR_START == (int)TRAP_START, "traps");
_Static_assert((int)ISOBAR_CALL == (int)TRAP_CALL, "traps");
_Static_assert((int)ISOBAR_FAULT == (int)TRAP_FAULT, "traps");
_Static_assert(ISOBAR_NCPU == NCPU, "CPUs");

#define SAVED_AT(field, reg)                                                                       \
    _Static_assert(offsetof(struct isobar_registers, field) == (reg) * sizeof(uint64_t), #field)
SAVED_AT(call, REG_CALL);
SAVED_AT(a, REG_A0);
SAVED_AT(pc, REG_PC);
SAVED_AT(sp, REG_SP);
SAVED_AT(flags, REG_FLAGS);
SAVED_AT(rest, REG_REST);
_Static_assert(sizeof(struct isobar_registers) == NREGS * sizeof(uint64_t), "registers");

/* Whether the calling host thread may act as a CPU; it is that CPU from now on. */
static int claim(struct isobar *k, uint32_t cpu)
{
    if (cpu >= NCPU)
        return ISOBAR_E_CPU;
    if (k->claimed[cpu] && !pthread_equal(k->owner[cpu], pthread_self()))
        return ISOBAR_E_OTHER;
    k->claimed[cpu] = 1;
    k->owner[cpu] = pthread_self();
    return ISOBAR_OK;
}

static int check(struct isobar *k, uint32_t cpu, uint32_t trap, const struct isobar_running *now)
{
    if (!k->booted)
        return ISOBAR_E_NOT_BOOTED;
    if (cpu >= NCPU)
        return ISOBAR_E_CPU;
    if (trap > TRAP_FAULT)
        return ISOBAR_E_TRAP;
    if (trap != TRAP_START && (current[cpu] == NIL || now->thread != current[cpu]))
        return ISOBAR_E_THREAD;
    return claim(k, cpu);
}

static void enter(uint32_t cpu, uint32_t trap, struct isobar_running *now)
{
    int fault = trap == TRAP_FAULT;

    if (trap != TRAP_START)
        memcpy(regs_window[current[cpu]].r, &now->r, sizeof now->r);
    now->thread = kernel_enter(cpu, trap, fault ? now->vector : 0, fault ? now->address : 0);
    if (now->thread != NIL)
        memcpy(&now->r, regs_window[now->thread].r, sizeof now->r);
}

int isobar_enter(struct isobar *k, uint32_t cpu, enum isobar_trap trap, struct isobar_running *now)
{
    int error = host_lock(k);

    if (error != ISOBAR_OK)
        return error;
    error = check(k, cpu, trap, now);
    if (error == ISOBAR_OK)
        enter(cpu, trap, now);
    host_unlock();
    return error;
}

int isobar_release(struct isobar *k, uint32_t cpu)
{
    int error = host_lock(k);

    if (error != ISOBAR_OK)
        return error;
    error = claim(k, cpu);
    if (error == ISOBAR_OK)
        k->claimed[cpu] = 0;
    host_unlock();
    return error;
}
