/* calls_kills.c: what a program expects when it ends a process that it made.
 *
 * Each function is proved from the contract of kernel_enter() alone; its postcondition is what the
 * program sees. None of this is in the kernel.
 */
#include "calls.h"

/*@ // the running thread of a CPU makes a call, and others may wait
    predicate asks{L}(integer cpu, integer n) = 0 <= cpu < NCPU && list_clock <= CLOCK_END
        && current[cpu] != NIL && argument(current[cpu], REG_CALL) == n;
    // the child that it names by its first argument
    logic integer victim{L}(integer cpu) =
        child_named{L}(\at(current[cpu],L), argument{L}(\at(current[cpu],L), REG_A0));
    logic integer root_named{L}(integer cpu) = \at(process_window[victim{L}(cpu)].root,L);
    predicate stands{L}(integer q) =
        \at(thread_window[process_window[q].thread].state,L) != T_RUNNING;
*/

/* A child that does not run is gone, with its thread, and its number is free. */
/*@ requires wf: wf;
    requires asks: asks(cpu, CALL_PROCESS_KILL);
    requires child: lives(victim(cpu)) && stands(victim(cpu));
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: current[cpu] == \old(current[cpu])
        && argument(current[cpu], REG_CALL) == E_OK;
    ensures gone: has_type(victim{Pre}(cpu), PG_FREE)
        && has_type(\at(process_window[victim{Pre}(cpu)].thread,Pre), PG_FREE)
        && has_type(\at(process_window[victim{Pre}(cpu)].root,Pre), PG_FREE);
    ensures free: child_of(process_of{Pre}(cpu), argument{Pre}(current[cpu], REG_A0)) == NIL;
    ensures mine: \forall integer v; is_page(v) ==>
        walked(space_of{Pre}(cpu), v) == walked{Pre}(space_of{Pre}(cpu), v); */
pfn_t client_kill_child(uint32_t cpu)
{
    //@ assert home: is_root(space_of(cpu)) && process_of(cpu) != victim(cpu);
    //@ assert apart: space_of(cpu) != root_named(cpu);
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert call: spec_call_process_kill{Pre,Here}(cpu);
    //@ assert spaces: other_spaces{Pre,Here}(root_named{Pre}(cpu));
    return t;
}

/* The number of a child that ended of its own accord is free, and nothing else changes. */
/*@ requires wf: wf;
    requires asks: asks(cpu, CALL_PROCESS_KILL);
    requires ended: victim(cpu) == ENDED;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures free: child_of(process_of{Pre}(cpu), argument{Pre}(current[cpu], REG_A0)) == NIL;
    ensures same: threads_same{Pre,Post} && frames_same{Pre,Post}; */
pfn_t client_kill_ended(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* Nobody is ended by a number that no child has, a stranger's least of all. */
/*@ requires wf: wf;
    requires asks: asks(cpu, CALL_PROCESS_KILL);
    requires nobody: victim(cpu) == NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_CHILD);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_kill_nobody(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* A child that runs on another CPU goes on. */
/*@ requires wf: wf;
    requires asks: asks(cpu, CALL_PROCESS_KILL);
    requires runs: lives(victim(cpu)) && !stands(victim(cpu));
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_RUNNING);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_kill_running(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}
