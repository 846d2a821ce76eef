/* shortage.c: every allocation of every call fails once, and which did is printed as a table.
 *
 *     shortage [SITES]
 *
 * A call computes what it needs before it takes anything, so an allocation cannot be made to fail
 * but by memory that is too small for it: so many frames are left that those before it can be had.
 * The linker puts the functions below in front of the two that take frames (-Wl,--wrap), to see who
 * takes them. SITES is in how many places the kernel calls these two: none may be missing.
 */
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "page.h"
#include "run.h"
#include "superpage.h"

#define MOST_TAKEN 512u
#define MOST_SITES 64u
#define MB2 0x200000ul
#define GB1 0x40000000ul
#define HERE 0x8040000000ul /* what is mapped before a call: its tables are there */
#define PART (3 * HERE)
#define END (MB2 - PAGE_SIZE)             /* of 2 MiB: where its last small page is */
#define LAST (USER_STACK_TOP - PAGE_SIZE) /* a page to give away */

pfn_t __real_page_alloc(uint32_t pool, uint32_t t);
void __real_superpage_take(pfn_t p, uint32_t s);
pfn_t __wrap_page_alloc(uint32_t pool, uint32_t t);
void __wrap_superpage_take(pfn_t p, uint32_t s);

/* A place in the kernel that takes frames of a type. */
static struct site {
    const void *place;
    uint32_t type, frames;
    uint32_t refused; /* how often there were none */
} sites[MOST_SITES];
static uint32_t nsites;

/* The sites that took frames since it was 0, in this order. */
static struct site *taken[MOST_TAKEN];
static uint32_t ntaken;

static void take(const void *place, uint32_t type, uint32_t frames)
{
    uint32_t i = 0;

    while (i < nsites && (sites[i].place != place || sites[i].type != type))
        i++;
    CHECK(i < MOST_SITES && ntaken < MOST_TAKEN);
    if (i == nsites)
        sites[nsites++] = (struct site){.place = place, .type = type};
    sites[i].frames = frames;
    taken[ntaken++] = &sites[i];
}

pfn_t __wrap_page_alloc(uint32_t pool, uint32_t t)
{
    pfn_t p = __real_page_alloc(pool, t);

    take(__builtin_return_address(0), t, 1);
    return p;
}

void __wrap_superpage_take(pfn_t p, uint32_t s)
{
    take(__builtin_return_address(0), PG_USER, page_frames[s]);
    __real_superpage_take(p, s);
}

/* Use all frames but so many; the model knows of it. */
static void leave(uint32_t n)
{
    while (nfree > n)
        model.type[__real_page_alloc(ROOT_POOL, PG_UNTYPED)] = PG_UNTYPED;
    model.free = nfree;
    CHECK_EQ(nfree, n);
}

static uint64_t do_words(const uint64_t *w)
{
    struct entry e = {.kind = DO_CALL};

    memcpy(e.word, w, CALL_WORDS * sizeof *w);
    run_entry(&e);
    return model.thread[0].r[REG_CALL];
}

static uint64_t do_call(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2)
{
    return do_words((uint64_t[CALL_WORDS]){number, a0, a1, a2});
}

/* A call, and a large page that is mapped at PART before it, of which it may split a part. */
struct use {
    const char *name;
    uint64_t word[CALL_WORDS];
    uint32_t frames, size; /* of the machine; of the page */
    uint32_t large;        /* size of the page at PART; SIZE_4K: there is none */
};

