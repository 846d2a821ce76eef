/* script.h: a run of the kernel as a list of entries, and its text: one line per entry.
 *
 * It starts with a machine that boots, and goes on with traps, with memory that threads look at,
 * threads that are moved to another CPU, and slots that are given away. Every list of entries is a
 * legal run, so any part of a script is one too.
 *
 *     boot FRAMES MODULES CPUS SHARED LEFT CLOCK HUGE UNTAGGED
 *     call CPU NUMBER [A0 ... A5]      the number of a call, or its name
 *     trap CPU TRAP [CODE ADDRESS]     start, fault, or a number that no trap has
 *     read CPU ADDRESS
 *     write CPU ADDRESS WORD
 *     move CPU THREAD                  to the run queue of that CPU, if the thread is ready
 *     give CPU SLOT THREAD TO          slot TO of the thread, if it is empty, names what SLOT of
 *                                      the one that runs there does
 *
 * Threads are numbered as pc.h says. With as many as there are numbers nothing makes another.
 */
#ifndef ISOBAR_FUZZ_SCRIPT_H
#define ISOBAR_FUZZ_SCRIPT_H

#include <stdio.h>

#include "words.h"

struct script {
    uint32_t n;
    struct entry entry[SCRIPT_ENTRIES];
};

const char *script_call(uint32_t number); /* the name of a system call; of another number: none */
void entry_print(FILE *to, const struct entry *e);
void script_print(FILE *to, const struct script *s);

/* Read a script; 0, or the number of the first line that is not one of the above, or one too many:
 * then the script is full. Empty lines and lines that start with # are left out. If `lines` is not
 * NULL it gets the number of the line of each entry. */
int script_read(FILE *from, struct script *s, int *lines);

#endif
