/* run_test.c: what runs, in which memory, and what the kernel asks of its machine meanwhile. */
#include <string.h>

#include "library.h"

TEST(library_program_starts_as_its_header_says)
{
    start_kernel(FRAMES, 1);
    CHECK_EQ(now.r.pc, image[MOD_ENTRY]);
    CHECK_EQ(now.r.sp, USER_STACK_TOP);
    CHECK_EQ(now.r.call, 0);
    WORKS(isobar_destroy(kernel));
}

TEST(library_message_and_reply)
{
    start_kernel(FRAMES, 2);
    now.r.a[4] = 4;
    CHECK_EQ(step(CALL_CALL, 1, 1, 2), NOT_BACK);
    CHECK_EQ(now.thread, module[1].thread);
    CHECK_EQ(step(CALL_RECV, 0, 0, 0), E_OK);
    CHECK_EQ(now.r.a[1], 1);
    CHECK_EQ(now.r.a[2], 2);
    CHECK_EQ(now.r.a[4], 4);
    CHECK_EQ(step(CALL_REPLY_RECV, 0, 30, 40), NOT_BACK);
    CHECK_EQ(now.thread, module[0].thread);
    CHECK_EQ(now.r.call, E_OK);
    CHECK_EQ(now.r.a[1], 30);
    CHECK_EQ(now.r.a[2], 40);
    WORKS(isobar_destroy(kernel));
}

TEST(library_calls_that_do_not_wait)
{
    start_kernel(FRAMES, 2);
    CHECK_EQ(step(CALL_TRY_SEND, 1, 1, 2), E_AGAIN);
    CHECK_EQ(step(CALL_TRY_RECV, 1, 1, 2), E_AGAIN);
    CHECK_EQ(step(CALL_TRY_CALL, 1, 1, 2), E_AGAIN);
    CHECK_EQ(step(CALL_REPLY, 1, 1, 2), E_NO_CALLER);
    CHECK_EQ(step(CALL_RECV, 1, 0, 0), NOT_BACK);
    CHECK_EQ(step(CALL_TRY_CALL, 0, 10, 20), NOT_BACK);
    CHECK_EQ(now.thread, module[0].thread);
    CHECK_EQ(now.r.call, E_OK);
    CHECK_EQ(now.r.a[1], 10);
    CHECK_EQ(now.r.a[2], 20);
    CHECK_EQ(step(CALL_REPLY, 0, 30, 40), E_OK);
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), NOT_BACK);
    CHECK_EQ(now.thread, module[1].thread);
    CHECK_EQ(now.r.call, E_OK);
    CHECK_EQ(now.r.a[1], 30);
    CHECK_EQ(now.r.a[2], 40);
    WORKS(isobar_destroy(kernel));
}

TEST(library_notifications)
{
    start_kernel(FRAMES, 2);
    CHECK_EQ(step(CALL_NOTIFY, 1, 5, 0), E_OK);
    CHECK_EQ(step(CALL_NOTIFY, 1, 1ul << 63, 0), E_OK);
    CHECK_EQ(step(CALL_RECV, 1, 0, 0), E_NOTIFIED);
    CHECK_EQ(now.r.a[1], 1ul << 63 | 5);
    CHECK_EQ(step(CALL_RECV, 1, 0, 7), NOT_BACK);
    CHECK_EQ(now.thread, module[1].thread);
    CHECK_EQ(step(CALL_NOTIFY, 0, 2, 0), E_OK);
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), NOT_BACK);
    CHECK_EQ(now.thread, module[0].thread);
    CHECK_EQ(now.r.call, E_NOTIFIED);
    CHECK_EQ(now.r.a[1], 2);
    CHECK_EQ(now.r.a[2], 7);
    WORKS(isobar_destroy(kernel));
}

