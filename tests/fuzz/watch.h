/* watch.h: runs that may end in any way, each in a process of its own, and shorter ones that fail.
 */
#ifndef ISOBAR_FUZZ_WATCH_H
#define ISOBAR_FUZZ_WATCH_H

#include <sys/types.h>

#include "run.h"

/* How long an entry may take, or a script that fails; a gibibyte under sanitizers takes long. */
extern uint32_t watch_seconds;

/* Start body(argument) in a child, with this board. */
pid_t watch_start(struct board *b, void (*body)(const void *), const void *argument);

/* Say on the board how a child ended that has; 0 if it ended well. */
int watch_ended(struct board *b, int status);

/* Run a script in a child, everything compared after each entry; 0 if it ends well. If `quiet`,
 * what sanitizers say is lost. */
int watch_script(struct board *b, const struct script *s, int quiet);

/* Make a script that fails as short and as plain as it gets (delta debugging). */
void shrink(struct board *b, struct script *s);

#endif
