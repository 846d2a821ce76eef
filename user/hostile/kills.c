/* kills.c: children killed in every way that should be refused, or that should harm nobody else.
 *
 * They run child.h's program at an endpoint that the judge does not know, or those of programs.c.
 */
#include "child.h"
#include "hostile.h"

#define OWN 5u /* the slot of that endpoint */
#define GB1 0x40000000ul
#define SECRET 0x5ec2e75ec2e75ec2ul
#define SECRETS 64u
#define BOMB_ROUNDS 60u

static struct message m;

/* A child with n pages of code, and a slot of this process; its number, or NCHILDREN. */
static uint64_t make(uint64_t slot, uint64_t n)
{
    uint64_t done, child;

    for (uint64_t i = 0; i < n; i++) {
        EXPECT(map_page(AREA + i * PAGE, RIGHT_WRITE), E_OK);
        child_write(AREA + i * PAGE);
    }
    EXPECT(sys_process_create(slot, AREA, 0, AREA, AREA, n, &done, &child), E_OK);
    EXPECT(done, n);
    return all_right() ? child : NCHILDREN;
}

static uint64_t make_program(const unsigned char *program)
{
    uint64_t done, child;

    programs_write();
    EXPECT(sys_process_create(SELF, program_at(program), 0, AREA, AREA, 1, &done, &child), E_OK);
    return all_right() ? child : NCHILDREN;
}

/* What a child gets for a call. */
static uint64_t child_call(uint64_t number, uint64_t x, uint64_t y)
{
    EXPECT(child_order(OWN, CHILD_CALL, number, x, y, &m), E_OK);
    return m.w[1];
}

static void no_child(uint64_t below)
{
    for (uint64_t i = below; i < 600; i++)
        EXPECT(sys_process_kill(i), E_CHILD);
    for (uint64_t i = 1; i < 600; i++)
        EXPECT(sys_process_kill(-i), E_CHILD);
    for (unsigned bit = 4; bit < 64; bit++)
        for (uint64_t i = 0; i < NCHILDREN; i++)
            EXPECT(sys_process_kill(1ul << bit | i), E_CHILD);
}

