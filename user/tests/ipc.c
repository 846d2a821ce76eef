/* ipc.c: messages as the side that calls and sends, and as the side that receives and replies.
 *
 * Each is tried with the other side waiting already, and with the other side late.
 */
#include "processes.h"
#include "test.h"

/* One message with these words to the helper and back, inverted. */
static int intact(uint64_t w0, uint64_t w1, uint64_t w2, uint64_t w3)
{
    struct message m;

    if (order_call(HELPER_1, ORDER_RAW, 0, &m) != E_OK)
        return 0;
    m = (struct message){{w0, w1, w2, w3}};
    if (sys_call(HELPER_1, &m) != E_OK)
        return 0;
    return m.w[0] == ~w0 && m.w[1] == ~w1 && m.w[2] == ~w2 && m.w[3] == ~w3;
}

static void words(void)
{
    unsigned good = 0;

    check("call: four words arrive, four come back", intact(1, 2, 3, 4));
    check("call: words of all ones", intact(~0ul, ~0ul, ~0ul, ~0ul));
    for (unsigned i = 0; i < 64; i++)
        good += intact(1ul << i, ~(1ul << i), i, (uint64_t)i << 56);
    check("call: 64 messages with each bit of a word", good == 64);
}

static void sending(void)
{
    struct message m, before = {{ORDER_STAMP, 5, 6, 7}};
    uint64_t count;

    order_call(HELPER_1, ORDER_READ, 0, &m);
    count = m.w[2];
    m = before;
    check_error("send to a waiting receiver", sys_send(HELPER_1, &m), E_OK);
    check("the sender's words are as they were",
          m.w[0] == before.w[0] && m.w[1] == 5 && m.w[2] == 6 && m.w[3] == 7);
    check_error("send: keep it busy", order_send(HELPER_1, ORDER_BUSY, 5), E_OK);
    check_error("send to one that is not waiting", order_send(HELPER_1, ORDER_STAMP, 0), E_OK);
    check_error("send: keep it busy", order_send(HELPER_1, ORDER_BUSY, 5), E_OK);
    check_error("call one that is not waiting", order_call(HELPER_1, ORDER_READ, 0, &m), E_OK);
    check("it got every message", m.w[2] == count + 2);
}

static void receiving(void)
{
    struct message m = {{0}}, order = {{ORDER_SEND, 10, 0xaaaa, 0xbbbb}};
    unsigned good = 0;

    check_error("send: ask for ten messages", sys_send(HELPER_1, &order), E_OK);
    for (uint64_t i = 0; i < 10; i++)
        good += sys_recv(HELPER_1, &m) == E_OK && m.w[0] == i && m.w[1] == ~i && m.w[2] == 0xaaaa &&
                m.w[3] == 0xbbbb;
    check("recv: the ten arrive in order, the receiver waiting", good == 10);
    sys_send(HELPER_1, &order);
    for (uint64_t i = 0; i < 10; i++) {
        sys_yield(); /* so that the sender is there first */
        good += sys_recv(HELPER_1, &m) == E_OK && m.w[0] == i && m.w[1] == ~i;
    }
    check("recv: ten more arrive in order, the sender waiting", good == 20);
}

static void no_caller(void)
{
    struct message m = {{9, 8, 7, 6}};

    check_error("reply_recv, nobody having called", sys_reply_recv(HELPER_1, &m), E_NO_CALLER);
    check("the words are as they were", m.w[0] == 9 && m.w[1] == 8 && m.w[2] == 7 && m.w[3] == 6);
    check_error("send: have the helper reply to a send", order_send(HELPER_1, ORDER_NO_CALLER, 0),
                E_OK);
    check_error("call: ask it what it got", order_call(HELPER_1, ORDER_READ, 0, &m), E_OK);
    check_error("a send cannot be replied to", m.w[0], E_NO_CALLER);
}

void suite_ipc(void)
{
    sys_yield(); /* so that the helpers wait */
    words();
    sending();
    receiving();
    no_caller();
}

/* The tester as a server: it answers the helper's calls until the helper sends its count. */
void suite_server(void)
{
    enum { CALLS = 50 };
    struct message m = {{0}};
    uint64_t error;
    unsigned good = 0;

    check_error("send: have the helper call us", order_send(HELPER_1, ORDER_CALL, CALLS), E_OK);
    error = sys_recv(HELPER_1, &m);
    for (uint64_t i = 0; i < CALLS && error == E_OK; i++) {
        good += m.w[0] == i && m.w[1] == (i ^ CALLS);
        m = (struct message){{m.w[0] + 1, 2 * m.w[1], m.w[0], m.w[1]}};
        error = sys_reply_recv(HELPER_1, &m);
    }
    check("reply_recv: answered 50 calls, in order", good == CALLS && error == E_OK);
    check("each answer arrived as it was sent", m.w[0] == 0 && m.w[1] == CALLS);
    check_error("that last was a send: reply_recv", sys_reply_recv(HELPER_1, &m), E_NO_CALLER);
}
