/* kill.c: children that this process ends, whatever they do just then, and their numbers.
 *
 * What runs in them is child.h's program. All have one endpoint with this process, so an order goes
 * to who has waited there longest; each answers with the stack pointer that it was made with.
 */
#include "child.h"
#include "processes.h"
#include "test.h"

#define SLOT (XFAULT + 1u)
#define THERE 0x200000000ul    /* where children have their pages */
#define FIELD 0x100000000000ul /* where one has more */
#define GB1 0x40000000ul
#define NOBODY ~0ul
#define ROUNDS 1000u
#define REUSED 100u

static struct message m;

/* A child of n pages of code with this stack pointer; its number, or NCHILDREN. */
static uint64_t make(uint64_t n, uint64_t sp)
{
    uint64_t done, child, error;

    for (uint64_t i = 0; i < n; i++) {
        map_page(AREA + i * PAGE, RIGHT_WRITE);
        child_write(AREA + i * PAGE);
    }
    error = sys_process_create(SLOT, THERE, sp, AREA, THERE, n, &done, &child);
    for (uint64_t i = done; i < n; i++)
        unmap_page(AREA + i * PAGE);
    return error == E_OK ? child : NCHILDREN;
}

/* Who receives: a stack pointer. */
static uint64_t who(void)
{
    m = (struct message){{CHILD_STATE, 0, 0, 0}};
    return sys_try_call(SLOT, &m) == E_OK ? m.w[2] : NOBODY;
}

/* Kill it, and see that nothing is left of it at the endpoint, nor of its number. */
static void kill(const char *what, uint64_t child)
{
    check_error(what, sys_process_kill(child), E_OK);
    check_error("its number is free", sys_process_kill(child), E_CHILD);
    check_error("nobody receives", sys_try_send(SLOT, &m), E_AGAIN);
    check_error("nobody sends", sys_try_recv(SLOT, &m), E_AGAIN);
}

static void errors(void)
{
    static const uint64_t none[] = {0,   1,         NCHILDREN - 1, NCHILDREN, NCHILDREN + 1,
                                    255, 1ul << 32, 1ul << 63,     ~0ul};
    uint64_t child;

    for (unsigned i = 0; i < sizeof none / sizeof none[0]; i++)
        check_error("kill a child, having none", sys_process_kill(none[i]), E_CHILD);
    child = make(1, 1);
    check("the first child is number 0", child == 0);
    for (unsigned i = 1; i < sizeof none / sizeof none[0]; i++)
        check_error("kill another than that", sys_process_kill(none[i]), E_CHILD);
    child_order(SLOT, CHILD_CALL, CALL_PROCESS_KILL, 0, 0, &m);
    check_error("it has no child itself", m.w[1], E_CHILD);
    kill("kill it", child);
}

/* A child that goes on behind its answer, until the call that it makes waits. */
static uint64_t make_waiting(uint64_t number)
{
    uint64_t child = make(1, 1);

    child_order(SLOT, CHILD_LATER, number, 10, 20, &m);
    return child;
}

static void states(void)
{
    uint64_t before = count_free(), child = make(1, 1);

    kill("kill one that is ready, and never ran", child);
    child = make(1, 1);
    sys_yield();
    kill("kill one that waits in recv", child);
    kill("kill one that waits in send", make_waiting(CALL_SEND));
    kill("kill one that waits in call", make_waiting(CALL_CALL));
    child = make_waiting(CALL_CALL);
    check_error("receive a call of one", sys_recv(SLOT, &m), E_OK);
    check("its words", m.w[0] == 10 && m.w[1] == 20);
    kill("kill it, which waits for the reply", child);
    check_error("reply to it", sys_reply(&m), E_NO_CALLER);
    child = make(1, 1);
    for (uint64_t i = 1; i < NSLOTS; i++)
        child_order(SLOT, CHILD_CALL, CALL_ENDPOINT_CREATE, i, 0, &m);
    for (uint64_t i = 0; i < 100; i++)
        child_order(SLOT, CHILD_CALL, CALL_MAP, FIELD + i * GB1, RIGHT_WRITE, &m);
    check_error("one has 100 pages, each with tables of its own, and 16 endpoints", m.w[1], E_OK);
    kill("kill it", child);
    check("as many frames are free as before", count_free() == before);
}

/* Out of the front, the middle and the back of a queue, of those that run and of an endpoint's. */
static void queues(void)
{
    uint64_t before = count_free(), child[6];

    for (uint64_t i = 0; i < 6; i++)
        child[i] = make(1, i);
    check_error("of six that are ready, kill the first", sys_process_kill(child[0]), E_OK);
    check_error("the third", sys_process_kill(child[2]), E_OK);
    check_error("and the last", sys_process_kill(child[5]), E_OK);
    sys_yield();
    check("the second receives first", who() == 1);
    check("then the fourth", who() == 3);
    check("then the fifth", who() == 4);
    check_error("of these that wait, kill the one in the middle", sys_process_kill(child[3]), E_OK);
    check("the second is before", who() == 1);
    check("the fifth behind it", who() == 4);
    check_error("kill the first", sys_process_kill(child[1]), E_OK);
    check("the other is there", who() == 4);
    kill("kill it", child[4]);
    check("as many frames are free as before", count_free() == before);
}

/* The first child calls, and the second owes it the reply while it sends itself. */
static void make_debt(uint64_t child[2])
{
    child[0] = make(1, 1);
    child[1] = make(1, 2);
    sys_yield();
    child_order(SLOT, CHILD_LATER, CALL_CALL, CHILD_CALL, CALL_SEND, &m);
    sys_yield();
}

