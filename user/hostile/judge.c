/* judge.c: has the offenders make their attempts, and looks after each who lost what.
 *
 * The attempt must end as its case says. After it the honest peer answers, nobody's memory has
 * changed, and as many frames are free as before; if the offender is gone, just its own came back.
 */
#include "child.h"
#include "hostile.h"
#include "large.h"
#include "marks.h"
#include "print.h"
#include "protocol.h"

enum { HONEST = 1, FIRST_OFFENDER = 2 };

/* Of an offender besides its pages: process, thread, and tables of levels 4 to 1, the lower three
 * once for its image and once for its stack. */
#define OBJECTS 9u

extern char text_pages[], data_pages[], zero_pages[], stack_pages[];

static const char *name;
static uint64_t slot = FIRST_OFFENDER, frames;
static unsigned wrong;

static void hold(const char *what, uint64_t got, uint64_t wanted)
{
    if (got == wanted)
        return;
    wrong++;
    print("hostile: FAIL %s: %s: %ld, not %ld\n", name, what, got, wanted);
}

static void hold_error(const char *what, uint64_t got, uint64_t wanted)
{
    if (got == wanted)
        return;
    wrong++;
    print("hostile: FAIL %s: %s: %s, not %s\n", name, what, error_name(got), error_name(wanted));
}

static void others_are_well(void)
{
    static uint64_t n;
    struct message m = protocol_request(++n), right = protocol_answer(m);

    hold_error("call the honest peer", sys_call(HONEST, &m), E_OK);
    hold("the honest peer answers rightly", message_equal(m, right), 1);
    hold("words of the judge that changed", marks_changed(), 0);
}

/* An offender is done with; `freed` of its frames came back, and then its endpoint if it goes. */
static void lose_offender(uint64_t freed, uint64_t endpoint)
{
    uint64_t now = count_frames();

    hold("frames that came back", now - frames, freed);
    hold_error("close its endpoint", sys_endpoint_close(slot), E_OK);
    frames = count_frames();
    hold("frames of its endpoint", frames - now, endpoint);
    slot++;
}

static void keep_offender(void)
{
    struct message m = {{ORDER_RESULT, 0, 0, 0}};
    uint64_t now;

    hold_error("ask how it went", sys_call(slot, &m), E_OK);
    if (m.w[0] > 0) {
        wrong++;
        print("hostile: FAIL %s: %lu wrong, the first in line %lu: %lx, not %lx\n", name, m.w[0],
              m.w[1], m.w[2], m.w[3]);
    }
    now = count_frames();
    hold("frames that came back", now - frames, 0);
    frames = now;
}

static uint64_t offender_frames(void)
{
    return (uint64_t)text_pages + (uint64_t)data_pages + (uint64_t)zero_pages +
           (uint64_t)stack_pages + OBJECTS;
}

/* This call goes to a child of the offender, which would send something and wait itself. */
static void call_child(void)
{
    struct message m = {{CHILD_CALL, CALL_SEND, 0, 0}};

    hold_error("call its child", sys_call(slot, &m), E_ABANDONED);
}

/* What an offender sends or calls with lies at its endpoint already. */
static void serve(enum outcome outcome)
{
    struct message m = {{0}};

    if (outcome == TELLS) {
        hold_error("receive what it tells", sys_try_recv(slot, &m), E_NOTIFIED);
        hold("its bits", m.w[0], OFFENCE_WORD);
    }
    hold_error("receive from it", sys_try_recv(slot, &m), E_OK);
    hold("its words", m.w[0] == OFFENCE_WORD && m.w[1] == 1 && m.w[2] == 2 && m.w[3] == 3, 1);
    if (outcome == DROPPED) {
        hold_error("receive again", sys_recv(slot, &m), E_OK);
        hold("what it sends then", m.w[0], E_ABANDONED);
        return;
    }
    m.w[0] = ~OFFENCE_WORD;
    hold_error("reply", sys_reply(&m), outcome == SENDS ? E_NO_CALLER : E_OK);
}

static void judge_case(uint64_t k)
{
    enum outcome outcome = cases[k].outcome;
    struct message m = {{k, 0, 0, 0}};
    uint64_t error = sys_call(slot, &m), kept = m.w[1], alone = m.w[2];
    int unanswered = outcome == ENDS || outcome == FORGETS;

    hold_error("call it", error, unanswered ? E_ABANDONED : E_OK);
    if (outcome == LEAVES || (error == E_ABANDONED && outcome != FORGETS)) {
        lose_offender(offender_frames(), 1);
    } else if (outcome == WAITS) {
        lose_offender(-kept, alone);
    } else {
        if (outcome == KILLS)
            call_child();
        else if (outcome >= SENDS)
            serve(outcome);
        keep_offender();
    }
}

int judge(void)
{
    uint64_t held = 0;

    marks_make();
    sys_yield(); /* so that all others wait */
    frames = count_frames();
    for (uint64_t k = plan.first; k < plan.first + plan.count; k++) {
        name = cases[k].name;
        wrong = 0;
        print("hostile: try  %s\n", name);
        judge_case(k);
        others_are_well();
        held += wrong == 0;
        if (wrong == 0)
            print("hostile: ok   %s\n", name);
    }
    print("hostile: %lu of %lu held\n", held, plan.count);
    return held != plan.count;
}
