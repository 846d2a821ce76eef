/* isobar.h: the kernel as a library: one kernel in a process, driven trap by trap.
 *
 * Create a kernel, boot it with programs, and enter it whenever one of them makes a system call or
 * faults; it answers which thread goes on with what in its registers. What the kernel asks of its
 * machine goes through a table of functions, the hypercalls, any of which may be the caller's own.
 *
 * Any host thread may call; a lock makes each call one atomic step. Functions return an enum
 * isobar_error, and change nothing unless it is ISOBAR_OK or they say so. Pointers may not be NULL
 * where nothing is said of it; a kernel that does not exist is an error, whatever its pointer.
 */
#ifndef ISOBAR_LIBRARY_H
#define ISOBAR_LIBRARY_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "abi.h"

#define ISOBAR_MAX_FRAMES 16777216u /* of 4 KiB: 64 GiB */
#define ISOBAR_MAX_MODULES 8u
#define ISOBAR_NCPU 32u
#define ISOBAR_NO_THREAD 0xffffffffu

#define ISOBAR_ERRORS(X)                                                                           \
    X(ISOBAR_OK, "done")                                                                           \
    X(ISOBAR_E_NONE, "there is no such kernel: it was never created, or is destroyed")             \
    X(ISOBAR_E_EXISTS, "this process has a kernel: there is one place for its windows")            \
    X(ISOBAR_E_TAKEN, "something else is mapped where the windows must be")                        \
    X(ISOBAR_E_MEMORY, "the host gives no memory for the windows")                                 \
    X(ISOBAR_E_FRAMES, "the number of frames is 0, or more than ISOBAR_MAX_FRAMES")                \
    X(ISOBAR_E_HYPERCALL, "an entry of the hypercall table is missing")                            \
    X(ISOBAR_E_FORKED, "the kernel belongs to the process that forked this one")                   \
    X(ISOBAR_E_INSIDE, "called from inside a hypercall")                                           \
    X(ISOBAR_E_BOOTED, "the kernel has booted already")                                            \
    X(ISOBAR_E_NOT_BOOTED, "the kernel has not booted")                                            \
    X(ISOBAR_E_CPU, "no CPU has this number")                                                      \
    X(ISOBAR_E_OTHER, "another host thread is this CPU")                                           \
    X(ISOBAR_E_TRAP, "no trap has this number")                                                    \
    X(ISOBAR_E_THREAD, "no thread has this number, or it is not the one that runs on the CPU")     \
    X(ISOBAR_E_FAULT, "the thread may not reach that memory")

/* ISOBAR_REFUSED plus one of the reasons of kernel/boot.h: the kernel refused to boot. */
#define ISOBAR_REFUSED 64

#define ISOBAR_ERROR(name, text) name,
enum isobar_error { ISOBAR_ERRORS(ISOBAR_ERROR) ISOBAR_NERRORS };
#undef ISOBAR_ERROR

/* What an error means, in words, the reasons to refuse included; never NULL. */
const char *isobar_error_text(int error);

/* What the kernel has to say about a thread, or about none (ISOBAR_NO_THREAD). */
enum isobar_event {
    ISOBAR_EVENT_BOOTED, /* a: frames in the map, b: frames free */
    ISOBAR_EVENT_FAULT,  /* the thread was ended by a fault; a: its vector, b: the address */
    ISOBAR_EVENT_IDLE,   /* no thread is ready on this CPU */
    ISOBAR_EVENT_CLOCK   /* the arrival counter is at its end */
};

/* The hypercalls: what a kernel asks of its machine. `context` is the creator's. They are called
 * with the lock held: they must return, and may call no function below but isobar_error_text(). */
struct isobar_hypercalls {
    /* Write a character to the console. */
    void (*putc)(void *context, uint32_t character);
    /* Tell somebody of an event. */
    void (*event)(void *context, uint32_t event, uint32_t thread, uint64_t a, uint64_t b);
    /* Load the address space with this root table on a CPU; the root is the frame number of the
     * table, or ISOBAR_NO_THREAD for the kernel's own. Translations are looked up under the tag
     * from now on; unless `keep` is set, what the TLB holds under it is forgotten. */
    void (*load)(void *context, uint32_t cpu, uint32_t root, uint32_t tag, uint32_t keep);
    /* Forget the translation of one user address on a CPU. */
    void (*flush)(void *context, uint32_t cpu, uint64_t address);
};

