/* check.c: look for the shortest run of the allocator that breaks its contract.
 *
 * Every sequence of calls on one to three frames, shortest first, is run against a model that keeps
 * the free list as a plain array; after each call the whole state is compared with it. Linked with
 * the student's page.c, it prints the first run that differs. Finding none proves nothing.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "page.h"

#define FRAMES 3u
#define DEPTH 6u
#define GUARDS 8u /* entries behind the array, which nothing may touch */
#define TYPE PG_UNTYPED
#define JUNK 0xa5a5a5a5u

struct op {
    int alloc;
    pfn_t p; /* to free */
};

static uint32_t frames;      /* of the current run */
static struct op run[DEPTH]; /* its calls after page_init() */
static uint32_t done;        /* how many of them were made */
static pfn_t model[FRAMES];  /* free frames, the head last */
static uint32_t nmodel;
static uint32_t type[FRAMES];

static void say(const char *text)
{
    (void)!write(STDOUT_FILENO, text, strlen(text));
}

/* Also called from signal handlers, hence no printf. */
static void print_run(void)
{
    char line[64];

    snprintf(line, sizeof line, "page_init(%u)", frames);
    say(line);
    for (uint32_t i = 0; i < done; i++) {
        if (run[i].alloc)
            snprintf(line, sizeof line, "; page_alloc(PG_UNTYPED)");
        else
            snprintf(line, sizeof line, "; page_free(%u)", run[i].p);
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

static const char *name(pfn_t p)
{
    static char text[4][16];
    static unsigned turn;
    char *s = text[turn++ % 4];

    if (p == NIL)
        return "NIL";
    snprintf(s, 16, "%u", p);
    return s;
}

static const char *type_name(uint32_t t)
{
    static const char *const names[] = {"PG_FREE", "PG_RESERVED", "PG_UNTYPED"};

    return t == JUNK ? "never set" : t <= PG_UNTYPED ? names[t] : "neither free nor untyped";
}

static void compare(void)
{
    pfn_t p = free_head;

    if (nframes != frames)
        fail("nframes is %u, not %u", nframes, frames);
    if (nfree != nmodel)
        fail("nfree is %u, but %u frames are free", nfree, nmodel);
    for (uint32_t i = 0; i < frames; i++)
        if (page_window[i].type != type[i])
            fail("the type of frame %u should be %s; it is %s", i, type_name(type[i]),
                 type_name(page_window[i].type));
    for (uint32_t i = nmodel; i > 0; i--) {
        if (p != model[i - 1])
            fail("walking the free list from its head finds %s where frame %u should stand",
                 name(p), model[i - 1]);
        p = page_window[p].next;
    }
    if (p != NIL)
        fail("the free list should end after %u of its frames; it goes on to %s", nmodel, name(p));
    for (uint32_t i = frames; i < FRAMES + GUARDS; i++)
        if (page_window[i].type != JUNK || page_window[i].next != JUNK)
            fail("entry %u was written, and there are only %u frames", i, frames);
}

static void start(void)
{
    memset(page_window, 0xa5, (FRAMES + GUARDS) * sizeof page_window[0]);
    nframes = nfree = free_head = JUNK;
    done = 0;
    nmodel = 0;
    for (uint32_t i = 0; i < frames; i++)
        type[i] = PG_RESERVED;
    page_init(frames);
    compare();
}

static void step_alloc(void)
{
    pfn_t expected = nmodel ? model[nmodel - 1] : NIL;
    pfn_t got = page_alloc(TYPE);

    if (got != expected)
        fail("it returned %s, but the head of the free list was %s", name(got), name(expected));
    if (got != NIL)
        type[model[--nmodel]] = TYPE;
}

static void step_free(pfn_t p)
{
    page_free(p);
    model[nmodel++] = p;
    type[p] = PG_FREE;
}

/* Make the calls of `run` one by one; 0 if one of them is not allowed in the state before it. */
static int replay(uint32_t depth)
{
    start();
    for (uint32_t i = 0; i < depth; i++) {
        if (!run[i].alloc && type[run[i].p] == PG_FREE)
            return 0;
        done = i + 1;
        if (run[i].alloc)
            step_alloc();
        else
            step_free(run[i].p);
        compare();
    }
    return 1;
}

/* Every run of `depth` calls: number `code` in base frames + 1 is one of them. */
static void search(uint32_t depth)
{
    uint32_t runs = 1;

    for (uint32_t i = 0; i < depth; i++)
        runs *= frames + 1;
    for (uint32_t code = 0; code < runs; code++) {
        uint32_t rest = code;
        for (uint32_t i = 0; i < depth; i++, rest /= frames + 1) {
            run[i].alloc = rest % (frames + 1) == frames;
            run[i].p = rest % (frames + 1);
        }
        alarm(2);
        replay(depth);
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
