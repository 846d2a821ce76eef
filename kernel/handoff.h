/* handoff.h: the steps of a rendezvous, as far as they move threads.
 *
 * Each step keeps every thread in a well-formed state, and says exactly which threads move; the
 * words of the message are ipc.h's affair.
 */
#ifndef ISOBAR_HANDOFF_H
#define ISOBAR_HANDOFF_H

#include "thread.h"

/*@ predicate receiver_waits{L}(integer e) =
        list_window[e].head != NIL && receives(list_window[e].head);
    predicate sender_waits{L}(integer e) =
        list_window[e].head != NIL && !receives(list_window[e].head);
    // nobody owes thread t a reply any more
    predicate callers_left{A,B}(integer t) = \forall integer x; is_thread{A}(x) && x != t ==>
        \at(thread_window[x].caller,B) ==
        (\at(thread_window[x].caller,A) == t ? NIL : \at(thread_window[x].caller,A));
    predicate withdrawn{A,B}(integer t) = places_kept{A,B}(t, t, t) && callers_left{A,B}(t)
        && holders_kept{A,B}(t, t) && owners_kept{A,B};
*/

/* The oldest waiter of e, a sender or receiver, becomes ready. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires first: cpu < NCPU && is_endpoint(e) && list_window[e].head != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[list_window[e].head].state, thread_window[list_window[e].head].cpu,
            link_window[ALL_FRAMES], list_window[e], list_window[run_queue[cpu]],
            stamp[list_window[e].head], list_clock;
    ensures list: wf_list;
    ensures queues: wf_queues;
    ensures current: wf_current;
    ensures state: wf_state;
    ensures running: wf_running;
    ensures ready: wf_ready;
    ensures inactive: wf_inactive;
    ensures waiting: wf_waiting;
    ensures reply: wf_reply;
    ensures caller: wf_caller;
    ensures recv: wf_recv;
    ensures kind: wf_kind;
    ensures oldest: oldest{Pre}(\old(list_window[e].head), e);
    ensures wakes: wakes{Pre,Post}(\old(list_window[e].head), cpu);
    ensures kept: \let w = \old(list_window[e].head); places_kept{Pre,Post}(w, w, w); */
void wake_first(pfn_t e, uint32_t cpu);

/* The oldest waiter of e, a caller, waits for thread r's reply from now on. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires first: is_endpoint(e) && list_window[e].head != NIL && !receives(list_window[e].head);
    requires free: is_thread(r) && thread_window[r].caller == NIL
        && (thread_window[r].state == T_RUNNING || thread_window[r].state == T_READY);
    terminates \true;
    exits \false;
    assigns thread_window[list_window[e].head].state, thread_window[list_window[e].head].holder,
            thread_window[r].caller, link_window[ALL_FRAMES], list_window[e];
    ensures list: wf_list;
    ensures queues: wf_queues;
    ensures current: wf_current;
    ensures state: wf_state;
    ensures running: wf_running;
    ensures ready: wf_ready;
    ensures inactive: wf_inactive;
    ensures waiting: wf_waiting;
    ensures reply: wf_reply;
    ensures caller: wf_caller;
    ensures recv: wf_recv;
    ensures kind: wf_kind;
    ensures oldest: oldest{Pre}(\old(list_window[e].head), e);
    ensures owes: owes(r, \old(list_window[e].head));
    ensures off: link_window[\old(list_window[e].head)].on == NIL;
    ensures kept: \let s = \old(list_window[e].head); places_kept{Pre,Post}(s, s, s); */
void hold_first(pfn_t e, pfn_t r);

/* The oldest waiter of e, a receiver, runs in the place of the thread that calls it. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires first: is_endpoint(e) && receiver_waits(e);
    terminates \true;
    exits \false;
    assigns thread_window[current[cpu]].state, thread_window[current[cpu]].holder,
            thread_window[list_window[e].head].state, thread_window[list_window[e].head].cpu,
            thread_window[list_window[e].head].caller, link_window[ALL_FRAMES], list_window[e],
            current[cpu];
    ensures list: wf_list;
    ensures queues: wf_queues;
    ensures current: wf_current;
    ensures state: wf_state;
    ensures running: wf_running;
    ensures ready: wf_ready;
    ensures inactive: wf_inactive;
    ensures waiting: wf_waiting;
    ensures reply: wf_reply;
    ensures caller: wf_caller;
    ensures recv: wf_recv;
    ensures kind: wf_kind;
    ensures oldest: oldest{Pre}(\old(list_window[e].head), e);
    ensures runs: runs(\old(list_window[e].head), cpu);
    ensures owes: owes(\old(list_window[e].head), \old(current[cpu]));
    ensures off: link_window[\old(current[cpu])].on == NIL;
    ensures kept: \let r = \old(list_window[e].head);
        places_kept{Pre,Post}(\old(current[cpu]), r, r); */
