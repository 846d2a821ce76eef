/* generate.c: machines and entries at random. See generate.h. */
#include "generate.h"

#include "meet.h"
#include "page.h"
#include "pc.h"

#define MB2 0x200000ul
#define GB1 0x40000000ul
#define NEAR 0x10000000ul /* small pages side by side */
#define WIDE 0x20000000ul /* more of them than there is memory */

/* For a while memory fills up, or empties, so that it runs out in all ways that it can; rarely,
 * processes have child after child, until no number is left. */
enum mood { BALANCED, FILLING, EMPTYING, MAKING, NMOODS };
static uint32_t mood;
static uint32_t gibibytes; /* the machine has room for pages of 1 GiB */

uint32_t generate_rare = 4096;

static uint32_t some_mood(struct source *s)
{
    static const uint8_t weights[NMOODS] = {3, 3, 3, 1};

    return pick(s, weights, NMOODS);
}

struct entry generate_boot(struct source *s)
{
    static const uint16_t frames[] = {640, 704, 768, 1024, 1664, 1800, 2200, 3072};
    struct entry e = {.kind = DO_BOOT};
    uint64_t *w = e.word;

    mood = some_mood(s);
    w[MACHINE_MODULES] = 1 + draw(s, 8);
    w[MACHINE_FRAMES] = draw(s, 2) ? frames[draw(s, 8)] : 704 + draw(s, 2000);
    w[MACHINE_CPUS] = draw(s, 2) ? 1 : draw(s, 8) ? 2 + draw(s, 3) : NCPU;
    w[MACHINE_SHARED] = draw(s, 4) != 0;
    w[MACHINE_LEFT] = draw(s, 3) ? 0 : 1 + draw(s, 64);
    w[MACHINE_CLOCK] = draw(s, 16) ? 0 : 1 + draw(s, 200);
    w[MACHINE_HUGE] = draw(s, 4) != 0;
    w[MACHINE_UNTAGGED] = draw(s, 4) == 0;
    /* Rarely, and for a short run only: gibibytes take long to zero. */
    gibibytes = draw(s, generate_rare) == generate_rare - 1;
    if (gibibytes) {
        w[MACHINE_FRAMES] = 2 * FRAMES_1G + 64 + draw(s, 1024);
        w[MACHINE_MODULES] = 1 + draw(s, 2);
        w[MACHINE_LEFT] = 0;
        w[MACHINE_HUGE] = 1;
    }
    return e;
}

uint32_t generate_length(const struct entry *boot)
{
    return boot->word[MACHINE_FRAMES] > FRAMES_1G ? 60 : SCRIPT_ENTRIES;
}

/* An address where a page may be: within what is shared by many, far from all else, at the edges
 * of user space, or where the program is. */
static uint64_t some_page(struct source *s)
{
    static const uint8_t weights[] = {10, 4, 3, 2, 1};

    if (gibibytes && draw(s, 4))
        return (512 + draw(s, 3)) * GB1 + (draw(s, 4) ? 0 : draw(s, 512) * MB2) +
               (draw(s, 8) ? 0 : draw(s, 512) * PAGE_SIZE);
    switch (pick(s, weights, 5)) {
    case 0:
        return NEAR + draw(s, 24) * PAGE_SIZE;
    case 1:
        return (1 + draw(s, 2)) * (GB1 << 9) + draw(s, 2) * GB1 + draw(s, 2) * MB2 +
               draw(s, 2) * PAGE_SIZE;
    case 2:
        return NEAR + draw(s, 4) * MB2 + draw(s, 2) * 511 * PAGE_SIZE;
    case 3:
        return USER_BASE + draw(s, 6) * PAGE_SIZE;
    default:
        return draw(s, 2)   ? USER_STACK_TOP - (1 + draw(s, 3)) * PAGE_SIZE
               : draw(s, 2) ? USER_END - (1 + draw(s, 70)) * PAGE_SIZE
                            : USER_MIN;
    }
}

static uint64_t some_size(struct source *s)
{
    static const uint8_t weights[][NSIZES] = {{24, 5, 1}, {12, 12, 1}, {2, 2, 5}};

    return pick(s, weights[gibibytes ? 2 : mood == FILLING], NSIZES);
}

static uint64_t some_pages(struct source *s)
{
    static const uint16_t far[] = {63, 64, 65, 100, 512, 1000};

    return draw(s, 8) ? 1 + draw(s, 12) : far[draw(s, 6)];
}

