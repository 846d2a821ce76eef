/* kill_family_test.c: what becomes of the children of a process that ends, and of what it had.
 * kill_test.c has the states of a thread that is killed, kill_number_test.c the numbers. */
#include "spawn.h"

#include "list.h"
#include "page.h"
#include "tlb.h"

static pfn_t parent, child;

/* Init with a child or none, and another program that can go on when init waits or ends. */
static void start(uint32_t children)
{
    spawn_boot(2);
    parent = running;
    spawn_children(&child, children);
}

/* The running thread makes one with the page that it was given. */
static pfn_t grandchild(void)
{
    const struct spawn s = {0, SPAWN_PC, SPAWN_SP, CHILD_PAGES, CHILD_PAGES, 1};

    return spawn_child(&s, 1);
}

/* The child goes as `end` says; its child goes on without a parent, and ends as it likes. */
static void orphan(void (*end)(void))
{
    pfn_t orphaned;

    start(1);
    spawn_switch(child);
    orphaned = grandchild();
    CHECK_EQ(spawn_parent(orphaned), spawn_process(child));
    end();
    check_invariants();
    spawn_switch(orphaned);
    CHECK_EQ(spawn_parent(orphaned), NIL);
    CHECK_EQ(user_window[PTE_FRAME(host_translate(0, CHILD_PAGES))].word[0], spawn_mark(0));
    spawn_switch(parent);
    for (uint64_t i = 1; i < NCHILDREN; i++)
        check_refused(CALL_PROCESS_KILL, i, 0, E_CHILD);
    spawn_kill(0);
    check_refused(CALL_PROCESS_KILL, 0, 0, E_CHILD);
    spawn_end(orphaned);
    CHECK_EQ(page_window[orphaned].type, PG_FREE);
    check_invariants();
}

static void end_by_parent(void)
{
    spawn_switch(parent);
    spawn_kill(0);
    child = spawn_numbered(0);
}

static void end_by_exit(void)
{
    call(CALL_THREAD_EXIT, 0, 0);
}

TEST(kill_grandchildren_go_on)
{
    orphan(end_by_parent);
    orphan(end_by_exit);
}

/* Three of them: one lives, one has ended, one was killed. */
TEST(kill_child_with_children_of_all_kinds)
{
    pfn_t lives, ended;
    uint32_t before;

    start(0);
    before = nfree;
    child = spawn_numbered(0);
    spawn_switch(child);
    lives = grandchild();
    CHECK_EQ(call(CALL_MAP, CHILD_PAGES, RIGHT_WRITE), E_OK);
    ended = grandchild();
    CHECK_EQ(call(CALL_MAP, CHILD_PAGES, RIGHT_WRITE), E_OK);
    grandchild();
    spawn_kill(2);
    spawn_end(ended);
    spawn_switch(parent);
    CHECK_EQ(spawn_named(child, 1), ENDED);
    spawn_kill(0);
    CHECK_EQ(spawn_parent(lives), NIL);
    spawn_end(lives);
    spawn_switch(parent);
    CHECK_EQ(nfree, before);
}

/* The frame of a parent that ended is another process by now, which learns nothing of the child. */
TEST(kill_orphan_forgets_its_parent)
{
    const struct spawn s = {0, SPAWN_PC, SPAWN_SP, PARENT_PAGES, CHILD_PAGES, 1};
    pfn_t other, old, new;

    start(1);
    old = spawn_process(parent);
    other = list_window[run_queue[0]].head;
    CHECK_EQ(spawn_named(parent, 0), spawn_process(child));
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(spawn_parent(child), NIL);
    spawn_switch(other);
    spawn_map(0, 1, RIGHT_READ);
    /* The root is made first. */
    while (page_window[chain_head[SHAPE_4K]].next != old)
        page_alloc(ROOT_POOL, PG_UNTYPED);
    new = spawn_child(&s, 1);
    CHECK_EQ(spawn_process(new), old);
    spawn_end(child);
    for (uint32_t i = 0; i < NCHILDREN; i++)
        CHECK_EQ(spawn_named(new, i), NIL);
    check_invariants();
}

