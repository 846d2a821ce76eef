/* kill_number_test.c: the numbers of children: which one a child gets, how long it is taken, and
 * which ones process_kill takes. kill_test.c has the states of a thread that is killed. */
#include "spawn.h"

static pfn_t parent, child[NCHILDREN];

/* Init with n children, and another program that can go on when init waits or ends. */
static void start(uint32_t n)
{
    spawn_boot(2);
    parent = running;
    spawn_children(child, n);
}

/* No arguments help when all numbers are taken, by children that live or have ended. */
static void check_full(void)
{
    struct spawn s = spawn_asked(1);

    spawn_map(0, 1, RIGHT_READ);
    spawn_refused(&s, E_FULL);
    s = (struct spawn){NSLOTS, ~0ul, ~0ul, ~0ul, ~0ul, 0};
    spawn_refused(&s, E_FULL);
    CHECK_EQ(call(CALL_UNMAP, PARENT_PAGES, SIZE_4K), E_OK);
}

TEST(kill_lowest_free_number_is_given)
{
    start(NCHILDREN);
    check_full();
    spawn_kill(9);
    spawn_kill(3);
    child[3] = spawn_numbered(3);
    child[9] = spawn_numbered(9);
    check_full();
    spawn_kill(NCHILDREN - 1);
    spawn_kill(0);
    spawn_numbered(0);
    spawn_numbered(NCHILDREN - 1);
    check_full();
}

TEST(kill_numbers_of_nobody)
{
    static const uint64_t wrong[] = {2,      3,         NCHILDREN - 1, NCHILDREN,  NCHILDREN + 1,
                                     1 << 8, 1ul << 32, 1ul << 63,     0xffffffff, ~0ul};

    start(2);
    for (uint32_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check_refused(CALL_PROCESS_KILL, wrong[i], 0, E_CHILD);
    spawn_kill(0);
    check_refused(CALL_PROCESS_KILL, 0, 0, E_CHILD);
    spawn_kill(1);
    check_refused(CALL_PROCESS_KILL, 1, 0, E_CHILD);
}

/* Neither the programs of the boot nor the children of others are anybody else's. */
TEST(kill_children_of_nobody_else)
{
    pfn_t program;

    start(1);
    program = list_window[run_queue[0]].head;
    spawn_switch(program);
    for (uint64_t i = 0; i < NCHILDREN; i++)
        check_refused(CALL_PROCESS_KILL, i, 0, E_CHILD);
    spawn_switch(child[0]);
    for (uint64_t i = 0; i < NCHILDREN; i++)
        check_refused(CALL_PROCESS_KILL, i, 0, E_CHILD);
    CHECK_EQ(spawn_parent(parent), NIL);
    CHECK_EQ(spawn_parent(program), NIL);
    CHECK_EQ(spawn_parent(child[0]), spawn_process(parent));
}

/* The parent is told nothing of the end, and no child that comes later is taken for the old one. */
TEST(kill_child_that_ended_frees_its_number)
{
    struct snapshot *before;
    pfn_t p;

    start(3);
    p = spawn_process(parent);
    spawn_end(child[1]);
    spawn_switch(child[2]);
    fault(14, 0);
    spawn_switch(parent);
    CHECK_EQ(spawn_named(parent, 1), ENDED);
    CHECK_EQ(spawn_named(parent, 2), ENDED);
    child[3] = spawn_numbered(3);
    regs_window[parent].r[REG_CALL] = CALL_PROCESS_KILL;
    regs_window[parent].r[REG_A0] = 1;
    regs_window[parent].r[REG_A1] = regs_window[parent].r[REG_A2] = 0;
    before = snapshot_take();
    spawn_kill(1);
    CHECK_EQ(spawn_named(parent, 1), NIL);
    family_window[p].child[1] = ENDED;
    check_unchanged(before, parent);
    family_window[p].child[1] = NIL;
    snapshot_free(before);
    check_refused(CALL_PROCESS_KILL, 1, 0, E_CHILD);
    spawn_numbered(1);
    spawn_kill(2);
    spawn_numbered(2);
}

TEST(kill_numbers_of_children_that_ended_are_taken)
{
    uint32_t before;

    start(NCHILDREN);
    for (uint32_t i = 0; i < NCHILDREN; i++)
        spawn_end(child[i]);
    spawn_switch(parent);
    check_full();
    before = nfree;
    for (uint64_t i = 0; i < NCHILDREN; i++)
        spawn_kill(i);
    CHECK_EQ(nfree, before);
    spawn_numbered(0);
}

/* All numbers are taken when the parent ends: none of the children has one any more. */
TEST(kill_numbers_go_with_the_parent)
{
    start(NCHILDREN);
    call(CALL_THREAD_EXIT, 0, 0);
    check_invariants();
    for (uint32_t i = 0; i < NCHILDREN; i++) {
        CHECK_EQ(spawn_parent(child[i]), NIL);
        spawn_end(child[i]);
        check_invariants();
    }
}

/* Of the parent nothing changes but the error. */
TEST(kill_parent_keeps_its_registers)
{
    uint64_t *r, before[NREGS];

    start(1);
    r = regs_window[parent].r;
    for (uint32_t i = REG_A3; i < NREGS; i++)
        r[i] = ~(uint64_t)i * 0x0123456789abcdeful;
    for (uint32_t i = 0; i < NREGS; i++)
        before[i] = r[i];
    CHECK_EQ(call_three(CALL_PROCESS_KILL, 0, 17, 18), E_OK);
    CHECK_EQ(running, parent);
    CHECK_EQ(r[REG_A0], 0);
    CHECK_EQ(r[REG_A1], 17);
    CHECK_EQ(r[REG_A2], 18);
    for (uint32_t i = REG_A3; i < NREGS; i++)
        CHECK_EQ(r[i], before[i]);
}
