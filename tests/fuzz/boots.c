/* boots.c: boots from boot information at random, most of it almost right.
 *
 *     boots [-n BOOTS] [-s SEED]
 *
 * Whether there is a reason to refuse is decided frame by frame and range by range, from what
 * kernel/boot.h says of each reason. The kernel must give one that applies, and boot if none does;
 * then all invariants hold.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "model.h"
#include "run.h"

#define FRAMES 1024u /* of the machine; nothing is looked for above */

static struct source source;

static uint64_t some_address(void)
{
    switch (draw(&source, 4)) {
    case 0:
        return draw(&source, FRAMES + 8) * (uint64_t)PAGE_SIZE;
    case 1:
        return draw(&source, FRAMES + 8) * (uint64_t)PAGE_SIZE + draw(&source, PAGE_SIZE);
    case 2:
        return ~(uint64_t)draw(&source, 8192);
    default:
        return draw(&source, 4) ? 1ul << draw(&source, 64) : draw_word(&source);
    }
}

static void change_range(struct boot_range *r)
{
    uint32_t what = draw(&source, 3);

    if (what == 0)
        r->base = some_address();
    else if (what == 1)
        r->size = some_address();
    else
        r->kind = draw(&source, 4);
}

/* A word of the first page of a program. */
static void change_program(void)
{
    uint64_t *w = user_window[512 + 16 * draw(&source, 3)].word;
    uint32_t i = draw(&source, MOD_WORDS);

    w[i] = draw(&source, 2) ? w[i] + draw(&source, 3) - 1 : some_address();
}

static void change(void)
{
    switch (draw(&source, 12)) {
    case 0:
        boot_info.truncated = draw(&source, 2);
        break;
    case 1:
        boot_info.nranges = draw(&source, draw(&source, 8) ? 5 : 200);
        break;
    case 2:
        boot_info.nused = draw(&source, draw(&source, 8) ? 3 : 12);
        break;
    case 3:
        boot_info.nmodules = draw(&source, draw(&source, 8) ? 4 : 12);
        break;
    case 4:
        boot_info.kernel_half[draw(&source, USER_ENTRIES)] = draw_word(&source);
        break;
    case 5:
        change_range(&boot_info.range[draw(&source, 5)]);
        break;
    case 6:
    case 7:
        change_range(&boot_info.used[draw(&source, 3)]);
        break;
    case 8:
    case 9:
        change_range(&boot_info.module[draw(&source, 3)]);
        break;
    default:
        change_program();
    }
}

static uint64_t end_of(const struct boot_range *r)
{
    return r->base + r->size < r->base ? ~0ul : r->base + r->size;
}

static int touches(const struct boot_range *r, uint64_t p)
{
    return r->base / PAGE_SIZE <= p && p * PAGE_SIZE < end_of(r);
}

/* A frame that the map makes available, wholly, and nothing reserves. */
static int usable(uint64_t p)
{
    int available = 0;

    for (uint32_t i = 0; i < boot_info.nranges; i++) {
        const struct boot_range *r = &boot_info.range[i];

        if (r->kind == RANGE_AVAILABLE)
            available |= r->base <= p * PAGE_SIZE && (p + 1) * PAGE_SIZE <= end_of(r);
        else if (touches(r, p))
            return 0;
    }
    return available;
}

/* One more than the highest frame that is available, reserved or not. */
static uint64_t highest(void)
{
    uint64_t most = 0;

    for (uint32_t i = 0; i < boot_info.nranges; i++) {
        const struct boot_range *r = &boot_info.range[i];
        uint64_t end = end_of(r) / PAGE_SIZE, start = r->base / PAGE_SIZE;

        start += r->base % PAGE_SIZE != 0;
        end = end < MAX_FRAMES ? end : MAX_FRAMES;
        if (r->kind == RANGE_AVAILABLE && start < end && end > most)
            most = end;
    }
    return most;
}

static uint32_t times_claimed(uint64_t p, const struct boot_range *r, uint32_t n)
{
    uint32_t times = 0;

    for (uint32_t i = 0; i < n; i++)
        times += (uint32_t)touches(&r[i], p);
    return times;
}

/* Whether each frame that the used ranges touch, or with `modules` the programs, is usable and
 * claimed once. */
static int claims(int modules)
{
    const struct boot_range *r = modules ? boot_info.module : boot_info.used;
    uint32_t n = modules ? boot_info.nmodules : boot_info.nused;

    for (uint32_t i = 0; i < n; i++)
        if (end_of(&r[i]) > FRAMES * PAGE_SIZE || r[i].base + r[i].size < r[i].base)
            return 0;
    for (uint64_t p = 0; p < FRAMES; p++) {
        uint32_t times = times_claimed(p, r, n);

        if (times > 0 && modules)
            times += times_claimed(p, boot_info.used, boot_info.nused);
        if (times > 1 || (times == 1 && !usable(p)))
            return 0;
    }
    return 1;
}

static int modules_lie_well(void)
{
    for (uint32_t i = 0; i < boot_info.nmodules; i++)
        if (boot_info.module[i].base % PAGE_SIZE != 0 || boot_info.module[i].size == 0)
            return 0;
    return claims(1);
}

