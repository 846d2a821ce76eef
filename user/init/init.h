/* init.h: what the parts of the demo's first program share. */
#ifndef ISOBAR_INIT_H
#define ISOBAR_INIT_H

#include <stdint.h>

/* Say what was done if it was, or else why not; returns whether it was. */
int told(uint64_t error, const char *done);

/* Say with which error the kernel refused something; returns whether it is the right one. */
int refused(const char *what, uint64_t error, uint64_t expected);

/* In family.c: a child from its making to its end; returns whether all of it went well. */
int family(void);

#endif
