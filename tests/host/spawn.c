/* spawn.c: makes processes by the call and looks at them. See spawn.h. */
#include "spawn.h"

#include "page.h"
#include "tlb.h"

struct spawn spawn_asked(uint64_t pages)
{
    return (struct spawn){SPAWN_SLOT, SPAWN_PC, SPAWN_SP, PARENT_PAGES, CHILD_PAGES, pages};
}

void spawn_boot(uint32_t modules)
{
    kernel_reset();
    boot(SPAWN_FRAMES, modules);
}

uint64_t spawn_mark(uint64_t page)
{
    return 0x5eed000000000000ul + page;
}

static pfn_t frame_of(pfn_t t, uint64_t address)
{
    return PTE_FRAME(host_walk(root_of(t), address));
}

void spawn_map(uint64_t first, uint64_t n, uint64_t rights)
{
    for (uint64_t i = first; i < first + n; i++) {
        uint64_t *word;

        CHECK_EQ(call(CALL_MAP, PARENT_PAGES + i * PAGE_SIZE, rights), E_OK);
        word = user_window[frame_of(running, PARENT_PAGES + i * PAGE_SIZE)].word;
        word[0] = word[TABLE_ENTRIES - 1] = spawn_mark(i);
    }
}

/* The last three arguments, which the harness leaves as they are. */
static void set_rest(const struct spawn *s)
{
    regs_window[running].r[REG_A3] = s->from;
    regs_window[running].r[REG_A4] = s->to;
    regs_window[running].r[REG_A5] = s->pages;
}

uint64_t spawn_call(const struct spawn *s)
{
    pfn_t t = running;
    uint64_t error;

    set_rest(s);
    error = call_three(CALL_PROCESS_CREATE, s->slot, s->pc, s->sp);
    CHECK_EQ(running, t);
    return error;
}

/* The lowest number that no child of the running thread's process has. */
static uint32_t free_number(void)
{
    uint32_t i = 0;

    while (i < NCHILDREN && spawn_named(running, i) != NIL)
        i++;
    return i;
}

pfn_t spawn_child(const struct spawn *s, uint64_t done)
{
    uint32_t number = free_number();
    pfn_t t;

    CHECK_EQ(spawn_call(s), E_OK);
    CHECK_EQ(regs_window[running].r[REG_A1], done);
    CHECK_EQ(regs_window[running].r[REG_A2], number);
    check_invariants();
    t = list_window[run_queue[0]].tail;
    CHECK_EQ(spawn_named(running, number), spawn_process(t));
    return t;
}

void spawn_refused(const struct spawn *s, uint64_t error)
{
    set_rest(s);
    check_refused_three(CALL_PROCESS_CREATE, s->slot, s->pc, s->sp, error);
}

void spawn_children(pfn_t *child, uint32_t n)
{
    struct spawn s = spawn_asked(1);

    for (uint32_t i = 0; i < n; i++) {
        spawn_map(i, 1, RIGHT_WRITE);
        s.from = PARENT_PAGES + i * PAGE_SIZE;
        child[i] = spawn_child(&s, 1);
    }
}

pfn_t spawn_numbered(uint64_t number)
{
    pfn_t t;

    spawn_children(&t, 1);
    CHECK_EQ(regs_window[running].r[REG_A2], number);
    return t;
}

void spawn_kill(uint64_t number)
{
    pfn_t t = running;

    CHECK_EQ(call(CALL_PROCESS_KILL, number, 0), E_OK);
    CHECK_EQ(running, t);
    check_kernel(current, loaded, NCPU);
}

pfn_t spawn_named(pfn_t t, uint32_t number)
{
    return family_window[spawn_process(t)].child[number];
}

void spawn_switch(pfn_t t)
{
    while (running != t)
        call(CALL_YIELD, 0, 0);
}

void spawn_end(pfn_t t)
{
    spawn_switch(t);
    call(CALL_THREAD_EXIT, 0, 0);
}

void spawn_end_all_but(pfn_t stays)
{
    while (running != NIL && (running != stays || list_window[run_queue[0]].head != NIL)) {
        call(running == stays ? CALL_YIELD : CALL_THREAD_EXIT, 0, 0);
        check_invariants();
    }
}

pfn_t spawn_process(pfn_t t)
{
    return thread_window[t].process;
}

pfn_t spawn_parent(pfn_t t)
{
    return family_window[spawn_process(t)].parent;
}

static uint32_t count_leaves(pfn_t table, uint32_t level)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < (level == 4 ? USER_ENTRIES : TABLE_ENTRIES); i++) {
        uint64_t e = table_window[table].entry[i];

        if (e & PTE_PRESENT)
            n += level == 1 ? 1 : count_leaves(PTE_FRAME(e), level - 1);
    }
    return n;
}

uint32_t spawn_leaves(pfn_t t)
{
    return count_leaves(root_of(t), 4);
}

void spawn_leave_free(uint32_t n)
{
    while (nfree > n)
        page_alloc(ROOT_POOL, PG_UNTYPED);
    CHECK_EQ(nfree, n);
}