static int is_program(const struct boot_range *r)
{
    const uint64_t *w = user_window[r->base / PAGE_SIZE].word;

    return r->size % PAGE_SIZE == 0 && w[MOD_MAGIC] == MODULE_MAGIC && w[MOD_TEXT] >= 1 &&
           w[MOD_TEXT] <= MODULE_MAX_PAGES && w[MOD_DATA] <= MODULE_MAX_PAGES &&
           w[MOD_ZERO] <= MODULE_MAX_PAGES && w[MOD_STACK] >= 1 &&
           w[MOD_STACK] <= MODULE_MAX_PAGES && w[MOD_TEXT] + w[MOD_DATA] == r->size / PAGE_SIZE &&
           w[MOD_ENTRY] >= USER_BASE && w[MOD_ENTRY] < USER_BASE + w[MOD_TEXT] * PAGE_SIZE;
}

/* Frames that a process takes besides its image, its endpoint included. */
static uint64_t need_of(const uint64_t *w)
{
    uint64_t low = w[MOD_TEXT] + w[MOD_DATA] + w[MOD_ZERO];

    return 3 + w[MOD_ZERO] + w[MOD_STACK] + 4 + (low + 511) / 512 + (w[MOD_STACK] + 511) / 512;
}

/* Frames that are free when all is claimed, less those of run queues and of the processes up to
 * the first module that is no program. */
static int64_t left_over(int *programs)
{
    int64_t n = -(int64_t)NCPU;

    for (uint64_t p = 0; p < FRAMES; p++)
        n += usable(p) && !times_claimed(p, boot_info.used, boot_info.nused) &&
             !times_claimed(p, boot_info.module, boot_info.nmodules);
    *programs = 1;
    for (uint32_t i = 0; i < boot_info.nmodules && *programs; i++) {
        const struct boot_range *r = &boot_info.module[i];

        *programs = is_program(r);
        if (*programs)
            n -= (int64_t)need_of(user_window[r->base / PAGE_SIZE].word) + (i > 0);
    }
    return n;
}

/* A bit for each reason of which the kernel may give one; BOOT_OK if it must boot. */
static uint32_t reasons(int64_t *left)
{
    uint32_t why = 0;
    int programs = 1;

    why |= (uint32_t)(boot_info.truncated != 0) << BOOT_TRUNCATED;
    why |= (uint32_t)(boot_info.nranges == 0) << BOOT_NO_MAP;
    why |= (uint32_t)(boot_info.nmodules == 0) << BOOT_NO_MODULE;
    if (boot_info.nranges > BOOT_MAX_RANGES || boot_info.nused > BOOT_MAX_USED ||
        boot_info.nmodules > BOOT_MAX_MODULES)
        return why | 1u << BOOT_TOO_MANY;
    why |= (uint32_t)(highest() == 0) << BOOT_NO_MEMORY;
    why |= (uint32_t)(highest() > boot_info.frames) << BOOT_FRAMES;
    why |= (uint32_t)!claims(0) << BOOT_USED;
    why |= (uint32_t)!modules_lie_well() << BOOT_MODULE;
    for (uint32_t i = 0; i < USER_ENTRIES; i++)
        why |= (uint32_t)(boot_info.kernel_half[i] / 4 % 2) << BOOT_KERNEL_HALF;
    if ((why & ~(1u << BOOT_KERNEL_HALF)) != 0)
        return why;
    *left = left_over(&programs);
    why |= (uint32_t)(*left < 0) << BOOT_FULL | (uint32_t)!programs << BOOT_NOT_PROGRAM;
    return why != 0 ? why : 1u << BOOT_OK;
}

static uint32_t boot_once(void)
{
    const struct entry good = {.kind = DO_BOOT, .word = {FRAMES, 3, 1, 0, 0, 0, 1}};
    int64_t left = 0;
    uint32_t why, reason;

    machine_fill(&good);
    boot_info.frames = FRAMES;
    if (draw(&source, 4) == 0) {
        boot_info.range[0].size = draw(&source, 80) * PAGE_SIZE;
        boot_info.range[2].size = (290 + draw(&source, 60)) * PAGE_SIZE;
    }
    for (uint32_t n = draw(&source, 4); n > 0; n--)
        change();
    /* Where a used range without any bytes lies is nobody's business. */
    for (uint32_t i = 0; i < BOOT_MAX_USED; i++)
        if (boot_info.used[i].size == 0)
            boot_info.used[i].base = 0;
    if (boot_info.truncated != 0 || boot_info.nranges > BOOT_MAX_RANGES)
        CHECK_EQ(boot_frames(), 0);
    else
        CHECK_EQ(boot_frames(), highest());
    why = reasons(&left);
    reason = kernel_init();
    CHECK(reason < NBOOT_REASONS && (why >> reason & 1) != 0);
    if (reason == BOOT_OK) {
        CHECK_EQ(nfree, (uint64_t)left);
        boot_info.frames = (uint32_t)highest();
        check_kernel(current, machine_root, NCPU);
    }
    return reason;
}

static void print_failure(void)
{
    fprintf(stderr, "boot %" PRIu64 ": %s\n", (uint64_t)board->boots, board->failure);
}

int main(int argc, char **argv)
{
#define TEXT_OF(name, text) text,
    static const char *const texts[] = {BOOT_REASONS(TEXT_OF)};
    uint64_t n = 20000, seed = 1, counts[NBOOT_REASONS] = {0};
    int option;

    while ((option = getopt(argc, argv, "n:s:")) != -1)
        *(option == 'n' ? &n : &seed) = strtoull(optarg, NULL, 0);
    board = board_create();
    run_failed = print_failure;
    machine_create();
    source = source_of_seed(seed, 0);
    for (; board->boots < n; board->boots++)
        counts[boot_once()]++;
    for (uint32_t i = 0; i < NBOOT_REASONS; i++)
        printf("%8" PRIu64 "  %s\n", counts[i], texts[i]);
    return 0;
}
