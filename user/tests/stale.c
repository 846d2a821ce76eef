/* stale.c: writes through translations that have just gone.
 *
 * Each page is written while it may be, the one that matters last, so that the CPU knows where it
 * is and that it may be written; then it goes, or becomes read-only, and is written once more.
 */
#include "helper.h"

#define PAGE 4096ul

static volatile uint64_t *page(uint64_t i)
{
    return (volatile uint64_t *)(STALE_PLACE + i * PAGE);
}

/* What goes by the way of one page, and by that of a range; 0 if it went. */
static int one(uint64_t way)
{
    if (way == DIE_STALE)
        return unmap_page(STALE_PLACE) != E_OK;
    return protect_page(STALE_PLACE, way == DIE_STALE_READ_ONLY ? RIGHT_READ : RIGHT_EXECUTE) !=
           E_OK;
}

static int all(uint64_t way)
{
    uint64_t done, error;

    if (way == DIE_STALE_FIRST || way == DIE_STALE_LAST)
        error = sys_unmap_range(STALE_PLACE, RANGE_PAGES, &done);
    else
        error = sys_protect_range(STALE_PLACE, RIGHT_READ, RANGE_PAGES, &done);
    return error != E_OK || done != RANGE_PAGES;
}

/* The write is far from the address that the call names. */
static void write_stale_large(uint64_t way)
{
    int huge = way == DIE_STALE_1G || way == DIE_STALE_1G_READ_ONLY;
    uint64_t size = huge ? SIZE_1G : SIZE_2M, place = huge ? STALE_PLACE_1G : STALE_PLACE, error;
    volatile uint64_t *first = (volatile uint64_t *)place;
    volatile uint64_t *last = first + ((huge ? 0x40000000ul : 0x200000ul) - PAGE) / sizeof *first;

    if (sys_map(place, RIGHT_WRITE, size) != E_OK)
        return;
    *first = 1;
    *last = 2;
    if (way == DIE_STALE_2M || way == DIE_STALE_1G)
        error = sys_unmap(place, size);
    else
        error = sys_protect(place, RIGHT_READ, size);
    if (error == E_OK)
        *last = 3;
}

static void write_stale_small(uint64_t way)
{
    uint64_t n = way < DIE_STALE_FIRST ? 1 : RANGE_PAGES, done;
    uint64_t last = way == DIE_STALE_LAST || way == DIE_STALE_LAST_READ_ONLY ? n - 1 : 0;

    if (sys_map_range(STALE_PLACE, RIGHT_WRITE, n, &done) != E_OK || done != n)
        return;
    for (uint64_t i = 0; i < n; i++)
        *page(i) = 1;
    *page(last) = 2;
    if ((n == 1 ? one(way) : all(way)) == 0)
        *page(last) = 3;
}

/* What is around the part is written while the CPU may know nothing but the whole page, and once
 * more when the part has changed: only the write to the part may fault. */
static void write_stale_part(uint64_t way)
{
    static const struct {
        uint64_t whole, start, pages, size, unmap;
    } parts[] = {
        {STALE_PLACE, 300 * PAGE, 1, SIZE_4K, 1},
        {STALE_PLACE, 300 * PAGE, 1, SIZE_4K, 0},
        {STALE_PLACE_1G, 0x20000000ul + 300 * PAGE, 1, SIZE_4K, 1},
        {STALE_PLACE_1G, 0x20000000ul + 300 * PAGE, 1, SIZE_4K, 0},
        {STALE_PLACE_1G, 0x20000000ul, 512, SIZE_2M, 1},
        {STALE_PLACE_1G, 0x20000000ul, 512, SIZE_2M, 0},
    };
    uint64_t i = way - DIE_STALE_PART, whole = parts[i].whole, start = whole + parts[i].start;
    volatile uint64_t *before = (volatile uint64_t *)(start - PAGE);
    volatile uint64_t *last = (volatile uint64_t *)(start + (parts[i].pages - 1) * PAGE);
    volatile uint64_t *after = last + PAGE / sizeof *last;

    if (sys_map(whole, RIGHT_WRITE, whole == STALE_PLACE ? SIZE_2M : SIZE_1G) != E_OK)
        return;
    *before = 1;
    *after = 2;
    *last = 3;
    if ((parts[i].unmap ? sys_unmap(start, parts[i].size)
                        : sys_protect(start, RIGHT_READ, parts[i].size)) != E_OK)
        return;
    if (*before != 1 || *after != 2)
        return;
    *before = *after = 4;
    if (*before == 4 && *after == 4)
        *last = 5;
}

void write_stale(uint64_t way)
{
    if (way < DIE_STALE_2M)
        write_stale_small(way);
    else if (way >= DIE_STALE_PART)
        write_stale_part(way);
    else
        write_stale_large(way);
}
