/* notify.c: notifications, to this process itself and between it and the helpers.
 *
 * A helper that was notified does not run before the tester waits or yields; until then further
 * bits wait at its endpoint.
 */
#include "processes.h"
#include "test.h"

enum { OWN = 9, CALLS = 40 }; /* OWN: a slot for an endpoint that nobody else names */

static const struct message words = {{0xaa, 0xbb, 0xcc, 0xdd}};

/* What a thread gets that takes bits: the rest of the words are as they were. */
static int takes(uint64_t call, uint64_t slot, uint64_t bits)
{
    struct message m = words;
    uint64_t error = message_call(call, slot, &m);

    return error == E_NOTIFIED && m.w[0] == bits && m.w[1] == words.w[1] && m.w[2] == words.w[2] &&
           m.w[3] == words.w[3];
}

static struct message state_of(uint64_t slot)
{
    struct message m;

    if (order_call(slot, ORDER_READ, 0, &m) != E_OK)
        m = (struct message){{-1ul, 0, 0, 0}};
    return m;
}

static void alone(void)
{
    struct message m = words;
    unsigned good = 0;

    check_error("an endpoint of this process alone", sys_endpoint_create(OWN), E_OK);
    check_error("try_recv: no bits wait at a new endpoint", sys_try_recv(OWN, &m), E_AGAIN);
    check_error("notify of two bits", sys_notify(OWN, 5), E_OK);
    check_error("notify of two others", sys_notify(OWN, 1ul << 63 | 2), E_OK);
    check_error("notify of one again", sys_notify(OWN, 4), E_OK);
    check_error("notify of none", sys_notify(OWN, 0), E_OK);
    check("recv: all have come at once", takes(CALL_RECV, OWN, 1ul << 63 | 7));
    check_error("try_recv: and have gone", sys_try_recv(OWN, &m), E_AGAIN);
    for (unsigned i = 0; i < 64; i++)
        good += sys_notify(OWN, 1ul << i) == E_OK && takes(CALL_TRY_RECV, OWN, 1ul << i);
    check("each bit arrives alone", good == 64);
    sys_notify(OWN, ~0ul);
    check_error("close the endpoint with all bits set", sys_endpoint_close(OWN), E_OK);
    check_error("make another in the slot", sys_endpoint_create(OWN), E_OK);
    check_error("try_recv: it has none of them", sys_try_recv(OWN, &m), E_AGAIN);
    check_error("close it", sys_endpoint_close(OWN), E_OK);
    check_error("notify by the empty slot", sys_notify(OWN, 1), E_SLOT);
}

/* Of three notifications that come before the helper runs it takes one when it waits, and the
 * others together when it receives again. */
static void telling(void)
{
    struct message before = state_of(HELPER_1), after;

    check_error("notify a waiting helper", sys_notify(HELPER_1, 1), E_OK);
    check_error("notify it before it has run", sys_notify(HELPER_1, 8), E_OK);
    check_error("and again", sys_notify(HELPER_1, 0x20), E_OK);
    check("try_recv takes back what it has not taken", takes(CALL_TRY_RECV, HELPER_1, 0x28));
    sys_notify(HELPER_1, 8);
    sys_notify(HELPER_1, 0x40);
    sys_yield();
    after = state_of(HELPER_1);
    check("it was told twice, and of two bits at last",
          after.w[2] == before.w[2] + 2 && after.w[3] == 0x48);
    check_error("notify it of nothing", sys_notify(HELPER_1, 0), E_OK);
    after = state_of(HELPER_1);
    check("it was told of that too", after.w[2] == before.w[2] + 3 && after.w[3] == 0);
}

static void being_told(void)
{
    struct message m = {{ORDER_NOTIFY, 0x81, 0, 0}};

    check_error("send: have the helper notify us", sys_send(HELPER_1, &m), E_OK);
    check("recv: it did while we waited", takes(CALL_RECV, HELPER_1, 0x81));
    check_error("what it got", state_of(HELPER_1).w[0], E_OK);
    m = (struct message){{ORDER_NOTIFY, 0x101, 22, 33}};
    check_error("send: have it notify us, then send", sys_send(HELPER_1, &m), E_OK);
    sys_yield();
    check("recv: the bits come first", takes(CALL_RECV, HELPER_1, 0x101));
    check_error("recv: then the message", sys_recv(HELPER_1, &m), E_OK);
    check("its words", m.w[0] == 0x101 && m.w[1] == 22 && m.w[2] == 33 && m.w[3] == 0);
    m = (struct message){{ORDER_TRY, CALL_CALL, 44, 55}};
    sys_send(HELPER_1, &m);
    check_error("recv: a call", sys_recv(HELPER_1, &m), E_OK);
    check_error("notify ourselves instead of a reply", sys_notify(HELPER_1, 2), E_OK);
    check("recv: the bits, without a reply", takes(CALL_RECV, HELPER_1, 2));
    check_error("reply: nobody waits for it", sys_reply(&m), E_NO_CALLER);
    check_error("what the caller got", state_of(HELPER_1).w[0], E_ABANDONED);
}

/* A server with bits before every other call: each caller has its reply, and none is kept waiting
 * by who comes for the bits. */
static void serving(void)
{
    struct message m = {{0}}, answer;
    uint64_t error = order_send(HELPER_1, ORDER_CALL, CALLS);
    unsigned good = 0, told = 0;

    if (error == E_OK)
        error = sys_recv(HELPER_1, &m);
    for (uint64_t i = 0; i < CALLS && error == E_OK; i++) {
        good += m.w[0] == i && m.w[1] == (i ^ CALLS);
        answer = (struct message){{m.w[0] + 1, 2 * m.w[1], m.w[0], m.w[1]}};
        if (i % 2)
            sys_notify(HELPER_1, 1ul << i);
        m = answer;
        error = sys_reply_recv(HELPER_1, &m);
        if (i % 2 && error == E_NOTIFIED) {
            told += m.w[0] == 1ul << i && m.w[1] == answer.w[1] && m.w[3] == answer.w[3];
            error = sys_recv(HELPER_1, &m);
        }
    }
    check("reply_recv: answered 40 calls, in order", good == CALLS && error == E_OK);
    check("it took bits after every other one", told == CALLS / 2);
    check("each answer arrived as it was sent", m.w[0] == 0 && m.w[1] == CALLS);
}

static void turns(void)
{
    uint64_t start, end;

    sys_yield(); /* so that the helper that was served waits again */
    sys_notify(HELPER_2, 1);
    order_send(HELPER_1, ORDER_STAMP, 0);
    sys_notify(HELPER_3, 1);
    start = now();
    sys_yield();
    end = now();
    uint64_t t1 = state_of(HELPER_1).w[1], t2 = state_of(HELPER_2).w[1];
    uint64_t t3 = state_of(HELPER_3).w[1];
    check("who is notified or sent to runs in order: 2, 1, 3",
          start < t2 && t2 < t1 && t1 < t3 && t3 < end);
}

void suite_notify(void)
{
    sys_yield(); /* so that the helpers wait */
    alone();
    telling();
    being_told();
    serving();
    turns();
}
