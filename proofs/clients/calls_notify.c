/* calls_notify.c: what a program expects of notifications, in the smallest system.
 *
 * There is one process with one thread, as in calls.c: it notifies an endpoint, and takes the bits.
 */
#include "calls.h"

/* There is nobody to receive: the bits join those that wait, and the thread goes on. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_NOTIFY);
    requires slot: named(cpu) != NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures wait: bits_of(\old(named(cpu))) ==
        (\old(bits_of(named(cpu))) | \old(argument(current[cpu], REG_A1)));
    ensures others: bits_kept{Pre,Post}(\old(named(cpu)));
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_notify_alone(uint32_t cpu)
{
    //@ assert off: link_window[current[cpu]].on == NIL && is_endpoint(named(cpu));
    //@ assert empty: list_window[named(cpu)].head == NIL;
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* A slot that holds no endpoint is refused, and nothing else happens. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_NOTIFY);
    requires slot: argument(current[cpu], REG_A0) >= NSLOTS;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_SLOT);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_notify_nowhere(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* Bits wait: the receiver has them all at once, and there are none any more. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_RECV);
    requires slot: named(cpu) != NIL && bits_of(named(cpu)) != 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures goes_on: current[cpu] == \old(current[cpu]);
    ensures notified: notified{Pre,Post}(current[cpu], \old(bits_of(named(cpu))));
    ensures taken: bits_of(\old(named(cpu))) == 0;
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_recv_notified(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* So has one that only tries. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_TRY_RECV);
    requires slot: named(cpu) != NIL && bits_of(named(cpu)) != 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures goes_on: current[cpu] == \old(current[cpu]);
    ensures notified: notified{Pre,Post}(current[cpu], \old(bits_of(named(cpu))));
    ensures taken: bits_of(\old(named(cpu))) == 0;
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_try_recv_notified(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}
