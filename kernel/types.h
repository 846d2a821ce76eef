/* types.h: the types of kernel objects, and the windows through which they are seen.
 *
 * Objects are named by page frame number. A thread's page is seen through three windows: its saved
 * registers, its scheduling state, and the link that queues it; an endpoint or run queue is a list,
 * and an endpoint's page is seen as what only endpoints have, too; a process's page is seen as what
 * it holds, and as its place among the others.
 */
#ifndef ISOBAR_TYPES_H
#define ISOBAR_TYPES_H

#include <stdint.h>

#include "abi.h"
#include "window.h"

typedef uint32_t pfn_t;
#define NIL 0xffffffffu
#define ENDED 0xfffffffeu /* in the place of a child that is no more */
#define NCPU 32u
#define TABLE_ENTRIES 512u
#define USER_ENTRIES 256u /* entries of a root table below the kernel half */

enum page_type {
    PG_FREE = 0,     /* part of a free block */
    PG_RESERVED = 1, /* firmware, device or boot memory; never handed out */
    PG_UNTYPED = 2,  /* allocated, not yet given a type */
    PG_USER = 3,     /* a page of user memory */
    PG_PT1 = 4,      /* page tables, by level; PG_PT4 is a root */
    PG_PT2 = 5,
    PG_PT3 = 6,
    PG_PT4 = 7,
    PG_PROCESS = 8,
    PG_THREAD = 9,
    PG_ENDPOINT = 10,
    PG_QUEUE = 11, /* a run queue */
    PG_ARENA = 12, /* slots of one kind */
    NPAGE_TYPES = 13
};

/* Sizes of a block of frames. Only its first frame carries the size; the others are inner. */
enum block_shape { SHAPE_4K = 0, SHAPE_2M = 1, SHAPE_1G = 2, NSHAPES = 3, SHAPE_INNER = 3 };

/* Chains of frames: the free blocks of each shape, then the arenas of each kind with room. */
#define ARENA_CHAINS 8u
#define NCHAINS (NSHAPES + ARENA_CHAINS)
#define NO_CHAIN NCHAINS

#define ROOT_POOL 0u /* the free lists of the only container there is */

/* An entry of the frame array. */
struct page {
    uint32_t type;    /* enum page_type */
    uint32_t shape;   /* enum block_shape */
    uint32_t chain;   /* the chain that it is on, or NO_CHAIN */
    pfn_t next, prev; /* its neighbours there, or NIL */
    uint32_t pool;    /* whose free lists it goes back to */
    uint32_t count;   /* translations that map it, or slots of an arena in use */
    uint32_t tag;     /* a root's PCID, or an arena's kind of slots */
};

enum thread_state {
    T_READY = 0,    /* on a run queue */
    T_RUNNING = 1,  /* current on its CPU */
    T_SEND = 2,     /* queued on an endpoint with a message */
    T_RECV = 3,     /* queued on an endpoint for a message */
    T_CALL = 4,     /* queued on an endpoint with a message that wants a reply */
    T_REPLY = 5,    /* its call was received; waits for the reply */
    T_INACTIVE = 6, /* being made or ended; on no list */
    NTHREAD_STATES = 7
};

struct thread {
    uint32_t state; /* enum thread_state */
    uint32_t cpu;   /* where it runs or is ready */
    pfn_t process;
    pfn_t caller; /* the thread this one owes a reply, or NIL */
    pfn_t holder; /* in T_REPLY: the thread that owes this one a reply */
} PAGE_OBJECT;

/* Registers of a thread that is not running. */
enum reg {
    REG_CALL, /* call number in, error out */
    REG_A0,   /* arguments; */
    REG_A1,   /* A1..A4 hold the message words */
    REG_A2,
    REG_A3,
    REG_A4,
    REG_A5,
    REG_PC,
    REG_SP,
    REG_FLAGS,
    REG_REST, /* the rest is arch/'s to name */
    NREGS = 20
};

struct registers {
    uint64_t r[NREGS];
} PAGE_OBJECT;

/* A thread's place on a list. */
struct link {
    pfn_t on; /* the list, or NIL */
    pfn_t next, prev;
} PAGE_OBJECT;

/* A FIFO list of threads: an endpoint's queue or a CPU's run queue. */
struct list {
    pfn_t head, tail;
} PAGE_OBJECT;

struct endpoint {
    uint32_t refs; /* slots that name it */
    uint64_t bits; /* of notifications that nobody has taken yet */
} PAGE_OBJECT;

struct process {
    pfn_t root;         /* its address space */
    pfn_t thread;       /* its one thread */
    pfn_t slot[NSLOTS]; /* endpoints it can name, or NIL */
} PAGE_OBJECT;

/* A process among others. */
struct family {
    pfn_t parent;           /* the process that made it, or NIL */
    uint32_t place;         /* among the children of its parent */
    pfn_t child[NCHILDREN]; /* by number: a process, ENDED or NIL */
} PAGE_OBJECT;

struct table {
    uint64_t entry[TABLE_ENTRIES];
} PAGE_OBJECT;

struct words {
    uint64_t word[TABLE_ENTRIES];
} PAGE_OBJECT;

/* An object smaller than a page, in an arena; its owner has the words. */
#define ARENA_SLOTS 64u
typedef uint32_t slot_t; /* frame * ARENA_SLOTS + place in the page, or NIL */

struct slot {
    uint32_t used; /* 1 or 0 */
    uint32_t free; /* the arena's: an entry of the stack of its unused slots */
    uint64_t word[7];
};

struct slots {
    struct slot slot[ARENA_SLOTS];
} PAGE_OBJECT;

WINDOW(struct page, page_window, FRAME_ARRAY_OFFSET);
WINDOW(struct registers, regs_window, 0);
WINDOW(struct thread, thread_window, 1024);
WINDOW(struct link, link_window, 2048);
WINDOW(struct list, list_window, 0);
WINDOW(struct endpoint, endpoint_window, 1024);
WINDOW(struct process, process_window, 0);
WINDOW(struct family, family_window, 1024);
WINDOW(struct table, table_window, 0);
WINDOW(struct words, user_window, 0);
WINDOW(struct slots, slots_window, 0);

#endif
