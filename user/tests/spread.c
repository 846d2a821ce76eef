/* spread.c: pages on both sides of every boundary between page tables.
 *
 * Each page carries its own address, so that two addresses leading to one page would show.
 */
#include "test.h"

#define MB2 0x200000ul
#define GB1 0x40000000ul
#define GB512 0x8000000000ul

static const uint64_t places[] = {
    MB2 - PAGE,         MB2,         GB1 - PAGE,       GB1,        GB1 + MB2 - PAGE,   GB1 + MB2,
    2 * GB1 - PAGE,     2 * GB1,     GB512 - PAGE,     GB512,      GB512 + GB1 - PAGE, GB512 + GB1,
    37 * GB512 - PAGE,  37 * GB512,  37 * GB512 + MB2, 64 * GB512, 128 * GB512 - PAGE, 128 * GB512,
    255 * GB512 - PAGE, 255 * GB512,
};
enum { NPLACES = sizeof places / sizeof places[0] };

static unsigned map_some(unsigned first, unsigned step)
{
    unsigned failures = 0;

    for (unsigned i = first; i < NPLACES; i += step) {
        failures += map_page(places[i], RIGHT_WRITE) != E_OK;
        failures += word_at(places[i], 0) != 0 || word_at(places[i], 511) != 0;
        write_word(places[i], 0, places[i]);
        write_word(places[i], 511, ~places[i]);
    }
    return failures;
}

static unsigned unmap_some(unsigned first, unsigned step)
{
    unsigned failures = 0;

    for (unsigned i = first; i < NPLACES; i += step)
        failures += unmap_page(places[i]) != E_OK;
    return failures;
}

static unsigned damaged(unsigned first, unsigned step)
{
    unsigned n = 0;

    for (unsigned i = first; i < NPLACES; i += step)
        n += word_at(places[i], 0) != places[i] || word_at(places[i], 511) != ~places[i];
    return n;
}

void suite_spread(void)
{
    unsigned refused = 0;

    check("map 20 pages around table boundaries, each zeroed", map_some(0, 1) == 0);
    check("each holds its own address", damaged(0, 1) == 0);
    check("unmap every second one", unmap_some(1, 2) == 0);
    check("the others are as they were", damaged(0, 2) == 0);
    for (unsigned i = 0; i < NPLACES; i++)
        refused += i % 2 == 0 ? map_page(places[i], RIGHT_READ) == E_MAPPED
                              : unmap_page(places[i]) == E_UNMAPPED;
    check("mapped is E_MAPPED to map, unmapped is E_UNMAPPED to unmap", refused == NPLACES);
    check("map the unmapped ones again, each zeroed", map_some(1, 2) == 0);
    check("each holds its own address again", damaged(0, 1) == 0);
    check("unmap them all, last first", unmap_some(1, 2) == 0 && unmap_some(0, 2) == 0);
}
