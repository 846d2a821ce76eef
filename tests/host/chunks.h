/* chunks.h: a model of what one address space maps where, by pieces of 2 MiB.
 *
 * It knows each page of 4 KiB on its own, and of what size the page is that it is part of; so it
 * knows when a call splits a large page, which tables there are, and how many frames are free.
 */
#ifndef ISOBAR_CHUNKS_H
#define ISOBAR_CHUNKS_H

#include "sizes.h"

#define CHUNK_PAGES 512u
#define MAX_CHUNKS 600u

struct chunk {
    uint64_t address; /* aligned to 2 MiB */
    uint32_t mapped;  /* so many of its pages are */
    uint32_t size;    /* of what maps them: all of them, if that is large */
    struct {
        uint8_t rights; /* and 1 more; 0: not mapped */
        pfn_t frame;
        uint64_t mark; /* what its first and last words hold */
    } page[CHUNK_PAGES];
};

extern struct chunk chunk[MAX_CHUNKS]; /* by their addresses; all of a GiB, or none can have that */
extern uint32_t nchunks;

extern uint32_t maps_of[NSIZES]; /* that succeeded */
extern uint32_t splits;          /* calls that split a page */
extern uint32_t shortages;       /* calls that had no frame for that */

/* A model of the running thread's address space, without chunks; all that is free is free now. */
void chunks_start(void);
void add_chunk(uint64_t address);

/* What is at the address of a page: whether it is mapped, and in which size. */
uint32_t is_mapped(const struct chunk *c, uint32_t p);

/* A call about the page p of a chunk, which must end as the model says and change only what it
 * should. watch: compare a call that is refused with a copy of all memory. */
void chunk_call(struct chunk *c, uint32_t p, uint64_t number, uint64_t rights, uint64_t size,
                uint32_t watch);

/* Unmap all of a chunk, in the size it has; its pages of 4 KiB in one order or another. */
void chunk_empty(struct chunk *c);

/* The tables, the TLB and all contents against the model. */
void chunks_compare(void);

#endif
