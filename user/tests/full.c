/* full.c: memory to its last frame, and back.
 *
 * The same number of pages must fit each time: a frame lost by a mapping, by an unmapping or by a
 * call that failed half-way would show as a difference.
 */
#include "print.h"
#include "test.h"

#define FIELD 0x100000000000ul /* pages from here up */
#define FAR 0x320000000000ul   /* needs tables of its own at three levels */
#define SPARE 0x330000000000ul /* so does this */
#define FIELD_TABLE 512ul      /* pages below one table, and tables below one */

static inline uint64_t field(uint64_t i)
{
    return FIELD + i * PAGE;
}

/* Map until it fails, marking each page; counts those that were not zeroed. */
static uint64_t fill(uint64_t *error, uint64_t *dirty)
{
    uint64_t n = 0;

    while ((*error = map_page(field(n), RIGHT_WRITE)) == E_OK) {
        *dirty += word_at(field(n), 0) != 0 || word_at(field(n), 511) != 0;
        write_word(field(n), 0, field(n));
        write_word(field(n), 511, ~field(n));
        n++;
    }
    return n;
}

/* Unmap n pages; counts those that lost their mark or could not be unmapped. */
static uint64_t drain(uint64_t n)
{
    uint64_t bad = 0;

    for (uint64_t i = 0; i < n; i++) {
        bad += word_at(field(i), 0) != field(i) || word_at(field(i), 511) != ~field(i);
        bad += unmap_page(field(i)) != E_OK;
    }
    return bad;
}

static uint64_t tables(uint64_t n)
{
    uint64_t low = (n + FIELD_TABLE - 1) / FIELD_TABLE;

    return low + (low + FIELD_TABLE - 1) / FIELD_TABLE + (n > 0);
}

/* A last frame may be too few for a page and its table: it goes to a page whose table is there. */
uint64_t count_free(void)
{
    uint64_t error, dirty = 0, n, last;

    if (map_page(SPARE, RIGHT_READ) != E_OK)
        return 0;
    n = fill(&error, &dirty);
    last = map_page(SPARE + PAGE, RIGHT_READ) == E_OK;
    drain(n);
    if (last)
        unmap_page(SPARE + PAGE);
    unmap_page(SPARE);
    return n + tables(n) + last;
}

/* With the memory full: a call that lacks only tables must not keep the frame it could have. */
static void almost_full(uint64_t n)
{
    check_error("map one more", map_page(field(n), RIGHT_WRITE), E_MEMORY);
    check_error("it was not mapped", unmap_page(field(n)), E_UNMAPPED);
    check_error("unmap the first page", unmap_page(field(0)), E_OK);
    check_error("map far away, where tables are needed", map_page(FAR, RIGHT_WRITE), E_MEMORY);
    check_error("that mapped nothing", unmap_page(FAR), E_UNMAPPED);
    check_error("and took no frame: map the first page", map_page(field(0), RIGHT_WRITE), E_OK);
    check("it is zeroed", word_at(field(0), 0) == 0 && word_at(field(0), 511) == 0);
    write_word(field(0), 0, field(0));
    write_word(field(0), 511, ~field(0));
    check_error("and the memory is full again", map_page(field(n), RIGHT_WRITE), E_MEMORY);
    check_error("a mapped page is E_MAPPED first", map_page(field(1), RIGHT_WRITE), E_MAPPED);
}

void suite_full(void)
{
    uint64_t error, dirty = 0, n, again, frames = count_free();

    n = fill(&error, &dirty);
    print("systest: filled the memory with %lu pages\n", n);
    check_error("map until it fails", error, E_MEMORY);
    check("each page was zeroed", dirty == 0);
    almost_full(n);
    check("every page kept what was written; unmap them all", drain(n) == 0);
    again = fill(&error, &dirty);
    check("exactly as many fit again", again == n && error == E_MEMORY);
    check("each was zeroed, though it had been written", dirty == 0);
    check("unmap them all", drain(again) == 0);
    check("as many frames are free as at first", count_free() == frames);
}
