/* spawn_test.c: process_create where it succeeds: the new process, its thread, its endpoint, and
 * the pages that move to it. spawn_error_test.c has what is refused, and spawn_life_test.c what
 * becomes of such processes. */
#include "spawn.h"

#include "list.h"
#include "tlb.h"

#define CHILD_FRAMES 6u /* process, thread, root, and the tables of one page */

static pfn_t slot(pfn_t t, uint32_t i)
{
    return process_window[spawn_process(t)].slot[i];
}

TEST(spawn_thread_starts_as_asked)
{
    const struct spawn s = spawn_asked(1);
    pfn_t parent, child;

    spawn_boot(2);
    parent = running;
    spawn_map(0, 1, RIGHT_WRITE);
    child = spawn_child(&s, 1);
    CHECK(child != parent);
    CHECK_EQ(page_window[child].type, PG_THREAD);
    CHECK_EQ(thread_window[child].state, T_READY);
    CHECK_EQ(thread_window[child].cpu, 0);
    CHECK_EQ(thread_window[child].caller, NIL);
    CHECK_EQ(thread_window[child].holder, NIL);
    for (uint32_t i = 0; i < NREGS; i++)
        CHECK_EQ(regs_window[child].r[i], i == REG_PC ? SPAWN_PC : i == REG_SP ? SPAWN_SP : 0);
    CHECK(spawn_process(child) != spawn_process(parent));
    CHECK_EQ(process_window[spawn_process(child)].thread, child);
    CHECK(root_of(child) != root_of(parent));
}

/* Of the caller only the error and the two results change. */
TEST(spawn_caller_keeps_its_registers)
{
    const struct spawn s = spawn_asked(1);
    uint64_t *r, before[NREGS];

    spawn_boot(2);
    spawn_map(0, 1, RIGHT_WRITE);
    r = regs_window[running].r;
    for (uint32_t i = REG_A5 + 1; i < NREGS; i++)
        r[i] = ~(uint64_t)i * 0x0123456789abcdeful;
    for (uint32_t i = 0; i < NREGS; i++)
        before[i] = r[i];
    spawn_child(&s, 1);
    CHECK_EQ(r[REG_A0], s.slot);
    CHECK_EQ(r[REG_A3], s.from);
    CHECK_EQ(r[REG_A4], s.to);
    CHECK_EQ(r[REG_A5], s.pages);
    for (uint32_t i = REG_A5 + 1; i < NREGS; i++)
        CHECK_EQ(r[i], before[i]);
}

/* Whichever slot the parent names it by, the child has it in slot 0, and in no other. */
TEST(spawn_shares_the_endpoint)
{
    struct spawn s = spawn_asked(1);
    pfn_t e, child;

    spawn_boot(3);
    for (uint32_t i = 0; i < NSLOTS; i++) {
        if (slot(running, i) == NIL)
            CHECK_EQ(call(CALL_ENDPOINT_CREATE, i, 0), E_OK);
        spawn_map(0, 1, RIGHT_READ);
        e = slot(running, i);
        s.slot = i;
        CHECK_EQ(endpoint_window[e].refs, i == 1 || i == 2 ? 2 : 1);
        child = spawn_child(&s, 1);
        CHECK_EQ(endpoint_window[e].refs, i == 1 || i == 2 ? 3 : 2);
        CHECK_EQ(slot(running, i), e);
        CHECK_EQ(slot(child, 0), e);
        for (uint32_t k = 1; k < NSLOTS; k++)
            CHECK_EQ(slot(child, k), NIL);
    }
}

/* It starts when all that were ready before have run. */
TEST(spawn_thread_is_behind_all_others)
{
    const struct spawn s = spawn_asked(1);
    pfn_t parent, first, second, child;

    spawn_boot(3);
    parent = running;
    spawn_map(0, 1, RIGHT_WRITE);
    first = list_window[run_queue[0]].head;
    second = link_window[first].next;
    child = spawn_child(&s, 1);
    CHECK_EQ(running, parent);
    CHECK_EQ(link_window[second].next, child);
    CHECK_EQ(link_window[child].next, NIL);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, first);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, second);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, child);
    call(CALL_YIELD, 0, 0);
    CHECK_EQ(running, parent);
    check_invariants();
}

/* Ask for n of n pages: as many move as one call may. */
static void move(uint64_t n)
{
    const struct spawn s = spawn_asked(n);
    uint64_t moved = n < RANGE_PAGES ? n : RANGE_PAGES, leaf[RANGE_PAGES + 1];
    uint32_t free;
    pfn_t child;

    spawn_boot(2);
    spawn_map(0, n, RIGHT_WRITE);
    for (uint64_t i = 0; i < n; i++)
        leaf[i] = host_walk(root_of(running), PARENT_PAGES + i * PAGE_SIZE);
    free = nfree;
    child = spawn_child(&s, moved);
    for (uint64_t i = 0; i < n; i++) {
        pfn_t where = i < moved ? child : running, other = i < moved ? running : child;

        CHECK_EQ(
            host_walk(root_of(where), (i < moved ? CHILD_PAGES : PARENT_PAGES) + i * PAGE_SIZE),
            leaf[i]);
        CHECK_EQ(
            host_walk(root_of(other), (i < moved ? PARENT_PAGES : CHILD_PAGES) + i * PAGE_SIZE), 0);
        CHECK_EQ(user_window[PTE_FRAME(leaf[i])].word[0], spawn_mark(i));
        CHECK_EQ(user_window[PTE_FRAME(leaf[i])].word[TABLE_ENTRIES - 1], spawn_mark(i));
    }
    CHECK_EQ(spawn_leaves(child), moved);
    /* The tables of the parent that served nothing else went. */
    CHECK_EQ(nfree, free - CHILD_FRAMES + (moved == n ? 1 : 0));
}

