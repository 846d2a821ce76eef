/* thread.h: the states of threads, and the steps of scheduling.
 *
 * A thread runs on one CPU, is ready on one run queue, waits on one endpoint, or waits for the
 * reply of one thread, which knows it. A CPU runs one thread or none. Scheduling is FIFO, per CPU.
 */
#ifndef ISOBAR_THREAD_H
#define ISOBAR_THREAD_H

#include "list.h"

extern pfn_t current[NCPU];   /* the running thread of each CPU, or NIL */
extern pfn_t run_queue[NCPU]; /* the ready ones */

/*@ predicate is_thread{L}(integer t) = has_type(t, PG_THREAD);
    predicate waits{L}(integer t) = thread_window[t].state == T_SEND
        || thread_window[t].state == T_RECV || thread_window[t].state == T_CALL;
    predicate receives{L}(integer t) = thread_window[t].state == T_RECV;
    predicate runs{L}(integer t, integer c) = current[c] == t && link_window[t].on == NIL
        && thread_window[t].state == T_RUNNING && thread_window[t].cpu == c;
    predicate ready{L}(integer t, integer c) = link_window[t].on == run_queue[c]
        && thread_window[t].state == T_READY && thread_window[t].cpu == c;
    predicate owes{L}(integer t, integer c) = is_thread(c) && t != c && thread_window[t].caller == c
        && thread_window[c].holder == t && thread_window[c].state == T_REPLY;

    predicate wf_queues{L} = \forall integer c; 0 <= c < NCPU ==>
        is_queue(run_queue[c]);
    predicate wf_current{L} = \forall integer c; 0 <= c < NCPU && current[c] != NIL ==>
        is_thread(current[c]) && runs(current[c], c);
    predicate wf_state{L} = \forall integer t; is_thread(t) ==>
        thread_window[t].state < NTHREAD_STATES;
    predicate wf_running{L} = \forall integer t; is_thread(t)
        && thread_window[t].state == T_RUNNING ==>
        thread_window[t].cpu < NCPU && runs(t, thread_window[t].cpu);
    predicate wf_ready{L} = \forall integer t; is_thread(t)
        && thread_window[t].state == T_READY ==>
        thread_window[t].cpu < NCPU && ready(t, thread_window[t].cpu);
    predicate wf_inactive{L} = \forall integer t; is_thread(t)
        && thread_window[t].state == T_INACTIVE ==> link_window[t].on == NIL;
    predicate wf_waiting{L} = \forall integer t; is_thread(t) && waits(t) ==>
        is_endpoint(link_window[t].on);
    predicate wf_reply{L} = \forall integer t; is_thread(t)
        && thread_window[t].state == T_REPLY ==>
        link_window[t].on == NIL && is_thread(thread_window[t].holder)
        && owes(thread_window[t].holder, t);
    predicate wf_caller{L} = \forall integer t; is_thread(t) && thread_window[t].caller != NIL ==>
        owes(t, thread_window[t].caller);
    predicate wf_recv{L} = \forall integer t; is_thread(t) && receives(t) ==>
        thread_window[t].caller == NIL;
    // all that wait on one endpoint receive, or none does
    predicate wf_kind{L} = \forall integer t, e; is_endpoint(e) && on_list(t, e) ==>
        (receives(t) <==> receives(list_window[e].head));
    predicate wf_thread{L} = wf_queues && wf_current && wf_state && wf_running && wf_ready
        && wf_inactive && wf_waiting && wf_reply && wf_caller && wf_recv && wf_kind;

    lemma thread_frame{A,B}: objects_kept{A,B} && wf_list{A} && wf_thread{A}
        && (\forall integer c; 0 <= c < NCPU ==> \at(current[c],A) == \at(current[c],B)
            && \at(run_queue[c],A) == \at(run_queue[c],B)) ==> wf_thread{B};

    // what a step leaves alone of other threads: where each is, whom it owes a reply, who owes it
    // one, what process it is of, what its registers hold
    predicate place_kept{A,B}(integer t) =
        \at(thread_window[t].state,A) == \at(thread_window[t].state,B)
        && \at(thread_window[t].cpu,A) == \at(thread_window[t].cpu,B)
        && \at(link_window[t].on,A) == \at(link_window[t].on,B)
        && \at(stamp[t],A) == \at(stamp[t],B);
    predicate places_kept{A,B}(integer t, integer u, integer v) = \forall integer x;
        is_thread{A}(x) && x != t && x != u && x != v ==> place_kept{A,B}(x);
    predicate callers_kept{A,B}(integer t) = \forall integer x; is_thread{A}(x) && x != t ==>
        \at(thread_window[x].caller,A) == \at(thread_window[x].caller,B);
    predicate holders_kept{A,B}(integer t, integer u) = \forall integer x;
        is_thread{A}(x) && x != t && x != u ==>
        \at(thread_window[x].holder,A) == \at(thread_window[x].holder,B);
    predicate owners_kept{A,B} = \forall integer x; is_thread{A}(x) ==>
        \at(thread_window[x].process,A) == \at(thread_window[x].process,B);
    predicate regs_kept{A,B}(integer t, integer u, integer v) = \forall integer x, i;
        is_thread{A}(x) && x != t && x != u && x != v && 0 <= i < NREGS ==>
        \at(regs_window[x].r[i],A) == \at(regs_window[x].r[i],B);
    // the operation of thread t completes with error e, and nothing else is told to it
    predicate completes{A,B}(integer t, integer e) = \at(regs_window[t].r[REG_CALL],B) == e
        && \forall integer i; REG_CALL < i < NREGS ==>
            \at(regs_window[t].r[i],A) == \at(regs_window[t].r[i],B);

    // thread t becomes ready on CPU c, behind all that were
    predicate wakes{A,B}(integer t, integer c) =
        ready{B}(t, c) && arrived{A,B}(t, \at(run_queue[c],A));
    // CPU c goes on to the thread longest on its run queue, or else to w, which goes to its tail
    predicate next_runs{A,B}(integer c, integer w) =
        \let h = \at(list_window[run_queue[c]].head,A); \let n = h != NIL ? h : w;
        \at(current[c],B) == n && (n != NIL ==> runs{B}(n, c))
        && (h != NIL ==> oldest{A}(h, \at(run_queue[c],A)))
        && (w != NIL && w != n ==> wakes{A,B}(w, c));

    predicate spec_suspend{A,B}(integer c, integer l, integer s) = \let t = \at(current[c],A);
        \at(current[c],B) == NIL && \at(thread_window[t].state,B) == s && arrived{A,B}(t, l)
        && places_kept{A,B}(t, t, t);
    predicate spec_schedule{A,B}(integer c) = \let h = \at(list_window[run_queue[c]].head,A);
        next_runs{A,B}(c, NIL) && places_kept{A,B}(h, h, h) && callers_kept{A,B}(NIL)
        && holders_kept{A,B}(NIL, NIL) && owners_kept{A,B} && regs_kept{A,B}(NIL, NIL, NIL)
        && bits_kept{A,B}(NIL);
    predicate spec_yield{A,B}(integer c) = \let t = \at(current[c],A);
        \let h = \at(list_window[run_queue[c]].head,A);
        next_runs{A,B}(c, t) && completes{A,B}(t, E_OK)
        && places_kept{A,B}(t, h, h) && callers_kept{A,B}(NIL) && holders_kept{A,B}(NIL, NIL)
        && owners_kept{A,B} && regs_kept{A,B}(t, t, t) && bits_kept{A,B}(NIL);
    // whoever waits for a reply from t wakes without one
    predicate spec_drop_caller{A,B}(integer t, integer c) =
        \let k = \at(thread_window[t].caller,A);
        \at(thread_window[t].caller,B) == NIL
        && (k != NIL ==> wakes{A,B}(k, c) && completes{A,B}(k, E_ABANDONED)
            && \at(thread_window[k].holder,B) == NIL)
        && places_kept{A,B}(k, k, k) && callers_kept{A,B}(t) && holders_kept{A,B}(k, k)
        && owners_kept{A,B} && regs_kept{A,B}(k, k, k);
*/

