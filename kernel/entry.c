/* entry.c: one trap, one atomic step: dispatch, then make sure that the right address space is
 * loaded for whoever runs next. */
#include "entry.h"

#include "machine.h"
#include "tlb_lemmas.h"

/* Tell the running thread of a CPU that its call failed; do nothing else. */
/*@ requires kernel: wf_kernel;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns regs_window[current[cpu]].r[REG_CALL];
    ensures kernel: wf_kernel;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures told: told{Pre,Post}(cpu, error); */
static void refuse(uint32_t cpu, uint32_t error)
{
    REGS(current[cpu]).r[REG_CALL] = error;
}

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires number: n == regs_window[current[cpu]].r[REG_CALL];
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], stamp[..],
            slot_row[..], waits_by[..], list_clock, current[cpu], loaded[cpu], tags[..], tlb[cpu],
            cr3[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_call_of{Pre,Post}(cpu, n); */
static void dispatch(uint32_t cpu, uint64_t n)
{
    switch (n) {
    case CALL_YIELD:
        syscall_yield(cpu);
        //@ assert yield_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert yield_done: spec_call_of{Pre,Here}(cpu, CALL_YIELD);
        break;
    case CALL_THREAD_EXIT:
        syscall_thread_exit(cpu);
        //@ assert thread_exit_done: spec_call_of{Pre,Here}(cpu, CALL_THREAD_EXIT);
        break;
    case CALL_MAP:
        syscall_map(cpu);
        //@ assert map_done: spec_call_of{Pre,Here}(cpu, CALL_MAP);
        break;
    case CALL_UNMAP:
        syscall_unmap(cpu);
        //@ assert unmap_done: spec_call_of{Pre,Here}(cpu, CALL_UNMAP);
        break;
    case CALL_PROTECT:
        syscall_protect(cpu);
        //@ assert protect_done: spec_call_of{Pre,Here}(cpu, CALL_PROTECT);
        break;
    case CALL_SEND:
        syscall_send(cpu);
        //@ assert send_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert send_done: spec_call_of{Pre,Here}(cpu, CALL_SEND);
        break;
    case CALL_RECV:
        syscall_recv(cpu);
        //@ assert recv_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert recv_done: spec_call_of{Pre,Here}(cpu, CALL_RECV);
        break;
    case CALL_CALL:
        syscall_call(cpu);
        //@ assert call_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert call_done: spec_call_of{Pre,Here}(cpu, CALL_CALL);
        break;
    case CALL_REPLY_RECV:
        syscall_reply_recv(cpu);
        //@ assert reply_recv_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert reply_recv_done: spec_call_of{Pre,Here}(cpu, CALL_REPLY_RECV);
        break;
    case CALL_PUTC:
        syscall_putc(cpu);
        //@ assert putc_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert putc_done: spec_call_of{Pre,Here}(cpu, CALL_PUTC);
        break;
    case CALL_MAP_RANGE:
        syscall_map_range(cpu);
        //@ assert map_range_done: spec_call_of{Pre,Here}(cpu, CALL_MAP_RANGE);
        break;
    case CALL_UNMAP_RANGE:
        syscall_unmap_range(cpu);
        //@ assert unmap_range_done: spec_call_of{Pre,Here}(cpu, CALL_UNMAP_RANGE);
        break;
    case CALL_PROTECT_RANGE:
        syscall_protect_range(cpu);
        //@ assert protect_range_done: spec_call_of{Pre,Here}(cpu, CALL_PROTECT_RANGE);
        break;
    case CALL_TRY_SEND:
        syscall_try_send(cpu);
        //@ assert try_send_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert try_send_done: spec_call_of{Pre,Here}(cpu, CALL_TRY_SEND);
        break;
    case CALL_TRY_RECV:
        syscall_try_recv(cpu);
        //@ assert try_recv_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert try_recv_done: spec_call_of{Pre,Here}(cpu, CALL_TRY_RECV);
        break;
    case CALL_TRY_CALL:
        syscall_try_call(cpu);
        //@ assert try_call_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert try_call_done: spec_call_of{Pre,Here}(cpu, CALL_TRY_CALL);
        break;
    case CALL_REPLY:
        syscall_reply(cpu);
        //@ assert reply_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert reply_done: spec_call_of{Pre,Here}(cpu, CALL_REPLY);
        break;
    case CALL_ENDPOINT_CREATE:
        syscall_endpoint_create(cpu);
        //@ assert endpoint_create_done: spec_call_of{Pre,Here}(cpu, CALL_ENDPOINT_CREATE);
        break;
    case CALL_ENDPOINT_CLOSE:
        syscall_endpoint_close(cpu);
        //@ assert endpoint_close_done: spec_call_of{Pre,Here}(cpu, CALL_ENDPOINT_CLOSE);
        break;
    case CALL_PROCESS_CREATE:
        syscall_process_create(cpu);
        //@ assert process_create_done: spec_call_of{Pre,Here}(cpu, CALL_PROCESS_CREATE);
        break;
    case CALL_PROCESS_KILL:
        syscall_process_kill(cpu);
        //@ assert process_kill_done: spec_call_of{Pre,Here}(cpu, CALL_PROCESS_KILL);
        break;
    case CALL_NOTIFY:
        syscall_notify(cpu);
        //@ assert notify_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert notify_done: spec_call_of{Pre,Here}(cpu, CALL_NOTIFY);
        break;
    default:
        refuse(cpu, E_CALL);
        //@ assert refused_tlb: memory_same{Pre,Here} && wf_tlb;
        //@ assert refused: spec_call_of{Pre,Here}(cpu, n);
    }
}

/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..], stamp[..],
            slot_row[..], waits_by[..], list_clock, current[cpu], loaded[cpu], tags[..], tlb[cpu],
            cr3[cpu];
    ensures kernel: wf_kernel;
    ensures tlb: wf_tlb && wf_cr3;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures spec: spec_trap{Pre,Post}(cpu, trap); */
