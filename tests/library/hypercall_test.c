/* hypercall_test.c: what the kernel asks of its machine arrives where the creator wants it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "library.h"

static struct log {
    char text[200];
    uint32_t events[4], loads, flushes, last_thread, last_root;
    uint64_t last_a, last_b;
    int (*from_putc)(void); /* called by it, and what that returned */
    int returned;
} seen;

static void log_putc(void *context, uint32_t c)
{
    struct log *l = context;
    size_t n = strlen(l->text);

    l->text[n % (sizeof l->text - 1)] = (char)c;
    if (l->from_putc)
        l->returned = l->from_putc();
}

static void log_event(void *context, uint32_t event, uint32_t thread, uint64_t a, uint64_t b)
{
    struct log *l = context;

    l->events[event]++;
    l->last_thread = thread;
    l->last_a = a;
    l->last_b = b;
}

static void log_load(void *context, uint32_t cpu, uint32_t root, uint32_t tag, uint32_t keep)
{
    struct log *l = context;

    isobar_default_hypercalls.load(context, cpu, root, tag, keep);
    l->loads++;
    l->last_root = root;
}

static void log_flush(void *context, uint32_t cpu, uint64_t address)
{
    struct log *l = context;

    isobar_default_hypercalls.flush(context, cpu, address);
    l->flushes++;
}

static const struct isobar_hypercalls all = {
    .putc = log_putc, .event = log_event, .load = log_load, .flush = log_flush};

TEST(library_hypercalls_of_the_creator)
{
    start_kernel_with(&all, &seen, NULL);
    CHECK_EQ(seen.events[ISOBAR_EVENT_BOOTED], 1);
    CHECK_EQ(seen.last_a, FRAMES);
    CHECK(seen.last_b > 0 && seen.last_b < FRAMES);
    CHECK(seen.loads >= 1 && seen.last_root < FRAMES);
    CHECK_EQ(step(CALL_PUTC, 'h', 0, 0), E_OK);
    CHECK_EQ(step(CALL_PUTC, 'i', 0, 0), E_OK);
    CHECK(strcmp(seen.text, "hi") == 0);
    CHECK_EQ(step(CALL_MAP, HERE, RIGHT_READ, SIZE_4K), E_OK);
    CHECK_EQ(step(CALL_UNMAP, HERE, SIZE_4K, 0), E_OK);
    CHECK_EQ(seen.flushes, 1);
    now.vector = 14;
    now.address = 0xabc;
    WORKS(isobar_enter(kernel, 0, ISOBAR_FAULT, &now));
    CHECK_EQ(now.thread, ISOBAR_NO_THREAD);
    CHECK_EQ(seen.events[ISOBAR_EVENT_FAULT], 1);
    CHECK_EQ(seen.events[ISOBAR_EVENT_IDLE], 1);
    CHECK_EQ(seen.last_root, ISOBAR_NO_THREAD);
    WORKS(isobar_destroy(kernel));
}

static void forgetful_flush(void *context, uint32_t cpu, uint64_t address)
{
    (void)context;
    (void)cpu;
    (void)address;
}

/* What a CPU was never told to forget it still finds, as hardware would. */
TEST(library_memory_through_the_tlb)
{
    struct isobar_hypercalls h = isobar_default_hypercalls;
    uint64_t word = 0;

    for (int forget = 0; forget < 2; forget++) {
        if (!forget)
            h.flush = forgetful_flush;
        else
            h.flush = isobar_default_hypercalls.flush;
        start_kernel_with(&h, NULL, NULL);
        CHECK_EQ(step(CALL_MAP, HERE, RIGHT_READ, SIZE_4K), E_OK);
        WORKS(isobar_read(kernel, now.thread, HERE, &word, sizeof word));
        CHECK_EQ(step(CALL_UNMAP, HERE, SIZE_4K, 0), E_OK);
        RETURNS(isobar_read(kernel, now.thread, HERE, &word, sizeof word),
                forget ? ISOBAR_E_FAULT : ISOBAR_OK);
        WORKS(isobar_destroy(kernel));
    }
}

static void expect_text(const char *got, uint32_t thread)
{
    char want[200], *line = strchr(got, '\n');

    CHECK(strncmp(got, "isobar: 4096 frames, ", 21) == 0 && line != NULL);
    snprintf(want, sizeof want,
             "x\nisobar: thread %u ended: exception 13 at 0x10\nisobar: no thread can run\n",
             thread);
    CHECK(strcmp(line + 1, want) == 0);
}

static void say_something(void)
{
    CHECK_EQ(step(CALL_PUTC, 'x', 0, 0), E_OK);
    CHECK_EQ(step(CALL_PUTC, '\n', 0, 0), E_OK);
    now.vector = 13;
    now.address = 16;
    WORKS(isobar_enter(kernel, 0, ISOBAR_FAULT, &now));
    WORKS(isobar_destroy(kernel));
}

TEST(library_console_is_a_file)
{
    char *text = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&text, &n);

    CHECK(file != NULL);
    start_kernel_with(NULL, NULL, file);
    say_something();
    CHECK(fclose(file) == 0);
    expect_text(text, module[0].thread);
    free(text);
}

TEST(library_console_is_a_callback)
{
    struct isobar_hypercalls h = isobar_default_hypercalls;

    h.putc = log_putc;
    start_kernel_with(&h, &seen, NULL);
    say_something();
    expect_text(seen.text, module[0].thread);
}

static int enter_again(void)
{
    return isobar_enter(kernel, 0, ISOBAR_START, &now);
}

static int destroy_it(void)
{
    return isobar_destroy(kernel);
}

static int create_one(void)
{
    struct isobar *other;
    const struct isobar_options options = {.frames = 1};

    return isobar_create(&other, &options);
}

TEST(library_no_call_from_inside_a_hypercall)
{
    static int (*const call[])(void) = {enter_again, destroy_it, create_one};

    start_kernel_with(&all, &seen, NULL);
    for (uint32_t i = 0; i < sizeof call / sizeof *call; i++) {
        seen.from_putc = call[i];
        CHECK_EQ(step(CALL_PUTC, 'x', 0, 0), E_OK);
        RETURNS(seen.returned, ISOBAR_E_INSIDE);
    }
    WORKS(isobar_destroy(kernel));
}

/* The child of a fork inside the kernel is refused, and the parent goes on. */
static void child_of_hypercall(void)
{
    RETURNS(isobar_enter(kernel, 0, ISOBAR_START, &now), ISOBAR_E_FORKED);
    WORKS(isobar_destroy(kernel));
}

static int fork_inside(void)
{
    expect_child(start_child(child_of_hypercall));
    return isobar_enter(kernel, 0, ISOBAR_START, &now);
}

TEST(library_fork_inside_a_hypercall)
{
    start_kernel_with(&all, &seen, NULL);
    seen.from_putc = fork_inside;
    CHECK_EQ(step(CALL_PUTC, 'x', 0, 0), E_OK);
    RETURNS(seen.returned, ISOBAR_E_INSIDE);
    CHECK_EQ(step(CALL_YIELD, 0, 0, 0), E_OK);
    WORKS(isobar_destroy(kernel));
}
