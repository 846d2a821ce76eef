/* record.h: the machine of the tests: the library's own, with all that the kernel asks of it kept.
 *
 * Hypercalls are the library's default ones behind ones that count and remember.
 */
#ifndef ISOBAR_RECORD_H
#define ISOBAR_RECORD_H

#include "host.h"
#include "machine.h"

#define HOST_CONSOLE 4096u

struct host_event {
    uint32_t event;
    pfn_t thread;
    uint64_t a, b;
};

/* What the machine saw since host_clear(). */
struct host_machine {
    char console[HOST_CONSOLE + 1]; /* the first characters written, as a string */
    uint64_t nconsole;              /* how many were written */
    uint64_t events[NEVENTS];       /* how often each event was reported */
    struct host_event last;
    pfn_t root; /* loaded on CPU 0, or NIL; host_clear() keeps it */
    uint64_t loads, flushes;
    uint64_t flushed; /* the last address flushed */
};

extern struct host_machine host;

void host_clear(void);

/* A machine with so many frames of zeroed memory, in place of the one before it. */
void fresh_memory(uint32_t frames);

#endif
