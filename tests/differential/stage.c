/* stage.c: memory and programs before the boot, and who is who after it. See stage.h. */
#include "stage.h"

#include "start.h"
#include "thread.h"

#define LEFT_BEHIND 0xa5a5a5a5a5a5a5a5ul

pfn_t stage_thread[BOOT_MAX_MODULES];
uint64_t stage_own_end;

int stage_possible(const uint64_t *w)
{
    return setup_possible(w, PLAYER_STRIDE) && w[MACHINE_FRAMES] <= STAGE_MOST;
}

static void put(pfn_t first, const uint64_t *word, uint32_t pages)
{
    for (uint32_t i = 0; i < pages * TABLE_ENTRIES; i++)
        user_window[first].word[i] = word[i];
}

void stage_fill(const uint64_t *w, const uint64_t *const *image, uint32_t pages)
{
    setup_info(w, pages, PLAYER_STRIDE);
    stage_own_end = USER_BASE + (pages + image[0][MOD_ZERO]) * PAGE_SIZE;
    for (uint64_t p = MODULE_FRAME; p < w[MACHINE_FRAMES]; p++)
        for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
            user_window[p].word[i] = LEFT_BEHIND;
    for (uint32_t i = 0; i < boot_info.nmodules; i++)
        put((pfn_t)(boot_info.module[i].base / PAGE_SIZE), image[i], pages);
}

void stage_finish(const uint64_t *w)
{
    setup_finish(w);
    for (uint32_t i = 0; i < boot_info.nmodules; i++)
        stage_thread[i] = process_window[module_process[i]].thread;
}

uint32_t stage_number(pfn_t thread)
{
    uint32_t i = 0;

    while (i < boot_info.nmodules && stage_thread[i] != thread)
        i++;
    return i;
}
