/* window.c: the memory behind the windows when the kernel runs in a process.
 *
 * The windows are constant pointers, so the memory must sit exactly where they point: two fixed
 * mappings, the direct map and the frame array. Where they are, arch/host/build.mk says.
 */
#include <stdio.h>
#include <sys/mman.h>

#include "host.h"

static size_t direct_size, array_size;

static uint8_t *direct_map(void)
{
    return (uint8_t *)ISOBAR_WINDOW_BASE;
}

static uint8_t *frame_array(void)
{
    return (uint8_t *)(ISOBAR_WINDOW_BASE + FRAME_ARRAY_OFFSET);
}

/* MAP_FIXED_NOREPLACE: an address that something else uses (a sanitizer's shadow memory, say) is
 * an error, not a silent overwrite. */
static int back(uint8_t *at, size_t size)
{
    void *p = mmap(at, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | MAP_NORESERVE, -1, 0);

    if (p == at)
        return 0;
    perror("mapping the windows");
    return 1;
}

int host_memory(uint32_t frames)
{
    if (direct_size)
        munmap(direct_map(), direct_size);
    if (array_size)
        munmap(frame_array(), array_size);
    direct_size = (size_t)frames * PAGE_SIZE;
    array_size = (frames * sizeof(struct page) + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
    if (frames == 0)
        return 0;
    return back(direct_map(), direct_size) || back(frame_array(), array_size);
}

uint8_t *host_bytes(void)
{
    return direct_map();
}

size_t host_size(void)
{
    return direct_size;
}
