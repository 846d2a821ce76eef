/* model.h: the abstract kernel: what the specification says that every entry does.
 *
 * Written from the headers of the calls (kernel/syscall/), of messages (kernel/ipc.h), and of the
 * library, not from the bodies of functions; simple where the kernel is fast. It shares no code
 * and no data with the kernel. Where the specification leaves a choice - which frames, in what
 * order two threads that wake together queue up, whether memory in pieces is enough for a large
 * page - the model looks at what the kernel chose and whether it was allowed to.
 */
#ifndef ISOBAR_FUZZ_MODEL_H
#define ISOBAR_FUZZ_MODEL_H

#include "pc.h"
#include "space.h"
#include "test.h"

#define NONE UINT32_MAX       /* no thread, no endpoint */
#define GONE (UINT32_MAX - 1) /* a child that ended, and has its number still */
/* Each has a slot that names it; endpoint 0 does not exist. */
#define MODEL_ENDPOINTS (1 + MACHINE_THREADS * NSLOTS)
#define MODEL_FRAMES (2 * 262144u + 8192u)
/* The frame of an entry of a page table. */
#define LEAF_FRAME(e) ((pfn_t)((e) / PAGE_SIZE % MAX_FRAMES))

struct mthread {
    uint32_t alive;
    uint32_t state;            /* enum thread_state */
    uint32_t cpu;              /* in T_RUNNING and T_READY */
    uint32_t caller, holder;   /* who waits for its reply; in T_REPLY: whose reply it waits for */
    uint32_t slot[NSLOTS];     /* endpoints */
    uint32_t child[NCHILDREN]; /* threads of the processes that it made, by number */
    uint64_t r[NREGS];
    pfn_t thread, process, root; /* its frames */
    struct space space;
};

struct queue {
    uint32_t n, t[MACHINE_THREADS];
    pfn_t list; /* its frame */
};

struct model {
    uint32_t nthreads; /* numbers that threads had, not all of them alive */
    struct mthread thread[MACHINE_THREADS];
    uint32_t runs[NCPU];                    /* or NONE */
    struct queue ready[NCPU];               /* who runs next */
    struct queue endpoint[MODEL_ENDPOINTS]; /* who waits, senders or receivers */
    uint64_t bits[MODEL_ENDPOINTS];         /* of notifications that nobody has taken */
    uint32_t free;                          /* frames */
    uint32_t frames;
    int32_t types[NPAGE_TYPES];       /* how many frames of each type the entry makes or frees */
    uint8_t type[MODEL_FRAMES];       /* what each frame was before the entry */
    uint32_t reused;                  /* frames freed in this entry that may be tables at its end */
    uint64_t clock;                   /* the arrival counter, when the entry began */
    uint8_t arrived[MACHINE_THREADS]; /* threads that came to a queue in this entry */
    uint64_t mark;                    /* what the next new page is filled with */
};
extern struct model model;

/* What the kernel has just booted becomes the model, checked against what a program is given. */
void model_boot(const struct entry *e);

/* The kernel took this trap and answered with a thread or NIL. */
void model_enter(uint32_t cpu, uint32_t trap, pfn_t result);

/* A thread that is ready goes to the tail of another run queue. */
void model_move(uint32_t t, uint32_t cpu);

/* Steps of threads (model.c). */
void told(uint32_t t, uint64_t error);
void push(struct queue *q, uint32_t t, uint32_t state);
uint32_t pop(struct queue *q);
int take_out(struct queue *q, uint32_t t);
void wake(uint32_t t, uint32_t cpu, uint64_t error);
void wake_two(uint32_t t, uint32_t u, uint32_t cpu);
void next_runs(uint32_t cpu);
void run(uint32_t t, uint32_t cpu);
void abandon(uint32_t t, uint32_t cpu);

/* Endpoints come and go (endpoint.c). What there are is what slots name; how many do each? */
void model_names(uint32_t *names);
void model_learn_queue(struct queue *q, pfn_t list, uint32_t type);
void model_endpoint_create(struct mthread *t);
void model_endpoint_close(struct mthread *t);
void model_close_all(struct mthread *t);

/* Processes come and go (process.c). The running thread makes one, or ends one that it made. */
void model_process_create(uint32_t cpu);
void model_process_kill(uint32_t cpu);
/* Thread t and its process go, and every frame that they hold; whoever waits for its reply goes on
 * on this CPU. */
void model_end(uint32_t t, uint32_t cpu);
/* A process that knows no other. */
void model_no_family(struct mthread *m);
/* The thread of the process that made that of thread t, or NONE. */
uint32_t model_parent(uint32_t t);

/* Slot i of thread t names endpoint e too, which no call can bring about. */
void model_give(uint32_t t, uint32_t i, uint32_t e);

/* Calls on endpoints (message.c) by the running thread, on one that it may name, or on none. */
void model_send(uint32_t cpu, uint32_t e);
void model_recv(uint32_t cpu, uint32_t e);
void model_call(uint32_t cpu, uint32_t e);
void model_reply_recv(uint32_t cpu, uint32_t e);
void model_try_send(uint32_t cpu, uint32_t e);
void model_try_recv(uint32_t cpu, uint32_t e);
void model_try_call(uint32_t cpu, uint32_t e);
void model_notify(uint32_t cpu, uint32_t e);
void model_reply(uint32_t cpu);

/* Calls on memory (memory.c); got: the error that the kernel told the thread. */
void model_map(struct mthread *t, uint64_t got);
void model_unmap(struct mthread *t);
void model_protect(struct mthread *t);
void model_map_range(struct mthread *t);
void model_unmap_range(struct mthread *t);
void model_protect_range(struct mthread *t);
void model_free_space(struct mthread *t);
/* What is wrong with n pages from this address on. */
uint64_t model_run_error(uint64_t va, uint64_t n);

/* The kernel is where the model is (compare.c). Of frames and address spaces only counts and what
 * this entry changed; all of them if `full`. */
void compare_frames(void);
void compare(int full);

/* Pages as the tables show them (compare.c). */
void check_shown(const struct mthread *t, const struct page_map *page);
void check_hidden(const struct mthread *t, uint64_t address, uint32_t size);

#endif
