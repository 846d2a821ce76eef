/* large.h: what the tests of large pages share: where they are, what they hold, how many fit.
 *
 * Free frames are counted with pages of all sizes, so that much memory takes no longer than it
 * must.
 */
#ifndef ISOBAR_LARGE_TEST_H
#define ISOBAR_LARGE_TEST_H

#include "test.h"

#define MB2 0x200000ul
#define GB1 0x40000000ul
#define PLACE 0x200000000000ul /* aligned to 1 GiB, and no table there serves anything else */
#define FIELD_2M 0x210000000000ul

extern const uint64_t bytes[NSIZES];

/* Map pages of a size from an address on until it fails, and unmap so many. */
uint64_t map_all(uint64_t field, uint64_t size);
void unmap_all(uint64_t field, uint64_t size, uint64_t n);

/* How many frames are free: those of the pages that fit, largest first, and of their tables. */
uint64_t count_frames(void);

/* How many words of the page at PLACE are not zero. */
uint64_t not_zero(uint64_t size);

/* The first and the last word of each 4 KiB hold their addresses; how many do not. */
void mark(uint64_t from, uint64_t to);
uint64_t damaged(uint64_t from, uint64_t to);

/* The peer at a slot dies by a write (helper.h). The page that it still has goes with it, so that
 * its death frees as much as any other. Returns how many frames are free then. */
uint64_t die_stale(uint64_t slot, uint64_t way, const char *what, uint64_t before);

#endif
