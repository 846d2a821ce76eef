/* pc.h: the machine that scripts run on: it boots, takes traps, and keeps what it was asked.
 *
 * One piece of memory serves every machine of a process, and what the one before left in it is
 * what the next finds: the kernel may trust nothing there. What no call can do yet is done by the
 * kernel's own functions, within their contracts: threads on other CPUs, shared endpoints.
 */
#ifndef ISOBAR_FUZZ_PC_H
#define ISOBAR_FUZZ_PC_H

#include "boot.h"
#include "entry.h"
#include "host.h"
#include "machine.h"
#include "script.h"
#include "setup.h"

/* What the kernel asked of the machine since the entry began. */
struct asked {
    uint32_t events[NEVENTS];
    uint32_t characters;
    uint32_t character; /* the last one */
    pfn_t thread;       /* of the last fault */
    uint64_t vector, address;
};
extern struct asked asked;

/* The root that each CPU was last told to load, or NIL. */
extern pfn_t machine_root[NCPU];

/* How many CPUs the machine's threads are spread over. */
extern uint32_t machine_cpus;

/* Threads have numbers: those of the programs in their order, others the lowest that is not in use
 * when they come. NIL: nobody has it. */
#define MACHINE_THREADS 32u
extern pfn_t machine_thread[MACHINE_THREADS];

/* How many threads there are. */
uint32_t machine_population(void);

/* Not 0: the TLBs of the machine have no tags. */
extern uint32_t machine_untagged;

/* Once per process, before anything else. */
void machine_create(void);

/* Before a boot: no CPU has an address space loaded. */
void machine_off(void);

/* Fill in boot_info for a machine that exists, and put its programs in memory. */
void machine_fill(const struct entry *e);

/* Boot the machine of this entry, which has memory enough; 0: there is no such machine. */
int machine_boot(const struct entry *e);

/* Put the arguments of a call, and garbage that the entry determines in the other registers. */
void machine_registers(const struct entry *e, uint64_t *r);

/* Take the trap of an entry; the registers are where they must be. */
pfn_t machine_enter(const struct entry *e);

/* Move a thread that is ready to the run queue of another CPU. */
void machine_move(pfn_t t, uint32_t cpu);

/* Let slot i of process p, if it is empty, name endpoint e; 0: it could not. */
int machine_give(pfn_t p, uint64_t i, pfn_t e);

/* The thread that a CPU runs, or NIL: also if there is no such CPU. */
pfn_t machine_runs(uint32_t cpu);

/* Threads that run or are ready, two for "several": nothing will ever happen on a machine where
 * there is none. */
uint32_t machine_lively(void);

#endif
