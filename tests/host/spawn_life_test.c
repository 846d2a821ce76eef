/* spawn_life_test.c: what becomes of processes that a process made: they talk, make others, and end
 * in any order, and all that they had comes back.
 */
#include "spawn.h"

#include "tlb.h"

#define A 1000ul
#define B 2000ul

/* Everything ends: no object is left, and nothing but what was never anybody's is in use. */
static void check_nothing_left(void)
{
    spawn_end_all_but(NIL);
    for (pfn_t p = 0; p < SPAWN_FRAMES; p++)
        CHECK(page_window[p].type < PG_USER || page_window[p].type > PG_ENDPOINT);
    check_invariants();
}

/* The frames of the parent alone, after it made a child that has ended. */
TEST(spawn_frames_come_back_with_the_child)
{
    struct spawn s = spawn_asked(5);
    uint32_t before;
    pfn_t parent, child;

    spawn_boot(2);
    parent = running;
    before = nfree;
    for (uint32_t round = 0; round < 3; round++) {
        spawn_map(0, 5, RIGHT_WRITE);
        child = spawn_child(&s, 5);
        spawn_switch(child);
        CHECK_EQ(call(CALL_MAP, PARENT_PAGES, RIGHT_READ), E_OK);
        CHECK_EQ(call(CALL_ENDPOINT_CREATE, 3, 0), E_OK);
        if (round == 1)
            fault(14, 0);
        else
            call(CALL_THREAD_EXIT, 0, 0);
        spawn_switch(parent);
        CHECK_EQ(nfree, before);
        check_invariants();
    }
    check_nothing_left();
}

/* The child goes on with its pages and its end of the endpoint. */
TEST(spawn_child_outlives_its_parent)
{
    struct spawn s = spawn_asked(2);
    pfn_t e, child;

    spawn_boot(1);
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, SPAWN_SLOT, 0), E_OK);
    spawn_map(0, 2, RIGHT_WRITE);
    child = spawn_child(&s, 2);
    e = process_window[spawn_process(child)].slot[0];
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, child);
    CHECK_EQ(endpoint_window[e].refs, 1);
    CHECK_EQ(user_window[PTE_FRAME(host_translate(0, CHILD_PAGES))].word[0], spawn_mark(0));
    check_refused(CALL_TRY_SEND, 0, A, E_AGAIN);
    s = (struct spawn){0, 1, 2, CHILD_PAGES, PARENT_PAGES, 1};
    spawn_child(&s, 1);
    CHECK_EQ(endpoint_window[e].refs, 2);
    check_nothing_left();
}

TEST(spawn_child_talks_by_its_endpoint)
{
    const struct spawn s = spawn_asked(1);
    pfn_t parent, child;

    spawn_boot(1);
    parent = running;
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, SPAWN_SLOT, 0), E_OK);
    spawn_map(0, 1, RIGHT_WRITE);
    child = spawn_child(&s, 1);
    call_words(CALL_CALL, SPAWN_SLOT, A);
    CHECK_EQ(running, child);
    call_words(CALL_RECV, 0, 0);
    check_words(child, A);
    call_words(CALL_REPLY_RECV, 0, B);
    CHECK_EQ(running, parent);
    CHECK_EQ(result_of(parent), E_OK);
    check_words(parent, B);
    check_invariants();
    /* Nobody else names it: the child waits for good, and the parent can still end. */
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, SPAWN_SLOT, 0), E_OK);
    CHECK_EQ(thread_window[child].state, T_RECV);
    check_invariants();
    call(CALL_THREAD_EXIT, 0, 0);
    CHECK_EQ(running, NIL);
    CHECK_EQ(page_window[child].type, PG_THREAD);
    check_invariants();
}

