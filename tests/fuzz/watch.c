/* watch.c: children that run scripts. See watch.h. */
#include "watch.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pc.h"

uint32_t watch_seconds = 60;

pid_t watch_start(struct board *b, void (*body)(const void *), const void *argument)
{
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child < 0)
        abort();
    if (child > 0)
        return child;
    board = b;
    board->failure[0] = '\0';
    machine_create();
    body(argument);
    exit(0);
}

int watch_ended(struct board *b, int status)
{
    if (status == 0)
        return 0;
    if (b->failure[0] == '\0' && WIFSIGNALED(status))
        snprintf(b->failure, TEXT, "ended by signal %d%s", WTERMSIG(status),
                 WTERMSIG(status) == SIGALRM ? ": the entry never ended" : "");
    else if (b->failure[0] == '\0')
        snprintf(b->failure, TEXT, "ended with status %d: a sanitizer, perhaps",
                 WEXITSTATUS(status));
    return 1;
}

static int be_quiet;

static void play(const void *script)
{
    int nowhere = open("/dev/null", O_WRONLY);

    if (be_quiet)
        dup2(nowhere, 2);
    alarm(watch_seconds);
    run_every = 1;
    run_script(script);
}

int watch_script(struct board *b, const struct script *s, int quiet)
{
    int status;
    pid_t child;

    be_quiet = quiet;
    child = watch_start(b, play, s);
    waitpid(child, &status, 0);
    return watch_ended(b, status);
}

/* Without the n entries from `at` on. */
static struct script cut(const struct script *s, uint32_t at, uint32_t n)
{
    struct script shorter = *s;

    if (n > s->n - at)
        n = s->n - at;
    memmove(&shorter.entry[at], &s->entry[at + n], (s->n - at - n) * sizeof *s->entry);
    shorter.n -= n;
    return shorter;
}

/* A run that never ends takes long to be found out: shrinking stops with what it has. */
#define SHRINK_SECONDS 60
static time_t give_up;

static int fails(struct board *b, const struct script *s)
{
    return time(NULL) < give_up && watch_script(b, s, 1);
}

/* Leave out what can be left out, in ever smaller pieces; the boot stays. */
static void shorten(struct board *b, struct script *s)
{
    for (uint32_t n = s->n / 2 + 1; n > 0; n /= 2)
        for (uint32_t at = 1; at < s->n;) {
            struct script shorter = cut(s, at, n);

            if (fails(b, &shorter))
                *s = shorter;
            else
                at += n;
        }
}

/* Every word that may be 0, or less than it is. */
static void simplify(struct board *b, struct script *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t w = 0; w < ENTRY_WORDS; w++) {
            struct script plainer = *s;

            for (uint64_t try = 0; try < 3 && s->entry[i].word[w] > try; try++) {
                plainer.entry[i].word[w] = try;
                if (fails(b, &plainer)) {
                    *s = plainer;
                    break;
                }
            }
        }
}

/* Everything on one CPU, if that fails too. */
static void gather(struct board *b, struct script *s)
{
    struct script plainer = *s;

    plainer.entry[0].word[MACHINE_CPUS] = 1;
    for (uint32_t i = 0; i < s->n; i++)
        plainer.entry[i].cpu = 0;
    if (fails(b, &plainer))
        *s = plainer;
}

void shrink(struct board *b, struct script *s)
{
    uint32_t before;

    give_up = time(NULL) + SHRINK_SECONDS;

    /* Nothing after the entry that failed matters. */
    if (b->at + 1 < s->n)
        s->n = b->at + 1;
    do {
        before = s->n;
        shorten(b, s);
        gather(b, s);
        simplify(b, s);
    } while (s->n < before && time(NULL) < give_up);
}
