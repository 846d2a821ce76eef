/* process_kill.c: the child ends as by its own doing; that its parent knows frees its number. */
#include "process_kill.h"

/*@ requires kernel: wf_kernel;
    requires thread: is_thread(t);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == kill_error(t); */
static uint32_t child_error(pfn_t t)
{
    uint64_t i = REGS(t).r[REG_A0];
    if (i >= NCHILDREN)
        return E_CHILD;
    pfn_t q = FAMILY(THREAD(t).process).child[i];
    if (q == NIL)
        return E_CHILD;
    if (q != ENDED && THREAD(PROCESS(q).thread).state == T_RUNNING)
        return E_RUNNING;
    return E_OK;
}

/*@ // the thread that a CPU runs is of process p
    predicate runs_process{L}(integer c, integer p) = 0 <= c < NCPU && current[c] != NIL
        && is_process(p) && thread_window[current[c]].process == p;
    // who waits for a reply of process q, or NIL
    logic integer owed{L}(integer q) = \at(thread_window[process_window[q].thread].caller,L); */

/* End child number i of process p, and let the number be free. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires clock: list_clock <= CLOCK_END;
    requires running: runs_process(cpu, p);
    requires child: i < NCHILDREN && lives(child_of(p, i))
        && thread_window[process_window[child_of(p, i)].thread].state != T_RUNNING;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], slot_row[..], stamp[..],
            list_clock, tags[..];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures others: cpus_kept{Pre,Post}(cpu);
    ensures running: current[cpu] == \old(current[cpu]) && is_thread(current[cpu]);
    ensures same: \forall integer r; 0 <= r < NREGS ==>
        argument(current[cpu], r) == argument{Pre}(current[cpu], r);
    ensures apart: \old(owed(child_of(p, i))) != current[cpu];
    ensures kills: kills{Pre,Post}(cpu, child_of{Pre}(p, i)); */
static void child_kill(uint32_t cpu, pfn_t p, uint32_t i)
{
    pfn_t q = FAMILY(p).child[i];
    //@ ghost pfn_t t = current[cpu];
    //@ ghost pfn_t w = process_window[q].thread;
    //@ ghost pfn_t k = thread_window[w].caller;
    //@ ghost pfn_t r = process_window[q].root;
    //@ assert apart: w != t && k != t && q != p;
    /*@ assert only: \forall integer x, j; is_process(x) && 0 <= j < NCHILDREN
            && child_of(x, j) == q ==> x == p && j == i; */
    process_kill(q, cpu);
    //@ assert home: is_process(p);
    //@ assert left: child_of(p, i) == ENDED;
    //@ assert cpus: cpus_kept{Pre,Here}(cpu);
    family_forget(p, i);
    //@ assert families: families_left{Pre,Here}(q, NIL);
    //@ assert woken: k != NIL ==> wakes{Pre,Here}(k, cpu) && completes{Pre,Here}(k, E_ABANDONED);
    //@ assert ends: ends{Pre,Here}(w, q, r);
    //@ assert kills: kills{Pre,Here}(cpu, q);
}

void syscall_process_kill(uint32_t cpu)
{
    pfn_t t = current[cpu], p = THREAD(t).process;
    uint32_t e = child_error(t);
    if (e != E_OK) {
        REGS(t).r[REG_CALL] = e;
        //@ assert told: told{Pre,Here}(cpu, e) && wf_tlb;
        return;
    }
    uint32_t i = (uint32_t)REGS(t).r[REG_A0];
    if (FAMILY(p).child[i] != ENDED) {
        //@ ghost pfn_t q = family_window[p].child[i];
        //@ ghost pfn_t k = thread_window[process_window[q].thread].caller;
        child_kill(cpu, p, i);
        //@ assert kills: kills{Pre,Here}(cpu, q) && k != t;
        REGS(t).r[REG_CALL] = E_OK;
        //@ assert told_ok: completes{Pre,Here}(t, E_OK);
        //@ assert woken: k != NIL ==> wakes{Pre,Here}(k, cpu);
        //@ assert let_go: k != NIL ==> completes{Pre,Here}(k, E_ABANDONED);
        //@ assert kills_still: kills{Pre,Here}(cpu, q);
        //@ assert killed: spec_call_process_kill{Pre,Here}(cpu);
    } else {
        family_forget(p, i);
        //@ assert families: families_but{Pre,Here}(p, i) && child_of(p, i) == NIL;
        REGS(t).r[REG_CALL] = E_OK;
        //@ assert told_ended: completes{Pre,Here}(t, E_OK) && frames_same{Pre,Here};
        //@ assert forgets: forgets{Pre,Here}(cpu, p, i);
        //@ assert forgotten: spec_call_process_kill{Pre,Here}(cpu);
    }
}
