/* share_test.c: host threads that share a kernel, and host processes that do not. */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "library.h"

#define STEPS 20000u
#define PROCESSES 4u

static void in_thread(void *(*body)(void *))
{
    pthread_t thread;

    CHECK(pthread_create(&thread, NULL, body, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void *other_thread(void *unused)
{
    struct isobar_running mine = now;

    RETURNS(isobar_enter(kernel, 0, ISOBAR_CALL, &mine), ISOBAR_E_OTHER);
    RETURNS(isobar_release(kernel, 0), ISOBAR_E_OTHER);
    WORKS(isobar_enter(kernel, 1, ISOBAR_START, &mine));
    CHECK_EQ(mine.thread, ISOBAR_NO_THREAD);
    WORKS(isobar_release(kernel, 1));
    return unused;
}

static void *next_owner(void *unused)
{
    WORKS(isobar_enter(kernel, 0, ISOBAR_START, &now));
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), E_OK);
    WORKS(isobar_release(kernel, 0));
    return unused;
}

TEST(library_a_cpu_is_one_host_thread)
{
    start_kernel(FRAMES, 1);
    in_thread(other_thread);
    WORKS(isobar_release(kernel, 0));
    in_thread(next_owner);
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), E_OK);
    WORKS(isobar_destroy(kernel));
}

/* Every look of an idle CPU for work ends in this event; two of them at a time would meet. */
static void nobody_else(void *inside, uint32_t event, uint32_t thread, uint64_t a, uint64_t b)
{
    isobar_default_hypercalls.event(inside, event, thread, a, b);
    CHECK((*(volatile uint32_t *)inside)++ == 0);
    sched_yield();
    --*(volatile uint32_t *)inside;
}

static void *look_on(void *cpu)
{
    struct isobar_running mine;
    uint64_t word, last = 0;

    for (uint32_t i = 0; i < STEPS; i++) {
        WORKS(isobar_enter(kernel, (uint32_t)(uintptr_t)cpu, ISOBAR_START, &mine));
        CHECK_EQ(mine.thread, ISOBAR_NO_THREAD);
        WORKS(isobar_read(kernel, module[0].thread, USER_BASE + PAGE, &word, sizeof word));
        CHECK(word >= last);
        last = word;
    }
    return NULL;
}

TEST(library_host_threads_take_turns)
{
    struct isobar_hypercalls h = isobar_default_hypercalls;
    uint32_t inside = 0;
    pthread_t thread[3];

    h.event = nobody_else;
    start_kernel_with(&h, &inside, NULL);
    for (uintptr_t i = 0; i < 3; i++)
        CHECK(pthread_create(&thread[i], NULL, look_on, (void *)(i + 1)) == 0);
    for (uint64_t i = 0; i < STEPS; i++) {
        WORKS(isobar_write(kernel, now.thread, USER_BASE + PAGE, &i, sizeof i));
        CHECK_EQ(step(CALL_MAP, HERE, RIGHT_WRITE, SIZE_4K), E_OK);
        CHECK_EQ(step(CALL_UNMAP, HERE, SIZE_4K, 0), E_OK);
    }
    for (uint32_t i = 0; i < 3; i++)
        CHECK(pthread_join(thread[i], NULL) == 0);
    WORKS(isobar_destroy(kernel));
}

static uint32_t number; /* of a child */

/* Fill memory with what only this process would write, and find it again. */
static void own_kernel(void)
{
    uint64_t pages = 0, word;

    start_kernel(FRAMES + number * 100, 1 + number);
    while (step(CALL_MAP, HERE + pages * PAGE, RIGHT_WRITE, SIZE_4K) == E_OK) {
        word = pages * PROCESSES + number;
        WORKS(isobar_write(kernel, now.thread, HERE + pages * PAGE, &word, sizeof word));
        pages++;
    }
    CHECK(pages > FRAMES - 100);
    for (uint64_t i = 0; i < pages; i++) {
        WORKS(isobar_read(kernel, now.thread, HERE + i * PAGE, &word, sizeof word));
        CHECK_EQ(word, i * PROCESSES + number);
    }
    WORKS(isobar_destroy(kernel));
}

TEST(library_every_process_has_its_own_kernel)
{
    pid_t child[PROCESSES];

    for (number = 0; number < PROCESSES; number++)
        child[number] = start_child(own_kernel);
    for (uint32_t i = 0; i < PROCESSES; i++)
        expect_child(child[i]);
}

static void forked(void)
{
    const struct isobar_options options = {.frames = FRAMES};
    struct isobar_running mine = now;
    struct isobar *other;
    uint64_t word = 7;

    RETURNS(isobar_create(&other, &options), ISOBAR_E_FORKED);
    RETURNS(isobar_boot(kernel, module, 1), ISOBAR_E_FORKED);
    RETURNS(isobar_enter(kernel, 0, ISOBAR_CALL, &mine), ISOBAR_E_FORKED);
    RETURNS(isobar_release(kernel, 0), ISOBAR_E_FORKED);
    RETURNS(isobar_read(kernel, now.thread, USER_BASE, &word, sizeof word), ISOBAR_E_FORKED);
    RETURNS(isobar_write(kernel, now.thread, USER_BASE, &word, sizeof word), ISOBAR_E_FORKED);
    WORKS(isobar_destroy(kernel));
    RETURNS(isobar_destroy(kernel), ISOBAR_E_NONE);
    own_kernel();
}

/* A child that does not want the kernel need not do anything about it. */
static void indifferent(void)
{
}

TEST(library_a_fork_does_not_share_the_kernel)
{
    uint64_t word = 5;

    start_kernel(FRAMES, 1);
    WORKS(isobar_write(kernel, now.thread, USER_BASE + PAGE, &word, sizeof word));
    expect_child(start_child(forked));
    expect_child(start_child(indifferent));
    WORKS(isobar_read(kernel, now.thread, USER_BASE + PAGE, &word, sizeof word));
    CHECK_EQ(word, 5);
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), E_OK);
    WORKS(isobar_destroy(kernel));
}