TEST(library_endpoints_come_and_go)
{
    start_kernel(FRAMES, 2);
    CHECK_EQ(step(CALL_ENDPOINT_CREATE, 1, 0, 0), E_NAMED);
    CHECK_EQ(step(CALL_ENDPOINT_CREATE, 2, 0, 0), E_OK);
    CHECK_EQ(step(CALL_TRY_SEND, 2, 1, 2), E_AGAIN);
    CHECK_EQ(step(CALL_ENDPOINT_CLOSE, 2, 0, 0), E_OK);
    CHECK_EQ(step(CALL_ENDPOINT_CLOSE, 2, 0, 0), E_SLOT);
    CHECK_EQ(step(CALL_ENDPOINT_CLOSE, 1, 0, 0), E_OK);
    CHECK_EQ(step(CALL_SEND, 1, 1, 2), E_SLOT);
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), NOT_BACK);
    CHECK_EQ(step(CALL_TRY_SEND, 0, 1, 2), E_AGAIN);
    WORKS(isobar_destroy(kernel));
}

/* One program, which makes a process of a page that holds this word. */
static void start_parent(uint64_t word)
{
    start_kernel(FRAMES, 1);
    CHECK_EQ(step(CALL_ENDPOINT_CREATE, 0, 0, 0), E_OK);
    CHECK_EQ(step(CALL_MAP, HERE, RIGHT_WRITE, SIZE_4K), E_OK);
    WORKS(isobar_write(kernel, now.thread, HERE, &word, sizeof word));
    now.r.a[3] = now.r.a[4] = HERE;
    now.r.a[5] = 1;
    CHECK_EQ(step(CALL_PROCESS_CREATE, 0, HERE + 8, HERE + 16), E_OK);
    CHECK_EQ(now.r.a[1], 1);
    CHECK_EQ(now.r.a[2], 0);
}

/* Its thread is one like those of the programs, and its pages are no longer the other's. */
TEST(library_process_that_a_process_makes)
{
    uint64_t word;
    uint32_t child;

    start_parent(0x600dda7a);
    RETURNS(isobar_read(kernel, now.thread, HERE, &word, sizeof word), ISOBAR_E_FAULT);
    CHECK_EQ(step(CALL_THREAD_EXIT, 0, 0, 0), NOT_BACK);
    child = now.thread;
    CHECK(child != module[0].thread);
    CHECK_EQ(now.r.pc, HERE + 8);
    CHECK_EQ(now.r.sp, HERE + 16);
    word = 0;
    WORKS(isobar_read(kernel, child, HERE, &word, sizeof word));
    CHECK_EQ(word, 0x600dda7a);
    CHECK_EQ(step(CALL_TRY_SEND, 0, 1, 2), E_AGAIN);
    CHECK_EQ(step(CALL_THREAD_EXIT, 0, 0, 0), NOT_BACK);
    CHECK_EQ(now.thread, ISOBAR_NO_THREAD);
    RETURNS(isobar_read(kernel, child, HERE, &word, sizeof word), ISOBAR_E_THREAD);
    WORKS(isobar_destroy(kernel));
}

/* Its memory is nobody's then, and its number nobody has. */
TEST(library_process_that_its_parent_ends)
{
    uint64_t word;
    uint32_t child;

    start_parent(0x600dda7a);
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), NOT_BACK);
    child = now.thread;
    WORKS(isobar_read(kernel, child, HERE, &word, sizeof word));
    CHECK_EQ(step(CALL_RECV, 0, 0, 0), NOT_BACK);
    CHECK_EQ(now.thread, module[0].thread);
    CHECK_EQ(step(CALL_PROCESS_KILL, 1, 0, 0), E_CHILD);
    CHECK_EQ(step(CALL_PROCESS_KILL, 0, 0, 0), E_OK);
    RETURNS(isobar_read(kernel, child, HERE, &word, sizeof word), ISOBAR_E_THREAD);
    CHECK_EQ(step(CALL_PROCESS_KILL, 0, 0, 0), E_CHILD);
    CHECK_EQ(step(CALL_TRY_SEND, 0, 1, 2), E_AGAIN);
    CHECK_EQ(step(CALL_THREAD_EXIT, 0, 0, 0), NOT_BACK);
    CHECK_EQ(now.thread, ISOBAR_NO_THREAD);
    WORKS(isobar_destroy(kernel));
}