static void debts(void)
{
    uint64_t before = count_free(), child[2];

    make_debt(child);
    check_error("kill one that owes another a reply", sys_process_kill(child[1]), E_OK);
    child_order(SLOT, CHILD_ERROR, 0, 0, 0, &m);
    check_error("what the other got", m.w[1], E_ABANDONED);
    kill("kill that too", child[0]);
    make_debt(child);
    check_error("kill one that waits for the reply of another", sys_process_kill(child[0]), E_OK);
    check_error("receive what the other sends", sys_recv(SLOT, &m), E_OK);
    sys_yield();
    kill("it ended when it could not reply: let its number go", child[1]);
    check("as many frames are free as before", count_free() == before);
}

/* Who ended of its own accord keeps its number. */
static void ended(void)
{
    uint64_t before = count_free(), child = make(1, 1);

    check_error("tell child 0 to end", child_order(SLOT, CHILD_EXIT, 0, 0, 0, &m), E_ABANDONED);
    check("its frames are free", count_free() == before);
    check("the next child is number 1", make(1, 1) == 1);
    kill("let number 0 go", child);
    check("the next child is number 0", make(1, 2) == child);
    sys_yield();
    check("it is another", who() == 1 && who() == 2);
    check_error("kill it", sys_process_kill(child), E_OK);
    check_error("number 1 is still there", child_order(SLOT, CHILD_READ, 0, 0, 0, &m), E_ABANDONED);
    kill("it ended by a fault: let its number go", 1);
    check("as many frames are free as before", count_free() == before);
}

/* The child has a page more of the program, from which it makes a child of its own. */
static uint64_t make_parent(void)
{
    uint64_t child = make(2, 1);

    child_order(SLOT, CHILD_SPAWN, THERE + PAGE, AREA, 1, &m);
    check("a child makes its child 0", m.w[1] == E_OK && m.w[2] == 1 && m.w[3] == 0);
    return child;
}

static void grandchildren(void)
{
    uint64_t before = count_free(), child = make_parent();

    sys_yield();
    check_error("kill a child that has one", sys_process_kill(child), E_OK);
    check("that goes on", who() == 0 && who() == 0);
    check_error("and is no child of this process", sys_process_kill(0), E_CHILD);
    check_error("tell it to end", child_order(SLOT, CHILD_EXIT, 0, 0, 0, &m), E_ABANDONED);
    child = make_parent();
    child_order(SLOT, CHILD_CALL, CALL_PROCESS_KILL, 0, 0, &m);
    check_error("a child kills its own", m.w[1], E_OK);
    child_order(SLOT, CHILD_CALL, CALL_PROCESS_KILL, 0, 0, &m);
    check_error("and again", m.w[1], E_CHILD);
    kill("kill it", child);
    child = make_parent();
    sys_yield();
    check("both receive", who() == 1);
    check_error("the child of the child ends", child_order(SLOT, CHILD_EXIT, 0, 0, 0, &m),
                E_ABANDONED);
    kill("kill the child, which has a number taken", child);
    check("as many frames are free as before", count_free() == before);
}

static void full(void)
{
    uint64_t before = count_free(), n = 0, done, child;

    for (uint64_t i = 0; i < NCHILDREN; i++)
        n += make(1, i) == i;
    check("16 children have the numbers from 0 to 15", n == NCHILDREN);
    check("there is no number for another", make(1, 0) == NCHILDREN);
    check_error("that is told before anything else",
                sys_process_create(NSLOTS, ~0ul, ~0ul, 1, 1, 0, &done, &child), E_FULL);
    check_error("number 0 ends", child_order(SLOT, CHILD_EXIT, 0, 0, 0, &m), E_ABANDONED);
    check_error("its number is still taken",
                sys_process_create(NSLOTS, ~0ul, ~0ul, 1, 1, 0, &done, &child), E_FULL);
    check_error("kill number 5", sys_process_kill(5), E_OK);
    check("then there is room", make(1, 5) == 5);
    check_error("let number 0 go", sys_process_kill(0), E_OK);
    check("then there is room", make(1, 0) == 0);
    for (uint64_t i = NCHILDREN; i > 0; i--)
        n -= sys_process_kill(i - 1) == E_OK;
    check("kill them all", n == 0);
    check("as many frames are free as before", count_free() == before);
}

/* A new child can have the root table, and so the tag, of one that was killed: the processor must
 * not remember where pages of that were. */
static int reused(uint64_t i)
{
    uint64_t child = make(1, i);
    int good;

    child_order(SLOT, CHILD_CALL, CALL_MAP, FIELD, RIGHT_WRITE, &m);
    child_order(SLOT, CHILD_READ, FIELD, 0, 0, &m);
    good = m.w[1] == 0;
    child_order(SLOT, CHILD_WRITE, FIELD, i + 1, 0, &m);
    child_order(SLOT, CHILD_READ, FIELD, 0, 0, &m);
    good &= m.w[1] == i + 1;
    map_page(AREA, RIGHT_WRITE); /* so that the next has other frames */
    write_word(AREA, 0, i);
    good &= sys_process_kill(child) == E_OK;
    unmap_page(AREA);
    return good;
}

static void churn(void)
{
    uint64_t before = count_free(), good = 0;

    for (unsigned i = 0; i < ROUNDS; i++)
        good += sys_process_kill(make(1, i)) == E_OK;
    check("make and kill 1000 children that never run", good == ROUNDS);
    for (good = 0; good < REUSED && reused(good); good++)
        ;
    check("and 100 that have a page with something in it", good == REUSED);
    check("as many frames are free as before", count_free() == before);
}

void suite_kill(void)
{
    check_error("make an endpoint for children", sys_endpoint_create(SLOT), E_OK);
    errors();
    states();
    queues();
    debts();
    ended();
    grandchildren();
    full();
    churn();
    check_error("close the endpoint", sys_endpoint_close(SLOT), E_OK);
}