/* What is wrong in the right way: next to what is right, or with a bit too many. */
static uint64_t wrong_word(struct source *s)
{
    switch (draw(s, 8)) {
    case 0:
        return draw(s, 256);
    case 1:
        return some_page(s) + 1 + draw(s, 4095);
    case 2:
        return USER_END + draw(s, 3) * PAGE_SIZE;
    case 3:
        return ~(uint64_t)draw(s, 4096);
    case 4:
        return 1ul << draw(s, 64) | draw(s, 4);
    case 5:
        return NSLOTS + draw(s, 3);
    case 6:
        return draw(s, 2) ? 0 : 0x7ffffffffffful - draw(s, 3);
    default:
        return draw_word(s);
    }
}

static void message(struct source *s, uint64_t *w)
{
    uint64_t first = draw(s, 65536);

    for (uint32_t i = 0; i < MESSAGE_WORDS; i++)
        w[REG_A1 + i] = first * 0x10001 + i;
}

/* Arguments that the call may well take. */
static void arguments(struct source *s, uint64_t *w)
{
    static const uint32_t align[] = {PAGE_SIZE, MB2, GB1};
    uint64_t size = some_size(s);

    switch (w[REG_CALL]) {
    case CALL_MAP:
    case CALL_PROTECT:
    case CALL_UNMAP:
        w[REG_A0] = some_page(s) & -(uint64_t)align[size];
        w[REG_A1] = w[REG_CALL] == CALL_UNMAP ? size : draw(s, NRIGHTS);
        w[REG_A2] = w[REG_CALL] == CALL_UNMAP ? 0 : size;
        break;
    case CALL_MAP_RANGE:
    case CALL_PROTECT_RANGE:
    case CALL_UNMAP_RANGE:
        w[REG_A0] = some_page(s);
        w[REG_A1] = w[REG_CALL] == CALL_UNMAP_RANGE ? some_pages(s) : draw(s, NRIGHTS);
        w[REG_A2] = w[REG_CALL] == CALL_UNMAP_RANGE ? 0 : some_pages(s);
        break;
    case CALL_PROCESS_CREATE:
        w[REG_A0] = some_slot(s);
        w[REG_A1] = USER_BASE + draw(s, PAGE_SIZE);
        w[REG_A2] = USER_STACK_TOP - draw(s, PAGE_SIZE);
        w[REG_A3] = some_page(s);
        w[REG_A4] = draw(s, 2) ? some_page(s) : w[REG_A3];
        w[REG_A5] = some_pages(s);
        break;
    case CALL_PUTC:
        w[REG_A0] = 'a' + draw(s, 1000);
        break;
    case CALL_NOTIFY:
        w[REG_A0] = some_slot(s);
        w[REG_A1] = some_bits(s);
        break;
    case CALL_ENDPOINT_CREATE:
    case CALL_ENDPOINT_CLOSE:
        w[REG_A0] = draw(s, 2) ? some_slot(s) : draw(s, NSLOTS);
        break;
    default:
        w[REG_A0] = some_slot(s);
        message(s, w);
    }
}

/* The last thread that can run does not wait, but for one that waits for it, or rarely. */
static void go_on(struct source *s, pfn_t t, uint64_t *w)
{
    static const uint64_t others[] = {CALL_MAP, CALL_PROTECT, CALL_MAP_RANGE, CALL_UNMAP};

    if (t == NIL || !waits(w[REG_CALL]) || machine_lively() > 1 || draw(s, 64) == 0)
        return;
    if (draw(s, 4) == 0 || !meet(s, t, w)) {
        w[REG_CALL] = others[draw(s, 4)];
        arguments(s, w);
    }
}

/* What fills memory instead of what empties it, or the other way round; much at a time. */
static void follow_mood(struct source *s, uint64_t *w)
{
    uint64_t call = w[REG_CALL];

    if (draw(s, 256) == 0)
        mood = some_mood(s);
    if (mood == FILLING &&
        (call == CALL_UNMAP_RANGE || (call == CALL_UNMAP && w[REG_A1] == SIZE_4K))) {
        w[REG_CALL] = CALL_MAP_RANGE;
        w[REG_A0] = WIDE + draw(s, 128) * RANGE_PAGES * PAGE_SIZE;
        w[REG_A1] = draw(s, NRIGHTS);
        w[REG_A2] = RANGE_PAGES;
    }
    if (mood == EMPTYING && (call == CALL_MAP_RANGE || (call == CALL_MAP && draw(s, 2)))) {
        w[REG_CALL] = CALL_UNMAP_RANGE;
        w[REG_A0] = WIDE + draw(s, 128) * RANGE_PAGES * PAGE_SIZE;
        w[REG_A1] = RANGE_PAGES;
    }
}

