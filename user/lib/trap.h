/* trap.h: the ways into the kernel, one for each kind of call.
 *
 * On x86-64 the number goes in rax and comes back as the error; the arguments go in rdi, rsi, rdx,
 * r10, r8, r9, of which the middle four carry the words of a message both ways. The instruction
 * itself overwrites rcx and r11; the kernel keeps every other register.
 */
#ifndef ISOBAR_TRAP_H
#define ISOBAR_TRAP_H

#include <stdint.h>

#include "abi.h"

struct message {
    uint64_t w[MESSAGE_WORDS];
};

struct values {
    uint64_t a[6];
};

/* Any call that returns nothing but its error. */
static inline uint64_t system_call(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2)
{
    __asm__ volatile("syscall" : "+a"(number) : "D"(a0), "S"(a1), "d"(a2) : "rcx", "r11", "memory");
    return number;
}

/* Any call that carries a message; what comes back replaces it. */
static inline uint64_t message_call(uint64_t number, uint64_t slot, struct message *m)
{
    register uint64_t w2 __asm__("r10") = m->w[2];
    register uint64_t w3 __asm__("r8") = m->w[3];

    __asm__ volatile("syscall"
                     : "+a"(number), "+S"(m->w[0]), "+d"(m->w[1]), "+r"(w2), "+r"(w3)
                     : "D"(slot)
                     : "rcx", "r11", "memory");
    m->w[2] = w2;
    m->w[3] = w3;
    return number;
}

/* Any call of three arguments with a result; *result is 0 where it fails. */
static inline uint64_t result_call(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2,
                                   uint64_t *result)
{
    __asm__ volatile("syscall"
                     : "+a"(number), "+S"(a1)
                     : "D"(a0), "d"(a2)
                     : "rcx", "r11", "memory");
    *result = number == E_OK ? a1 : 0;
    return number;
}

/* Any call; what comes back in the registers of arguments replaces them. */
static inline uint64_t wide_call(uint64_t number, struct values *v)
{
    register uint64_t r10 __asm__("r10") = v->a[3];
    register uint64_t r8 __asm__("r8") = v->a[4];
    register uint64_t r9 __asm__("r9") = v->a[5];

    __asm__ volatile("syscall"
                     : "+a"(number), "+D"(v->a[0]), "+S"(v->a[1]), "+d"(v->a[2]), "+r"(r10),
                       "+r"(r8), "+r"(r9)
                     :
                     : "rcx", "r11", "memory");
    v->a[3] = r10;
    v->a[4] = r8;
    v->a[5] = r9;
    return number;
}

#endif
