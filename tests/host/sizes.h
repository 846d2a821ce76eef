/* sizes.h: pages of three sizes in the running process, for the tests of large ones.
 *
 * A large page is looked at as the MMU sees it, page by page of 4 KiB and word by word.
 */
#ifndef ISOBAR_SIZES_H
#define ISOBAR_SIZES_H

#include "harness.h"

#define MB2 0x200000ul
#define GB1 0x40000000ul
#define HERE 0x8040000000ul /* aligned to 1 GiB, in a part of the address space with no tables */
#define GIB_FRAMES 262144u
#define LAST_2M 0x7fffffe00000ul /* the page of all these that USER_END cuts */
#define LAST_1G 0x7fffc0000000ul

extern const uint64_t bytes_of[NSIZES];

/* Boot a machine of 16 MiB, and an aligned GiB that is full of something; the kernel's pages come
 * from above that. It is too large for a copy of all its memory. */
void boot_with_a_gib(uint32_t modules);
/* A call that is refused there: few things are compared. */
void refused_in_a_gib(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t error);

/* Calls that must succeed. */
void map(uint64_t address, uint64_t rights, uint64_t size);
void unmap(uint64_t address, uint64_t size);
void protect(uint64_t address, uint64_t rights, uint64_t size);

/* What the tables say of an address as if all pages had 4 KiB; 0: nothing is mapped. */
uint64_t leaf_at(uint64_t address);

/* Every page of a large one, by the tables and by the TLB, which remembers the last 1024 of them
 * when the kernel comes to change something. */
void check_pages(uint64_t address, uint64_t size, uint64_t rights);
/* And that none is there, by either. */
void check_absent(uint64_t address, uint64_t size);

/* Each word of a page holds its own number times `factor`. */
void fill(uint64_t address, uint64_t size, uint64_t factor);
void check_words_of(uint64_t address, uint64_t size, uint64_t factor);

/* Use all frames; or all but a run of so many from `first` on, and `more` others. */
void use_all(void);
void leave_run(pfn_t first, uint32_t n, uint32_t more);

/* An address whose large page of a size lacks so many tables, when the one at HERE is mapped. */
uint64_t lacking(uint32_t tables, uint64_t size);

#endif