/* Put thread t, which is on no list, at the tail of a run queue. */
/*@ requires list: wf_list;
    requires clock: list_clock < UINT64_MAX;
    requires queue: cpu < NCPU && is_queue(run_queue[cpu]);
    requires off: is_thread(t) && link_window[t].on == NIL;
    terminates \true;
    exits \false;
    assigns thread_window[t].state, thread_window[t].cpu, link_window[ALL_FRAMES],
            list_window[run_queue[cpu]], stamp[t], list_clock;
    ensures list: wf_list;
    ensures moved: on_moved{Pre,Post}(t, run_queue[cpu]);
    ensures wakes: wakes{Pre,Post}(t, cpu) && places_kept{Pre,Post}(t, t, t);
    ensures first: list_window[run_queue[cpu]].head ==
        (\old(list_window[run_queue[cpu]].head) == NIL
        ? t : \old(list_window[run_queue[cpu]].head));
    ensures clock: list_clock == \old(list_clock) + 1; */
void thread_ready(pfn_t t, uint32_t cpu);

/* Let an inactive thread run for the first time. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires inactive: is_thread(t) && thread_window[t].state == T_INACTIVE && cpu < NCPU;
    terminates \true;
    exits \false;
    assigns thread_window[t].state, thread_window[t].cpu, link_window[ALL_FRAMES],
            list_window[run_queue[cpu]], stamp[t], list_clock;
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
    ensures wakes: wakes{Pre,Post}(t, cpu) && places_kept{Pre,Post}(t, t, t);
    ensures clock: list_clock == \old(list_clock) + 1; */
