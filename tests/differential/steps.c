/* steps.c: entries on the host library, told as players would tell them. See host.h.
 *
 * A thread says what its call came back with when it runs again, which another thread may bring
 * about much later; so that is kept for each thread until then.
 */
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "pc.h"
#include "stage.h"
#include "tell.h"

/* What a thread will have to say, if anything. */
struct pending {
    uint64_t number; /* of an entry, or 0 */
    uint64_t word[ENTRY_WORDS];
};

static struct pending pending[BOOT_MAX_MODULES];
static pfn_t next = NIL; /* who runs */
static int started;
int host_quiet;

void write_text(const char *text)
{
    if (!host_quiet)
        fputs(text, stdout);
}

void write_number(uint64_t value)
{
    if (!host_quiet)
        printf("%lu", value);
}

void write_hex(uint64_t value)
{
    if (!host_quiet)
        printf("0x%lx", value);
}

int host_boot(const struct entry *e, const struct player *p)
{
    const uint64_t *image[BOOT_MAX_MODULES];

    for (uint32_t i = 0; i < BOOT_MAX_MODULES; i++)
        image[i] = p->image;
    machine_create();
    machine_off();
    machine_cpus = 1;
    memset(&boot_info, 0, sizeof boot_info);
    stage_fill(e->word, image, (uint32_t)(p->size / PAGE_SIZE));
    boot_info.frames = boot_frames();
    if (kernel_init() != BOOT_OK)
        return 0;
    stage_finish(e->word);
    return 1;
}

void host_begin(void)
{
    tell_booted();
}

int host_runs(void)
{
    return next == NIL ? -1 : (int)stage_number(next);
}

int host_over(void)
{
    return started && next == NIL;
}

static void see(uint64_t number, uint64_t at)
{
    uint64_t leaf = host_translate(0, at), value = 0, access = SEES_NOTHING;

    if (leaf != 0) {
        value = user_window[leaf / PAGE_SIZE % MAX_FRAMES].word[at % PAGE_SIZE / sizeof value];
        access = leaf / 2 % 2 ? SEES_WRITABLE : SEES_READABLE;
    }
    tell_seen(number, next, at, access, value);
}

/* The thread that runs has come back from a call, if it made one. */
static void come_back(void)
{
    struct pending *p = &pending[stage_number(next)];
    const uint64_t *r = regs_window[next].r;
    uint64_t at[2];
    uint32_t n = play_looks(p->word, stage_own_end, at);

    if (p->number == 0)
        return;
    tell_result(p->number, next, r[REG_CALL], &r[REG_A0], play_sum(&r[REG_REST]));
    for (uint32_t i = 0; i < n; i++)
        see(p->number, at[i]);
    p->number = 0;
}

static void enter(uint32_t trap, const struct entry *e)
{
    pfn_t was = next;

    memset(&asked, 0, sizeof asked);
    next = kernel_enter(0, trap, e->word[1], e->word[2]);
    if (asked.characters != 0)
        tell_character(was, asked.character);
    if (asked.events[EV_FAULT])
        tell_event(EV_FAULT, asked.thread, asked.vector, asked.address);
    for (uint32_t event = EV_IDLE; event <= EV_CLOCK; event++)
        if (asked.events[event])
            tell_event(event, NIL, 0, 0);
    if (next != NIL)
        come_back();
}

static void call(const struct entry *e, uint64_t number)
{
    struct pending *p = &pending[stage_number(next)];
    uint64_t *r = regs_window[next].r, at[2];
    uint32_t n = play_looks(e->word, stage_own_end, at);

    for (uint32_t i = 0; i < n; i++)
        host_translate(0, at[i]);
    memcpy(&r[REG_CALL], e->word, sizeof e->word);
    play_garbage(e->word, &r[REG_REST]);
    p->number = number;
    memcpy(p->word, e->word, sizeof p->word);
    enter(TRAP_CALL, e);
}

static void store(const struct entry *e)
{
    uint64_t leaf = host_translate(0, e->word[0]);

    if (leaf / 2 % 2)
        user_window[leaf / PAGE_SIZE % MAX_FRAMES].word[e->word[0] % PAGE_SIZE / 8] = e->word[1];
}

/* Real machines do that at once. */
static void start(void)
{
    next = kernel_enter(0, TRAP_START, 0, 0);
    started = 1;
}

void host_step(const struct entry *e, uint64_t number)
{
    if (next == NIL && (e->kind == DO_CALL || e->kind == DO_TRAP)) {
        start();
    } else if (next == NIL) {
        return;
    } else if (e->kind == DO_CALL) {
        call(e, number);
    } else if (e->kind == DO_TRAP) {
        enter(TRAP_FAULT, e);
    } else {
        if (e->kind == DO_WRITE)
            store(e);
        see(number, e->word[0]);
    }
}

void host_end(void)
{
    if (!started)
        start();
    tell_state();
}
