/* spawn.c: processes that this one makes, with pages that were its own, and what they can do.
 *
 * What runs in them is child.h's program, which does as it is told. A page that has gone is not
 * read here, which would end the test: children do that, and end.
 */
#include "child.h"
#include "print.h"
#include "processes.h"
#include "test.h"

#define SLOT (XFAULT + 1u)
#define THERE 0x200000000ul /* where children have their pages */
#define FIELD 0x100000000000ul
#define MB2 0x200000ul
#define MANY (NCHILDREN - 1)

static struct message m;
static uint64_t number; /* of the child made last */

/* A page of code and n - 1 of data at AREA, each with a number in its first word. */
static void prepare(uint64_t n)
{
    uint64_t done;

    map_page(AREA, RIGHT_WRITE);
    child_write(AREA);
    for (uint64_t i = 1; i < n; i += done)
        if (sys_map_range(AREA + i * PAGE, RIGHT_WRITE, n - i, &done) != E_OK)
            done = n;
    for (uint64_t i = 1; i < n; i++)
        write_word(AREA + i * PAGE, 0, i);
}

/* A child with the first n pages. */
static uint64_t make(uint64_t n)
{
    uint64_t done;

    if (sys_process_create(SLOT, THERE, n, AREA, THERE, n, &done, &number) != E_OK)
        return 0;
    return done;
}

static uint64_t create(uint64_t slot, uint64_t pc, uint64_t sp, uint64_t from, uint64_t to,
                       uint64_t pages)
{
    uint64_t done;

    return sys_process_create(slot, pc, sp, from, to, pages, &done, &number);
}

static void end_child(void)
{
    check_error("tell the child to end", child_order(SLOT, CHILD_EXIT, 0, 0, 0, &m), E_ABANDONED);
    check_error("let its number go", sys_process_kill(number), E_OK);
}

static void errors(void)
{
    check_error("create on an empty slot", create(SLOT + 1, 0, 0, AREA, THERE, 1), E_SLOT);
    check_error("on slot 16", create(NSLOTS, 0, 0, AREA, THERE, 1), E_SLOT);
    check_error("on slot 2^32 + 8", create((1ul << 32) + SLOT, 0, 0, AREA, THERE, 1), E_SLOT);
    check_error("starting at USER_END", create(SLOT, USER_END, 0, AREA, THERE, 1), E_ADDRESS);
    check_error("with a stack above it", create(SLOT, 0, USER_END + 1, AREA, THERE, 1), E_ADDRESS);
    check_error("from an unaligned address", create(SLOT, 0, 0, AREA + 8, THERE, 1), E_ADDRESS);
    check_error("from page 0", create(SLOT, 0, 0, 0, THERE, 1), E_ADDRESS);
    check_error("no pages", create(SLOT, 0, 0, AREA, THERE, 0), E_RANGE);
    check_error("2^63 pages", create(SLOT, 0, 0, AREA, THERE, 1ul << 63), E_RANGE);
    check_error("to the kernel", create(SLOT, 0, 0, AREA, ~0ul - PAGE + 1, 1), E_ADDRESS);
    check_error("2 to the last page", create(SLOT, 0, 0, AREA, USER_END - PAGE, 2), E_RANGE);
    check_error("from where nothing is", create(SLOT, 0, 0, AREA + MB2, THERE, 1), E_UNMAPPED);
    check_error("map 2 MiB", sys_map(AREA + MB2, RIGHT_WRITE, SIZE_2M), E_OK);
    check_error("from the middle of that", create(SLOT, 0, 0, AREA + MB2 + PAGE, THERE, 1), E_SIZE);
    check_error("a slot that is none is told first", create(NSLOTS, ~0ul, 0, 1, 1, 0), E_SLOT);
    check_error("then where it starts", create(SLOT, ~0ul, 0, AREA, THERE, 0), E_ADDRESS);
    check_error("then the pages here", create(SLOT, 0, 0, AREA, 1, 0), E_RANGE);
    check_error("then there", create(SLOT, 0, 0, AREA + MB2, 1, 1), E_ADDRESS);
    check_error("unmap 2 MiB", sys_unmap(AREA + MB2, SIZE_2M), E_OK);
    check("the pages are as they were", word_at(AREA + PAGE, 0) == 1);
}

/* What the child has: nothing in its registers, the two pages, one slot. */
static void child(void)
{
    uint64_t before = count_free();

    check("make a child of two pages", make(2) == 2);
    check_error("ask it how it started", child_order(SLOT, CHILD_STATE, 0, 0, 0, &m), E_OK);
    check("its registers were zero", m.w[1] == 0);
    check("its stack is where it was told", m.w[2] == 2);
    check("it started where it was told", m.w[3] == THERE);
    check_error("the code is not mapped here", unmap_page(AREA), E_UNMAPPED);
    check_error("the data is not", protect_page(AREA + PAGE, RIGHT_READ), E_UNMAPPED);
    child_order(SLOT, CHILD_READ, THERE + PAGE, 0, 0, &m);
    check("it is there now", m.w[1] == 1);
    child_order(SLOT, CHILD_WRITE, THERE + PAGE, 77, 0, &m);
    child_order(SLOT, CHILD_READ, THERE + PAGE, 0, 0, &m);
    check("it can be written there", m.w[1] == 77);
    check_error("map a page here", map_page(AREA + PAGE, RIGHT_WRITE), E_OK);
    check("it is another", word_at(AREA + PAGE, 0) == 0);
    unmap_page(AREA + PAGE);
    child_order(SLOT, CHILD_CALL, CALL_ENDPOINT_CREATE, 0, 0, &m);
    check_error("its slot 0 names an endpoint", m.w[1], E_NAMED);
    child_order(SLOT, CHILD_CALL, CALL_ENDPOINT_CLOSE, 1, 0, &m);
    check_error("its slot 1 does not", m.w[1], E_SLOT);
    child_order(SLOT, CHILD_CALL, CALL_MAP, AREA, RIGHT_READ, &m);
    check_error("it can map a page", m.w[1], E_OK);
    end_child();
    check("all that it had is free, and the table of its pages here", count_free() == before + 3);
}