TEST(library_registers_of_each_thread_are_kept)
{
    start_kernel(FRAMES, 3);
    for (uint64_t i = 0; i < 30; i++) {
        CHECK_EQ(now.thread, module[i % 3].thread);
        for (uint32_t r = 0; i >= 3 && r < 10; r++)
            CHECK_EQ(now.r.rest[r], i - 3 + r);
        CHECK(i < 3 || now.r.pc == i - 3);
        for (uint32_t r = 0; r < 10; r++)
            now.r.rest[r] = i + r;
        now.r.pc = i;
        CHECK_EQ(step(CALL_YIELD, 0, 0, 0), NOT_BACK);
    }
    WORKS(isobar_destroy(kernel));
}

TEST(library_entries_that_make_no_sense)
{
    struct isobar_running before;

    start_kernel(FRAMES, 2);
    before = now;
    RETURNS(isobar_enter(kernel, ISOBAR_NCPU, ISOBAR_CALL, &now), ISOBAR_E_CPU);
    RETURNS(isobar_release(kernel, ISOBAR_NCPU), ISOBAR_E_CPU);
    RETURNS(isobar_enter(kernel, 0, ISOBAR_FAULT + 1, &now), ISOBAR_E_TRAP);
    now.thread = module[1].thread; /* it is ready, but does not run */
    RETURNS(isobar_enter(kernel, 0, ISOBAR_CALL, &now), ISOBAR_E_THREAD);
    now.thread = ISOBAR_NO_THREAD;
    RETURNS(isobar_enter(kernel, 0, ISOBAR_FAULT, &now), ISOBAR_E_THREAD);
    RETURNS(isobar_enter(kernel, 1, ISOBAR_CALL, &now), ISOBAR_E_THREAD);
    now = before;
    WORKS(isobar_enter(kernel, 0, ISOBAR_START, &now));
    CHECK(memcmp(&now, &before, sizeof now) == 0);
    WORKS(isobar_destroy(kernel));
}

TEST(library_memory_by_its_rights)
{
    char text[] = "text", back[sizeof text] = "";
    uint32_t t;

    start_kernel(FRAMES, 1);
    t = now.thread;
    RETURNS(isobar_write(kernel, t, HERE, text, sizeof text), ISOBAR_E_FAULT);
    CHECK_EQ(step(CALL_MAP, HERE, RIGHT_WRITE, SIZE_4K), E_OK);
    WORKS(isobar_write(kernel, t, HERE, text, sizeof text));
    CHECK_EQ(step(CALL_PROTECT, HERE, RIGHT_READ, SIZE_4K), E_OK);
    RETURNS(isobar_write(kernel, t, HERE, back, sizeof back), ISOBAR_E_FAULT);
    WORKS(isobar_read(kernel, t, HERE, back, sizeof back));
    CHECK(memcmp(text, back, sizeof text) == 0);
    CHECK_EQ(step(CALL_UNMAP, HERE, SIZE_4K, 0), E_OK);
    RETURNS(isobar_read(kernel, t, HERE, back, sizeof back), ISOBAR_E_FAULT);
    WORKS(isobar_read(kernel, t, HERE, back, 0));
    WORKS(isobar_destroy(kernel));
}

