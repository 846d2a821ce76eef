/* ipc.h: rendezvous on an endpoint: send, receive, call, reply and receive; and notifications.
 *
 * A message is four words, copied from the sender's saved registers to the receiver's when both are
 * there; whoever comes first queues on the endpoint, first in, first out. Call and reply switch
 * directly to the other thread. One reply slot per thread: a server that receives again without a
 * reply, or ends, lets its caller go with E_ABANDONED. A notification meets nobody: its bits wait
 * at the endpoint, joined to those that do, and whoever receives takes them all before any message
 * (as a server of seL4 does that bound a notification to itself).
 */
#ifndef ISOBAR_IPC_H
#define ISOBAR_IPC_H

#include "handoff.h"

/*@ predicate same_message{A,B}(integer s, integer r) =
        \at(regs_window[r].r[REG_A1],B) == \at(regs_window[s].r[REG_A1],A)
        && \at(regs_window[r].r[REG_A2],B) == \at(regs_window[s].r[REG_A2],A)
        && \at(regs_window[r].r[REG_A3],B) == \at(regs_window[s].r[REG_A3],A)
        && \at(regs_window[r].r[REG_A4],B) == \at(regs_window[s].r[REG_A4],A);
    // the operation of thread r completes with the message of thread s, and nothing else
    predicate gets{A,B}(integer r, integer s) = same_message{A,B}(s, r)
        && \at(regs_window[r].r[REG_CALL],B) == E_OK
        && \forall integer i; REG_CALL < i < NREGS && !(REG_A1 <= i <= REG_A4) ==>
            \at(regs_window[r].r[i],B) == \at(regs_window[r].r[i],A);

    // the operation of thread r completes with bits w instead of a message
    predicate notified{A,B}(integer r, integer w) = \at(regs_window[r].r[REG_A1],B) == w
        && \at(regs_window[r].r[REG_CALL],B) == E_NOTIFIED
        && \forall integer i; REG_CALL < i < NREGS && i != REG_A1 ==>
            \at(regs_window[r].r[i],B) == \at(regs_window[r].r[i],A);
    // thread r takes the bits that wait at endpoint e, and leaves none
    predicate takes_bits{A,B}(integer r, integer e) = notified{A,B}(r, bits_of{A}(e))
        && bits_of{B}(e) == 0 && bits_kept{A,B}(e);

    // the running thread of CPU c waits on e in state s; the CPU goes on, w having become ready
    predicate blocks{A,B}(integer c, integer e, integer s, integer w) =
        \let t = \at(current[c],A); \let h = \at(list_window[run_queue[c]].head,A);
        \at(thread_window[t].state,B) == s && arrived{A,B}(t, e)
        && next_runs{A,B}(c, w) && places_kept{A,B}(t, h, w);
    // r takes the message of s, the sender longest on e; then a sender that sent is done and ready
    // on CPU c, a sender that called waits for the reply of r
    predicate takes{A,B}(integer r, integer e, integer c) =
        \let s = \at(list_window[e].head,A);
        oldest{A}(s, e) && gets{A,B}(r, s)
        && (\at(thread_window[s].state,A) == T_CALL
            ? owes{B}(r, s) && \at(link_window[s].on,B) == NIL
            : \at(thread_window[r].caller,B) == NIL && wakes{A,B}(s, c));
    // what the sender of takes finds in its registers
    predicate sender_told{A,B}(integer s) = \at(thread_window[s].state,A) == T_CALL
        ? (\forall integer i; 0 <= i < NREGS ==>
            \at(regs_window[s].r[i],B) == \at(regs_window[s].r[i],A))
        : completes{A,B}(s, E_OK);

    predicate spec_send{A,B}(integer c, integer e) =
        \let t = \at(current[c],A); \let r = \at(list_window[e].head,A);
        (receiver_waits{A}(e)
        ? oldest{A}(r, e) && gets{A,B}(r, t) && completes{A,B}(t, E_OK) && wakes{A,B}(r, c)
          && \at(current[c],B) == t && places_kept{A,B}(r, r, r) && regs_kept{A,B}(t, r, r)
        : blocks{A,B}(c, e, T_SEND, NIL) && regs_kept{A,B}(NIL, NIL, NIL))
        && callers_kept{A,B}(NIL) && holders_kept{A,B}(NIL, NIL) && owners_kept{A,B}
        && bits_kept{A,B}(NIL);

    // bits w reach endpoint e: the receiver longest there has them, or else they wait
    predicate spec_notify{A,B}(integer c, integer e, integer w) =
        \let t = \at(current[c],A); \let r = \at(list_window[e].head,A);
        (receiver_waits{A}(e)
        ? oldest{A}(r, e) && notified{A,B}(r, bits_of{A}(e) | w) && bits_of{B}(e) == 0
          && wakes{A,B}(r, c) && places_kept{A,B}(r, r, r) && regs_kept{A,B}(t, r, r)
        : bits_of{B}(e) == (bits_of{A}(e) | w)
          && places_kept{A,B}(NIL, NIL, NIL) && regs_kept{A,B}(t, t, t))
        && completes{A,B}(t, E_OK) && \at(current[c],B) == t && bits_kept{A,B}(e)
        && callers_kept{A,B}(NIL) && holders_kept{A,B}(NIL, NIL) && owners_kept{A,B};

    predicate spec_recv{A,B}(integer c, integer e) =
        \let t = \at(current[c],A); \let k = \at(thread_window[t].caller,A);
        \let s = \at(list_window[e].head,A);
        (bits_of{A}(e) != 0
        ? takes_bits{A,B}(t, e) && \at(thread_window[t].caller,B) == NIL
          && \at(current[c],B) == t && (k != NIL ==> wakes{A,B}(k, c))
          && places_kept{A,B}(k, k, k) && regs_kept{A,B}(t, k, k) && holders_kept{A,B}(k, k)
        : sender_waits{A}(e)
        ? takes{A,B}(t, e, c) && sender_told{A,B}(s) && \at(current[c],B) == t
          && (k != NIL ==> wakes{A,B}(k, c))
          && places_kept{A,B}(s, k, k) && regs_kept{A,B}(t, s, k) && holders_kept{A,B}(s, k)
        : blocks{A,B}(c, e, T_RECV, k) && \at(thread_window[t].caller,B) == NIL
          && regs_kept{A,B}(k, k, k) && holders_kept{A,B}(k, k))
        && (k != NIL ==> completes{A,B}(k, E_ABANDONED))
        && (bits_of{A}(e) == 0 ==> bits_kept{A,B}(NIL))
        && callers_kept{A,B}(t) && owners_kept{A,B};

    predicate spec_call{A,B}(integer c, integer e) =
        \let t = \at(current[c],A); \let r = \at(list_window[e].head,A);
        (receiver_waits{A}(e)
        ? oldest{A}(r, e) && gets{A,B}(r, t) && runs{B}(r, c) && owes{B}(r, t)
          && \at(link_window[t].on,B) == NIL && places_kept{A,B}(t, r, r)
          && regs_kept{A,B}(r, r, r) && callers_kept{A,B}(r) && holders_kept{A,B}(t, t)
        : blocks{A,B}(c, e, T_CALL, NIL) && regs_kept{A,B}(NIL, NIL, NIL)
          && callers_kept{A,B}(NIL) && holders_kept{A,B}(NIL, NIL))
        && owners_kept{A,B} && bits_kept{A,B}(NIL);

    // k, the caller of t, is ready with t's words, and t goes on
    predicate spec_reply{A,B}(integer c) = \let t = \at(current[c],A);
        \let k = \at(thread_window[t].caller,A);
        gets{A,B}(k, t) && wakes{A,B}(k, c) && \at(thread_window[k].holder,B) == NIL
        && completes{A,B}(t, E_OK) && \at(thread_window[t].caller,B) == NIL
        && \at(current[c],B) == t && places_kept{A,B}(k, k, k) && regs_kept{A,B}(t, k, k)
        && callers_kept{A,B}(t) && holders_kept{A,B}(k, k) && owners_kept{A,B}
        && bits_kept{A,B}(NIL);

    // the reply: k, the caller of t, runs with t's words
    predicate replies{A,B}(integer t, integer k, integer c) =
        gets{A,B}(k, t) && runs{B}(k, c) && \at(thread_window[k].holder,B) == NIL;
    predicate spec_reply_recv{A,B}(integer c, integer e) =
        \let t = \at(current[c],A); \let k = \at(thread_window[t].caller,A);
        \let s = \at(list_window[e].head,A);
        (k == NIL
        ? completes{A,B}(t, E_NO_CALLER) && regs_kept{A,B}(t, t, t) && \at(current[c],B) == t
          && threads_kept{A,B} && links_kept{A,B} && lists_kept{A,B} && stamps_kept{A,B}
        : bits_of{A}(e) != 0
        ? replies{A,B}(t, k, c) && takes_bits{A,B}(t, e) && wakes{A,B}(t, c)
          && \at(thread_window[t].caller,B) == NIL
          && places_kept{A,B}(t, k, k) && regs_kept{A,B}(t, k, k)
          && callers_kept{A,B}(t) && holders_kept{A,B}(k, k)
        : sender_waits{A}(e)
        ? replies{A,B}(t, k, c) && takes{A,B}(t, e, c) && sender_told{A,B}(s) && wakes{A,B}(t, c)
          && places_kept{A,B}(t, k, s) && regs_kept{A,B}(t, k, s)
          && callers_kept{A,B}(t) && holders_kept{A,B}(k, s)
        : replies{A,B}(t, k, c) && \at(thread_window[t].state,B) == T_RECV && arrived{A,B}(t, e)
          && \at(thread_window[t].caller,B) == NIL
          && places_kept{A,B}(t, k, k) && regs_kept{A,B}(k, k, k)
          && callers_kept{A,B}(t) && holders_kept{A,B}(k, k))
        && (k == NIL || bits_of{A}(e) == 0 ==> bits_kept{A,B}(NIL)) && owners_kept{A,B};
*/

