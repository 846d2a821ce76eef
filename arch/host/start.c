/* start.c: fill in boot_info from images in memory, and let the kernel judge it.
 *
 * The machine has one range of memory, all of it available; the programs are put at its end, so
 * that what is free stays in large pieces. Nothing is decided here: whether the images are programs
 * is for kernel_init() to say.
 */
#include <string.h>

#include "entry.h"
#include "host.h"

_Static_assert(ISOBAR_MAX_FRAMES == MAX_FRAMES, "frames");
_Static_assert(ISOBAR_MAX_MODULES == BOOT_MAX_MODULES, "modules");

/* Put one more program below those that are there; 0 if there is no room. */
static int add_module(const struct isobar_module *m, uint64_t *end)
{
    struct boot_range *r = &boot_info.module[boot_info.nmodules];

    if (m->size > *end)
        return 0;
    *end = (*end - m->size) / PAGE_SIZE * PAGE_SIZE;
    memcpy(host_bytes() + *end, m->image, m->size);
    *r = (struct boot_range){.base = *end, .size = m->size};
    boot_info.nmodules++;
    return 1;
}

static uint32_t fill_boot_info(const struct isobar *k, const struct isobar_module *m, uint32_t n)
{
    uint64_t end = (uint64_t)k->frames * PAGE_SIZE;

    memset(&boot_info, 0, sizeof boot_info);
    boot_info.frames = k->frames;
    boot_info.huge = 1;
    boot_info.nranges = 1;
    boot_info.range[0] = (struct boot_range){.size = end, .kind = RANGE_AVAILABLE};
    if (n > BOOT_MAX_MODULES)
        return BOOT_TOO_MANY;
    for (uint32_t i = 0; i < n; i++)
        if (!add_module(&m[i], &end))
            return BOOT_FULL;
    return BOOT_OK;
}

int isobar_boot(struct isobar *k, struct isobar_module *module, uint32_t n)
{
    uint32_t reason;
    int error = host_lock(k);

    if (error != ISOBAR_OK)
        return error;
    if (k->booted) {
        host_unlock();
        return ISOBAR_E_BOOTED;
    }
    reason = fill_boot_info(k, module, n);
    if (reason == BOOT_OK)
        reason = kernel_init();
    for (uint32_t i = 0; reason == BOOT_OK && i < n; i++)
        module[i].thread = process_window[module_process[i]].thread;
    k->booted = reason == BOOT_OK;
    host_unlock();
    return reason == BOOT_OK ? ISOBAR_OK : ISOBAR_REFUSED + (int)reason;
}