/* Bytes across pages that lie anywhere in memory; all or none of them are copied. */
TEST(library_memory_across_pages)
{
    static uint8_t out[3 * PAGE], in[3 * PAGE];
    uint32_t t;

    start_kernel(FRAMES, 1);
    t = now.thread;
    for (uint32_t i = 0; i < sizeof out; i++)
        out[i] = (uint8_t)test_random();
    for (uint64_t i = 4; i-- > 0;)
        CHECK_EQ(step(CALL_MAP, HERE + i * PAGE, RIGHT_WRITE, SIZE_4K), E_OK);
    WORKS(isobar_write(kernel, t, HERE + 100, out, sizeof out));
    WORKS(isobar_read(kernel, t, HERE + 100, in, sizeof in));
    CHECK(memcmp(out, in, sizeof out) == 0);
    CHECK_EQ(step(CALL_UNMAP, HERE + 3 * PAGE, SIZE_4K, 0), E_OK);
    memset(out, 0, sizeof out);
    RETURNS(isobar_write(kernel, t, HERE + 100, out, sizeof out), ISOBAR_E_FAULT);
    WORKS(isobar_read(kernel, t, HERE + 100, out, PAGE));
    CHECK(memcmp(out, in, PAGE) == 0);
    WORKS(isobar_destroy(kernel));
}

TEST(library_memory_in_a_large_page)
{
    static const uint64_t size = 512 * PAGE;
    uint64_t word = 0x1122334455667788, back = 0;

    start_kernel(FRAMES, 1);
    CHECK_EQ(step(CALL_MAP, HERE, RIGHT_WRITE, SIZE_2M), E_OK);
    for (uint64_t at = 4092; at + 8 <= size; at += 5 * PAGE) {
        WORKS(isobar_write(kernel, now.thread, HERE + at, &word, sizeof word));
        WORKS(isobar_read(kernel, now.thread, HERE + at, &back, sizeof back));
        CHECK_EQ(back, word++);
    }
    RETURNS(isobar_read(kernel, now.thread, HERE + size - 7, &back, sizeof back), ISOBAR_E_FAULT);
    WORKS(isobar_destroy(kernel));
}

TEST(library_memory_outside_user_space)
{
    static const uint64_t address[] = {0, USER_END, 0xffff800000000000ul, ~0ul, 1ul << 48};
    uint64_t word = 0;

    start_kernel(FRAMES, 1);
    for (uint32_t i = 0; i < sizeof address / sizeof *address; i++)
        RETURNS(isobar_read(kernel, now.thread, address[i], &word, sizeof word), ISOBAR_E_FAULT);
    RETURNS(isobar_read(kernel, now.thread, USER_BASE, &word, ~0ul), ISOBAR_E_FAULT);
    RETURNS(isobar_write(kernel, now.thread, USER_BASE, &word, sizeof word), ISOBAR_E_FAULT);
    WORKS(isobar_read(kernel, now.thread, USER_BASE, &word, sizeof word));
    CHECK_EQ(word, MODULE_MAGIC);
    WORKS(isobar_destroy(kernel));
}

/* Threads that run, wait, and are gone; each has memory of its own at the same address. */
TEST(library_memory_of_other_threads)
{
    const uint64_t data = USER_BASE + PAGE;
    uint64_t word = 0;

    start_kernel(FRAMES, 2);
    for (uint64_t i = 0; i < 2; i++) {
        word = 70 + i;
        WORKS(isobar_write(kernel, module[i].thread, data, &word, sizeof word));
    }
    WORKS(isobar_read(kernel, module[0].thread, data, &word, sizeof word));
    CHECK_EQ(word, 70);
    CHECK_EQ(step(CALL_THREAD_EXIT, 0, 0, 0), NOT_BACK);
    RETURNS(isobar_read(kernel, module[0].thread, data, &word, sizeof word), ISOBAR_E_THREAD);
    WORKS(isobar_read(kernel, module[1].thread, data, &word, sizeof word));
    CHECK_EQ(word, 71);
    RETURNS(isobar_read(kernel, FRAMES, data, &word, sizeof word), ISOBAR_E_THREAD);
    RETURNS(isobar_read(kernel, ISOBAR_NO_THREAD, data, &word, sizeof word), ISOBAR_E_THREAD);
    WORKS(isobar_destroy(kernel));
}
