/* large.c: one large page, as many as fit, and peers that die by what they remember of one. */
#include "large.h"

#include "helper.h"

#define FIELD_1G 0x220000000000ul

const uint64_t bytes[NSIZES] = {PAGE, MB2, GB1};

uint64_t map_all(uint64_t field, uint64_t size)
{
    uint64_t n = 0;

    while (sys_map(field + n * bytes[size], RIGHT_WRITE, size) == E_OK)
        n++;
    return n;
}

void unmap_all(uint64_t field, uint64_t size, uint64_t n)
{
    while (n > 0)
        if (sys_unmap(field + --n * bytes[size], size) != E_OK)
            check("unmap a page that was mapped", 0);
}

/* A table of either field serves 512 pages. */
uint64_t count_frames(void)
{
    uint64_t huge = map_all(FIELD_1G, SIZE_1G), large = map_all(FIELD_2M, SIZE_2M), frames;

    frames = count_free() + huge * (GB1 / PAGE) + large * (MB2 / PAGE);
    frames += (huge > 0) + (large > 0) + (large + 511) / 512;
    unmap_all(FIELD_2M, SIZE_2M, large);
    unmap_all(FIELD_1G, SIZE_1G, huge);
    return frames;
}

uint64_t not_zero(uint64_t size)
{
    uint64_t n = 0;

    for (unsigned i = 0; i < bytes[size] / 8; i++)
        n += word_at(PLACE, i) != 0;
    return n;
}

void mark(uint64_t from, uint64_t to)
{
    for (uint64_t at = from; at < to; at += PAGE) {
        write_word(at, 0, at);
        write_word(at, 511, ~at);
    }
}

uint64_t damaged(uint64_t from, uint64_t to)
{
    uint64_t n = 0;

    for (uint64_t at = from; at < to; at += PAGE)
        n += word_at(at, 0) != at || word_at(at, 511) != ~at;
    return n;
}

uint64_t die_stale(uint64_t slot, uint64_t way, const char *what, uint64_t before)
{
    static uint64_t freed;
    uint64_t after;
    struct message m = {{ORDER_DIE, way, 0, 0}};

    check_error(what, sys_call(slot, &m), E_ABANDONED);
    after = count_frames();
    check("every death frees as much", after > before && (freed == 0 || after - before == freed));
    freed = after - before;
    return after;
}