/* Those used where the creator names none. Text goes to the console of the options, an event as a
 * line of text through `putc`; load and flush work a software MMU with a TLB for each CPU, on which
 * isobar_read() and isobar_write() rely: a replacement of these two must call them. They ignore
 * their context. */
extern const struct isobar_hypercalls isobar_default_hypercalls;

struct isobar_options {
    uint32_t frames; /* of 4 KiB: how much memory the machine has */
    FILE *console;   /* where the default hypercalls write; NULL: nowhere */
    const struct isobar_hypercalls *hypercalls; /* copied; NULL: the default ones */
    void *context;                              /* the first argument of every hypercall */
};

struct isobar; /* a kernel */

/* Make a kernel with so many frames of zeroed memory, which the host backs when they are touched.
 * There is one at a time in a process. Errors: E_FRAMES, E_HYPERCALL, E_EXISTS, E_TAKEN, E_MEMORY,
 * E_FORKED, E_INSIDE. */
int isobar_create(struct isobar **kernel, const struct isobar_options *options);

/* Return all that a kernel has to the host. This alone may be done in a process that was forked
 * from the kernel's: it returns the copy that came with the fork, and the process may then create
 * a kernel of its own. Errors: E_NONE, E_INSIDE. */
int isobar_destroy(struct isobar *kernel);

/* A program to boot: an image in the format that abi.h calls a module, copied into the kernel's
 * memory. The first is init: its slot i and slot 0 of program i name the same endpoint. */
struct isobar_module {
    const void *image;
    size_t size;     /* in bytes: all of its text and data pages */
    uint32_t thread; /* out: the one thread of its process */
};

/* Boot with n programs. Errors: E_NONE, E_FORKED, E_INSIDE, E_BOOTED, or ISOBAR_REFUSED plus a
 * reason; after a refusal booting may be tried again. */
int isobar_boot(struct isobar *kernel, struct isobar_module *module, uint32_t n);

/* A thread's registers, named for what they mean in abi.h. */
struct isobar_registers {
    uint64_t call;   /* the number of a system call in, its error out */
    uint64_t a[6];   /* its arguments; a[1] to a[4] are the words of a message both ways */
    uint64_t pc, sp; /* where the thread starts at first; then the embedder's to keep */
    uint64_t flags;
    uint64_t rest[10]; /* the embedder's */
};

enum isobar_trap {
    ISOBAR_START, /* the CPU has nothing to run: find it something */
    ISOBAR_CALL,  /* the thread made a system call */
    ISOBAR_FAULT  /* the thread took a fault, and ends */
};

/* What runs on a CPU. `vector` and `address` describe a fault, for the event only. */
struct isobar_running {
    uint32_t thread; /* or ISOBAR_NO_THREAD */
    struct isobar_registers r;
    uint64_t vector, address;
};

/* Take a trap on a CPU. In: the thread that ran there, with its registers; all of it is ignored for
 * ISOBAR_START. Out: the thread that is to go on, with its registers; ISOBAR_NO_THREAD if the CPU
 * has nothing to run. A CPU is the host thread that first enters it. Errors: E_NONE, E_FORKED,
 * E_INSIDE, E_NOT_BOOTED, E_CPU, E_OTHER, E_TRAP, E_THREAD. */
int isobar_enter(struct isobar *kernel, uint32_t cpu, enum isobar_trap trap,
                 struct isobar_running *now);

/* Let another host thread be a CPU that the calling one is. Errors: E_NONE, E_FORKED, E_INSIDE,
 * E_CPU, E_OTHER. */
int isobar_release(struct isobar *kernel, uint32_t cpu);

/* Copy n bytes of a thread's memory from, or to, an address, as the thread itself could: through
 * the TLB of its CPU if it runs, else by its page tables. Errors, with nothing copied: E_NONE,
 * E_FORKED, E_INSIDE, E_NOT_BOOTED, E_THREAD, E_FAULT. */
int isobar_read(struct isobar *kernel, uint32_t thread, uint64_t address, void *to, size_t n);
int isobar_write(struct isobar *kernel, uint32_t thread, uint64_t address, const void *from,
                 size_t n);

#endif
