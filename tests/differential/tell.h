/* tell.h: the lines of a transcript, which are the same wherever a script runs.
 *
 * The host and the watching kernel both say what happens by these functions, and bring the
 * functions that write.
 */
#ifndef ISOBAR_DIFFERENTIAL_TELL_H
#define ISOBAR_DIFFERENTIAL_TELL_H

#include "play.h"
#include "types.h"

/* Theirs. */
void write_text(const char *text);
void write_number(uint64_t value); /* decimal */
void write_hex(uint64_t value);

/* The machine has booted. */
void tell_booted(void);

/* What the call of an entry came back with: error, a0..a5, and the sum of registers it keeps. */
void tell_result(uint64_t entry, pfn_t t, uint64_t error, const uint64_t *a, uint64_t kept);

/* What a thread sees at an address after an entry. */
void tell_seen(uint64_t entry, pfn_t t, uint64_t address, uint64_t access, uint64_t value);

/* A thread writes a character. */
void tell_character(pfn_t t, uint64_t c);

/* An event of the kernel: a thread is ended by a fault, nothing runs, the clock is at its end. */
void tell_event(uint32_t event, pfn_t t, uint64_t a, uint64_t b);

/* All that is abstract state, and which frames hold it. */
void tell_state(void);

#endif
