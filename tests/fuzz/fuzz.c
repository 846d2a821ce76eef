/* fuzz.c: random runs of the kernel against its model, in one process or several.
 *
 *     fuzz [-n CALLS] [-s SEED] [-e EVERY] [-j SHARDS] [-t SECONDS] [-w SECONDS] [-g RARE]
 *          [-o SCRIPT] [-r ERRORS] [-v]
 *
 * Shard i runs with seed SEED + i, and does its part of the calls. Everything is compared after
 * EVERY entries; with 0 there is no model, to measure what the kernel and the generator take. A run
 * that fails is shrunk, printed as a script that `replay` takes, and written to SCRIPT. How calls
 * ended is written to ERRORS, and printed with -v.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "generate.h"
#include "watch.h"

#define SHARDS 64

static uint64_t calls = 1000000, seed = 1, seconds;
static uint32_t shards = 1, verbose;
static const char *output = "build/fuzz/failed.script", *errors;

static struct shard {
    uint64_t seed, calls;
    struct board *board;
    pid_t child;
    uint64_t seen; /* entries, when they last moved */
    double moved;
} shard[SHARDS];

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run_shard(const void *argument)
{
    const struct shard *s = argument;

    for (uint64_t sequence = 0; board->calls < s->calls; sequence++) {
        struct source source = source_of_seed(s->seed, sequence);

        run_random(&source);
    }
}

static uint64_t calls_done(void)
{
    uint64_t n = 0;

    for (uint32_t i = 0; i < shards; i++)
        n += shard[i].board->calls;
    return n;
}

static void report(double start, const char *end)
{
    uint64_t n = calls_done(), boots = 0;
    double passed = now() - start;

    for (uint32_t i = 0; i < shards; i++)
        boots += shard[i].board->boots;
    printf("%" PRIu64 " calls on %" PRIu64 " machines, %.0f s, %.0f calls/s%s", n, boots, passed,
           (double)n / passed, end);
    fflush(stdout);
}

/* Nothing but its end ends a shard that is in an entry for ever. */
static void end_if_hung(struct shard *s)
{
    if (s->seen != s->board->entries) {
        s->seen = s->board->entries;
        s->moved = now();
    } else if (now() - s->moved > watch_seconds) {
        kill(s->child, SIGALRM);
    }
}

static void end_all(void)
{
    for (uint32_t i = 0; i < shards; i++)
        if (shard[i].child > 0)
            kill(shard[i].child, SIGKILL);
}

/* Wait for all shards, or for the first that fails, which is returned. */
static struct shard *watch_all(double start)
{
    uint32_t left = shards;
    double told = start;

    while (left > 0) {
        int status;
        pid_t child = waitpid(-1, &status, WNOHANG);

        for (uint32_t i = 0; child > 0 && i < shards; i++)
            if (shard[i].child == child) {
                shard[i].child = 0;
                left--;
                if (watch_ended(shard[i].board, status))
                    return &shard[i];
            }
        if (child > 0)
            continue;
        usleep(50000);
        for (uint32_t i = 0; i < shards; i++)
            if (shard[i].child > 0)
                end_if_hung(&shard[i]);
        if (seconds > 0 && now() - start > (double)seconds)
            return NULL;
        if (now() - told > 10) {
            told = now();
            report(start, "\n");
        }
    }
    return NULL;
}

static void add_up(struct board *all)
{
    for (uint32_t i = 0; i < shards; i++)
        for (uint32_t c = 0; c <= NCALLS; c++)
            for (uint32_t e = 0; e <= NERRORS; e++)
                all->told[c][e] += shard[i].board->told[c][e];
}

/* How calls ended: what was never reached was never tested. */
static void report_errors(const struct board *all)
{
    printf("%-15s", "error");
    for (uint32_t e = 0; e < NERRORS; e++)
        printf(" %8u", e);
    printf("  unended\n");
    for (uint32_t c = 0; c <= NCALLS; c++) {
        printf("%-15s", script_call(c));
        for (uint32_t e = 0; e <= NERRORS; e++)
            printf(all->told[c][e] ? " %8" PRIu64 : "        -", all->told[c][e]);
        printf("\n");
    }
}

static void write_errors(const struct board *all)
{
    FILE *file = fopen(errors, "w");

    if (file == NULL) {
        perror(errors);
        exit(2);
    }
    board_print_errors(all, file, "random");
    fclose(file);
}

static void explain(struct shard *s)
{
    static struct script script;
    uint32_t n;
    FILE *file;

    script = s->board->script;
    n = script.n;
    printf("seed %" PRIu64 ": %s\n", s->seed, s->board->failure);
    if (!watch_script(s->board, &script, 0)) {
        printf("these %u entries do not fail by themselves: what earlier machines left counts\n",
               n);
    } else {
        printf("shrinking %u entries\n", n);
        fflush(stdout);
        shrink(s->board, &script);
        watch_script(s->board, &script, 0);
        printf("# %s\n", s->board->failure);
    }
    script_print(stdout, &script);
    file = fopen(output, "w");
    if (file == NULL)
        return;
    script_print(file, &script);
    fclose(file);
    printf("replay it: build/fuzz/replay %s\n", output);
}

static int parse(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "n:s:e:j:t:w:g:o:r:v")) != -1) {
        uint64_t value = optarg ? strtoull(optarg, NULL, 0) : 0;

        if (option == 'n')
            calls = value;
        else if (option == 's')
            seed = value;
        else if (option == 'e')
            run_every = (uint32_t)value;
        else if (option == 'j')
            shards = value < 1 ? 1 : value > SHARDS ? SHARDS : (uint32_t)value;
        else if (option == 't')
            seconds = value;
        else if (option == 'w')
            watch_seconds = (uint32_t)value;
        else if (option == 'g')
            generate_rare = value < 1 || value > 65536 ? 65536 : (uint32_t)value;
        else if (option == 'v')
            verbose = 1;
        else if (option == 'o')
            output = optarg;
        else if (option == 'r')
            errors = optarg;
        else
            return 0;
    }
    return optind == argc;
}

int main(int argc, char **argv)
{
    static struct board all;
    struct shard *failed;
    double start = now();

    if (!parse(argc, argv)) {
        fprintf(stderr, "usage: fuzz [-n CALLS] [-s SEED] [-e EVERY] [-j SHARDS] [-t SECONDS] "
                        "[-w SECONDS] [-g RARE] [-o SCRIPT] [-r ERRORS] [-v]\n");
        return 2;
    }
    printf("seed %" PRIu64 "\n", seed);
    for (uint32_t i = 0; i < shards; i++) {
        shard[i] = (struct shard){.seed = seed + i,
                                  .calls = (calls + shards - 1) / shards,
                                  .board = board_create(),
                                  .moved = start};
        shard[i].child = watch_start(shard[i].board, run_shard, &shard[i]);
    }
    failed = watch_all(start);
    end_all();
    report(start, "\n");
    add_up(&all);
    if (verbose)
        report_errors(&all);
    if (errors != NULL)
        write_errors(&all);
    if (failed != NULL)
        explain(failed);
    return failed != NULL;
}
