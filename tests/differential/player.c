/* player.c: makes the entries of one thread of a script, and says what it saw (play.h).
 *
 * It makes an entry as soon as it runs again after the one before; whose turn that is the kernel
 * decides, and each line that it says has the number of its entry.
 */
#include "play.h"

/* player.S */
_Noreturn void play(void);
void play_trap(uint64_t *r);
uint64_t play_load(uint64_t address, uint64_t *value);
uint64_t play_store(uint64_t address, uint64_t value);
void play_fault(uint64_t vector, uint64_t address);

extern char zero_end[]; /* user/module.ld */

/* Filled in when the image is made into a program: nobody here may know that it holds zeros. */
extern struct play part;
struct play part __attribute__((section(".data")));
static uint64_t r[CALL_WORDS + PLAY_KEPT];

/* A load and a store of what is there: so the TLB has what the tables say, or had. */
static uint64_t look(uint64_t at, uint64_t *value)
{
    *value = 0;
    if (play_load(at, value) == 0)
        return SEES_NOTHING;
    return play_store(at, *value) == 0 ? SEES_READABLE : SEES_WRITABLE;
}

static void see(const struct play_entry *e, uint64_t at)
{
    r[0] = PLAY_SEE;
    r[1] = e->number;
    r[2] = at;
    r[3] = look(at, &r[4]);
    play_trap(r);
}

static void call(const struct play_entry *e)
{
    uint64_t at[2], ignored, error, kept;
    uint32_t n = play_looks(e->word, (uint64_t)zero_end, at);

    for (uint32_t i = 0; i < n; i++)
        look(at[i], &ignored);
    for (uint32_t i = 0; i < CALL_WORDS; i++)
        r[i] = e->word[i];
    play_garbage(e->word, &r[CALL_WORDS]);
    play_trap(r);
    error = r[0];
    kept = play_sum(&r[CALL_WORDS]);
    r[0] = PLAY_SAY;
    r[CALL_WORDS] = error;
    r[CALL_WORDS + 1] = e->number;
    r[CALL_WORDS + 2] = kept;
    play_trap(r);
    for (uint32_t i = 0; i < n; i++)
        see(e, at[i]);
}

void play(void)
{
    for (uint64_t i = 0; i < part.n; i++) {
        const struct play_entry *e = &part.entry[i];

        if (e->kind == DO_CALL)
            call(e);
        else if (e->kind == DO_TRAP)
            play_fault(e->word[1], e->word[2]);
        else if (e->kind == DO_WRITE)
            play_store(e->word[0], e->word[1]);
        if (e->kind == DO_READ || e->kind == DO_WRITE)
            see(e, e->word[0]);
    }
    for (;;) {
        r[0] = PLAY_END;
        play_trap(r);
    }
}
