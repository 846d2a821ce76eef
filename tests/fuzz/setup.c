/* setup.c: boot information for a script's machine, and what follows the boot. See setup.h. */
#include "setup.h"

#include "endpoint.h"
#include "page.h"
#include "start.h"

#define LOW_END 0x9f000ul /* firmware has what is between this and the image */
#define LEAST_FRAMES 64u  /* above the programs */

int setup_possible(const uint64_t *w, uint32_t stride)
{
    uint64_t modules = w[MACHINE_MODULES];

    return modules != 0 && modules <= BOOT_MAX_MODULES && w[MACHINE_CPUS] != 0 &&
           w[MACHINE_CPUS] <= NCPU && w[MACHINE_FRAMES] <= MAX_FRAMES &&
           w[MACHINE_FRAMES] >= MODULE_FRAME + LEAST_FRAMES + stride * modules;
}

static void set(struct boot_range *r, uint64_t base, uint64_t end, uint64_t kind)
{
    r->base = base;
    r->size = end - base;
    r->kind = kind;
}

void setup_info(const uint64_t *w, uint32_t pages, uint32_t stride)
{
    uint64_t image = IMAGE_FRAME * (uint64_t)PAGE_SIZE;

    boot_info.truncated = 0;
    boot_info.nranges = 3;
    set(&boot_info.range[0], 0, LOW_END, RANGE_AVAILABLE);
    set(&boot_info.range[1], LOW_END, image, RANGE_AVAILABLE + 1);
    set(&boot_info.range[2], image, w[MACHINE_FRAMES] * PAGE_SIZE, RANGE_AVAILABLE);
    boot_info.nused = 1;
    set(&boot_info.used[0], image, image + IMAGE_FRAMES * (uint64_t)PAGE_SIZE, 0);
    boot_info.nmodules = (uint32_t)w[MACHINE_MODULES];
    for (uint32_t i = 0; i < boot_info.nmodules; i++) {
        uint64_t base = (MODULE_FRAME + i * (uint64_t)stride) * PAGE_SIZE;

        set(&boot_info.module[i], base, base + pages * (uint64_t)PAGE_SIZE, 0);
    }
    boot_info.huge = w[MACHINE_HUGE] != 0;
}

/* Endpoint i is what slot i of init names. */
static void share_endpoints(void)
{
    const struct process *init = &process_window[module_process[0]];

    for (uint32_t m = 0; m < boot_info.nmodules; m++)
        for (uint32_t i = 1; i < boot_info.nmodules; i++)
            slot_fill(module_process[m], SHARED_SLOTS + i, init->slot[i]);
}

void setup_finish(const uint64_t *w)
{
    if (w[MACHINE_SHARED] != 0)
        share_endpoints();
    while (w[MACHINE_LEFT] != 0 && nfree > w[MACHINE_LEFT])
        page_alloc(ROOT_POOL, PG_UNTYPED);
    if (w[MACHINE_CLOCK] != 0)
        list_clock = CLOCK_END - w[MACHINE_CLOCK] % 1024;
}
