/* limits.c: what a script may have that a machine with players on it has not. See host.h. */
#include "entry.h"
#include "host.h"
#include "stage.h"

/* Whether n pages from an address on touch what a player needs for itself. */
static int touches_player(uint64_t address, uint64_t n)
{
    return address < stage_own_end && address + n * PLAY_PAGE > PLAY_START;
}

static const char *machine_limits(const uint64_t *w)
{
    if (w[MACHINE_CPUS] != 1)
        return "one CPU runs on a real machine";
    if (!stage_possible(w))
        return "a machine has 1 to 8 programs, and 576 + 64 for each to 6144 frames";
    return NULL;
}

/* Whether a call that makes a process may do so, as far as its arguments go. */
static int may_succeed(const uint64_t *w)
{
    return w[1] < NSLOTS && w[2] < USER_END && w[3] <= USER_END && w[4] % PLAY_PAGE == 0 &&
           w[4] < USER_END && w[5] % PLAY_PAGE == 0 && w[5] < USER_END && w[6] != 0;
}

static const char *call_limits(const uint64_t *w)
{
    int small =
        (w[0] == CALL_UNMAP && w[2] == SIZE_4K) || (w[0] == CALL_PROTECT && w[3] == SIZE_4K);
    int range = w[0] == CALL_UNMAP_RANGE || w[0] == CALL_PROTECT_RANGE;

    if (w[0] >= PLAY_SAY && w[0] <= PLAY_END)
        return "players use this number for themselves";
    if (w[0] == CALL_PROCESS_CREATE && may_succeed(w))
        return "no player is in a process that comes later";
    if ((small || range) && w[1] < USER_END && touches_player(w[1], play_span(w)))
        return "the player itself is there: pages of a program from the ninth on";
    return NULL;
}

/* To start is what a machine does when it has booted: a script may say so there. */
static const char *trap_limits(uint64_t trap, uint32_t number)
{
    if (trap == TRAP_START)
        return number == 1 ? NULL : "a machine starts once, right after it has booted";
    return trap == TRAP_FAULT ? NULL : "a thread can cause no trap but calls and faults";
}

static const char *memory_limits(uint64_t address)
{
    if (address >= USER_END || address % sizeof(uint64_t) != 0)
        return "players look at aligned words of user space";
    if (touches_player(address / PLAY_PAGE * PLAY_PAGE, 1))
        return "the player itself is there: pages of a program from the ninth on";
    return NULL;
}

const char *limits(const struct entry *e, uint32_t number)
{
    if (e->kind == DO_BOOT)
        return machine_limits(e->word);
    if (e->cpu != 0)
        return "one CPU runs on a real machine";
    if (e->kind == DO_MOVE)
        return "no call moves a thread";
    if (e->kind == DO_GIVE)
        return "no call gives a slot away";
    if (e->kind == DO_TRAP)
        return trap_limits(e->word[0], number);
    if (e->kind == DO_CALL)
        return call_limits(e->word);
    return memory_limits(e->word[0]);
}
