/* harness.h: boots the kernel on a small machine, drives it by registers, and looks at everything.
 *
 * A program is only its header here: what a thread does between two traps is a register script.
 */
#ifndef ISOBAR_HARNESS_H
#define ISOBAR_HARNESS_H

#include "boot.h"
#include "entry.h"
#include "record.h"
#include "test.h"

#define MIB 256u /* frames in a mebibyte */
#define MODULE_BASE 0x200000ul
#define MODULE_STRIDE 0x10000ul

/* Boot information of a PC with this much memory: low memory up to 0x9f000, the rest from 1 MiB,
 * the first MiB of that in use by the kernel, and so many modules of one text and one data page
 * from MODULE_BASE on, MODULE_STRIDE apart. Nothing is booted yet. */
void machine_of(uint32_t frames, uint32_t modules);
void add_range(uint64_t base, uint64_t size, uint64_t kind);
void write_module(uint64_t base, uint64_t text, uint64_t data, uint64_t zero, uint64_t stack);
uint64_t *module_words(uint32_t i);

/* A machine of so many frames, all of them free, for tests of one module: nothing is booted, no
 * address space is loaded, and what the frames hold is up to the test. */
void bare_machine(uint32_t frames);

uint32_t try_boot(void);                      /* kernel_init() after what arch/ does before it */
void boot(uint32_t frames, uint32_t modules); /* must succeed; sets running to init */

/* The same, and find the threads of the other modules: each yields once, so init runs again. */
void boot_threads(uint32_t frames, uint32_t modules, pfn_t *other);

extern pfn_t running; /* what the kernel said to run, or NIL */

/* One system call of the running thread; returns what is left in its error register. What other
 * threads see is in regs_window. Pages are of 4 KiB: a third argument is 0 where none is given. */
uint64_t call(uint64_t number, uint64_t a0, uint64_t a1);
uint64_t call_three(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2);
void call_words(uint64_t number, uint64_t slot, uint64_t first); /* words first, first + 1, ... */
void fault(uint64_t vector, uint64_t address);
uint64_t result_of(pfn_t t);
void call_ended(pfn_t t, uint64_t number); /* unless the thread waits or has ended (reached.c) */
void check_words(pfn_t t, uint64_t first);

/* Everything the kernel can change: both windows and its own variables. */
struct snapshot;
struct snapshot *snapshot_take(void);
void snapshot_free(struct snapshot *s);
/* Equal, but for the error register of thread t (NIL: no exception). */
void check_unchanged(const struct snapshot *s, pfn_t t);
/* A call of the running thread that must fail with this error, change nothing else, and go on. */
void check_refused(uint64_t number, uint64_t a0, uint64_t a1, uint64_t error);
void check_refused_three(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t error);
void kernel_reset(void); /* the kernel's variables as they were when the test began */

uint32_t count_free(void);
pfn_t root_of(pfn_t t);

/* Checks all invariants we know how to state from outside (invariant.c), of a machine whose n CPUs
 * run these threads, or NIL, in these address spaces. */
void check_kernel(const pfn_t *running_on, const pfn_t *loaded_on, uint32_t n);
void check_invariants(void); /* of the one that the harness drives */
/* Those about memory, when these n address spaces are all there are. */
void check_memory(const pfn_t *root, uint32_t n);

#define PTE_PRESENT 1ul
#define PTE_WRITE 2ul
#define PTE_USER 4ul
#define PTE_LARGE 0x80ul /* above level 1 */
#define PTE_NX 0x8000000000000000ul
#define PTE_FRAME(e) ((pfn_t)(((e)&0x000ffffffffff000ul) / PAGE_SIZE))

#endif
