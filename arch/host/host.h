/* host.h: what the kernel's machine is when it is an ordinary process.
 *
 * Memory is a fixed mapping that the windows look into; the console and the events the kernel
 * reports are kept for whoever drives it; loads and flushes are counted. Each CPU has a software
 * MMU with a TLB that keeps what it has walked until the kernel says otherwise.
 */
#ifndef ISOBAR_HOST_H
#define ISOBAR_HOST_H

#include <stddef.h>
#include <stdint.h>

#include "machine.h"
#include "types.h"

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
    pfn_t root; /* loaded address space, or NIL; host_clear() keeps it */
    uint64_t loads, flushes;
    uint64_t flushed; /* the last address flushed */
};

extern struct host_machine host;

void host_clear(void);

/* What the tables below a root say of an address: the leaf entry, or 0. */
uint64_t host_walk(pfn_t root, uint64_t address);

/* The leaf entry by which a CPU reaches an address, or 0: from its TLB if it is there. */
uint64_t host_translate(uint32_t cpu, uint64_t address);

/* How many translations in the TLB of a CPU are not what its tables say. */
uint32_t host_stale(uint32_t cpu);

/* What the MMU does when the kernel loads a root or flushes an address. */
void host_mmu_load(uint32_t cpu, pfn_t root);
void host_mmu_flush(uint32_t cpu, uint64_t address);

/* Back the windows of this many frames with fresh zeroed memory: the direct map and the frame
 * array. What was backed before is released. Returns 0 on success. */
int host_memory(uint32_t frames);

/* The backed part of the direct map. */
uint8_t *host_bytes(void);
size_t host_size(void);

#endif
