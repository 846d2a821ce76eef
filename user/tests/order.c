/* order.c: who runs when: the ready queue is first in, first out, and a call switches directly.
 *
 * Processes share no memory, so each notes the time at which it ran and the tester compares.
 */
#include "processes.h"
#include "test.h"

static uint64_t stamp(uint64_t slot)
{
    struct message m;

    return order_call(slot, ORDER_READ, 0, &m) == E_OK ? m.w[1] : 0;
}

static void first_in_first_out(const char *what, uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t start, end;

    order_send(a, ORDER_STAMP, 0);
    sys_try_send(b, &(struct message){{ORDER_STAMP, 0, 0, 0}});
    order_send(c, ORDER_STAMP, 0);
    start = now();
    sys_yield();
    end = now();
    uint64_t ta = stamp(a), tb = stamp(b), tc = stamp(c);
    check(what, start < ta && ta < tb && tb < tc && tc < end);
}

static void hand_off(void)
{
    struct message m;
    uint64_t start, end;

    order_send(HELPER_2, ORDER_STAMP, 0);
    order_send(HELPER_3, ORDER_STAMP, 0);
    start = now();
    check_error("call one while two others are ready", order_call(HELPER_1, ORDER_NOW, 0, &m),
                E_OK);
    end = now();
    sys_yield();
    uint64_t t2 = stamp(HELPER_2), t3 = stamp(HELPER_3);
    check("it ran at once", start < m.w[0] && m.w[0] < end);
    check("and so did the caller after the reply", end < t2 && t2 < t3);
}

/* A reply alone is no hand-off: who replies goes on, and the caller is behind all the ready. */
static void reply_and_go_on(void)
{
    struct message m = {{ORDER_REPLY, 0, 0, 0}};
    uint64_t start, end;

    order_send(HELPER_2, ORDER_STAMP, 0);
    order_send(HELPER_3, ORDER_STAMP, 0);
    start = now();
    check_error("try_call one while two others are ready", sys_try_call(HELPER_1, &m), E_OK);
    end = now();
    uint64_t t1 = stamp(HELPER_1), t2 = stamp(HELPER_2), t3 = stamp(HELPER_3);
    check("it ran at once, and went on after its reply", start < m.w[0] && m.w[0] < t1);
    check("then the two, and then the caller", t1 < t2 && t2 < t3 && t3 < end);
}

void suite_order(void)
{
    sys_yield(); /* so that the helpers wait */
    first_in_first_out("receivers run in the order of the messages: 1, 2, 3", 1, 2, 3);
    first_in_first_out("receivers run in the order of the messages: 3, 1, 2", 3, 1, 2);
    first_in_first_out("receivers run in the order of the messages: 2, 4, 1", 2, 4, 1);
    hand_off();
    reply_and_go_on();
}