/* Send a message to endpoint e, waiting for a receiver if there is none. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, current[cpu];
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures spec: spec_send{Pre,Post}(cpu, e); */
void ipc_send(uint32_t cpu, pfn_t e);

/* Notify endpoint e of bits w: the receiver that has waited longest goes on with them, and with
   those that waited for one; if there is none they wait, together with those that do. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, endpoint_window[e].bits;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures spec: spec_notify{Pre,Post}(cpu, e, w); */
void ipc_notify(uint32_t cpu, pfn_t e, uint64_t w);

/* Receive from endpoint e: the bits that wait there, or else a message, waiting for a sender if
   there is none. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, current[cpu],
            endpoint_window[e].bits;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures spec: spec_recv{Pre,Post}(cpu, e); */
void ipc_recv(uint32_t cpu, pfn_t e);

/* Send a message to endpoint e and wait for the reply. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, current[cpu];
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures spec: spec_call{Pre,Post}(cpu, e); */
void ipc_call(uint32_t cpu, pfn_t e);

/* The thread that a message to endpoint e would reach; NIL if nobody receives. */
/*@ requires list: wf_list;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures first: receiver_waits(e) ==> \result == list_window[e].head;
    ensures none: !receiver_waits(e) ==> \result == NIL; */
pfn_t endpoint_receiver(pfn_t e);

/* The thread whose message is next at endpoint e; NIL if nobody sends. */
/*@ requires list: wf_list;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures first: sender_waits(e) ==> \result == list_window[e].head;
    ensures none: !sender_waits(e) ==> \result == NIL; */
pfn_t endpoint_sender(pfn_t e);

/* Reply to the running thread's caller, which becomes ready. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires caller: thread_window[current[cpu]].caller != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures spec: spec_reply{Pre,Post}(cpu); */
void ipc_reply(uint32_t cpu);

/* Reply to the running thread's caller, and receive from endpoint e as ipc_recv() does. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock <= CLOCK_END;
    requires running: cpu < NCPU && current[cpu] != NIL;
    requires endpoint: is_endpoint(e);
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[ALL_FRAMES], link_window[ALL_FRAMES],
            list_window[ALL_FRAMES], stamp[ALL_FRAMES], list_clock, current[cpu],
            endpoint_window[e].bits;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures spec: spec_reply_recv{Pre,Post}(cpu, e); */
void ipc_reply_recv(uint32_t cpu, pfn_t e);

#endif
