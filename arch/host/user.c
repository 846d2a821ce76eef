/* user.c: the memory of a thread, as the thread itself reaches it. */
#include <string.h>

#include "host.h"

#define READABLE 5ul /* present, user */
#define WRITABLE 7ul

/* Where a thread finds the byte at an address, if the entry that maps it has these bits. */
static uint8_t *reach(pfn_t t, uint64_t address, uint64_t bits)
{
    uint64_t leaf = thread_window[t].state == T_RUNNING
                        ? host_translate(thread_window[t].cpu, address)
                        : host_walk(process_window[thread_window[t].process].root, address);

    if ((leaf & bits) != bits)
        return NULL;
    return host_bytes() + leaf / PAGE_SIZE % MAX_FRAMES * PAGE_SIZE + address % PAGE_SIZE;
}

/* How many of n bytes from an address on lie in its page. */
static size_t in_page(uint64_t address, size_t n)
{
    size_t room = PAGE_SIZE - address % PAGE_SIZE;

    return n < room ? n : room;
}

static int reachable(pfn_t t, uint64_t address, size_t n, uint64_t bits)
{
    if (address >= USER_END || n > USER_END - address)
        return 0;
    for (size_t part; n > 0; address += part, n -= part) {
        part = in_page(address, n);
        if (reach(t, address, bits) == NULL)
            return 0;
    }
    return 1;
}

int isobar_read(struct isobar *k, uint32_t t, uint64_t address, void *to, size_t n)
{
    int error = host_lock_thread(k, t);

    if (error != ISOBAR_OK)
        return error;
    if (!reachable(t, address, n, READABLE))
        error = ISOBAR_E_FAULT;
    for (size_t at = 0, part; error == ISOBAR_OK && at < n; at += part) {
        part = in_page(address + at, n - at);
        memcpy((uint8_t *)to + at, reach(t, address + at, READABLE), part);
    }
    host_unlock();
    return error;
}

int isobar_write(struct isobar *k, uint32_t t, uint64_t address, const void *from, size_t n)
{
    int error = host_lock_thread(k, t);

    if (error != ISOBAR_OK)
        return error;
    if (!reachable(t, address, n, WRITABLE))
        error = ISOBAR_E_FAULT;
    for (size_t at = 0, part; error == ISOBAR_OK && at < n; at += part) {
        part = in_page(address + at, n - at);
        memcpy(reach(t, address + at, WRITABLE), (const uint8_t *)from + at, part);
    }
    host_unlock();
    return error;
}