/* A child that owes a reply and ends, and one that ends while the other waits at the endpoint. */
TEST(spawn_child_that_ends_owes_nothing)
{
    const struct spawn s = spawn_asked(1);
    pfn_t parent, child;

    spawn_boot(2);
    parent = running;
    spawn_map(0, 1, RIGHT_WRITE);
    child = spawn_child(&s, 1);
    spawn_switch(child);
    call_words(CALL_RECV, 0, 0);
    spawn_switch(parent);
    call_words(CALL_CALL, SPAWN_SLOT, A);
    CHECK_EQ(running, child);
    call(CALL_THREAD_EXIT, 0, 0);
    spawn_switch(parent);
    CHECK_EQ(result_of(parent), E_ABANDONED);
    check_nothing_left();
}

/* More come and go than there are tags: nobody finds what a TLB holds of another. */
TEST(spawn_tags_are_used_again)
{
    struct spawn s = spawn_asked(1);
    uint32_t before;
    pfn_t parent, child;

    spawn_boot(2);
    parent = running;
    before = nfree;
    for (uint32_t i = 0; i < 3 * NTAGS; i++) {
        spawn_map(0, 1, i % NRIGHTS);
        s.to = CHILD_PAGES + i % 2 * PAGE_SIZE;
        child = spawn_child(&s, 1);
        spawn_switch(child);
        CHECK(host_translate(0, s.to) != 0);
        CHECK_EQ(host_translate(0, s.to ^ PAGE_SIZE), 0);
        CHECK_EQ(host_translate(0, s.to), host_walk(root_of(child), s.to));
        CHECK_EQ(host_stale_held(0, tags[0].root), 0);
        call(CALL_THREAD_EXIT, 0, 0);
        spawn_switch(parent);
        CHECK_EQ(nfree, before);
        spawn_kill(0);
    }
}

/* More processes at once than there are tags: each has its own page at the same address. As one has
 * not numbers for all, the first ones make those that come later. */
TEST(spawn_many_at_once)
{
    struct spawn s = spawn_asked(1);
    static pfn_t child[2 * NTAGS];
    uint32_t before;
    pfn_t parent;

    spawn_boot(2);
    parent = running;
    before = nfree;
    for (uint32_t i = 0; i < 2 * NTAGS; i++) {
        if (i >= NCHILDREN)
            spawn_switch(child[i / NCHILDREN - 1]);
        spawn_map(i, 1, RIGHT_WRITE);
        s.slot = i < NCHILDREN ? SPAWN_SLOT : 0;
        s.from = PARENT_PAGES + i * PAGE_SIZE;
        child[i] = spawn_child(&s, 1);
    }
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 2 * NTAGS; i++) {
            spawn_switch(child[i]);
            CHECK_EQ(user_window[PTE_FRAME(host_translate(0, CHILD_PAGES))].word[0], spawn_mark(i));
            CHECK_EQ(host_stale_held(0, tags[0].root), 0);
        }
    for (uint32_t i = 0; i < 2 * NTAGS; i++) {
        spawn_switch(child[i]);
        call(CALL_THREAD_EXIT, 0, 0);
    }
    spawn_switch(parent);
    CHECK_EQ(nfree, before);
    check_nothing_left();
}

/* Each makes one more with the page that it got, until the frames are too few; the last one ends
 * first, or the first. */
static void generations(int first)
{
    struct spawn s = spawn_asked(1);
    uint32_t n = 0;
    pfn_t parent, child;

    spawn_boot(2);
    parent = running;
    spawn_leave_free(100);
    spawn_map(0, 1, RIGHT_EXECUTE);
    while (spawn_call(&s) == E_OK) {
        child = list_window[run_queue[0]].tail;
        CHECK_EQ(spawn_leaves(child), 1);
        check_invariants();
        spawn_switch(child);
        s = (struct spawn){0, n++, n, s.to, s.from, 1};
    }
    /* 100 but for the page and its table; six for the first, whose table came back; then six, and
     * three came back. */
    CHECK_EQ(n, 1 + (98 - 5 - 3) / 3);
    CHECK_EQ(result_of(running), E_MEMORY);
    CHECK(nfree < 6);
    if (first)
        spawn_switch(parent);
    check_nothing_left();
    CHECK(nfree > 100);
}

TEST(spawn_generations_until_memory_is_gone)
{
    generations(0);
    generations(1);
}