/* 64 pages are the most; a hole ends them. */
static void ranges(void)
{
    prepare(RANGE_PAGES + 1);
    check("of 65 pages 64 move", make(RANGE_PAGES + 1) == RANGE_PAGES);
    child_order(SLOT, CHILD_READ, THERE + (RANGE_PAGES - 1) * PAGE, 0, 0, &m);
    check("the child has the last", m.w[1] == RANGE_PAGES - 1);
    check("the one after it is still here", word_at(AREA + RANGE_PAGES * PAGE, 0) == RANGE_PAGES);
    check_error("the child reads beyond its pages",
                child_order(SLOT, CHILD_READ, THERE + RANGE_PAGES * PAGE, 0, 0, &m), E_ABANDONED);
    check_error("let its number go", sys_process_kill(number), E_OK);
    check_error("unmap it", unmap_page(AREA + RANGE_PAGES * PAGE), E_OK);
    prepare(5);
    check_error("make a hole", unmap_page(AREA + 3 * PAGE), E_OK);
    check("of 5 pages 3 move", make(5) == 3);
    check_error("the fifth is still here", unmap_page(AREA + 4 * PAGE), E_OK);
    end_child();
}

/* A child that makes one: pages that it has used go, and it cannot reach them any more. */
static void grandchild(void)
{
    uint64_t before = count_free();

    prepare(2);
    write_word(AREA + PAGE, 0, 0);
    child_write(AREA + PAGE);
    check("make a child of two pages of code", make(2) == 2);
    child_order(SLOT, CHILD_READ, THERE + PAGE, 0, 0, &m);
    child_order(SLOT, CHILD_SPAWN, THERE + PAGE, AREA, 1, &m);
    check("it makes another of the second", m.w[1] == E_OK && m.w[2] == 1);
    check("the first child that it has", m.w[3] == 0);
    sys_yield();
    child_order(SLOT, CHILD_STATE, 0, 0, 0, &m);
    check("both receive: one runs where it was put", m.w[3] == THERE);
    child_order(SLOT, CHILD_STATE, 0, 0, 0, &m);
    check("and the other", m.w[3] == AREA && m.w[1] == 0);
    check_error("the first reads what it gave away",
                child_order(SLOT, CHILD_READ, THERE + PAGE, 0, 0, &m), E_ABANDONED);
    check_error("let its number go", sys_process_kill(number), E_OK);
    check_error("the other is there", child_order(SLOT, CHILD_STATE, 0, 0, 0, &m), E_OK);
    check_error("it writes to its code", child_order(SLOT, CHILD_WRITE, AREA, 0, 0, &m),
                E_ABANDONED);
    check("all that they had is free", count_free() == before);
}

/* Children that all wait, and the memory is full; then they end one by one. */
static void many(void)
{
    uint64_t before = count_free(), n = 0, done, pages = 0, error, freed = 0;

    for (unsigned i = 0; i < MANY; i++) {
        prepare(1);
        n += make(1);
        child_order(SLOT, CHILD_STATE, 0, 0, 0, &m);
    }
    check("make 15 children", n == MANY);
    prepare(1);
    while (sys_map_range(FIELD + pages * PAGE, RIGHT_READ, RANGE_PAGES, &done) == E_OK)
        pages += done;
    error = create(SLOT, THERE, 0, AREA, THERE, 1);
    check_error("with the memory full: make one more", error, E_MEMORY);
    check_error("tell one to end", child_order(SLOT, CHILD_EXIT, 0, 0, 0, &m), E_ABANDONED);
    check("then there is room for another", make(1) == 1);
    while (pages > 0 && sys_unmap_range(FIELD + (pages - 1) / RANGE_PAGES * RANGE_PAGES * PAGE,
                                        RANGE_PAGES, &done) == E_OK)
        pages -= done;
    for (n = 0; n < MANY && child_order(SLOT, CHILD_EXIT, 0, 0, 0, &m) == E_ABANDONED; n++)
        ;
    check("tell all of them to end", n == MANY && pages == 0);
    for (uint64_t i = 0; i < NCHILDREN; i++)
        freed += sys_process_kill(i) == E_OK;
    check("16 numbers were taken; let them go", freed == NCHILDREN);
    check("as many frames are free as before", count_free() == before);
}

/* Nobody is left who receives. */
static void alone(void)
{
    uint64_t before = count_free();

    check_error("nobody receives at the endpoint", sys_try_send(SLOT, &m), E_AGAIN);
    check_error("close it", sys_endpoint_close(SLOT), E_OK);
    check("its frame is free", count_free() == before + 1);
}

void suite_processes(void)
{
    check_error("make an endpoint for children", sys_endpoint_create(SLOT), E_OK);
    prepare(2);
    errors();
    child();
    ranges();
    grandchild();
    many();
    alone();
}
