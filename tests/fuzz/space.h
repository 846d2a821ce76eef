/* space.h: an abstract address space: which pages are mapped, in what size, with what rights, and
 * what they hold. The model keeps one for each process.
 *
 * Pages are sorted by address and looked for one by one. Which tables an address space has follows
 * from its pages: those that some page needs, and no others.
 */
#ifndef ISOBAR_FUZZ_SPACE_H
#define ISOBAR_FUZZ_SPACE_H

#include "types.h"

#define SPACE_PAGES 32768u

/* Frames in a page, by enum page_size. */
extern const uint32_t page_frames[NSIZES];

struct page_map {
    uint64_t address;
    uint32_t size, rights;
    pfn_t frame;          /* whichever the kernel took */
    uint64_t first, last; /* what its first and its last word hold */
};

struct space {
    uint32_t n;
    struct page_map *page; /* room for all that there may be, from the first one on */
};

/* The page that an address is in, or NULL. */
struct page_map *space_find(struct space *s, uint64_t address);

/* Whether something is mapped in the part of the address space that starts at a multiple of its
 * length. */
int space_used(const struct space *s, uint64_t address, uint64_t bytes);

void space_add(struct space *s, const struct page_map *page);
void space_remove(struct space *s, const struct page_map *page);

/* Let 512 pages of the next smaller size take the place of a large one. What they hold is left to
 * the caller. */
void space_split(struct space *s, const struct page_map *page);

/* Add to need[], indexed by type, the tables that serve this page and no other: those that it
 * lacks if it is not there, those that go with it if it is. */
void space_tables(const struct space *s, uint64_t address, uint32_t size, int32_t *need);

/* All tables of an address space but its root, by type. */
void space_all_tables(const struct space *s, int32_t *tables);

#endif
