/* replay.c: runs scripts, everything compared after each entry, and says which fails where.
 *
 *     replay [-v | -p | -r] SCRIPT ...
 *
 * With -p scripts are printed and not run; with -r the errors are printed that calls ended with.
 * With -v each entry is printed before it runs and what it did after it, and the process ends as
 * the run does: to look on, and for debuggers.
 */
#include <string.h>

#include "model.h"
#include "watch.h"

static int read_script(const char *path, struct script *s)
{
    FILE *file = fopen(path, "r");
    int line;

    if (file == NULL) {
        perror(path);
        return 0;
    }
    line = script_read(file, s, NULL);
    fclose(file);
    if (line != 0)
        fprintf(stderr, "%s:%d: not an entry\n", path, line);
    return line == 0;
}

static int replay(struct board *b, const struct script *s, const char *path, int errors)
{
    memset(b->told, 0, sizeof b->told);
    if (!watch_script(b, s, 0)) {
        if (errors)
            board_print_errors(b, stdout, path);
        else
            printf("ok     %s\n", path);
        return 0;
    }
    printf("FAILED %s: %s\n    in entry %u: ", path, b->failure, b->at + 1);
    entry_print(stdout, &s->entry[b->at]);
    return 1;
}

static uint32_t runner(uint32_t cpu)
{
    return cpu < NCPU ? model.runs[cpu] : NONE;
}

/* Who ran before, what it was told, and who runs now. */
static void look_on(const struct script *s)
{
    static struct script one;

    run_every = 1;
    machine_create();
    for (uint32_t i = 0; i < s->n; i++) {
        const struct entry *e = &s->entry[i];
        uint32_t t = i == 0 ? NONE : runner(e->cpu);

        entry_print(stdout, e);
        fflush(stdout);
        one.n = 1;
        one.entry[0] = *e;
        run_script(&one);
        if (t != NONE && e->kind == DO_CALL)
            printf("    thread %u: %" PRIu64, t, model.thread[t].r[REG_CALL]);
        if (runner(e->cpu) != NONE)
            printf("    thread %u runs, %u frames are free", runner(e->cpu), model.free);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    static struct script s;
    struct board *b = board_create();
    int option = argc > 1 && argv[1][0] == '-' ? argv[1][1] : 0, passed = 0, failed = 0;

    board = b;
    for (int i = 1 + (option != 0); i < argc; i++) {
        if (!read_script(argv[i], &s))
            failed++;
        else if (option == 'v')
            look_on(&s);
        else if (option == 'p')
            script_print(stdout, &s);
        else if (replay(b, &s, argv[i], option == 'r'))
            failed++;
        else
            passed++;
    }
    if (option == 0)
        printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
