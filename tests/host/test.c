/* test.c: runs the tests, one line each, and ends with `N passed, N failed`.
 *
 *     run [-s SEED] [TEST ...]    all tests, or those whose names contain one of the words
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define MAX_TESTS 320
#define TEST_SECONDS 300

static struct {
    const char *name;
    void (*body)(void);
} tests[MAX_TESTS];
static int ntests;
const char *test_name;
static uint64_t state = 0x9e3779b97f4a7c15ul;

void test_add(const char *name, void (*body)(void))
{
    if (ntests == MAX_TESTS)
        abort();
    tests[ntests].name = name;
    tests[ntests++].body = body;
}

void test_fail(const char *file, int line, const char *what, uint64_t a, uint64_t b)
{
    fprintf(stderr, "    %s:%d: not so: %s", file, line, what);
    if (a != b)
        fprintf(stderr, " (0x%" PRIx64 ", not 0x%" PRIx64 ")", a, b);
    fputc('\n', stderr);
    _exit(1);
}

/* xorshift64*: good enough to wander, short enough to trust. */
uint64_t test_random(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1dul;
}

uint64_t test_below(uint64_t n)
{
    return test_random() % n;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int wanted(const char *name, char **words, int n)
{
    for (int i = 0; i < n; i++)
        if (strstr(name, words[i]))
            return 1;
    return n == 0;
}

static int run(int i)
{
    double start = now();
    int status;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child < 0)
        abort();
    if (child == 0) {
        alarm(TEST_SECONDS);
        test_name = tests[i].name;
        tests[i].body();
        exit(0);
    }
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
        fprintf(stderr, "    ended by signal %d\n", WTERMSIG(status));
    printf("%-6s %-48s %5.1f s\n", status ? "FAILED" : "ok", tests[i].name, now() - start);
    return status == 0;
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0, first = 1;

    if (argc > 2 && strcmp(argv[1], "-s") == 0) {
        state = strtoull(argv[2], NULL, 0) | 1;
        first = 3;
    }
    for (int i = 0; i < ntests; i++)
        if (wanted(tests[i].name, argv + first, argc - first)) {
            if (run(i))
                passed++;
            else
                failed++;
        }
    printf("%d passed, %d failed\n", passed, failed);
    return failed || !passed;
}
