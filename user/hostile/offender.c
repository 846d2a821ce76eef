/* offender.c: makes the attempt that the judge names, and tells afterwards what was wrong. */
#include "hostile.h"

static struct message result; /* how many values were wrong; of the first: line, got, wanted */
static int answered;

void expect(uint64_t line, uint64_t got, uint64_t wanted)
{
    if (got == wanted)
        return;
    if (result.w[0]++ == 0) {
        result.w[1] = line;
        result.w[2] = got;
        result.w[3] = wanted;
    }
}

int all_right(void)
{
    return result.w[0] == 0;
}

void answer_for_ever(uint64_t kept, uint64_t alone)
{
    struct message m = {{0, kept, alone, 0}};

    EXPECT(sys_reply(&m), E_OK);
    answered = 1;
}

void answer(void)
{
    answer_for_ever(0, 0);
}

void forget(void)
{
    answered = 1;
}

void end(void)
{
    if (all_right())
        sys_thread_exit();
}

uint64_t random_word(void)
{
    static uint64_t state = 0x9e3779b97f4a7c15ul;

    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1dul;
}

/* The next order; bits are none, whoever they come from. */
static uint64_t next(struct message *m)
{
    uint64_t error = answered ? sys_recv(SELF, m) : sys_reply_recv(SELF, m);

    while (error == E_NOTIFIED)
        error = sys_recv(SELF, m);
    return error;
}

int offend(void)
{
    struct message m = {{0}};
    uint64_t error = sys_recv(SELF, &m);

    while (error == E_OK) {
        answered = 0;
        if (m.w[0] == ORDER_RESULT) {
            m = result;
        } else {
            result = (struct message){{0}};
            cases[m.w[0]].attempt();
            m = (struct message){{0}};
        }
        error = next(&m);
    }
    return (int)error;
}
