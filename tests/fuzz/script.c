/* script.c: entries to text and back. See script.h. */
#include "script.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "abi.h"
#include "names.h"

static const char *const kinds[NKINDS] = {"boot", "call", "trap", "read", "write", "move", "give"};
static const uint32_t words[NKINDS] = {8, 7, 3, 1, 2, 1, 3};
#define NAME(number, text) [number] = text,
static const char *const calls[NCALLS] = {ABI_CALLS(NAME)};
static const char *const traps[] = {"start", "call", "fault"};

/* The names that the first word of a kind may have, and how many there are. */
static const char *const *names(uint32_t kind, uint32_t *n)
{
    *n = kind == DO_CALL ? NCALLS : kind == DO_TRAP ? 3 : 0;
    return kind == DO_CALL ? calls : traps;
}

const char *script_call(uint32_t number)
{
    return number < NCALLS ? calls[number] : "none";
}

void entry_print(FILE *to, const struct entry *e)
{
    uint32_t last = words[e->kind], n;
    const char *const *name = names(e->kind, &n);

    fputs(kinds[e->kind], to);
    if (e->kind != DO_BOOT)
        fprintf(to, " %" PRIu32, e->cpu);
    while (e->kind != DO_BOOT && last > 1 && e->word[last - 1] == 0)
        last--;
    for (uint32_t i = 0; i < last; i++) {
        if (i == 0 && e->word[0] < n)
            fprintf(to, " %s", name[e->word[0]]);
        else
            fprintf(to, e->word[i] < 4096 ? " %" PRIu64 : " 0x%" PRIx64, e->word[i]);
    }
    fputc('\n', to);
}

void script_print(FILE *to, const struct script *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        entry_print(to, &s->entry[i]);
}

static int find(const char *word, const char *const *name, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(word, name[i]) == 0)
            return (int)i;
    return -1;
}

/* 0 if the word is neither a number nor, in its place, a name. */
static int read_word(const char *text, uint32_t kind, int named, uint64_t *value)
{
    uint32_t n;
    const char *const *name = names(kind, &n);
    int at = named ? find(text, name, n) : -1;
    char *end;

    *value = at >= 0 ? (uint64_t)at : strtoull(text, &end, 0);
    return at >= 0 || (*text >= '0' && *text <= '9' && *end == '\0');
}

static int read_entry(char *line, struct entry *e)
{
    char *save, *text = strtok_r(line, " \t\n", &save);
    int kind = find(text, kinds, NKINDS);
    uint64_t cpu = 0;

    if (kind < 0)
        return 0;
    *e = (struct entry){.kind = (uint32_t)kind};
    if (kind != DO_BOOT) {
        text = strtok_r(NULL, " \t\n", &save);
        if (text == NULL || !read_word(text, e->kind, 0, &cpu))
            return 0;
    }
    e->cpu = (uint32_t)cpu;
    for (uint32_t i = 0; (text = strtok_r(NULL, " \t\n", &save)) != NULL; i++)
        if (i == words[kind] || !read_word(text, e->kind, i == 0, &e->word[i]))
            return 0;
    return 1;
}

int script_read(FILE *from, struct script *s, int *lines)
{
    char line[400];

    s->n = 0;
    for (int number = 1; fgets(line, sizeof line, from); number++) {
        if (line[0] == '#' || line[strspn(line, " \t\n")] == '\0')
            continue;
        if (s->n == SCRIPT_ENTRIES || !read_entry(line, &s->entry[s->n]) ||
            (s->n == 0) != (s->entry[s->n].kind == DO_BOOT))
            return number;
        if (lines != NULL)
            lines[s->n] = number;
        s->n++;
    }
    return s->n == 0 ? 1 : 0;
}