void thread_start(pfn_t t, uint32_t cpu);

/* Take the running thread off its CPU, to the tail of its run queue or of an endpoint's list. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires where: s == T_READY ? l == run_queue[cpu]
        : is_endpoint(l) && (s == T_SEND || s == T_RECV || s == T_CALL);
    requires kind: s != T_READY && list_window[l].head != NIL ==>
        (receives(list_window[l].head) <==> s == T_RECV);
    requires free: s == T_RECV ==> thread_window[current[cpu]].caller == NIL;
    terminates \true;
    exits \false;
    assigns thread_window[current[cpu]].state, link_window[ALL_FRAMES], list_window[l],
            stamp[current[cpu]], list_clock, current[cpu];
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
    ensures spec: spec_suspend{Pre,Post}(cpu, l, s);
    ensures first: list_window[l].head == (\old(list_window[l].head) == NIL
        ? \old(current[cpu]) : \old(list_window[l].head));
    ensures clock: list_clock == \old(list_clock) + 1; */
void thread_suspend(uint32_t cpu, pfn_t l, uint32_t s);

/* Take the running thread off its CPU for good. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[current[cpu]].state, current[cpu];
    ensures thread: wf_thread;
    ensures idle: current[cpu] == NIL;
    ensures inactive: thread_window[\old(current[cpu])].state == T_INACTIVE; */
void thread_stop(uint32_t cpu);

/* Find an idle CPU the next thread to run, if any is ready. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires idle: cpu < NCPU && current[cpu] == NIL;
    terminates \true;
    exits \false;
    assigns thread_window[list_window[run_queue[cpu]].head].state,
            thread_window[list_window[run_queue[cpu]].head].cpu,
            link_window[ALL_FRAMES], list_window[run_queue[cpu]], current[cpu];
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
    ensures spec: spec_schedule{Pre,Post}(cpu); */
void schedule(uint32_t cpu);

/* Let the next ready thread run in place of the running one, which goes behind the others. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[current[cpu]].r[REG_CALL],
            link_window[ALL_FRAMES], list_window[run_queue[cpu]], stamp[current[cpu]], list_clock,
            current[cpu];
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures spec: spec_yield{Pre,Post}(cpu); */
void thread_yield(uint32_t cpu);

/* Wake the thread that thread t owes a reply, if any: it will not get one. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires owes: cpu < NCPU && is_thread(t);
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[thread_window[t].caller].r[REG_CALL],
            link_window[ALL_FRAMES], list_window[run_queue[cpu]], stamp[thread_window[t].caller],
            list_clock;
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
    ensures spec: spec_drop_caller{Pre,Post}(t, cpu);
    ensures first: list_window[run_queue[cpu]].head ==
        (\old(list_window[run_queue[cpu]].head) == NIL
        ? \old(thread_window[t].caller) : \old(list_window[run_queue[cpu]].head));
    ensures clock: \old(list_clock) <= list_clock <= \old(list_clock) + 1; */
void thread_drop_caller(pfn_t t, uint32_t cpu);

#endif
