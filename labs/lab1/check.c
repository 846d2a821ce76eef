/* check.c: look for the shortest run of the frame functions that breaks their contracts.
 *
 * Every sequence of calls on one to three frames, shortest first, is run against a model that keeps
 * the type of each frame and how many are free; after each call the whole state is compared with
 * it. Linked with the student's frame.c, it prints the first run that differs. Finding none proves
 * nothing.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "frame.h"

#define FRAMES 3u
#define DEPTH 6u
#define GUARDS 8u /* entries behind the array, which nothing may touch */
#define TYPE PG_UNTYPED
#define JUNK 0xa5a5a5a5u

struct op {
    int take;
    pfn_t p;
};

static uint32_t frames;      /* of the current run */
static struct op run[DEPTH]; /* its calls after frame_init() */
static uint32_t done;        /* how many of them were made */
static uint32_t nmodel;      /* free frames */
static uint32_t type[FRAMES];
static struct page first[FRAMES]; /* the entries after frame_init() */

static void say(const char *text)
{
    (void)!write(STDOUT_FILENO, text, strlen(text));
}

static void print_run(void)
{
    char line[64];

    snprintf(line, sizeof line, "frame_init(%u)", frames);
    say(line);
    for (uint32_t i = 0; i < done; i++) {
        if (run[i].take)
            snprintf(line, sizeof line, "; frame_take(%u, PG_UNTYPED)", run[i].p);
        else
            snprintf(line, sizeof line, "; frame_give(%u)", run[i].p);
        say(line);
    }
    say("\n");
}

static void __attribute__((noreturn, format(printf, 1, 2))) fail(const char *format, ...)
{
    char line[160];
    va_list arguments;

    print_run();
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    say(line);
    say("\n");
    _exit(1);
}

static void on_signal(int number)
{
    fail(number == SIGALRM ? "the last call does not return"
                           : "the last call reaches memory outside the frame array");
}

static const char *type_name(uint32_t t)
{
    static const char *const names[] = {"PG_FREE", "PG_RESERVED", "PG_UNTYPED"};

    return t == JUNK ? "never set" : t <= PG_UNTYPED ? names[t] : "neither free nor untyped";
}

/* What frame_init() must set besides the type. */
static void compare_blank(void)
{
    for (uint32_t i = 0; i < frames; i++) {
        if (page_window[i].shape != SHAPE_4K)
            fail("the shape of frame %u should be SHAPE_4K; it is %s", i,
                 page_window[i].shape == JUNK ? "never set" : "another");
        if (page_window[i].chain != NO_CHAIN)
            fail("the chain of frame %u should be NO_CHAIN; it is %s", i,
                 page_window[i].chain == JUNK ? "never set" : "another");
    }
}

/* What frame_take() and frame_give() must leave alone. */
static void compare_rest(void)
{
    for (uint32_t i = 0; i < frames; i++) {
        first[i].type = page_window[i].type;
        if (memcmp(&page_window[i], &first[i], sizeof first[i]))
            fail("the last call changed more of frame %u than its type", i);
    }
}

static void compare(void)
{
    static unsigned char junk[sizeof(struct page)];

    if (nframes != frames)
        fail("nframes is %u, not %u", nframes, frames);
    if (nfree != nmodel)
        fail("nfree is %u, but the number of free frames is %u", nfree, nmodel);
    for (uint32_t i = 0; i < frames; i++)
        if (page_window[i].type != type[i])
            fail("the type of frame %u should be %s; it is %s", i, type_name(type[i]),
                 type_name(page_window[i].type));
    memset(junk, 0xa5, sizeof junk);
    for (uint32_t i = frames; i < FRAMES + GUARDS; i++)
        if (memcmp(&page_window[i], junk, sizeof junk))
            fail("entry %u was written, but the number of frames is %u", i, frames);
}

static void start(void)
{
    memset(page_window, 0xa5, (FRAMES + GUARDS) * sizeof page_window[0]);
    nframes = nfree = JUNK;
    done = 0;
    nmodel = 0;
    for (uint32_t i = 0; i < frames; i++)
        type[i] = PG_RESERVED;
    frame_init(frames);
    compare();
    compare_blank();
    memcpy(first, page_window, frames * sizeof first[0]);
}

/* A free frame can only be taken and a used one only be given. */
static void step(struct op *call)
{
    call->take = type[call->p] == PG_FREE;
    done++;
    if (call->take) {
        frame_take(call->p, TYPE);
        type[call->p] = TYPE;
        nmodel--;
    } else {
        frame_give(call->p);
        type[call->p] = PG_FREE;
        nmodel++;
    }
    compare();
    compare_rest();
}

/* Every run of `depth` calls: number `code` in base `frames` is one of them. */
static void search(uint32_t depth)
{
    uint32_t runs = 1;

    for (uint32_t i = 0; i < depth; i++)
        runs *= frames;
    for (uint32_t code = 0; code < runs; code++) {
        uint32_t rest = code;
        alarm(2);
        start();
        for (uint32_t i = 0; i < depth; i++, rest /= frames) {
            run[i].p = rest % frames;
            step(&run[i]);
        }
    }
}

int main(void)
{
    void *array = (void *)(ISOBAR_WINDOW_BASE + FRAME_ARRAY_OFFSET);

    if (mmap(array, PAGE_SIZE, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != array) {
        perror("check: mmap");
        return 2;
    }
    signal(SIGALRM, on_signal);
    signal(SIGSEGV, on_signal);
    signal(SIGBUS, on_signal);
    for (uint32_t depth = 0; depth <= DEPTH; depth++)
        for (frames = 1; frames <= FRAMES; frames++)
            search(depth);
    return 0;
}
