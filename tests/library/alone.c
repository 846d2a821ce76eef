/* alone.c: each part of the library alone, with what it stands on, made to do one thing.
 *
 *     cc -DALONE_page alone.c $(pkg-config --cflags --libs isobar-page)
 *
 * The kernel makes other parts first and starts with more; the contract of what is called says
 * what must be there.
 */
#include <isobar/host.h>

#define FRAMES 128u
#define FIRST (FRAMES - 1) /* the frame that is freed last is allocated first */

static struct isobar *kernel;

#if !defined ALONE_host && !defined ALONE_calls
#include <isobar/page.h>

static void free_frames(void)
{
    page_init(FRAMES);
    for (pfn_t p = 0; p < FRAMES; p++) {
        page_retype(p, PG_UNTYPED);
        page_free(p);
    }
}
#endif

#if defined ALONE_host
static int works(void)
{
    uint64_t last = (FRAMES - 1) * PAGE_SIZE;

    table_window[1].entry[0] = 2 * PAGE_SIZE + 1;
    table_window[2].entry[0] = 3 * PAGE_SIZE + 1;
    table_window[3].entry[0] = 4 * PAGE_SIZE + 1;
    table_window[4].entry[0] = last + 1;
    return host_walk(1, 0) == last + 1 && host_walk(1, PAGE_SIZE) == 0;
}
#elif defined ALONE_page
static int works(void)
{
    free_frames();
    return page_alloc(ROOT_POOL, PG_USER) == FIRST && nfree == FRAMES - 1;
}
#elif defined ALONE_arena
#include <isobar/arena.h>

static int works(void)
{
    free_frames();
    arena_make(page_alloc(ROOT_POOL, PG_UNTYPED), 1);
    return slot_alloc(1) / ARENA_SLOTS == FIRST && slot_alloc(2) == NIL;
}
#elif defined ALONE_list
#include <isobar/list.h>

static int works(void)
{
    pfn_t l, t[2];

    free_frames();
    l = list_create(PG_QUEUE);
    for (int i = 0; i < 2; i++) {
        t[i] = page_alloc(ROOT_POOL, PG_THREAD);
        link_init(t[i]);
        list_push(l, t[i]);
    }
    return list_pop(l) == t[0] && list_pop(l) == t[1] && LIST(l).head == NIL;
}
#elif defined ALONE_paging
#include <isobar/paging.h>
#include <isobar/user_page.h>

static int works(void)
{
    pfn_t root, page;

    free_frames();
    root = paging_create();
    page = user_page();
    return paging_map(root, USER_BASE, page, RIGHT_READ) == E_OK &&
           host_walk(root, USER_BASE) == leaf_entry(page, RIGHT_READ);
}
#elif defined ALONE_objects
#include <isobar/process.h>

static int works(void)
{
    pfn_t p;

    free_frames();
    for (uint32_t c = 0; c < NCPU; c++) {
        run_queue[c] = list_create(PG_QUEUE);
        current[c] = NIL;
    }
    p = process_create(paging_create(), 0, USER_BASE, USER_STACK_TOP);
    schedule(0);
    return current[0] == PROCESS(p).thread && REGS(current[0]).r[REG_PC] == USER_BASE;
}
#elif defined ALONE_tlb
#include <isobar/paging.h>
#include <isobar/tlb.h>
#include <isobar/user_page.h>

static int works(void)
{
    uint64_t found;
    pfn_t root;

    free_frames();
    loaded[0] = NIL;
    root = paging_create();
    paging_map(root, USER_BASE, user_page(), RIGHT_READ);
    tlb_load(0, root);
    found = host_translate(0, USER_BASE);
    paging_unmap(root, USER_BASE);
    if (found == 0 || host_stale(0) != 1)
        return 0;
    tlb_forget(0, USER_BASE);
    return host_stale(0) == 0;
}
#elif defined ALONE_calls
#include <isobar/entry.h>

static int works(void)
{
    static const uint64_t image[PAGE_SIZE / sizeof(uint64_t)] = {
        [MOD_MAGIC] = MODULE_MAGIC, [MOD_ENTRY] = USER_BASE, [MOD_TEXT] = 1, [MOD_STACK] = 1};
    struct isobar_module init = {.image = image, .size = sizeof image};
    struct isobar_running now;

    if (isobar_boot(kernel, &init, 0) != ISOBAR_REFUSED + BOOT_NO_MODULE ||
        isobar_boot(kernel, &init, 1) != ISOBAR_OK)
        return 0;
    return isobar_enter(kernel, 0, ISOBAR_START, &now) == ISOBAR_OK && now.thread == init.thread;
}
#else
#error which part?
#endif

int main(void)
{
    const struct isobar_options options = {.frames = FRAMES};

    return isobar_create(&kernel, &options) != ISOBAR_OK || !works() ||
           isobar_destroy(kernel) != ISOBAR_OK;
}
