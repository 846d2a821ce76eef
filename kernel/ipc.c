/* ipc.c: rendezvous, with one function for each way it can go.
 *
 * The operations only choose; there is no loop and no allocation. Each return asserts the whole
 * specification, because the provers do better at one outcome than at all of them together.
 */
#include "ipc.h"

#include "bits.h"

/*@ requires frames: wf_frames;
    requires threads: is_thread(s) && is_thread(r) && s != r;
    terminates \true;
    exits \false;
    assigns regs_window[r].r[REG_A1 .. REG_A4], regs_window[r].r[REG_CALL];
    ensures gets: gets{Pre,Post}(r, s); */
static void copy_message(pfn_t s, pfn_t r)
{
    REGS(r).r[REG_A1] = REGS(s).r[REG_A1];
    REGS(r).r[REG_A2] = REGS(s).r[REG_A2];
    REGS(r).r[REG_A3] = REGS(s).r[REG_A3];
    REGS(r).r[REG_A4] = REGS(s).r[REG_A4];
    REGS(r).r[REG_CALL] = E_OK;
}

/* Thread r goes on with the bits that wait at endpoint e. */
/*@ requires frames: wf_frames;
    requires thread: is_thread(r);
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns regs_window[r].r[REG_A1], regs_window[r].r[REG_CALL], endpoint_window[e].bits;
    ensures takes: takes_bits{Pre,Post}(r, e); */
static void take_bits(pfn_t r, pfn_t e)
{
    REGS(r).r[REG_A1] = ENDPOINT(e).bits;
    REGS(r).r[REG_CALL] = E_NOTIFIED;
    ENDPOINT(e).bits = 0;
}

/* Thread r takes the message of the oldest sender on e. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires sender: cpu < NCPU && is_endpoint(e) && sender_waits(e);
    requires free: is_thread(r) && thread_window[r].caller == NIL
        && (thread_window[r].state == T_RUNNING || thread_window[r].state == T_READY);
    terminates \true;
    exits \false;
    assigns thread_window[list_window[e].head], thread_window[r].caller,
            regs_window[r].r[REG_A1 .. REG_A4], regs_window[r].r[REG_CALL],
            regs_window[list_window[e].head].r[REG_CALL],
            link_window[ALL_FRAMES], list_window[e], list_window[run_queue[cpu]],
            stamp[list_window[e].head], list_clock;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures takes: takes{Pre,Post}(r, e, cpu);
    ensures told: sender_told{Pre,Post}(\old(list_window[e].head));
    ensures kept: \let s = \old(list_window[e].head); places_kept{Pre,Post}(s, s, s)
        && callers_kept{Pre,Post}(r) && holders_kept{Pre,Post}(s, s) && owners_kept{Pre,Post}; */
static void take_message(pfn_t r, pfn_t e, uint32_t cpu)
{
    pfn_t s = LIST(e).head;
    copy_message(s, r);
    if (THREAD(s).state == T_CALL) {
        hold_first(e, r);
        return;
    }
    REGS(s).r[REG_CALL] = E_OK;
    wake_first(e, cpu);
}

/* The running thread sends to the oldest receiver on e. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires receiver: is_endpoint(e) && receiver_waits(e);
    terminates \true;
    exits \false;
    assigns thread_window[list_window[e].head].state, thread_window[list_window[e].head].cpu,
            regs_window[list_window[e].head].r[REG_A1 .. REG_A4],
            regs_window[list_window[e].head].r[REG_CALL], regs_window[current[cpu]].r[REG_CALL],
            link_window[ALL_FRAMES], list_window[e], list_window[run_queue[cpu]],
            stamp[list_window[e].head], list_clock;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures oldest: oldest{Pre}(\old(list_window[e].head), e);
    ensures gets: gets{Pre,Post}(\old(list_window[e].head), current[cpu]);
    ensures completes: completes{Pre,Post}(current[cpu], E_OK);
    ensures wakes: wakes{Pre,Post}(\old(list_window[e].head), cpu);
    ensures kept: \let r = \old(list_window[e].head); places_kept{Pre,Post}(r, r, r);
    ensures regs: \let r = \old(list_window[e].head); regs_kept{Pre,Post}(current[cpu], r, r); */
static void send_now(uint32_t cpu, pfn_t e)
{
    pfn_t t = current[cpu], r = LIST(e).head;
    copy_message(t, r);
    REGS(t).r[REG_CALL] = E_OK;
    wake_first(e, cpu);
}

pfn_t endpoint_receiver(pfn_t e)
{
    pfn_t r = LIST(e).head;
    return r != NIL && THREAD(r).state == T_RECV ? r : NIL;
}

pfn_t endpoint_sender(pfn_t e)
{
    pfn_t s = LIST(e).head;
    return s != NIL && THREAD(s).state != T_RECV ? s : NIL;
}

void ipc_send(uint32_t cpu, pfn_t e)
{
    if (endpoint_receiver(e) == NIL) {
        wait_for(cpu, e, T_SEND);
        //@ assert blocks: blocks{Pre,Here}(cpu, e, T_SEND, NIL);
        //@ assert waiting: spec_send{Pre,Here}(cpu, e);
        return;
    }
    send_now(cpu, e);
    //@ assert sent: spec_send{Pre,Here}(cpu, e);
}

