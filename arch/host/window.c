/* window.c: the memory behind the windows when the kernel runs in a process.
 *
 * The windows are constant pointers, so the memory must sit exactly where they point: two fixed
 * mappings, the direct map and the frame array. Where they are, arch/host/build.mk says.
 */
#include <errno.h>
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
 * an error, not a silent overwrite. Linux before 4.17 takes it for a hint. */
static int back(uint8_t *at, size_t size)
{
    void *p = mmap(at, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | MAP_NORESERVE, -1, 0);

    if (p == at)
        return ISOBAR_OK;
    if (p == MAP_FAILED)
        return errno == EEXIST ? ISOBAR_E_TAKEN : ISOBAR_E_MEMORY;
    munmap(p, size);
    return ISOBAR_E_TAKEN;
}

int host_memory(uint32_t frames)
{
    size_t direct = (size_t)frames * PAGE_SIZE;
    size_t array = (frames * sizeof(struct page) + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
    int error = back(direct_map(), direct);

    if (error != ISOBAR_OK)
        return error;
    error = back(frame_array(), array);
    if (error != ISOBAR_OK) {
        munmap(direct_map(), direct);
        return error;
    }
    direct_size = direct;
    array_size = array;
    return ISOBAR_OK;
}

void host_release(void)
{
    munmap(direct_map(), direct_size);
    munmap(frame_array(), array_size);
    direct_size = 0;
    array_size = 0;
}

uint8_t *host_bytes(void)
{
    return direct_map();
}

size_t host_size(void)
{
    return direct_size;
}
