/* host.h: what the kernel's machine is when it is an ordinary process.
 *
 * The inner face of arch/host, for those who go round the kernel and use its parts or test it;
 * isobar/isobar.h is the outer one. Memory is a fixed mapping that the windows look into. Each CPU
 * has a software MMU with a TLB that keeps what it has walked until the kernel says otherwise.
 */
#ifndef ISOBAR_HOST_H
#define ISOBAR_HOST_H

#include <pthread.h>

#include "isobar/isobar.h"
#include "types.h"

/* The kernel of this process, if it has one. */
struct isobar {
    uint32_t frames; /* 0: there is none */
    uint32_t booted;
    uint32_t forked; /* this process is a copy of the one that made it */
    uint32_t claimed[NCPU];
    pthread_t owner[NCPU]; /* of a CPU that is claimed */
};

/* Take the lock and check that this kernel exists here; anything but ISOBAR_OK is an error, and the
 * lock is not held. */
int host_lock(const struct isobar *k);
void host_unlock(void);

/* The same, for a thread of a kernel that has booted. */
int host_lock_thread(const struct isobar *k, pfn_t t);

/* Use these hypercalls from now on; NULL: the default ones, without a console. */
void host_hypercalls(const struct isobar_options *o);

/* Write text through the hypercall for a character. */
void host_text(const char *text);

/* What the tables below a root say of an address: the leaf entry, or 0. */
uint64_t host_walk(pfn_t root, uint64_t address);

/* The leaf entry by which a CPU reaches an address, or 0: from its TLB if it is there. */
uint64_t host_translate(uint32_t cpu, uint64_t address);

/* How many translations in the TLB of a CPU are not what its tables say. */
uint32_t host_stale(uint32_t cpu);
/* The same of all that it holds, where root k has tag k; NIL: nobody's, which may be stale. */
uint32_t host_stale_held(uint32_t cpu, const pfn_t *root);

/* Let a CPU's TLB be empty and no address space be loaded. */
void host_mmu_init(uint32_t cpu);

/* What the MMU does when the kernel loads a root or flushes an address. */
void host_mmu_load(uint32_t cpu, pfn_t root, uint32_t tag, uint32_t keep);
void host_mmu_flush(uint32_t cpu, uint64_t address);

/* Back the windows of this many frames, none being backed, with fresh zeroed memory: the direct map
 * and the frame array. Errors: E_TAKEN, E_MEMORY. */
int host_memory(uint32_t frames);

/* Return that memory. */
void host_release(void);

/* The backed part of the direct map. */
uint8_t *host_bytes(void);
size_t host_size(void);

#endif
