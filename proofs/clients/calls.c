/* calls.c: what a program expects of its calls of scheduling and messages, in the smallest system.
 *
 * There is one process with one thread. Each function is a trap of that thread, proved from the
 * contract of kernel_enter() alone; its postcondition is what the program sees. None of this is in
 * the kernel.
 */
#include "calls.h"

/* Nobody else is ready: the thread that yields goes on. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_YIELD);
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures goes_on: alone_told{Pre,Post}(cpu, E_OK);
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_yield_alone(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* The last thread ends: its CPU has nothing to run, and nothing of the process is left. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_THREAD_EXIT);
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures idle: \result == NIL && current[cpu] == NIL;
    ensures nothing: \forall integer u; !is_thread(u) && !is_process(u) && !is_endpoint(u);
    ensures gone: has_type(\old(thread_window[current[cpu]].process), PG_FREE)
        && has_type(root_of{Pre}(\old(current[cpu])), PG_FREE); */
pfn_t client_exit_alone(uint32_t cpu)
{
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert threads: \forall integer u; !is_thread(u);
    //@ assert processes: \forall integer p; !is_process(p);
    /*@ assert first: \forall integer e; is_endpoint(e) ==> any_slot(slot_row[e].seq[0])
            && names(slot_row[e].seq[0], e); */
    //@ assert endpoints: \forall integer e; !is_endpoint(e);
    return t;
}

/* There is nobody to receive: the sender waits on the endpoint that its slot names. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_SEND);
    requires slot: named(cpu) != NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures waits: \let t = \old(current[cpu]); current[cpu] == NIL
        && thread_window[t].state == T_SEND
        && link_window[t].on == \old(named(cpu));
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_send_alone(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* There is nobody to send: the receiver waits. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_RECV);
    requires slot: named(cpu) != NIL && bits_of(named(cpu)) == 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures waits: \let t = \old(current[cpu]); current[cpu] == NIL
        && thread_window[t].state == T_RECV
        && link_window[t].on == \old(named(cpu));
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_recv_alone(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* There is nobody to be called: the caller waits. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_CALL);
    requires slot: named(cpu) != NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures waits: \let t = \old(current[cpu]); current[cpu] == NIL
        && thread_window[t].state == T_CALL
        && link_window[t].on == \old(named(cpu));
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_call_alone(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* A slot that holds no endpoint is refused, and nothing else happens. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_SEND);
    requires slot: argument(current[cpu], REG_A0) >= NSLOTS;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_SLOT);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_send_nowhere(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* Nobody can have called: there is nobody to reply to, and the thread does not wait. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_REPLY_RECV);
    requires slot: named(cpu) != NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_NO_CALLER);
    ensures memory: memory_same{Pre,Post}; */
pfn_t client_reply_recv_alone(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* A thread that is alone never waits: it is told so, and nothing else happens. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_TRY_SEND);
    requires slot: named(cpu) != NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_AGAIN);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_try_send_alone(uint32_t cpu)
{
    //@ assert off: link_window[current[cpu]].on == NIL && is_endpoint(named(cpu));
    //@ assert empty: list_window[named(cpu)].head == NIL;
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* The same for a receiver. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_TRY_RECV);
    requires slot: named(cpu) != NIL && bits_of(named(cpu)) == 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_AGAIN);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_try_recv_alone(uint32_t cpu)
{
    //@ assert off: link_window[current[cpu]].on == NIL && is_endpoint(named(cpu));
    //@ assert empty: list_window[named(cpu)].head == NIL;
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* And for a caller. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_TRY_CALL);
    requires slot: named(cpu) != NIL;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_AGAIN);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_try_call_alone(uint32_t cpu)
{
    //@ assert off: link_window[current[cpu]].on == NIL && is_endpoint(named(cpu));
    //@ assert empty: list_window[named(cpu)].head == NIL;
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* There is nobody to reply to. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_REPLY);
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_NO_CALLER);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_reply_alone(uint32_t cpu)
{
    //@ assert nobody: thread_window[current[cpu]].caller == NIL;
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert spec: spec_call_reply{Pre,Here}(cpu);
    //@ assert refused: told{Pre,Here}(cpu, E_NO_CALLER);
    return t;
}

/* A character changes nothing. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_PUTC);
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_putc_alone(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}

/* A number that no call has is refused, and nothing else happens. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, NCALLS);
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_CALL);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_no_call(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}