static const struct use uses[] = {
    {"map 4 KiB", {CALL_MAP, HERE + PAGE_SIZE, RIGHT_WRITE, SIZE_4K}, 1024, SIZE_4K, SIZE_4K},
    {"map 4 KiB", {CALL_MAP, HERE + MB2, RIGHT_WRITE, SIZE_4K}, 1024, SIZE_4K, SIZE_4K},
    {"map 4 KiB", {CALL_MAP, HERE + GB1, RIGHT_WRITE, SIZE_4K}, 1024, SIZE_4K, SIZE_4K},
    {"map 4 KiB", {CALL_MAP, HERE * 2, RIGHT_WRITE, SIZE_4K}, 1024, SIZE_4K, SIZE_4K},
    {"map 2 MiB", {CALL_MAP, HERE + MB2, RIGHT_WRITE, SIZE_2M}, 3072, SIZE_2M, SIZE_4K},
    {"map 2 MiB", {CALL_MAP, HERE + GB1, RIGHT_WRITE, SIZE_2M}, 3072, SIZE_2M, SIZE_4K},
    {"map 2 MiB", {CALL_MAP, HERE * 2, RIGHT_WRITE, SIZE_2M}, 3072, SIZE_2M, SIZE_4K},
    {"map 1 GiB", {CALL_MAP, HERE + GB1, RIGHT_WRITE, SIZE_1G}, 525312, SIZE_1G, SIZE_4K},
    {"map 1 GiB", {CALL_MAP, HERE * 2, RIGHT_WRITE, SIZE_1G}, 525312, SIZE_1G, SIZE_4K},
    {"map_range", {CALL_MAP_RANGE, HERE + PAGE_SIZE, RIGHT_READ, 3}, 1024, SIZE_4K, SIZE_4K},
    {"map_range", {CALL_MAP_RANGE, HERE * 2 + END, RIGHT_READ, 2}, 1024, SIZE_4K, SIZE_4K},
    {"unmap", {CALL_UNMAP, HERE, SIZE_4K}, 1024, SIZE_4K, SIZE_4K},
    {"protect", {CALL_PROTECT, HERE, RIGHT_READ, SIZE_4K}, 1024, SIZE_4K, SIZE_4K},
    {"unmap_range", {CALL_UNMAP_RANGE, HERE, 1}, 1024, SIZE_4K, SIZE_4K},
    {"protect_range", {CALL_PROTECT_RANGE, HERE, RIGHT_READ, 1}, 1024, SIZE_4K, SIZE_4K},
    {"unmap part", {CALL_UNMAP, PART + END, SIZE_4K}, 3072, SIZE_4K, SIZE_2M},
    {"unmap part", {CALL_UNMAP, PART + PAGE_SIZE, SIZE_4K}, 525312, SIZE_4K, SIZE_1G},
    {"unmap part", {CALL_UNMAP, PART + MB2, SIZE_2M}, 525312, SIZE_4K, SIZE_1G},
    {"protect part", {CALL_PROTECT, PART, RIGHT_READ, SIZE_4K}, 3072, SIZE_4K, SIZE_2M},
    {"protect part", {CALL_PROTECT, PART, RIGHT_READ, SIZE_4K}, 525312, SIZE_4K, SIZE_1G},
    {"protect part", {CALL_PROTECT, PART, RIGHT_READ, SIZE_2M}, 525312, SIZE_4K, SIZE_1G},
    {"unmap_range", {CALL_UNMAP_RANGE, PART + PAGE_SIZE, 3}, 525312, SIZE_4K, SIZE_1G},
    {"protect_range", {CALL_PROTECT_RANGE, PART, RIGHT_READ, 2}, 525312, SIZE_4K, SIZE_1G},
    {"yield", {CALL_YIELD}, 1024, SIZE_4K, SIZE_4K},
    {"send", {CALL_SEND, 1}, 1024, SIZE_4K, SIZE_4K},
    {"recv", {CALL_RECV, 1}, 1024, SIZE_4K, SIZE_4K},
    {"call", {CALL_CALL, 1}, 1024, SIZE_4K, SIZE_4K},
    {"reply_recv", {CALL_REPLY_RECV, 1}, 1024, SIZE_4K, SIZE_4K},
    {"try_send", {CALL_TRY_SEND, 1}, 1024, SIZE_4K, SIZE_4K},
    {"try_recv", {CALL_TRY_RECV, 1}, 1024, SIZE_4K, SIZE_4K},
    {"try_call", {CALL_TRY_CALL, 1}, 1024, SIZE_4K, SIZE_4K},
    {"notify", {CALL_NOTIFY, 1, 1}, 1024, SIZE_4K, SIZE_4K},
    {"reply", {CALL_REPLY}, 1024, SIZE_4K, SIZE_4K},
    {"putc", {CALL_PUTC, 'x'}, 1024, SIZE_4K, SIZE_4K},
    {"endpoint_create", {CALL_ENDPOINT_CREATE, 5}, 1024, SIZE_4K, SIZE_4K},
    {"endpoint_close", {CALL_ENDPOINT_CLOSE, 1}, 1024, SIZE_4K, SIZE_4K},
    {"process_create",
     {CALL_PROCESS_CREATE, 1, USER_BASE, HERE, USER_BASE + PAGE_SIZE, HERE, 1},
     1024,
     SIZE_4K,
     SIZE_4K},
    {"process_create",
     {CALL_PROCESS_CREATE, 1, USER_BASE, HERE, USER_BASE, HERE + END, 2},
     1024,
     SIZE_4K,
     SIZE_4K},
    {"process_kill", {CALL_PROCESS_KILL}, 1024, SIZE_4K, SIZE_4K},
    {"thread_exit", {CALL_THREAD_EXIT}, 1024, SIZE_4K, SIZE_4K},
};