void kill_numbers(void)
{
    EXPECT(sys_endpoint_create(OWN), E_OK);
    no_child(0);
    EXPECT(make(OWN, 1), 0);
    EXPECT(make(OWN, 1), 1);
    no_child(2);
    EXPECT(child_order(OWN, CHILD_STATE, 0, 0, 0, &m), E_OK);
    EXPECT(sys_process_kill(0), E_OK);
    EXPECT(child_order(OWN, CHILD_STATE, 0, 0, 0, &m), E_OK);
    EXPECT(sys_process_kill(1), E_OK);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

void kill_twice(void)
{
    EXPECT(sys_endpoint_create(OWN), E_OK);
    for (unsigned i = 0; i < NCHILDREN; i++)
        EXPECT(make(OWN, 1), i);
    for (unsigned i = 0; i < NCHILDREN; i++) {
        uint64_t child = i * 7 % NCHILDREN;

        EXPECT(sys_process_kill(child), E_OK);
        EXPECT(sys_process_kill(child), E_CHILD);
    }
    EXPECT(sys_try_send(OWN, &m), E_AGAIN);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

/* The child of the child is known to it alone, and to nobody when it is gone. */
void kill_kin(void)
{
    EXPECT(sys_endpoint_create(OWN), E_OK);
    EXPECT(make(OWN, 2), 0);
    for (uint64_t i = 0; i < NCHILDREN; i++)
        EXPECT(child_call(CALL_PROCESS_KILL, i, 0), E_CHILD);
    child_order(OWN, CHILD_SPAWN, AREA + PAGE, AREA, 1, &m);
    EXPECT(m.w[1], E_OK);
    no_child(1);
    EXPECT(sys_process_kill(0), E_OK);
    no_child(0);
    for (uint64_t i = 0; i < NCHILDREN; i++)
        EXPECT(child_call(CALL_PROCESS_KILL, i, 0), E_CHILD);
    EXPECT(child_order(OWN, CHILD_EXIT, 0, 0, 0, &m), E_ABANDONED);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

static void is_full(void)
{
    uint64_t done, child;

    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    EXPECT(sys_process_create(OWN, 0, 0, AREA, AREA, 1, &done, &child), E_FULL);
    EXPECT(sys_process_create(~0ul, ~0ul, ~0ul, ~0ul, ~0ul, ~0ul, &done, &child), E_FULL);
    EXPECT(unmap_page(AREA), E_OK);
}

void kill_full(void)
{
    EXPECT(sys_endpoint_create(OWN), E_OK);
    for (unsigned i = 0; i < NCHILDREN; i++)
        EXPECT(make(OWN, 1), i);
    is_full();
    for (unsigned i = 0; i < NCHILDREN; i++) {
        EXPECT(child_order(OWN, CHILD_EXIT, 0, 0, 0, &m), E_ABANDONED);
        is_full();
    }
    EXPECT(sys_process_kill(7), E_OK);
    EXPECT(make(OWN, 1), 7);
    is_full();
    for (unsigned i = 0; i < NCHILDREN; i++)
        EXPECT(sys_process_kill(i), E_OK);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

/* Without the kill it would keep its frames for ever (process_closed). */
void kill_closed(void)
{
    static const uint64_t calls[] = {CALL_RECV, CALL_SEND, CALL_CALL};

    for (unsigned i = 0; i < 3; i++) {
        EXPECT(sys_endpoint_create(OWN), E_OK);
        EXPECT(make(OWN, 1), 0);
        EXPECT(child_order(OWN, CHILD_LATER, calls[i], 0, 0, &m), E_OK);
        EXPECT(sys_endpoint_close(OWN), E_OK);
        EXPECT(sys_process_kill(0), E_OK);
    }
}

/* The judge's next call finds the child, which waits already. */
static void let_judge_call(uint64_t yields)
{
    EXPECT(make(SELF, 1), 0);
    EXPECT(sys_yield(), E_OK);
    answer();
    for (uint64_t i = 0; i < yields; i++)
        EXPECT(sys_yield(), E_OK);
    EXPECT(sys_process_kill(0), E_OK);
}

void kill_owing(void)
{
    let_judge_call(1);
}

void kill_owing_blocked(void)
{
    let_judge_call(5);
}

/* Those who lose their parent end when they have their turn. */
void kill_bomb(void)
{
    unsigned live = 0;

    for (unsigned i = 0; i < BOMB_ROUNDS && all_right(); i++) {
        make_program(breeder_begin);
        for (uint64_t yields = random_word() % 24; yields > 0; yields--)
            EXPECT(sys_yield(), E_OK);
        if (++live < NCHILDREN)
            continue;
        for (uint64_t child = 0; child < NCHILDREN; child += 1 + random_word() % 2, live--)
            EXPECT(sys_process_kill(child), E_OK);
    }
    for (uint64_t child = 0; child < NCHILDREN; child++)
        live -= sys_process_kill(child) == E_OK;
    EXPECT(live, 0);
    children_end();
}

void kill_filled(void)
{
    uint64_t n = 0, error;

    EXPECT(sys_endpoint_create(OWN), E_OK);
    EXPECT(make(OWN, 1), 0);
    do
        error = child_call(CALL_MAP, FIELD + n++ * PAGE, RIGHT_WRITE);
    while (error == E_OK);
    EXPECT(error, E_MEMORY);
    EXPECT(map_page(FIELD + GB1, RIGHT_WRITE), E_MEMORY);
    EXPECT(sys_process_kill(0), E_OK);
    EXPECT(map_page(FIELD + GB1, RIGHT_WRITE), E_OK);
    EXPECT(unmap_page(FIELD + GB1), E_OK);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

void kill_contents(void)
{
    struct filled filled;
    uint64_t found = 0;

    EXPECT(sys_endpoint_create(OWN), E_OK);
    EXPECT(make(OWN, 1), 0);
    for (uint64_t i = 0; i < SECRETS; i++) {
        EXPECT(child_call(CALL_MAP, FIELD + i * PAGE, RIGHT_WRITE), E_OK);
        EXPECT(child_order(OWN, CHILD_WRITE, FIELD + i * PAGE + 8 * i, SECRET, 0, &m), E_OK);
    }
    EXPECT(sys_process_kill(0), E_OK);
    EXPECT(sys_endpoint_close(OWN), E_OK);
    filled = fill_memory();
    for (uint64_t i = 0; i < filled.pages; i++)
        for (unsigned k = 0; k < SECRETS; k++)
            found += word_at(FIELD + i * PAGE, k) != 0;
    EXPECT(found, 0);
    drain_memory(filled);
}

void kill_and_end(void)
{
    for (unsigned i = 0; i < NCHILDREN / 2; i++)
        EXPECT(make_program(bomb_begin), i);
    for (unsigned i = 0; i < NCHILDREN / 2; i++)
        EXPECT(sys_yield(), E_OK);
    for (unsigned i = NCHILDREN / 2; i < NCHILDREN; i++)
        EXPECT(make_program(bomb_begin), i);
    end();
}
