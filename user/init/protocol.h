/* protocol.h: what the demo's two processes agree on.
 *
 * Init calls on its slot PEER with four words; the peer answers each with a word computed from
 * two of them, so that a word lost, swapped or repeated on either way shows in the answer.
 */
#ifndef ISOBAR_PROTOCOL_H
#define ISOBAR_PROTOCOL_H

#include "syscall.h"

enum { PEER = 1, SELF = 0 }; /* the endpoint as init names it, and as the peer does */

static inline struct message protocol_request(uint64_t i)
{
    return (struct message){{i, i * i, ~i, i << 32}};
}

static inline struct message protocol_answer(struct message m)
{
    return (struct message){
        {m.w[0] + m.w[1], m.w[1] ^ m.w[2], m.w[2] - m.w[3], 3 * m.w[3] + m.w[0]}};
}

static inline int message_equal(struct message a, struct message b)
{
    return a.w[0] == b.w[0] && a.w[1] == b.w[1] && a.w[2] == b.w[2] && a.w[3] == b.w[3];
}

#endif