/* Endpoints that only the child names go, however often it does; others stay, and who waits there
 * is still reached. */
TEST(kill_child_frees_what_it_alone_named)
{
    const pfn_t *slot;
    pfn_t shared, given, program;
    uint32_t before;

    start(0);
    before = nfree;
    child = spawn_numbered(0);
    program = list_window[run_queue[0]].head;
    shared = process_window[spawn_process(parent)].slot[SPAWN_SLOT];
    spawn_switch(child);
    for (uint64_t i = 5; i < 8; i++)
        CHECK_EQ(call(CALL_ENDPOINT_CREATE, i, 0), E_OK);
    slot = process_window[spawn_process(child)].slot;
    given = slot[7];
    slot_fill(spawn_process(child), 9, slot[6]);
    slot_fill(spawn_process(parent), 7, given);
    spawn_switch(program);
    call(CALL_RECV, 0, 0);
    spawn_switch(parent);
    spawn_kill(0);
    CHECK_EQ(nfree, before - 1);
    CHECK_EQ(endpoint_window[given].refs, 1);
    CHECK_EQ(endpoint_window[shared].refs, 2);
    call_words(CALL_SEND, SPAWN_SLOT, 1);
    check_words(program, 1);
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, 7, 0), E_OK);
    CHECK_EQ(nfree, before);
}

/* Pages of all sizes that the machine has room for, in all parts of the address space. */
TEST(kill_child_frees_all_its_memory)
{
    uint32_t before;

    start(0);
    before = nfree;
    for (uint32_t round = 0; round < 3; round++) {
        child = spawn_numbered(0);
        spawn_switch(child);
        CHECK_EQ(call_three(CALL_MAP_RANGE, PARENT_PAGES, RIGHT_WRITE, RANGE_PAGES), E_OK);
        CHECK_EQ(call_three(CALL_MAP, NEXT_TABLE, RIGHT_WRITE, SIZE_2M), E_OK);
        CHECK_EQ(call_three(CALL_MAP, 5 * NEXT_TABLE, RIGHT_WRITE, SIZE_2M), E_OK);
        CHECK_EQ(call_three(CALL_UNMAP, 5 * NEXT_TABLE, SIZE_4K, 0), E_OK);
        CHECK_EQ(call(CALL_MAP, USER_MIN, RIGHT_READ), E_OK);
        CHECK_EQ(call(CALL_MAP, USER_END - PAGE_SIZE, RIGHT_READ), E_OK);
        spawn_switch(parent);
        spawn_kill(0);
        CHECK_EQ(nfree, before);
    }
}

/* Neither CPU finds what it holds of a child that is gone in the address space of the next, which
 * is made of the same frames. */
TEST(kill_child_leaves_nothing_in_a_tlb)
{
    struct spawn s = spawn_asked(1);

    start(0);
    for (uint32_t i = 0; i < 2 * NTAGS; i++) {
        uint32_t cpu = i % 4 / 2;

        spawn_map(0, 1, i % NRIGHTS);
        s.to = CHILD_PAGES + i % 2 * PAGE_SIZE;
        child = spawn_child(&s, 1);
        list_remove(child);
        thread_ready(child, cpu);
        if (cpu == 0)
            spawn_switch(child);
        else
            CHECK_EQ(kernel_enter(1, TRAP_START, 0, 0), child);
        CHECK_EQ(host_translate(cpu, s.to), host_walk(root_of(child), s.to));
        CHECK(host_translate(cpu, s.to) != 0);
        CHECK_EQ(host_translate(cpu, s.to ^ PAGE_SIZE), 0);
        CHECK_EQ(host_stale_held(cpu, tags[cpu].root), 0);
        if (cpu == 0)
            spawn_switch(parent);
        else {
            regs_window[child].r[REG_CALL] = CALL_RECV;
            CHECK_EQ(kernel_enter(1, TRAP_CALL, 0, 0), NIL);
        }
        spawn_kill(0);
    }
}
