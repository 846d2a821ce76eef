/* try.c: the calls that do not wait, with somebody there and with nobody.
 *
 * A helper that was woken does not run before the tester waits or yields; until then nobody is
 * there.
 */
#include "processes.h"
#include "test.h"

static const struct message words = {{0xaa, 0xbb, 0xcc, 0xdd}};

/* A call that must be refused so, and leave the words alone. */
static void refused(const char *what, uint64_t call, uint64_t error)
{
    struct message m = words;
    uint64_t got = message_call(call, HELPER_1, &m);

    check_error(what, got, error);
    if (m.w[0] != 0xaa || m.w[1] != 0xbb || m.w[2] != 0xcc || m.w[3] != 0xdd)
        check("and the words are as they were", 0);
}

static uint64_t last_error(void)
{
    struct message m;

    return order_call(HELPER_1, ORDER_READ, 0, &m) == E_OK ? m.w[0] : -1ul;
}

static uint64_t count(void)
{
    struct message m;

    return order_call(HELPER_1, ORDER_READ, 0, &m) == E_OK ? m.w[2] : 0;
}

static void sending(void)
{
    struct message m = {{ORDER_STAMP, 5, 6, 7}};
    uint64_t before = count();

    check_error("try_send to a waiting receiver", sys_try_send(HELPER_1, &m), E_OK);
    check("the sender's words are as they were",
          m.w[0] == ORDER_STAMP && m.w[1] == 5 && m.w[2] == 6 && m.w[3] == 7);
    refused("try_send again, before it has run", CALL_TRY_SEND, E_AGAIN);
    refused("try_call, before it has run", CALL_TRY_CALL, E_AGAIN);
    refused("try_recv, before it has run", CALL_TRY_RECV, E_AGAIN);
    check_error("send, before it has run", order_send(HELPER_1, ORDER_STAMP, 0), E_OK);
    check("it got the two that were sent", count() == before + 2);
    refused("try_recv from one that receives", CALL_TRY_RECV, E_AGAIN);
    check("it waits as before", count() == before + 2);
}

static void calling(void)
{
    struct message m = {{ORDER_RAW, 0, 0, 0}};

    check_error("try_call a waiting receiver", sys_try_call(HELPER_1, &m), E_OK);
    m = (struct message){{1, 2, 3, 4}};
    check_error("try_call, to be answered", sys_try_call(HELPER_1, &m), E_OK);
    check("four words arrive, four come back",
          m.w[0] == ~1ul && m.w[1] == ~2ul && m.w[2] == ~3ul && m.w[3] == ~4ul);
    m = (struct message){{ORDER_FORGET, 0, 0, 0}};
    check_error("try_call one that receives again", sys_try_call(HELPER_1, &m), E_ABANDONED);
}

/* Ten messages, every other one waited for; senders are not receivers. */
static void receiving(void)
{
    struct message m = {{0}}, order = {{ORDER_SEND, 10, 0xcccc, 0xdddd}};
    unsigned good = 0;

    check_error("send: ask for ten messages", sys_send(HELPER_1, &order), E_OK);
    refused("try_recv before the sender has run", CALL_TRY_RECV, E_AGAIN);
    sys_yield();
    refused("try_send to one that sends", CALL_TRY_SEND, E_AGAIN);
    refused("try_call one that sends", CALL_TRY_CALL, E_AGAIN);
    for (uint64_t i = 0; i < 10; i++) {
        uint64_t error = i % 2 ? sys_recv(HELPER_1, &m) : sys_try_recv(HELPER_1, &m);

        good +=
            error == E_OK && m.w[0] == i && m.w[1] == ~i && m.w[2] == 0xcccc && m.w[3] == 0xdddd;
        if (i % 2)
            sys_yield(); /* so that the next sender is there first */
    }
    check("try_recv and recv: the ten arrive in order", good == 10);
    refused("try_recv when there are no more", CALL_TRY_RECV, E_AGAIN);
    refused("a send cannot be replied to", CALL_REPLY, E_NO_CALLER);
}

/* The helper tries to reach the tester, which is there only if it waits in recv. */
static void reached(void)
{
    struct message m = {{ORDER_TRY, CALL_TRY_SEND, 0x1111, 0x2222}}, order = m;

    sys_send(HELPER_1, &order);
    check_error("recv from one that tries to send", sys_recv(HELPER_1, &m), E_OK);
    check("its words", m.w[0] == 0x1111 && m.w[1] == 0x2222 && m.w[2] == 0 && m.w[3] == 0);
    check_error("what it got", last_error(), E_OK);
    order.w[1] = CALL_TRY_CALL;
    sys_send(HELPER_1, &order);
    check_error("recv from one that tries to call", sys_recv(HELPER_1, &m), E_OK);
    check("its words", m.w[0] == 0x1111 && m.w[1] == 0x2222 && m.w[2] == 0 && m.w[3] == 0);
    check_error("reply", sys_reply(&m), E_OK);
    check_error("what it got", last_error(), E_OK);
    for (uint64_t call = CALL_TRY_SEND; call <= CALL_TRY_CALL; call++) {
        order.w[1] = call;
        sys_send(HELPER_1, &order);
        sys_yield();
        check_error("a helper tries, and the tester is not there", last_error(), E_AGAIN);
    }
}

/* The tester as a server that never waits in its reply. */
static void replying(void)
{
    enum { CALLS = 60 };
    struct message m = {{0}};
    uint64_t error = order_send(HELPER_1, ORDER_CALL, CALLS);
    unsigned good = 0, kept = 0, once = 0;

    for (uint64_t i = 0; i < CALLS && error == E_OK; i++) {
        if (i % 3 == 0)
            sys_yield(); /* so that the caller is there first */
        error = i % 3 ? sys_recv(HELPER_1, &m) : sys_try_recv(HELPER_1, &m);
        good += error == E_OK && m.w[0] == i && m.w[1] == (i ^ CALLS);
        m = (struct message){{m.w[0] + 1, 2 * m.w[1], m.w[0], m.w[1]}};
        kept += sys_try_recv(HELPER_1, &m) == E_AGAIN;
        error = sys_reply(&m);
        once += sys_reply(&m) == E_NO_CALLER;
    }
    check("reply: answered 60 calls, in order", good == CALLS && error == E_OK);
    check("a try_recv that fails keeps the caller", kept == CALLS);
    check("each can be replied to once", once == CALLS);
    check_error("recv: the helper's count", sys_recv(HELPER_1, &m), E_OK);
    check("each answer arrived as it was sent", m.w[0] == 0 && m.w[1] == CALLS);
}

static void replied_to(void)
{
    struct message m;

    check_error("it tries to receive, then replies", order_call(HELPER_1, ORDER_TRY_RECV, 0, &m),
                E_OK);
    check_error("what it got when it tried", m.w[0], E_AGAIN);
    check_error("it replies twice", order_call(HELPER_1, ORDER_REPLY, 0, &m), E_OK);
    check_error("what it got the second time", last_error(), E_NO_CALLER);
}

void suite_try(void)
{
    sys_yield(); /* so that the helpers wait */
    sending();
    calling();
    receiving();
    reached();
    replying();
    replied_to();
}