void ipc_notify(uint32_t cpu, pfn_t e, uint64_t w)
{
    pfn_t t = current[cpu], r = endpoint_receiver(e);
    ENDPOINT(e).bits = bits_join(ENDPOINT(e).bits, w);
    REGS(t).r[REG_CALL] = E_OK;
    if (r == NIL) {
        //@ assert kept: spec_notify{Pre,Here}(cpu, e, w);
        return;
    }
    take_bits(r, e);
    //@ assert notified: notified{Pre,Here}(r, bits_of{Pre}(e) | w) && r != t;
    wake_first(e, cpu);
    //@ assert told: spec_notify{Pre,Here}(cpu, e, w);
}

void ipc_recv(uint32_t cpu, pfn_t e)
{
    pfn_t t = current[cpu];
    //@ ghost pfn_t k = thread_window[t].caller;
    thread_drop_caller(t, cpu);
    if (ENDPOINT(e).bits != 0) {
        //@ assert apart: k != t;
        take_bits(t, e);
        //@ assert bits: takes_bits{Pre,Here}(t, e);
        //@ assert notified: spec_recv{Pre,Here}(cpu, e);
        return;
    }
    pfn_t s = endpoint_sender(e);
    if (s == NIL) {
        wait_for(cpu, e, T_RECV);
        //@ assert blocks: blocks{Pre,Here}(cpu, e, T_RECV, k);
        //@ assert waiting: spec_recv{Pre,Here}(cpu, e);
        return;
    }
    //@ assert sender: s == \at(list_window[e].head,Pre) && s != k && s != t && k != t;
    //@ assert oldest: oldest{Pre}(s, e) && place_kept{Pre,Here}(s);
    take_message(t, e, cpu);
    //@ assert takes: takes{Pre,Here}(t, e, cpu);
    //@ assert told: sender_told{Pre,Here}(s);
    //@ assert dropped: k != NIL ==> wakes{Pre,Here}(k, cpu) && completes{Pre,Here}(k, E_ABANDONED);
    //@ assert places: places_kept{Pre,Here}(s, k, k);
    //@ assert regs: regs_kept{Pre,Here}(t, s, k);
    //@ assert taken: spec_recv{Pre,Here}(cpu, e);
}

void ipc_call(uint32_t cpu, pfn_t e)
{
    pfn_t t = current[cpu], r = endpoint_receiver(e);
    if (r == NIL) {
        wait_for(cpu, e, T_CALL);
        //@ assert blocks: blocks{Pre,Here}(cpu, e, T_CALL, NIL);
        //@ assert waiting: spec_call{Pre,Here}(cpu, e);
        return;
    }
    copy_message(t, r);
    hand_over(cpu, e);
    //@ assert called: spec_call{Pre,Here}(cpu, e);
}

void ipc_reply(uint32_t cpu)
{
    pfn_t t = current[cpu], c = THREAD(t).caller;
    thread_drop_caller(t, cpu);
    //@ assert dropped: spec_drop_caller{Pre,Here}(t, cpu) && c != t;
    copy_message(t, c);
    REGS(t).r[REG_CALL] = E_OK;
    //@ assert gets: gets{Pre,Here}(c, t);
    //@ assert woken: wakes{Pre,Here}(c, cpu) && places_kept{Pre,Here}(c, c, c);
    //@ assert regs: completes{Pre,Here}(t, E_OK) && regs_kept{Pre,Here}(t, c, c);
    //@ assert replied: spec_reply{Pre,Here}(cpu);
}

void ipc_reply_recv(uint32_t cpu, pfn_t e)
{
    pfn_t t = current[cpu], c = THREAD(t).caller;
    if (c == NIL) {
        REGS(t).r[REG_CALL] = E_NO_CALLER;
        //@ assert nobody: spec_reply_recv{Pre,Here}(cpu, e);
        return;
    }
    copy_message(t, c);
    if (ENDPOINT(e).bits != 0) {
        hand_back(cpu, run_queue[cpu], T_READY);
        take_bits(t, e);
        //@ assert bits: takes_bits{Pre,Here}(t, e);
        //@ assert notified: spec_reply_recv{Pre,Here}(cpu, e);
        return;
    }
    pfn_t s = endpoint_sender(e);
    if (s == NIL) {
        hand_back(cpu, e, T_RECV);
        //@ assert waiting: spec_reply_recv{Pre,Here}(cpu, e);
        return;
    }
    hand_back(cpu, run_queue[cpu], T_READY);
    //@ assert sender: s == \at(list_window[e].head,Pre) && s != c && s != t && c != t;
    //@ assert oldest: oldest{Pre}(s, e) && place_kept{Pre,Here}(s);
    take_message(t, e, cpu);
    //@ assert takes: takes{Pre,Here}(t, e, cpu);
    //@ assert told: sender_told{Pre,Here}(s);
    //@ assert replies: replies{Pre,Here}(t, c, cpu) && wakes{Pre,Here}(t, cpu);
    //@ assert places: places_kept{Pre,Here}(t, c, s);
    //@ assert regs: regs_kept{Pre,Here}(t, c, s);
    //@ assert taken: spec_reply_recv{Pre,Here}(cpu, e);
}