TEST(spawn_moves_one_page)
{
    move(1);
}

TEST(spawn_moves_as_many_pages_as_a_call_may)
{
    move(RANGE_PAGES);
}

TEST(spawn_moves_no_more_pages_than_a_call_may)
{
    move(RANGE_PAGES + 1);
}

TEST(spawn_pages_keep_their_rights)
{
    static const uint64_t bits[NRIGHTS] = {PTE_NX, PTE_WRITE | PTE_NX, 0};
    const struct spawn s = spawn_asked(NRIGHTS);
    pfn_t child;

    spawn_boot(2);
    for (uint64_t rights = 0; rights < NRIGHTS; rights++)
        spawn_map(rights, 1, rights);
    child = spawn_child(&s, NRIGHTS);
    for (uint64_t rights = 0; rights < NRIGHTS; rights++)
        CHECK_EQ(host_walk(root_of(child), CHILD_PAGES + rights * PAGE_SIZE) &
                     (PTE_WRITE | PTE_NX | PTE_USER | PTE_PRESENT),
                 bits[rights] | PTE_USER | PTE_PRESENT);
}

/* Both runs may cross from one table to the next, in different places, or be the same addresses. */
TEST(spawn_pages_across_tables)
{
    struct spawn s = spawn_asked(40);
    pfn_t child;

    spawn_boot(2);
    spawn_map(500, 40, RIGHT_READ);
    s.from += 500 * PAGE_SIZE;
    s.to += 490 * PAGE_SIZE;
    child = spawn_child(&s, 40);
    CHECK_EQ(spawn_leaves(child), 40);
    for (uint64_t i = 0; i < 40; i++)
        CHECK_EQ(user_window[PTE_FRAME(host_walk(root_of(child), s.to + i * PAGE_SIZE))].word[0],
                 spawn_mark(500 + i));
    spawn_map(500, 40, RIGHT_READ);
    s.to = s.from;
    child = spawn_child(&s, 40);
    CHECK_EQ(spawn_leaves(child), 40);
}

/* The first and the last page of user space, and any start that an address can be. */
TEST(spawn_at_the_edges)
{
    struct spawn s = spawn_asked(1);
    pfn_t child;

    spawn_boot(2);
    for (uint32_t i = 0; i < 4; i++) {
        s.pc = i & 1 ? 0 : USER_END - 1;
        s.sp = i & 1 ? 0 : USER_END;
        s.from = i & 2 ? USER_MIN : USER_END - PAGE_SIZE;
        s.to = i & 1 ? USER_MIN : USER_END - PAGE_SIZE;
        CHECK_EQ(call(CALL_MAP, s.from, RIGHT_EXECUTE), E_OK);
        child = spawn_child(&s, 1);
        CHECK_EQ(regs_window[child].r[REG_PC], s.pc);
        CHECK_EQ(regs_window[child].r[REG_SP], s.sp);
        CHECK(host_walk(root_of(child), s.to) != 0);
        CHECK_EQ(host_walk(root_of(running), s.from), 0);
    }
}

/* The caller's TLB does not serve a page that has moved, the child's has it where it is now. */
TEST(spawn_pages_leave_the_tlb)
{
    const struct spawn s = spawn_asked(3);
    pfn_t parent, child;
    uint64_t leaf[3];

    spawn_boot(2);
    parent = running;
    spawn_map(0, 4, RIGHT_WRITE);
    for (uint64_t i = 0; i < 4; i++)
        CHECK(host_translate(0, PARENT_PAGES + i * PAGE_SIZE) != 0);
    for (uint64_t i = 0; i < 3; i++)
        leaf[i] = host_translate(0, PARENT_PAGES + i * PAGE_SIZE);
    child = spawn_child(&s, 3);
    CHECK_EQ(host_stale_held(0, tags[0].root), 0);
    for (uint64_t i = 0; i < 3; i++)
        CHECK_EQ(host_translate(0, PARENT_PAGES + i * PAGE_SIZE), 0);
    CHECK(host_translate(0, PARENT_PAGES + 3 * PAGE_SIZE) != 0);
    spawn_switch(child);
    for (uint64_t i = 0; i < 3; i++) {
        CHECK_EQ(host_translate(0, CHILD_PAGES + i * PAGE_SIZE), leaf[i]);
        CHECK_EQ(host_translate(0, PARENT_PAGES + i * PAGE_SIZE), 0);
    }
    spawn_switch(parent);
    spawn_map(0, 1, RIGHT_READ);
    CHECK(PTE_FRAME(host_translate(0, PARENT_PAGES)) != PTE_FRAME(leaf[0]));
    CHECK_EQ(host_stale_held(0, tags[0].root), 0);
}
