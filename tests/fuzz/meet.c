/* meet.c: slots at random, and calls that find somebody there. See meet.h. */
#include "meet.h"

#include "pc.h"

uint64_t some_slot(struct source *s)
{
    if (draw(s, 8) == 0)
        return draw(s, NSLOTS);
    return draw(s, 2) ? draw(s, 4) : SHARED_SLOTS + draw(s, 5);
}

int waits(uint64_t call)
{
    return call == CALL_THREAD_EXIT || (call >= CALL_SEND && call <= CALL_REPLY_RECV);
}

int meet(struct source *s, pfn_t t, uint64_t *w)
{
    static const uint64_t to_send[] = {CALL_SEND, CALL_CALL, CALL_TRY_SEND, CALL_TRY_CALL,
                                       CALL_NOTIFY};
    static const uint64_t to_recv[] = {CALL_RECV, CALL_TRY_RECV, CALL_REPLY_RECV};
    int owes = thread_window[t].caller != NIL;
    const pfn_t *slot = process_window[thread_window[t].process].slot;
    uint32_t first = draw(s, NSLOTS);

    for (uint32_t i = 0; i < NSLOTS; i++) {
        uint32_t at = (first + i) % NSLOTS;
        pfn_t waiter = slot[at] == NIL ? NIL : list_window[slot[at]].head;

        if (waiter == NIL && (slot[at] == NIL || endpoint_window[slot[at]].bits == 0))
            continue;
        w[REG_CALL] = waiter != NIL && thread_window[waiter].state == T_RECV
                          ? to_send[draw(s, 5)]
                          : to_recv[draw(s, owes ? 3 : 2)];
        w[REG_A0] = at;
        return 1;
    }
    w[REG_CALL] = draw(s, 2) ? CALL_REPLY_RECV : CALL_REPLY;
    w[REG_A0] = some_slot(s);
    return owes;
}

uint64_t some_bits(struct source *s)
{
    switch (draw(s, 8)) {
    case 0:
        return draw_word(s);
    case 1:
        return draw(s, 2) ? 0 : ~0ul;
    case 2:
        return draw(s, 256);
    default:
        return 1ul << draw(s, 64);
    }
}

void by_a_slot_in_use(struct source *s, pfn_t t, uint64_t *w)
{
    uint64_t call = w[REG_CALL];
    int by_slot = (call >= CALL_SEND && call <= CALL_REPLY_RECV) ||
                  (call >= CALL_TRY_SEND && call <= CALL_TRY_CALL) || call == CALL_NOTIFY ||
                  call == CALL_PROCESS_CREATE;
    const pfn_t *slot;

    if (!by_slot || t == NIL || draw(s, 8) == 0)
        return;
    slot = process_window[thread_window[t].process].slot;
    for (uint32_t i = 0; i < NSLOTS && slot[w[REG_A0]] == NIL; i++)
        w[REG_A0] = (w[REG_A0] + 1) % NSLOTS;
}

uint32_t some_thread(struct source *s)
{
    uint32_t at = draw(s, MACHINE_THREADS);

    for (uint32_t i = draw(s, 8) ? 0 : MACHINE_THREADS; i < MACHINE_THREADS; i++)
        if (machine_thread[at] == NIL)
            at = (at + 1) % MACHINE_THREADS;
    return at;
}

uint64_t some_child(struct source *s, pfn_t t)
{
    uint32_t first = draw(s, NCHILDREN);

    for (uint32_t i = 0; t != NIL && i < NCHILDREN; i++) {
        uint32_t at = (first + i) % NCHILDREN;

        if (family_window[thread_window[t].process].child[at] != NIL)
            return at;
    }
    return NCHILDREN;
}

void make_or_end(struct source *s, pfn_t t, int making, uint64_t *w)
{
    int parent = some_child(s, t) < NCHILDREN;

    if (making && draw(s, 2)) {
        w[REG_CALL] = parent || draw(s, 4) == 0 ? CALL_PROCESS_CREATE : CALL_YIELD;
        return;
    }
    if (w[REG_CALL] == CALL_PROCESS_KILL && !parent && draw(s, 8))
        w[REG_CALL] = CALL_PROCESS_CREATE;
    if (w[REG_CALL] == CALL_PROCESS_CREATE && machine_population() > 2 + draw(s, MACHINE_THREADS))
        w[REG_CALL] = parent && draw(s, 4) ? CALL_PROCESS_KILL : CALL_THREAD_EXIT;
}

static int named_once(pfn_t e)
{
    return e != NIL && endpoint_window[e].refs == 1;
}

void where_others_are(struct source *s, pfn_t t, uint64_t *w)
{
    static const uint64_t instead[] = {CALL_TRY_SEND, CALL_TRY_RECV, CALL_TRY_CALL, CALL_REPLY};
    uint64_t call = w[REG_CALL], i = 0;
    const pfn_t *slot;

    if (t == NIL || call < CALL_SEND || call > CALL_REPLY_RECV || draw(s, 32) == 0)
        return;
    slot = process_window[thread_window[t].process].slot;
    if (!named_once(slot[w[REG_A0]]))
        return;
    while (i < NSLOTS && (slot[i] == NIL || named_once(slot[i])))
        i++;
    if (i == NSLOTS)
        w[REG_CALL] = instead[call - CALL_SEND];
    else
        w[REG_A0] = i;
}

void try_with_somebody(struct source *s, pfn_t t, uint64_t *w)
{
    uint64_t call = w[REG_CALL];

    if (t == NIL || call < CALL_TRY_SEND || call > CALL_TRY_CALL || draw(s, 2))
        return;
    if (!meet(s, t, w))
        w[REG_CALL] = call;
}
