/* messages.c: replies to nobody, callers left alone, and threads that wait where nobody comes.
 *
 * The judge is the caller in all of them.
 */
#include "hostile.h"

enum { OWN = 5 }; /* a slot for an endpoint that nobody else names */

static const struct message words = {{OFFENCE_WORD, 1, 2, 3}};

static int unchanged(struct message m)
{
    return m.w[0] == OFFENCE_WORD && m.w[1] == 1 && m.w[2] == 2 && m.w[3] == 3;
}

void reply_twice(void)
{
    struct message m = words;

    answer();
    for (unsigned i = 0; i < 100; i++)
        EXPECT(sys_reply(&m), E_NO_CALLER);
    EXPECT(unchanged(m), 1);
}

void reply_recv_nobody(void)
{
    struct message m = words;

    answer();
    EXPECT(sys_reply_recv(SELF, &m), E_NO_CALLER);
    EXPECT(sys_reply_recv(OWN, &m), E_SLOT);
    EXPECT(unchanged(m), 1);
}

/* The judge still waits for its reply after each of these, and gets it. */
void refused_while_owing(void)
{
    struct message m = words;

    EXPECT(sys_recv(OWN, &m), E_SLOT);
    EXPECT(sys_reply_recv(OWN, &m), E_SLOT);
    EXPECT(sys_reply_recv(~0ul, &m), E_SLOT);
    EXPECT(sys_try_recv(SELF, &m), E_AGAIN);
    EXPECT(sys_try_call(SELF, &m), E_AGAIN);
    EXPECT(sys_try_send(SELF, &m), E_AGAIN);
    EXPECT(unchanged(m), 1);
}

void forget_caller(void)
{
    forget();
}

void yield_while_owing(void)
{
    for (unsigned i = 0; i < 1000; i++)
        EXPECT(sys_yield(), E_OK);
}

void try_nobody(void)
{
    struct message m = words;

    EXPECT(sys_endpoint_create(OWN), E_OK);
    for (unsigned i = 0; i < 1000; i++) {
        EXPECT(sys_try_send(OWN, &m), E_AGAIN);
        EXPECT(sys_try_recv(OWN, &m), E_AGAIN);
        EXPECT(sys_try_call(OWN, &m), E_AGAIN);
    }
    EXPECT(unchanged(m), 1);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

void call_judge(void)
{
    struct message m = words;

    answer();
    EXPECT(sys_call(SELF, &m), E_OK);
    EXPECT(m.w[0], ~OFFENCE_WORD);
}

void send_judge(void)
{
    struct message m = words;

    answer();
    EXPECT(sys_send(SELF, &m), E_OK);
    EXPECT(unchanged(m), 1);
}

void call_forgotten(void)
{
    struct message m = words;

    answer();
    m.w[0] = sys_call(SELF, &m);
    EXPECT(m.w[0], E_ABANDONED);
    EXPECT(sys_send(SELF, &m), E_OK);
}

/* Wait for ever. Should it come back, the judge misses a few frames. */
static void wait(uint64_t call, uint64_t slot)
{
    struct message m = words;

    message_call(call, slot, &m);
    map_page(AREA, RIGHT_READ);
}

static void wait_alone(uint64_t call)
{
    EXPECT(sys_endpoint_create(OWN), E_OK);
    answer_for_ever(1, 0);
    wait(call, OWN);
}

void call_self(void)
{
    wait_alone(CALL_CALL);
}

void send_self(void)
{
    wait_alone(CALL_SEND);
}

void recv_self(void)
{
    wait_alone(CALL_RECV);
}

/* The judge closes its end meanwhile. */
void call_closed(void)
{
    answer_for_ever(0, 0);
    wait(CALL_CALL, SELF);
}

void recv_closed(void)
{
    answer_for_ever(0, 0);
    wait(CALL_RECV, SELF);
}

/* In the slot of the shared endpoint there is another one. */
void close_and_make(void)
{
    EXPECT(sys_endpoint_close(SELF), E_OK);
    EXPECT(sys_endpoint_create(SELF), E_OK);
    answer_for_ever(1, 1);
    wait(CALL_RECV, SELF);
}

void close_and_reply(void)
{
    struct message m = words;

    EXPECT(sys_endpoint_close(SELF), E_OK);
    EXPECT(sys_endpoint_close(SELF), E_SLOT);
    EXPECT(sys_try_recv(SELF, &m), E_SLOT);
    EXPECT(sys_reply_recv(SELF, &m), E_SLOT);
    if (!all_right())
        return;
    answer();
    EXPECT(sys_recv(SELF, &m), E_SLOT);
    end();
}

void close_and_end(void)
{
    EXPECT(sys_endpoint_close(SELF), E_OK);
    end();
}

void exit_owing(void)
{
    end();
}

void exit_answered(void)
{
    answer();
    end();
}

void fault_answered(void)
{
    answer();
    write_word(hidden(0), 0, 1);
}
