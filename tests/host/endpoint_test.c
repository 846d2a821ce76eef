/* endpoint_test.c: endpoints that slots count: the functions of kernel/endpoint.c, and the calls.
 *
 * init's slot i and slot 0 of process i name one endpoint, as in ipc_test.c.
 */
#include "harness.h"
#include "list.h"
#include "page.h"

#define FRAMES (16 * MIB)
#define A 1000ul

static pfn_t init_thread, other[BOOT_MAX_MODULES];

static pfn_t process(pfn_t t)
{
    return thread_window[t].process;
}

static pfn_t slot(pfn_t t, uint32_t i)
{
    return process_window[process(t)].slot[i];
}

static uint32_t refs(pfn_t e)
{
    CHECK_EQ(page_window[e].type, PG_ENDPOINT);
    return endpoint_window[e].refs;
}

static void boot_processes(uint32_t n)
{
    boot_threads(FRAMES, n, other);
    init_thread = running;
}

static void switch_to(pfn_t t)
{
    while (running != t)
        call(CALL_YIELD, 0, 0);
}

static void leave_free(uint32_t n)
{
    while (nfree > n)
        page_alloc(ROOT_POOL, PG_UNTYPED);
}

TEST(endpoint_counts_the_slots_that_name_it)
{
    uint32_t before;
    pfn_t e, p, q;

    boot_processes(2);
    p = process(init_thread);
    q = process(other[1]);
    before = nfree;
    e = endpoint_create(q, 12);
    CHECK_EQ(nfree, before - 1);
    CHECK_EQ(refs(e), 1);
    CHECK_EQ(slot_endpoint(q, 12), e);
    CHECK(list_window[e].head == NIL && list_window[e].tail == NIL);
    check_invariants();
    for (uint32_t i = 1; i < 4; i++) {
        slot_fill(i % 2 ? p : q, 12 + i, e);
        CHECK_EQ(refs(e), i + 1);
        CHECK_EQ(slot_endpoint(i % 2 ? p : q, 12 + i), e);
        check_invariants();
    }
    for (uint32_t i = 0; i < 4; i++) {
        CHECK_EQ(refs(e), 4 - i);
        slot_close(i % 2 ? p : q, 12 + i);
        CHECK_EQ(slot_endpoint(i % 2 ? p : q, 12 + i), NIL);
        check_invariants();
    }
    CHECK_EQ(page_window[e].type, PG_FREE);
    CHECK_EQ(nfree, before);
}

TEST(endpoint_slots_that_are_none)
{
    pfn_t p;

    boot_processes(2);
    p = process(init_thread);
    CHECK_EQ(slot_endpoint(p, 0), NIL);
    CHECK_EQ(slot_endpoint(p, 1), slot(other[1], 0));
    CHECK_EQ(slot_endpoint(p, NSLOTS), NIL);
    CHECK_EQ(slot_endpoint(p, 0x100000001ul), NIL);
    CHECK_EQ(slot_endpoint(p, ~0ul), NIL);
}

TEST(endpoint_create_without_a_frame)
{
    struct snapshot *before;

    boot_processes(1);
    leave_free(0);
    before = snapshot_take();
    CHECK_EQ(endpoint_create(process(init_thread), 5), NIL);
    check_unchanged(before, NIL);
    snapshot_free(before);
}

/* Of a process that is at its end: its own go, also one that it names twice, the others stay. */
TEST(endpoint_slots_of_a_process_close)
{
    uint32_t before;
    pfn_t p, shared, own;

    boot_processes(3);
    p = process(other[1]);
    before = nfree;
    own = endpoint_create(p, 3);
    slot_fill(p, NSLOTS - 1, own);
    endpoint_create(p, 7);
    shared = slot(init_thread, 2);
    slot_fill(p, 5, shared);
    CHECK_EQ(refs(shared), 3);
    list_remove(other[1]);
    thread_window[other[1]].state = T_INACTIVE;
    slots_close(p);
    for (uint32_t i = 0; i < NSLOTS; i++)
        CHECK_EQ(process_window[p].slot[i], NIL);
    CHECK_EQ(nfree, before);
    CHECK_EQ(page_window[own].type, PG_FREE);
    CHECK_EQ(refs(shared), 2);
    CHECK_EQ(refs(slot(init_thread, 1)), 1);
    slots_close(p);
    CHECK_EQ(nfree, before);
    thread_ready(other[1], 0);
    check_invariants();
}

