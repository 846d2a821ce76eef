/* helper.h: what a test can ask of a helper process, in the first word of a message.
 *
 * Orders marked (call) are answered; those marked (send) are not, and must come by send. The
 * helper receives on its slot 0, which is the same endpoint as the tester's slot for it. When it is
 * notified there it keeps the bits and the time, and counts.
 */
#ifndef ISOBAR_HELPER_H
#define ISOBAR_HELPER_H

#include "syscall.h"

enum order {
    ORDER_RAW = 100, /* (call) the next call is answered with its four words inverted */
    ORDER_NOW,       /* (call) answers the time */
    ORDER_READ,      /* (call) answers the last error, the last stamp, a count, the last bits */
    ORDER_STAMP,     /* (send) keep the time as the last stamp, and count */
    ORDER_BUSY,      /* (send) yield w1 times before receiving again */
    ORDER_SEND,      /* (send) send w1 messages {i, ~i, w2, w3} */
    ORDER_CALL,      /* (send) make w1 calls, count wrong answers, send {count} at the end */
    ORDER_TRY,       /* (send) make the call w1 with words {w2, w3, 0, 0}; keep the error */
    ORDER_NOTIFY,    /* (send) notify of bits w1; if w2, then send {w1, w2, w3, 0} */
    ORDER_NO_CALLER, /* (send) reply though nobody waits; keep the error */
    ORDER_FORGET,    /* (call) receive again instead of replying */
    ORDER_TRY_RECV,  /* (call) try to receive on its slot first; answers the error */
    ORDER_REPLY,     /* (call) answers the time, stamps, replies again and keeps that error */
    ORDER_BAD_RECV,  /* (call) receive on a bad slot first; answers the error */
    ORDER_BAD_REPLY, /* (call) reply on a bad slot first; answers the error */
    ORDER_ENDPOINTS, /* (call) make endpoints in all empty slots; answers how many */
    ORDER_DIE        /* (call) end in the way w1 instead of replying */
};

/* Ways to end. */
enum way {
    DIE_EXIT,      /* thread_exit */
    DIE_UNMAPPED,  /* read a page just unmapped */
    DIE_KERNEL,    /* read kernel memory */
    DIE_SSE,       /* use registers that are not saved */
    DIE_HALT,      /* a privileged instruction */
    DIE_DIVIDE,    /* divide by zero */
    DIE_UNDEFINED, /* an undefined instruction */
    DIE_JUMP,      /* jump to a non-canonical address */
    DIE_STEP,      /* single-step through a system call */
    DIE_PORT,      /* write to an I/O port */
    DIE_STACK,     /* run off the end of the stack */
    /* The page was written a moment ago, so the CPU remembers where it is (stale.c): */
    DIE_STALE,                 /* write to a page just unmapped */
    DIE_STALE_READ_ONLY,       /* just made read-only */
    DIE_STALE_EXECUTABLE,      /* just made executable, hence read-only */
    DIE_STALE_FIRST,           /* to the first page of a range just unmapped */
    DIE_STALE_LAST,            /* to the last one */
    DIE_STALE_FIRST_READ_ONLY, /* of a range just made read-only */
    DIE_STALE_LAST_READ_ONLY,
    DIE_STALE_2M, /* to the last 4 KiB of a large page just unmapped */
    DIE_STALE_1G,
    DIE_STALE_2M_READ_ONLY, /* just made read-only */
    DIE_STALE_1G_READ_ONLY,
    DIE_STALE_PART,           /* to 4 KiB just unmapped out of 2 MiB */
    DIE_STALE_PART_READ_ONLY, /* just made read-only */
    DIE_STALE_PART_1G,        /* to 4 KiB just unmapped out of 1 GiB */
    DIE_STALE_PART_1G_READ_ONLY,
    DIE_STALE_2M_OF_1G, /* to the last 4 KiB of 2 MiB just unmapped out of 1 GiB */
    DIE_STALE_2M_OF_1G_READ_ONLY,
    NWAYS
};

#define HELPER_SLOT 0u

/* A clock that never stands still between two system calls. */
static inline uint64_t now(void)
{
    uint32_t low, high;

    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return ((uint64_t)high << 32) | low;
}

/* Returns only if it failed to end the thread. */
void die(uint64_t way);

/* The ways from DIE_STALE on fault at the first of these addresses, or at that of the last page of
 * a range; those with 1 GiB at the end of what starts at the second. Those with part of a page do
 * so in the middle of it. */
#define STALE_PLACE 0x20000000ul
#define STALE_PLACE_1G 0x40000000ul
void write_stale(uint64_t way);

#endif
