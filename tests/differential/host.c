/* host.c: makes scripts that a real machine can run too, and runs scripts on the host library.
 *
 *     host -g SEED [-n ENTRIES] PLAYER      generate: print a script
 *     host [-m DIRECTORY] PLAYER SCRIPT     run: print a transcript
 *
 * PLAYER is the image of the player (player.c). With -m a program for each thread of the script,
 * 0.mod and so on, goes to the directory; a machine that boots them should print the same.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "generate.h"
#include "host.h"
#include "pc.h"
#include "stage.h"
#include "test.h"

#define SHIFT 448u /* players are larger than the programs that generate.h reckons with */

static struct script script;
static int lines[SCRIPT_ENTRIES];
static struct play plays[BOOT_MAX_MODULES];

_Noreturn static void fail(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    exit(2);
}

/* What a failed check in the harness of the random tests calls. */
_Noreturn void test_fail(const char *file, int line, const char *what, uint64_t a, uint64_t b)
{
    fflush(stdout);
    fprintf(stderr, "%s:%d: not so: %s (0x%lx, 0x%lx)\n", file, line, what, a, b);
    exit(1);
}

static struct player read_player(const char *path)
{
    static uint64_t image[PLAYER_STRIDE * TABLE_ENTRIES];
    struct player p = {.image = image};
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        fail(path, "cannot be read");
    p.size = fread(image, 1, sizeof image, file);
    fclose(file);
    p.play = (struct play *)(image + image[MOD_TEXT] % PLAYER_STRIDE * TABLE_ENTRIES);
    if (p.size < sizeof *p.play || p.size % PAGE_SIZE != 0 || image[MOD_MAGIC] != MODULE_MAGIC ||
        (image[MOD_TEXT] + image[MOD_DATA]) * PAGE_SIZE != p.size)
        fail(path, "not a player");
    stage_own_end = USER_BASE + p.size + image[MOD_ZERO] * PAGE_SIZE;
    return p;
}

static void read_script(const char *path)
{
    FILE *file = fopen(path, "r");
    const char *why = NULL;
    int line;

    if (file == NULL)
        fail(path, "cannot be read");
    line = script_read(file, &script, lines);
    fclose(file);
    if (line != 0)
        why = script.n == SCRIPT_ENTRIES ? "too many entries" : "not an entry of a script";
    for (uint32_t i = 0; why == NULL && i < script.n; i++) {
        why = limits(&script.entry[i], i);
        line = lines[i];
    }
    if (why == NULL)
        return;
    fprintf(stderr, "%s:%d: %s\n", path, line, why);
    exit(2);
}

static void hand_out(int thread, uint32_t number)
{
    struct play *p = &plays[thread];
    const struct entry *e = &script.entry[number];

    p->entry[p->n] = (struct play_entry){.number = number, .kind = e->kind};
    memcpy(p->entry[p->n++].word, e->word, sizeof e->word);
}

static void write_programs(const char *directory, const struct player *p)
{
    char path[4096];

    for (uint32_t i = 0; i < boot_info.nmodules; i++) {
        FILE *file;

        snprintf(path, sizeof path, "%s/%u.mod", directory, i);
        memcpy(plays[i].machine, script.entry[0].word, sizeof plays[i].machine);
        *p->play = plays[i];
        file = fopen(path, "wb");
        if (file == NULL || fwrite(p->image, 1, p->size, file) != p->size || fclose(file) != 0)
            fail(path, "cannot be written");
    }
}

static void run(const struct player *p, const char *path, const char *directory)
{
    uint32_t i = 1;

    if (!host_boot(&script.entry[0], p))
        fail(path, "the kernel does not boot on this machine");
    host_begin();
    for (; i < script.n && !host_over(); i++) {
        if (host_runs() >= 0)
            hand_out(host_runs(), i);
        host_step(&script.entry[i], i);
    }
    host_end();
    fflush(stdout);
    if (i < script.n)
        fprintf(stderr, "%s:%d: not reached: nothing runs any more\n", path, lines[i]);
    if (directory != NULL)
        write_programs(directory, p);
}

/* Threads that end at once leave little to see: most entries that end one are left out. */
static int wanted(struct source *s, const struct entry *e)
{
    int ends = e->kind == DO_TRAP || (e->kind == DO_CALL && e->word[0] == CALL_THREAD_EXIT);

    return limits(e, script.n) == NULL && (!ends || draw(s, 4) == 0);
}

static void generate(const struct player *p, uint64_t seed, uint64_t n)
{
    struct source s = source_of_seed(seed, 0);
    uint64_t *w = script.entry[0].word;

    do {
        script.entry[0] = generate_boot(&s);
        w[MACHINE_CPUS] = 1;
        w[MACHINE_FRAMES] = draw(&s, 2) ? w[MACHINE_FRAMES] + SHIFT : STAGE_MOST;
    } while (limits(&script.entry[0], 0) != NULL);
    host_quiet = 1;
    if (!host_boot(&script.entry[0], p))
        fail("generated machine", "the kernel does not boot");
    for (script.n = 1; script.n < n && !host_over();) {
        struct entry *e = &script.entry[script.n];

        *e = generate_entry(&s);
        if (wanted(&s, e))
            host_step(e, script.n++);
    }
    script_print(stdout, &script);
}

static int usage(void)
{
    fprintf(stderr, "usage: host -g SEED [-n ENTRIES] PLAYER\n"
                    "       host [-m DIRECTORY] PLAYER SCRIPT\n");
    return 2;
}

int main(int argc, char **argv)
{
    uint64_t seed = 0, n = SCRIPT_ENTRIES;
    const char *directory = NULL;
    int option, making = 0;
    struct player p;

    while ((option = getopt(argc, argv, "g:n:m:")) != -1) {
        if (option == 'g')
            making = 1, seed = strtoull(optarg, NULL, 0);
        else if (option == 'n')
            n = strtoull(optarg, NULL, 0);
        else if (option == 'm')
            directory = optarg;
        else
            return usage();
    }
    if (argc - optind != 2 - making || n > SCRIPT_ENTRIES)
        return usage();
    p = read_player(argv[optind]);
    if (making) {
        generate(&p, seed, n);
        return 0;
    }
    read_script(argv[optind + 1]);
    run(&p, argv[optind + 1], directory);
    return 0;
}
