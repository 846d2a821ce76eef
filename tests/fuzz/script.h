/* script.h: a run of the kernel as a list of entries, and its text: one line per entry.
 *
 * It starts with a machine that boots, and goes on with traps, with memory that threads look at,
 * and with threads that are moved to another CPU. Every list of entries is a legal run, so any part
 * of a script is one too.
 *
 *     boot FRAMES MODULES CPUS SHARED LEFT CLOCK HUGE
 *     call CPU NUMBER [A0 ... A5]      the number of a call, or its name
 *     trap CPU TRAP [CODE ADDRESS]     start, fault, or a number that no trap has
 *     read CPU ADDRESS
 *     write CPU ADDRESS WORD
 *     move CPU THREAD                  to the run queue of that CPU, if the thread is ready
 */
#ifndef ISOBAR_FUZZ_SCRIPT_H
#define ISOBAR_FUZZ_SCRIPT_H

#include <stdint.h>
#include <stdio.h>

#define SCRIPT_ENTRIES 2048u
#define ENTRY_WORDS 7u

enum entry_kind { DO_BOOT, DO_CALL, DO_TRAP, DO_READ, DO_WRITE, DO_MOVE, NKINDS };

/* The words of an entry that boots. */
enum machine_word {
    MACHINE_FRAMES,  /* of 4 KiB */
    MACHINE_MODULES, /* programs, with one thread each */
    MACHINE_CPUS,    /* thread i starts on CPU i modulo this */
    MACHINE_SHARED,  /* not 0: every process has a slot for every endpoint */
    MACHINE_LEFT,    /* frames that are left free; 0: all */
    MACHINE_CLOCK,   /* arrivals until the end of the arrival counter; 0: as they come */
    MACHINE_HUGE     /* not 0: the machine has pages of 1 GiB */
};

struct entry {
    uint32_t kind;
    uint32_t cpu;
    uint64_t word[ENTRY_WORDS]; /* in the order of the line */
};

struct script {
    uint32_t n;
    struct entry entry[SCRIPT_ENTRIES];
};

const char *script_call(uint32_t number); /* the name of a system call; of another number: none */
void entry_print(FILE *to, const struct entry *e);
void script_print(FILE *to, const struct script *s);

/* Read a script; 0, or the number of the first line that is not one of the above. Empty lines and
 * lines that start with # are left out. */
int script_read(FILE *from, struct script *s);

#endif