/* Mostly a page that is there, at times one that lies before a large one. */
static void give_a_page(struct source *s, pfn_t t, uint64_t *w)
{
    pfn_t root;

    if (w[REG_CALL] != CALL_PROCESS_CREATE || t == NIL)
        return;
    root = process_window[thread_window[t].process].root;
    for (uint32_t i = 0; i < 8 && host_walk(root, w[REG_A3]) == 0; i++)
        w[REG_A3] = i % 4 ? some_page(s) : NEAR + draw(s, 4) * MB2 + 511 * PAGE_SIZE;
}

static void some_call(struct source *s, pfn_t t, uint64_t *w)
{
    /* yield, thread_exit, map, unmap, protect, send, recv, call, reply_recv, putc, ranges, tries,
     * reply, endpoint_create, endpoint_close, process_create, process_kill, notify */
    static const uint8_t weights[NCALLS] = {6, 1, 22, 16, 8, 10, 12, 12, 12, 2, 5,
                                            6, 4, 5,  5,  5, 6,  6,  4,  5,  3, 8};

    w[REG_CALL] = pick(s, weights, NCALLS);
    if (w[REG_CALL] == CALL_THREAD_EXIT && draw(s, 4))
        w[REG_CALL] = CALL_YIELD;
    make_or_end(s, t, mood == MAKING, w);
    arguments(s, w);
    if (w[REG_CALL] == CALL_PROCESS_KILL)
        w[REG_A0] = some_child(s, t);
    give_a_page(s, t, w);
    try_with_somebody(s, t, w);
    by_a_slot_in_use(s, t, w);
    where_others_are(s, t, w);
    follow_mood(s, w);
    go_on(s, t, w);
    if (draw(s, 8) == 0 && (machine_lively() > 1 || !waits(w[REG_CALL])))
        w[draw(s, w[REG_CALL] == CALL_PROCESS_CREATE ? CALL_WORDS : 4)] = wrong_word(s);
}

static struct entry some_trap(struct source *s, uint32_t cpu)
{
    struct entry e = {.kind = DO_TRAP, .cpu = cpu, .word = {TRAP_START}};

    if (machine_runs(cpu) != NIL && draw(s, 8) == 0 && (machine_lively() > 1 || !draw(s, 32))) {
        e.word[0] = draw(s, 2) ? TRAP_FAULT : 3 + draw(s, 200);
        e.word[1] = draw(s, 32);
        e.word[2] = some_page(s);
    }
    return e;
}

/* A CPU that has something to do, more often than not. */
static uint32_t some_cpu(struct source *s)
{
    uint32_t cpu = draw(s, machine_cpus);

    for (uint32_t i = 0; i < machine_cpus && machine_runs(cpu) == NIL; i++)
        if (list_window[run_queue[cpu]].head == NIL || draw(s, 2))
            cpu = (cpu + 1) % machine_cpus;
    if (draw(s, 500) == 0)
        cpu = draw(s, 2) ? NCPU + draw(s, 3) : draw(s, 2) ? draw(s, NCPU) : UINT32_MAX;
    return cpu;
}

struct entry generate_entry(struct source *s)
{
    static const uint8_t weights[NKINDS] = {0, 82, 3, 6, 8, 3, 3};
    uint32_t cpu = some_cpu(s);
    struct entry e = {.kind = pick(s, weights, NKINDS), .cpu = cpu};

    if (machine_runs(cpu) == NIL && draw(s, 16))
        return (struct entry){.kind = DO_TRAP, .cpu = cpu, .word = {TRAP_START}};
    if (e.kind == DO_CALL)
        some_call(s, machine_runs(cpu), e.word);
    if (e.kind == DO_TRAP)
        return some_trap(s, cpu);
    if (e.kind == DO_READ || e.kind == DO_WRITE)
        e.word[0] = some_page(s);
    if (e.kind == DO_WRITE)
        e.word[1] = draw_word(s);
    if (e.kind == DO_MOVE) {
        e.cpu = draw(s, machine_cpus);
        e.word[0] = some_thread(s);
    }
    if (e.kind == DO_GIVE) {
        e.word[0] = draw(s, 2) ? some_slot(s) : draw(s, NSLOTS);
        e.word[1] = some_thread(s);
        e.word[2] = draw(s, NSLOTS);
    }
    return e;
}