static void step(uint32_t cpu, uint32_t trap, uint64_t code, uint64_t address)
{
    pfn_t t = current[cpu];
    //@ assert same: memory_same{Pre,Here} && threads_same{Pre,Here};
    //@ assert nothing: t != NIL && trap == TRAP_START ==> spec_trap{Pre,Here}(cpu, trap);
    if (t == NIL) {
        schedule(cpu);
        //@ assert process: wf_process;
        //@ assert waits: wf_waits;
        //@ assert active: all_active;
        //@ assert next: spec_schedule{Pre,Here}(cpu);
        //@ assert memory: memory_same{Pre,Here};
        //@ assert tlb: wf_tlb;
        //@ assert started: spec_trap{Pre,Here}(cpu, trap);
    } else if (trap == TRAP_CALL) {
        dispatch(cpu, REGS(t).r[REG_CALL]);
        //@ assert called: spec_trap{Pre,Here}(cpu, trap);
    } else if (trap != TRAP_START) {
        machine_log(EV_FAULT, t, code, address);
        syscall_thread_exit(cpu);
        //@ assert ended: spec_trap{Pre,Here}(cpu, trap);
    }
}

/*@ requires kernel: wf_kernel;
    requires others: wf_loaded_but(cpu);
    requires tlb: wf_tlb && wf_cr3;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns loaded[cpu], tags[..], tlb[cpu], cr3[cpu];
    ensures wf: wf;
    ensures next: \result == current[cpu];
    ensures thread: \result == NIL || is_thread(\result); */
static pfn_t resume(uint32_t cpu)
{
    pfn_t t = current[cpu], root = NIL;
    if (t != NIL)
        root = PROCESS(THREAD(t).process).root;
    else
        machine_log(EV_IDLE, NIL, 0, 0);
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: t != NIL ==> loaded_by(cpu, root);
    tlb_load(cpu, root);
    //@ assert loaded: wf_loaded_but(-1);
    return t;
}

/*@ requires wf: wf;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns regs_window[current[cpu]].r[REG_CALL];
    ensures wf: wf;
    ensures thread: \result == NIL || is_thread(\result);
    ensures spec: spec_end_of_clock{Pre,Post}(cpu, trap, \result); */
static pfn_t end_of_clock(uint32_t cpu, uint32_t trap)
{
    pfn_t t = current[cpu];
    if (t != NIL && trap == TRAP_CALL) {
        refuse(cpu, E_CLOCK);
        //@ assert same: memory_same{Pre,Here} && wf_tlb;
        return t;
    }
    machine_log(EV_CLOCK, NIL, 0, 0);
    return NIL;
}

pfn_t kernel_enter(uint32_t cpu, uint32_t trap, uint64_t code, uint64_t address)
{
    if (cpu >= NCPU) {
        //@ assert none: spec_enter{Pre,Here}(cpu, trap, NIL);
        return NIL;
    }
    if (list_clock > CLOCK_END) {
        pfn_t last = end_of_clock(cpu, trap);
        //@ assert ended: spec_enter{Pre,Here}(cpu, trap, last);
        return last;
    }
    step(cpu, trap, code, address);
    //@ assert stepped: spec_trap{Pre,Here}(cpu, trap);
    pfn_t t = resume(cpu);
    //@ assert resumed: spec_trap{Pre,Here}(cpu, trap);
    //@ assert entered: spec_enter{Pre,Here}(cpu, trap, t);
    return t;
}
