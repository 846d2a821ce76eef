/* run.h: takes the entries of a script, one after another, with the model beside the kernel or
 * without.
 *
 * What runs, and what went wrong, is on a board that another process can see: nothing that happens
 * to the one that runs is lost.
 */
#ifndef ISOBAR_FUZZ_RUN_H
#define ISOBAR_FUZZ_RUN_H

#include "abi.h"
#include "names.h"
#include "script.h"
#include "source.h"

#define TEXT 400u
#define ONE_MORE(error, text) +1
#define NERRORS (ABI_ERRORS(ONE_MORE))

struct board {
    volatile uint64_t calls; /* system calls and other traps */
    volatile uint64_t entries, boots;
    volatile uint32_t at; /* the entry of the script that runs */
    /* How calls ended, other numbers in the last row; last: it waits, or its thread ended. */
    uint64_t told[NCALLS + 1][NERRORS + 1];
    char failure[TEXT]; /* what was not so, if it was a check */
    struct script script;
};
extern struct board *board;

/* How much is compared: with 0 nothing is, else everything after so many entries, and after each
 * what one entry can change. */
extern uint32_t run_every;

/* What to do when a check has failed and the board says so, besides ending; NULL: nothing. */
extern void (*run_failed)(void);

struct board *board_create(void);

/* The errors that calls ended with, a line each for tests/fuzz/reached: who made the calls, the
 * call, the error, how often. */
void board_print_errors(const struct board *b, FILE *to, const char *who);

/* Take one entry; the first of a script boots. 0: there is no such machine. */
int run_entry(const struct entry *e);

/* Take all entries of a script, which becomes the one on the board. */
void run_script(const struct script *s);

/* Boot one machine, and take entries until nothing can run on it or they are enough. */
void run_random(struct source *s);

#endif