TEST(endpoint_calls_that_are_refused)
{
    static const uint64_t none[] = {NSLOTS, NSLOTS + 1, 0x100000000ul, 0x100000001ul, ~0ul};

    boot_processes(2);
    for (uint32_t i = 0; i < sizeof none / sizeof *none; i++) {
        check_refused(CALL_ENDPOINT_CREATE, none[i], A, E_SLOT);
        check_refused(CALL_ENDPOINT_CLOSE, none[i], A, E_SLOT);
    }
    check_refused(CALL_ENDPOINT_CREATE, 1, A, E_NAMED);
    check_refused(CALL_ENDPOINT_CLOSE, 0, A, E_SLOT);
    check_refused(CALL_ENDPOINT_CLOSE, NSLOTS - 1, A, E_SLOT);
    leave_free(0);
    check_refused(CALL_ENDPOINT_CREATE, NSLOTS, A, E_SLOT);
    check_refused(CALL_ENDPOINT_CREATE, 1, A, E_NAMED);
    check_refused(CALL_ENDPOINT_CREATE, 0, A, E_MEMORY);
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, 1, 0), E_OK); /* the other names it still */
    check_refused(CALL_ENDPOINT_CREATE, 1, A, E_MEMORY);
}

/* The last frame is enough for one. */
TEST(endpoint_call_takes_one_frame)
{
    boot_processes(1);
    leave_free(1);
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, 9, 0), E_OK);
    CHECK_EQ(nfree, 0);
    CHECK_EQ(refs(slot(init_thread, 9)), 1);
    check_refused(CALL_ENDPOINT_CREATE, 10, A, E_MEMORY);
    check_invariants();
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, 9, 0), E_OK);
    CHECK_EQ(nfree, 1);
    CHECK_EQ(call(CALL_ENDPOINT_CREATE, 10, 0), E_OK);
    check_invariants();
}

TEST(endpoint_calls_in_all_slots)
{
    uint32_t before;

    boot_processes(1);
    before = nfree;
    for (uint32_t round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < NSLOTS; i++) {
            CHECK_EQ(call(CALL_ENDPOINT_CREATE, i, 0), E_OK);
            CHECK_EQ(nfree, before - i - 1);
            CHECK_EQ(refs(slot(init_thread, i)), 1);
            for (uint32_t k = 0; k < i; k++)
                CHECK(slot(init_thread, k) != slot(init_thread, i));
            check_invariants();
        }
        for (uint32_t i = 0; i < NSLOTS; i++)
            check_refused(CALL_ENDPOINT_CREATE, i, A, E_NAMED);
        for (uint32_t n = 0; n < NSLOTS; n++) {
            uint32_t i = (5 * n + round) % NSLOTS;
            pfn_t e = slot(init_thread, i);

            CHECK_EQ(call(CALL_ENDPOINT_CLOSE, i, 0), E_OK);
            CHECK_EQ(page_window[e].type, PG_FREE);
            CHECK_EQ(nfree, before - NSLOTS + n + 1);
            check_refused(CALL_ENDPOINT_CLOSE, i, A, E_SLOT);
            check_refused(CALL_TRY_SEND, i, A, E_SLOT);
            check_invariants();
        }
    }
}

TEST(endpoint_calls_at_random)
{
    uint32_t before, names = 0;

    boot_processes(1);
    before = nfree;
    for (uint32_t n = 0; n < 20000; n++) {
        uint32_t i = (uint32_t)test_below(NSLOTS);
        int named = slot(init_thread, i) != NIL;

        if (test_below(2)) {
            CHECK_EQ(call(CALL_ENDPOINT_CREATE, i, 0), named ? E_NAMED : E_OK);
            names += !named;
        } else {
            CHECK_EQ(call(CALL_ENDPOINT_CLOSE, i, 0), named ? E_OK : E_SLOT);
            names -= named;
        }
        CHECK_EQ(nfree, before - names);
        if (n % 101 == 0)
            check_invariants();
    }
}

TEST(endpoint_goes_with_its_last_name)
{
    uint32_t before;
    pfn_t e;

    boot_processes(2);
    e = slot(init_thread, 1);
    CHECK_EQ(refs(e), 2);
    before = nfree;
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, 1, 0), E_OK);
    CHECK_EQ(running, init_thread);
    CHECK_EQ(nfree, before);
    CHECK_EQ(refs(e), 1);
    CHECK_EQ(slot(other[1], 0), e);
    check_invariants();
    switch_to(other[1]);
    CHECK_EQ(call(CALL_ENDPOINT_CLOSE, 0, 0), E_OK);
    CHECK_EQ(running, other[1]);
    CHECK_EQ(page_window[e].type, PG_FREE);
    CHECK_EQ(nfree, before + 1);
    check_invariants();
}
