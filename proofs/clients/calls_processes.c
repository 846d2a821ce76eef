/* calls_processes.c: what a program expects when it makes a process, in the smallest system.
 *
 * Each function is proved from the contract of kernel_enter() alone; its postcondition is what the
 * program sees. None of this is in the kernel.
 */
#include "calls.h"

/*@ // the address of the first page that is given away
    logic integer given{L}(integer cpu) = argument{L}(\at(current[cpu],L), REG_A3);
    // a process that was not there, and has endpoint e
    predicate one_more{A,B}(integer e) = \exists integer p; is_process{B}(p) && !is_process{A}(p)
        && slot_of{B}(p, 0) == e;
    lemma comes_more{A,B}: \forall integer c, p, e; process_comes{A,B}(c, p, e) ==>
        one_more{A,B}(e);
    // child number i of process p was not there, and knows its parent
    predicate new_child{A,B}(integer p, integer i) = \let q = child_of{B}(p, i); is_process{B}(q)
        && !is_process{A}(q) && parent_of{B}(q) == p;
*/

/* A process comes that shares the endpoint; the first page is the caller's no more. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_PROCESS_CREATE);
    requires right: !full(process_of(cpu)) && create_error(current[cpu]) == E_OK;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: current[cpu] == \old(current[cpu])
        && argument(\old(current[cpu]), REG_CALL) == E_OK;
    ensures count: 1 <= argument(\old(current[cpu]), REG_A1) <= RANGE_PAGES;
    ensures more: one_more{Pre,Post}(named{Pre}(cpu));
    ensures gone: walked(space_of{Pre}(cpu), given{Pre}(cpu) / PAGE_SIZE) == 0;
    ensures others: records_kept{Pre,Post}; */
pfn_t client_process_create(uint32_t cpu)
{
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert trap: spec_trap{Pre,Here}(cpu, TRAP_CALL);
    //@ assert call: spec_call_process_create{Pre,Here}(cpu);
    //@ assert created: created{Pre,Here}(cpu);
    //@ assert more: one_more{Pre,Here}(named{Pre}(cpu));
    return t;
}

/* The new process is a child of the caller, which is told its number, one that was free. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_PROCESS_CREATE);
    requires right: !full(process_of(cpu)) && create_error(current[cpu]) == E_OK;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures free: \let i = argument(\old(current[cpu]), REG_A2); 0 <= i < NCHILDREN
        && child_of{Pre}(process_of{Pre}(cpu), i) == NIL;
    ensures child: \let i = argument(\old(current[cpu]), REG_A2);
        new_child{Pre,Post}(process_of{Pre}(cpu), i); */
pfn_t client_process_child(uint32_t cpu)
{
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert trap: spec_trap{Pre,Here}(cpu, TRAP_CALL);
    //@ assert created: created{Pre,Here}(cpu);
    return t;
}

/* Without an endpoint there is nobody to talk to, and no process. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_PROCESS_CREATE);
    requires room: !full(process_of(cpu));
    requires slot: named(cpu) == NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_SLOT);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_process_alone(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* A thread cannot start where user space cannot be. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_PROCESS_CREATE);
    requires room: !full(process_of(cpu));
    requires slot: named(cpu) != NIL;
    requires outside: argument(current[cpu], REG_A1) >= USER_END;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_ADDRESS);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_process_outside(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}
