/* bits.h: what arithmetic cannot say of words: the one place where the kernel uses an operator on
 * bits. The bits of notifications mean something to user space alone; page-table entries are read
 * by division and remainder (kernel/pte.h).
 */
#ifndef ISOBAR_BITS_H
#define ISOBAR_BITS_H

#include <stdint.h>

/* The bits that are set in a or in b. */
/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures joined: \result == (a | b); */
static inline uint64_t bits_join(uint64_t a, uint64_t b)
{
    return a | b;
}

#endif
