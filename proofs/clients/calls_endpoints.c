/* calls_endpoints.c: what a program expects of its calls on endpoints, in the smallest system.
 *
 * Each function is proved from the contract of kernel_enter() alone; its postcondition is what the
 * program sees. None of this is in the kernel.
 */
#include "calls.h"

/* An empty slot names an endpoint that was not there, and a frame is used. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_ENDPOINT_CREATE);
    requires slot: address(cpu) < NSLOTS && slot_of(process_of(cpu), address(cpu)) == NIL;
    requires room: nfree > 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures named: \let e = slot_of(process_of{Pre}(cpu), address{Pre}(cpu)); is_endpoint(e)
        && !is_endpoint{Pre}(e) && refs(e) == 1;
    ensures used: nfree == \old(nfree) - 1;
    ensures spaces: spaces_same{Pre,Post}; */
pfn_t client_endpoint_create(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* A slot that names an endpoint goes on naming it. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_ENDPOINT_CREATE);
    requires slot: named(cpu) != NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_NAMED);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_endpoint_again(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* With its only name an endpoint goes, and its frame is free. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_ENDPOINT_CLOSE);
    requires slot: named(cpu) != NIL && refs(named(cpu)) == 1;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures empty: slot_of(process_of{Pre}(cpu), address{Pre}(cpu)) == NIL;
    ensures freed: has_type(named{Pre}(cpu), PG_FREE) && nfree == \old(nfree) + 1;
    ensures spaces: spaces_same{Pre,Post}; */
pfn_t client_endpoint_close(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* An endpoint that has another name stays. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_ENDPOINT_CLOSE);
    requires slot: named(cpu) != NIL && refs(named(cpu)) > 1;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures stays: is_endpoint(named{Pre}(cpu))
        && refs(named{Pre}(cpu)) == \old(refs(named(cpu))) - 1;
    ensures same: nfree == \old(nfree) && objects_typed{Pre,Post}; */
pfn_t client_endpoint_shared(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* An empty slot cannot be closed. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_ENDPOINT_CLOSE);
    requires slot: named(cpu) == NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_SLOT);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_endpoint_closed(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}
