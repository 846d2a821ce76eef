/* syscall.h: the system calls.
 *
 * There is a function for each, sys_ and its name: tools/stubs makes them of what kernel/abi.h says
 * of the calls. Below are the same for pages of 4 KiB, which nearly all pages are.
 */
#ifndef ISOBAR_SYSCALL_H
#define ISOBAR_SYSCALL_H

#include "stubs.h"

static inline uint64_t map_page(uint64_t address, uint64_t rights)
{
    return sys_map(address, rights, SIZE_4K);
}

static inline uint64_t unmap_page(uint64_t address)
{
    return sys_unmap(address, SIZE_4K);
}

static inline uint64_t protect_page(uint64_t address, uint64_t rights)
{
    return sys_protect(address, rights, SIZE_4K);
}

#endif