void hand_over(uint32_t cpu, pfn_t e);

/* The caller of the running thread runs in its place, which goes to the tail of list l: its run
   queue, or an endpoint with no senders. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires caller: thread_window[current[cpu]].caller != NIL;
    requires where: s == T_READY ? l == run_queue[cpu]
        : s == T_RECV && is_endpoint(l) && !sender_waits(l);
    terminates \true;
    exits \false;
    assigns thread_window[current[cpu]].state, thread_window[current[cpu]].caller,
            thread_window[thread_window[current[cpu]].caller].state,
            thread_window[thread_window[current[cpu]].caller].cpu,
            thread_window[thread_window[current[cpu]].caller].holder,
            link_window[ALL_FRAMES], list_window[l], stamp[current[cpu]], list_clock,
            current[cpu];
    ensures list: wf_list;
    ensures queues: wf_queues;
    ensures current: wf_current;
    ensures state: wf_state;
    ensures running: wf_running;
    ensures ready: wf_ready;
    ensures inactive: wf_inactive;
    ensures waiting: wf_waiting;
    ensures reply: wf_reply;
    ensures caller: wf_caller;
    ensures recv: wf_recv;
    ensures kind: wf_kind;
    ensures runs: \let k = \old(thread_window[current[cpu]].caller);
        runs(k, cpu) && thread_window[k].holder == NIL && k != \old(current[cpu]);
    ensures waits: \let t = \old(current[cpu]); thread_window[t].state == s
        && thread_window[t].caller == NIL && thread_window[t].cpu == cpu && arrived{Pre,Post}(t, l);
    ensures kept: \let k = \old(thread_window[current[cpu]].caller);
        places_kept{Pre,Post}(\old(current[cpu]), k, k);
    ensures clock: list_clock == \old(list_clock) + 1; */
void hand_back(uint32_t cpu, pfn_t l, uint32_t s);

/* The running thread waits on endpoint e in state s, and its CPU goes on to the next. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires where: is_endpoint(e) && (s == T_SEND || s == T_RECV || s == T_CALL);
    requires kind: s == T_RECV ? !sender_waits(e) : !receiver_waits(e);
    requires free: s == T_RECV ==> thread_window[current[cpu]].caller == NIL;
    terminates \true;
    exits \false;
    assigns thread_window[current[cpu]].state,
            thread_window[list_window[run_queue[cpu]].head].state,
            thread_window[list_window[run_queue[cpu]].head].cpu,
            link_window[ALL_FRAMES], list_window[e], list_window[run_queue[cpu]],
            stamp[current[cpu]], list_clock, current[cpu];
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures state: thread_window[\old(current[cpu])].state == s;
    ensures arrived: arrived{Pre,Post}(\old(current[cpu]), e);
    ensures next: next_runs{Pre,Post}(cpu, NIL);
    ensures kept: \let h = \old(list_window[run_queue[cpu]].head);
        places_kept{Pre,Post}(\old(current[cpu]), h, h); */
void wait_for(uint32_t cpu, pfn_t e, uint32_t s);

/* Take a thread that does not run off its list, or from who owes it a reply, for good. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires stands: is_thread(t) && thread_window[t].state != T_RUNNING
        && thread_window[t].state != T_INACTIVE;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], link_window[ALL_FRAMES], list_window[link_window[t].on];
    ensures list: wf_list;
    ensures queues: wf_queues;
    ensures current: wf_current;
    ensures state: wf_state;
    ensures running: wf_running;
    ensures ready: wf_ready;
    ensures inactive: wf_inactive;
    ensures waiting: wf_waiting;
    ensures reply: wf_reply;
    ensures caller: wf_caller;
    ensures recv: wf_recv;
    ensures kind: wf_kind;
    ensures stopped: thread_window[t].state == T_INACTIVE
        && thread_window[t].caller == \old(thread_window[t].caller);
    ensures withdrawn: withdrawn{Pre,Post}(t); */
void thread_withdraw(pfn_t t);

#endif