/* One thread with a page at HERE and a child, and so many frames free. What the call needs a run
 * for is kept together by a page of that size, which goes last. */
static void prepare(const struct use *u, uint32_t left)
{
    uint64_t keep = HERE & -(page_frames[u->size] * (uint64_t)PAGE_SIZE);
    uint32_t block = u->size == SIZE_4K ? 0 : page_frames[u->size];

    ntaken = 0;
    run_entry(&(struct entry){.kind = DO_BOOT, .word = {u->frames, 2, 1, 0, 0, 0, 1}});
    run_entry(&(struct entry){.kind = DO_TRAP, .word = {TRAP_START}});
    keep += 0x400 * GB1; /* in a part of the address space of its own */
    if (block != 0) {
        CHECK_EQ(do_call(CALL_MAP, keep + page_frames[u->size] * (uint64_t)PAGE_SIZE, 0, SIZE_4K),
                 E_OK);
        CHECK_EQ(do_call(CALL_MAP, keep, RIGHT_READ, u->size), E_OK);
    }
    do_words((uint64_t[CALL_WORDS]){CALL_PROCESS_CREATE, 1, 0, 0, LAST, HERE, 1});
    CHECK_EQ(do_call(CALL_MAP, HERE, RIGHT_WRITE, SIZE_4K), E_OK);
    if (u->large != SIZE_4K)
        CHECK_EQ(do_call(CALL_MAP, PART, RIGHT_WRITE, u->large), E_OK);
    if (left < block || block == 0) {
        leave(left);
        return;
    }
    leave(left - block);
    CHECK_EQ(do_call(CALL_UNMAP, keep, u->size, 0), E_OK);
    CHECK_EQ(nfree, left);
}

static void say(const char *name, const struct site *s, uint32_t at, const char *end)
{
    static const char *const types[NPAGE_TYPES] = {
        [PG_UNTYPED] = "process",    [PG_USER] = "user page",     [PG_PT1] = "table, level 1",
        [PG_PT2] = "table, level 2", [PG_PT3] = "table, level 3", [PG_PT4] = "root table",
        [PG_THREAD] = "thread",      [PG_ENDPOINT] = "endpoint",  [PG_QUEUE] = "run queue"};

    printf("%-15s %3u  %-15s %7u  %s\n", name, at + 1, types[s->type], s->frames, end);
}

