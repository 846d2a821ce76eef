/* run.h: takes the entries of a script, one after another, with the model beside the kernel or
 * without.
 *
 * What runs, and what went wrong, is on a board that another process can see: nothing that happens
 * to the one that runs is lost.
 */
#ifndef ISOBAR_FUZZ_RUN_H
#define ISOBAR_FUZZ_RUN_H

#include "abi.h"
#include "script.h"
#include "source.h"

#define TEXT 400u
#define NERRORS (E_AGAIN + 1)

struct board {
    volatile uint64_t calls; /* system calls and other traps */
    volatile uint64_t entries, boots;
    volatile uint32_t at;               /* the entry of the script that runs */
    uint64_t told[NCALLS][NERRORS + 1]; /* how calls ended; last: another thread runs, or none */
    char failure[TEXT];                 /* what was not so, if it was a check */
    struct script script;
};
extern struct board *board;

/* How much is compared: with 0 nothing is, else everything after so many entries, and after each
 * what one entry can change. */
extern uint32_t run_every;

/* What to do when a check has failed and the board says so, besides ending; NULL: nothing. */
extern void (*run_failed)(void);

struct board *board_create(void);

/* Take one entry; the first of a script boots. 0: there is no such machine. */
int run_entry(const struct entry *e);

/* Take all entries of a script, which becomes the one on the board. */
void run_script(const struct script *s);

/* Boot one machine, and take entries until nothing can run on it or they are enough. */
void run_random(struct source *s);

#endif
