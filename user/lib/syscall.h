/* syscall.h: the system calls, one inline stub each.
 *
 * On x86-64 the number goes in rax and comes back as the error; the arguments go in rdi, rsi, rdx,
 * r10, r8, r9, of which the middle four carry the words of a message both ways. The instruction
 * itself overwrites rcx and r11; the kernel keeps every other register.
 */
#ifndef ISOBAR_SYSCALL_H
#define ISOBAR_SYSCALL_H

#include <stdint.h>

#include "abi.h"

struct message {
    uint64_t w[MESSAGE_WORDS];
};

/* Any call that carries no message. */
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

/* A range call; *done is how many pages were done, if any. */
static inline uint64_t range_call(uint64_t number, uint64_t address, uint64_t a1, uint64_t a2,
                                  uint64_t *done)
{
    __asm__ volatile("syscall"
                     : "+a"(number), "+S"(a1)
                     : "D"(address), "d"(a2)
                     : "rcx", "r11", "memory");
    *done = number == E_OK ? a1 : 0;
    return number;
}

static inline uint64_t sys_yield(void)
{
    return system_call(CALL_YIELD, 0, 0, 0);
}

_Noreturn static inline void sys_thread_exit(void)
{
    for (;;)
        system_call(CALL_THREAD_EXIT, 0, 0, 0);
}

static inline uint64_t sys_map_size(uint64_t address, uint64_t rights, uint64_t size)
{
    return system_call(CALL_MAP, address, rights, size);
}

static inline uint64_t sys_unmap_size(uint64_t address, uint64_t size)
{
    return system_call(CALL_UNMAP, address, size, 0);
}

static inline uint64_t sys_protect_size(uint64_t address, uint64_t rights, uint64_t size)
{
    return system_call(CALL_PROTECT, address, rights, size);
}

/* The same for pages of 4 KiB. */
static inline uint64_t sys_map(uint64_t address, uint64_t rights)
{
    return sys_map_size(address, rights, SIZE_4K);
}

static inline uint64_t sys_unmap(uint64_t address)
{
    return sys_unmap_size(address, SIZE_4K);
}

static inline uint64_t sys_protect(uint64_t address, uint64_t rights)
{
    return sys_protect_size(address, rights, SIZE_4K);
}

static inline uint64_t sys_map_range(uint64_t address, uint64_t rights, uint64_t n, uint64_t *done)
{
    return range_call(CALL_MAP_RANGE, address, rights, n, done);
}

static inline uint64_t sys_unmap_range(uint64_t address, uint64_t n, uint64_t *done)
{
    return range_call(CALL_UNMAP_RANGE, address, n, 0, done);
}

static inline uint64_t sys_protect_range(uint64_t address, uint64_t rights, uint64_t n,
                                         uint64_t *done)
{
    return range_call(CALL_PROTECT_RANGE, address, rights, n, done);
}

static inline uint64_t sys_send(uint64_t slot, struct message *m)
{
    return message_call(CALL_SEND, slot, m);
}

static inline uint64_t sys_recv(uint64_t slot, struct message *m)
{
    return message_call(CALL_RECV, slot, m);
}

static inline uint64_t sys_call(uint64_t slot, struct message *m)
{
    return message_call(CALL_CALL, slot, m);
}

static inline uint64_t sys_reply_recv(uint64_t slot, struct message *m)
{
    return message_call(CALL_REPLY_RECV, slot, m);
}

static inline uint64_t sys_try_send(uint64_t slot, struct message *m)
{
    return message_call(CALL_TRY_SEND, slot, m);
}

static inline uint64_t sys_try_recv(uint64_t slot, struct message *m)
{
    return message_call(CALL_TRY_RECV, slot, m);
}

static inline uint64_t sys_try_call(uint64_t slot, struct message *m)
{
    return message_call(CALL_TRY_CALL, slot, m);
}

/* Whom it reaches is known; the slot is not looked at. */
static inline uint64_t sys_reply(struct message *m)
{
    return message_call(CALL_REPLY, 0, m);
}

static inline uint64_t sys_putc(uint64_t character)
{
    return system_call(CALL_PUTC, character, 0, 0);
}

#endif