/* The call when all that it needs is there, which is learned, and when it lacks one frame of each
 * thing that it takes. */
static void try_use(const struct use *u)
{
    struct site *order[MOST_TAKEN];
    uint32_t n, need = 0, before = 0;
    const uint64_t *w = u->word;

    prepare(u, page_frames[u->size] + 100);
    ntaken = 0;
    do_words(w);
    n = ntaken;
    memcpy(order, taken, sizeof order);
    for (uint32_t i = 0; i < n; i++)
        need += order[i]->frames;
    if (n == 0)
        printf("%-15s   -  nothing\n", u->name);
    for (uint32_t i = 0; i < n; before += order[i++]->frames) {
        uint64_t most = w[0] == CALL_MAP_RANGE ? w[3] : w[0] == CALL_PROCESS_CREATE ? w[6] : 0;
        uint64_t error;

        prepare(u, before + order[i]->frames - 1);
        error = do_words(w);
        CHECK(error == E_MEMORY || (error == E_OK && model.thread[0].r[REG_A1] < most));
        order[i]->refused++;
        say(u->name, order[i], i, error == E_OK ? "stops short" : "E_MEMORY");
    }
    prepare(u, need);
    do_words(w);
    if (n > 0 && u->large == SIZE_4K)
        CHECK_EQ(nfree, 0);
}

/* A machine whose memory is two programs and so many frames more. */
static uint32_t boot_with(uint32_t frames)
{
    const struct entry e = {.kind = DO_BOOT, .word = {1024, 2, 1, 0, 0, 0, 1}};

    machine_boot(&e); /* for the programs, and for what there is beside memory */
    boot_info.nranges = 1;
    boot_info.range[0].base = boot_info.module[0].base;
    boot_info.range[0].size = (18 + frames) * PAGE_SIZE; /* and 14 frames between them */
    boot_info.range[0].kind = RANGE_AVAILABLE;
    boot_info.nused = 1;
    boot_info.used[0].base = boot_info.module[0].base + boot_info.module[0].size;
    boot_info.used[0].size = boot_info.module[1].base - boot_info.used[0].base;
    boot_info.frames = boot_frames();
    ntaken = 0;
    return kernel_init();
}

static void try_boot(void)
{
    struct site *order[MOST_TAKEN];
    uint32_t n;

    CHECK_EQ(boot_with(400), BOOT_OK);
    n = ntaken;
    memcpy(order, taken, sizeof order);
    for (uint32_t i = 0; i < n; i++) {
        CHECK_EQ(boot_with(i), BOOT_FULL);
        if (order[i]->refused++ == 0 || i == 0)
            say("boot", order[i], i, "refused: not enough memory");
    }
    CHECK_EQ(boot_with(n), BOOT_OK);
    CHECK_EQ(nfree, 0);
}

static void print_failure(void)
{
    fprintf(stderr, "%s\n", board->failure);
}

/* Places, each counted once whatever it takes there, at which something was refused. */
static uint32_t refused_places(void)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < nsites; i++) {
        uint32_t j = 0;

        CHECK(sites[i].refused > 0);
        while (sites[j].place != sites[i].place)
            j++;
        n += i == j;
    }
    return n;
}

int main(int argc, char **argv)
{
    uint32_t n;

    board = board_create();
    run_failed = print_failure;
    run_every = 1;
    machine_create();
    printf("%-15s %3s  %-15s %7s  %s\n", "call", "nth", "takes", "frames", "and when it cannot");
    for (uint32_t i = 0; i < sizeof uses / sizeof *uses; i++)
        try_use(&uses[i]);
    try_boot();
    n = refused_places();
    printf("frames are taken at %u places in the kernel; at each they were refused\n", n);
    if (argc > 1 && n != strtoul(argv[1], NULL, 0))
        printf("but there are %s\n", argv[1]);
    return argc > 1 && n != strtoul(argv[1], NULL, 0);
}
