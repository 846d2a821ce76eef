/* helper.c: the other side of the message tests; it does what it is told (helper.h).
 *
 * Between orders it is blocked in recv or reply_recv on its one endpoint.
 */
#include "helper.h"

static uint64_t last_error, last_stamp, last_bits, count;

static void send_messages(const struct message *order)
{
    for (uint64_t i = 0; i < order->w[1]; i++) {
        struct message m = {{i, ~i, order->w[2], order->w[3]}};

        last_error = sys_send(HELPER_SLOT, &m);
    }
}

/* The tester answers {i, w1} with {i + 1, 2 * w1, i, w1}. */
static void make_calls(uint64_t calls)
{
    struct message m;
    uint64_t wrong = 0;

    for (uint64_t i = 0; i < calls; i++) {
        m = (struct message){{i, i ^ calls, 0, 0}};
        last_error = sys_call(HELPER_SLOT, &m);
        wrong += last_error != E_OK || m.w[0] != i + 1 || m.w[1] != 2 * (i ^ calls) ||
                 m.w[2] != i || m.w[3] != (i ^ calls);
    }
    m = (struct message){{wrong, calls, 0, 0}};
    sys_send(HELPER_SLOT, &m);
}

static void make_call(const struct message *order)
{
    struct message m = {{order->w[2], order->w[3], 0, 0}};

    last_error = message_call(order->w[1], HELPER_SLOT, &m);
}

/* The tester may wait for that, or find both when it receives: then the message waits there. */
static void make_notification(const struct message *order)
{
    struct message m = {{order->w[1], order->w[2], order->w[3], 0}};

    last_error = sys_notify(HELPER_SLOT, order->w[1]);
    if (order->w[2] != 0)
        sys_send(HELPER_SLOT, &m);
}

/* The tester is ready from the first reply on, and this goes on. */
static void reply_twice(struct message *m)
{
    m->w[0] = now();
    if (sys_reply(m) == E_OK)
        last_stamp = now();
    last_error = sys_reply(m);
}

static uint64_t make_endpoints(void)
{
    uint64_t made = 0;

    for (uint64_t i = 0; i < NSLOTS; i++)
        made += sys_endpoint_create(i) == E_OK;
    return made;
}

/* Orders that came by send. */
static void obey_send(struct message *m)
{
    uint64_t order = m->w[0];

    if (order == ORDER_STAMP) {
        last_stamp = now();
        count++;
    } else if (order == ORDER_BUSY) {
        for (uint64_t i = 0; i < m->w[1]; i++)
            sys_yield();
    } else if (order == ORDER_SEND) {
        send_messages(m);
    } else if (order == ORDER_CALL) {
        make_calls(m->w[1]);
    } else if (order == ORDER_TRY) {
        make_call(m);
    } else if (order == ORDER_NOTIFY) {
        make_notification(m);
    } else if (order == ORDER_NO_CALLER) {
        last_error = sys_reply_recv(HELPER_SLOT, m);
    }
}

/* Orders that came by call; returns 0 if no reply is to be made. */
static int obey_call(struct message *m)
{
    uint64_t order = m->w[0];

    if (order == ORDER_RAW) {
        last_error = sys_reply_recv(HELPER_SLOT, m);
        for (unsigned i = 0; i < MESSAGE_WORDS; i++)
            m->w[i] = ~m->w[i];
    } else if (order == ORDER_NOW) {
        m->w[0] = now();
    } else if (order == ORDER_READ) {
        *m = (struct message){{last_error, last_stamp, count, last_bits}};
    } else if (order == ORDER_TRY_RECV) {
        m->w[0] = sys_try_recv(HELPER_SLOT, m);
    } else if (order == ORDER_REPLY) {
        reply_twice(m);
    } else if (order == ORDER_BAD_RECV) {
        m->w[0] = sys_recv(NSLOTS, m);
    } else if (order == ORDER_BAD_REPLY) {
        m->w[0] = sys_reply_recv(NSLOTS, m);
    } else if (order == ORDER_ENDPOINTS) {
        m->w[0] = make_endpoints();
    } else if (order == ORDER_DIE) {
        die(m->w[1]);
    }
    return order != ORDER_FORGET && order != ORDER_REPLY;
}

static uint64_t obey(struct message *m)
{
    int reply = m->w[0] < ORDER_STAMP || m->w[0] > ORDER_NO_CALLER;

    if (!reply)
        obey_send(m);
    else
        reply = obey_call(m);
    return reply ? sys_reply_recv(HELPER_SLOT, m) : sys_recv(HELPER_SLOT, m);
}

static void note_bits(uint64_t bits)
{
    last_stamp = now();
    last_bits = bits;
    count++;
}

int main(void)
{
    struct message m = {{0}};
    uint64_t error = sys_recv(HELPER_SLOT, &m);

    for (;;) {
        while (error == E_OK)
            error = obey(&m);
        if (error != E_NOTIFIED)
            return (int)error;
        note_bits(m.w[0]);
        error = sys_recv(HELPER_SLOT, &m);
    }
}
