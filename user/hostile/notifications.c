/* notifications.c: bits for nobody, bits instead of replies, and more of them than anybody wants.
 *
 * Who takes bits has received: the judge goes on without a reply that it has not had by then.
 */
#include "hostile.h"

#define OWN 5u /* a slot for an endpoint that the judge does not know */
#define ROUNDS 200u
#define CALLS 500u /* that a client makes while its server is told all the time */

static const struct message words = {{OFFENCE_WORD, 1, 2, 3}};

/* A pattern of bits: one, all but one, any, none or all. */
static uint64_t some_bits(unsigned i)
{
    switch (i % 4) {
    case 0:
        return 1ul << i / 4 % 64;
    case 1:
        return ~(1ul << i / 4 % 64);
    case 2:
        return random_word();
    default:
        return i & 4 ? ~0ul : 0;
    }
}

/* Take bits; the other words of the message are as they were. */
static void take(uint64_t call, uint64_t slot, uint64_t bits)
{
    struct message m = words;

    EXPECT(message_call(call, slot, &m), E_NOTIFIED);
    EXPECT(m.w[0], bits);
    EXPECT(m.w[1] == words.w[1] && m.w[2] == words.w[2] && m.w[3] == words.w[3], 1);
}

static void nothing_notified(unsigned i)
{
    for (uint64_t slot = 1; slot < NSLOTS; slot++)
        EXPECT(sys_notify(slot, some_bits(i)), E_SLOT);
    for (unsigned bit = 4; bit < 64; bit++)
        EXPECT(sys_notify(1ul << bit | SELF, some_bits(i + bit)), E_SLOT);
    EXPECT(sys_notify(-1ul - i, some_bits(i)), E_SLOT);
}

/* At first the judge waits for its reply, then everybody has a turn between two rounds. */
void notify_nothing(void)
{
    struct message m = words;

    for (unsigned i = 0; i < ROUNDS / 2; i++)
        nothing_notified(i);
    EXPECT(sys_try_recv(SELF, &m), E_AGAIN);
    answer();
    for (unsigned i = ROUNDS / 2; i < ROUNDS; i++) {
        nothing_notified(i);
        EXPECT(sys_yield(), E_OK);
    }
}

/* Some bits, each alone or on top of others. */
static void join_bits(unsigned n, uint64_t call)
{
    uint64_t all = 1;

    EXPECT(sys_notify(OWN, all), E_OK);
    for (unsigned i = 0; i < n; i++) {
        uint64_t bits = 1ul << random_word() % 64;

        EXPECT(sys_notify(OWN, bits), E_OK);
        all |= bits;
    }
    take(call, OWN, all);
}

/* Bits are lost with their endpoint, and no other has them. */
void notify_itself(void)
{
    struct message m = words;

    answer();
    EXPECT(sys_endpoint_create(OWN), E_OK);
    for (unsigned bit = 0; bit < 64; bit++) {
        EXPECT(sys_notify(OWN, 1ul << bit), E_OK);
        take(CALL_RECV, OWN, 1ul << bit);
    }
    for (unsigned i = 0; i < ROUNDS; i++)
        join_bits(i % 8, i % 2 ? CALL_RECV : CALL_TRY_RECV);
    for (unsigned i = 0; i < ROUNDS; i++) {
        EXPECT(sys_notify(OWN, some_bits(i) | 1), E_OK);
        EXPECT(sys_endpoint_close(OWN), E_OK);
        EXPECT(sys_endpoint_create(OWN), E_OK);
        EXPECT(sys_try_recv(OWN, &m), E_AGAIN);
    }
    EXPECT(sys_try_recv(SELF, &m), E_AGAIN);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

/* The judge waits as before, and has its reply although bits wait for who gives it. */
void notify_while_owing(void)
{
    struct message m = words;

    for (unsigned i = 0; i < 5 * ROUNDS; i++)
        EXPECT(sys_notify(SELF, some_bits(i)), E_OK);
    EXPECT(sys_try_call(SELF, &m), E_AGAIN);
    EXPECT(sys_try_send(SELF, &m), E_AGAIN);
}

void notify_and_forget(void)
{
    EXPECT(sys_notify(SELF, 1), E_OK);
    EXPECT(sys_notify(SELF, 1ul << 63), E_OK);
    take(CALL_RECV, SELF, 1ul << 63 | 1);
    forget();
}

/* The judge, which has never been told of anything, finds the bits before the call. */
void notify_judge(void)
{
    struct message m = words;

    answer();
    EXPECT(sys_notify(SELF, OFFENCE_WORD), E_OK);
    EXPECT(sys_call(SELF, &m), E_OK);
    EXPECT(m.w[0], ~OFFENCE_WORD);
}

static uint64_t make_program(const unsigned char *program, uint64_t sp)
{
    uint64_t done, child = NCHILDREN;

    programs_write();
    EXPECT(sys_process_create(OWN, program_at(program), sp, AREA, AREA, 1, &done, &child), E_OK);
    return child;
}

/* Two children know the endpoint: one tells it of bits whenever it can, the other calls. */
void notify_flood(void)
{
    struct message m = words;
    uint64_t served = 0, told = 0, error, flooder;

    answer();
    EXPECT(sys_endpoint_create(OWN), E_OK);
    flooder = make_program(flooder_begin, 0);
    make_program(client_begin, CALLS);
    error = sys_recv(OWN, &m);
    while (all_right() && served < CALLS) {
        if (error == E_NOTIFIED) {
            told++;
            error = sys_recv(OWN, &m);
            continue;
        }
        EXPECT(error, E_OK);
        EXPECT(m.w[0], CALLS - served++);
        sys_yield(); /* calls and replies go from one to the other, and leave nobody else a turn */
        m.w[0] = ~m.w[0];
        error = served < CALLS ? sys_reply_recv(OWN, &m) : sys_reply(&m);
    }
    EXPECT(error, E_OK);
    EXPECT(told >= CALLS, 1);
    EXPECT(sys_process_kill(flooder), E_OK);
    children_end();
    EXPECT(sys_endpoint_close(OWN), E_OK);
}
