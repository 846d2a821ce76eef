/* range.c: the range forms of map, unmap and protect.
 *
 * The pages lie on both sides of a boundary between tables; each carries its own address, and what
 * a call did is what it says that it did.
 */
#include "test.h"

#define MB2 0x200000ul
#define FIRST (AREA + MB2 - 40 * PAGE)
#define LONG 1000ul

static unsigned damaged(uint64_t first, uint64_t n)
{
    unsigned bad = 0;

    for (uint64_t at = first; at < first + n * PAGE; at += PAGE)
        bad += word_at(at, 0) != at || word_at(at, 511) != ~at;
    return bad;
}

static void mark(uint64_t first, uint64_t n)
{
    for (uint64_t at = first; at < first + n * PAGE; at += PAGE) {
        write_word(at, 0, at);
        write_word(at, 511, ~at);
    }
}

static unsigned dirty(uint64_t first, uint64_t n)
{
    unsigned bad = 0;

    for (uint64_t at = first; at < first + n * PAGE; at += PAGE)
        bad += word_at(at, 0) != 0 || word_at(at, 511) != 0;
    return bad;
}

static void one_range(void)
{
    uint64_t done;

    check("map 60 pages", sys_map_range(FIRST, RIGHT_WRITE, 60, &done) == E_OK && done == 60);
    check("each is zeroed", dirty(FIRST, 60) == 0);
    mark(FIRST, 60);
    check("each holds its own address", damaged(FIRST, 60) == 0);
    check("make 20 of them read-only",
          sys_protect_range(FIRST + 30 * PAGE, RIGHT_READ, 20, &done) == E_OK && done == 20);
    check("all hold what they held", damaged(FIRST, 60) == 0);
    check("map stops at the first that is mapped",
          sys_map_range(FIRST - 3 * PAGE, RIGHT_READ, 60, &done) == E_OK && done == 3);
    check_error("and fails if that is the first of all",
                sys_map_range(FIRST, RIGHT_READ, 60, &done), E_MAPPED);
    check("unmap stops at the first that is not mapped",
          sys_unmap_range(FIRST + 50 * PAGE, 20, &done) == E_OK && done == 10);
    check_error("and fails if that is the first of all",
                sys_unmap_range(FIRST + 50 * PAGE, 10, &done), E_UNMAPPED);
    check_error("so does protect", sys_protect_range(FIRST + 50 * PAGE, RIGHT_READ, 10, &done),
                E_UNMAPPED);
    check("the others hold what they held", damaged(FIRST, 50) == 0);
    check("unmap them", sys_unmap_range(FIRST - 3 * PAGE, 53, &done) == E_OK && done == 53);
}

/* Any number of pages, by as many calls as it takes. */
static void long_range(void)
{
    uint64_t done, n, calls = 0;

    for (n = 0; n < LONG; n += done, calls++)
        if (sys_map_range(FIRST + n * PAGE, RIGHT_WRITE, LONG - n, &done) != E_OK)
            break;
    check("map 1000 pages, 64 by each call", n == LONG && calls == (LONG + 63) / RANGE_PAGES);
    check("each is zeroed", dirty(FIRST, LONG) == 0);
    mark(FIRST, LONG);
    check("each holds its own address", damaged(FIRST, LONG) == 0);
    for (n = 0; n < LONG; n += done)
        if (sys_unmap_range(FIRST + n * PAGE, LONG - n, &done) != E_OK)
            break;
    check("unmap them", n == LONG);
}

static void bad_ranges(void)
{
    uint64_t done;

    check_error("map no pages", sys_map_range(FIRST, RIGHT_WRITE, 0, &done), E_RANGE);
    check_error("map 2^64 - 1 pages", sys_map_range(FIRST, RIGHT_WRITE, ~0ul, &done), E_RANGE);
    check_error("map 2^52 + 1 pages", sys_map_range(FIRST, RIGHT_WRITE, (1ul << 52) + 1, &done),
                E_RANGE);
    check_error("map past the end of user space",
                sys_map_range(USER_END - PAGE, RIGHT_WRITE, 2, &done), E_RANGE);
    check_error("unmap past it", sys_unmap_range(USER_END - PAGE, 2, &done), E_RANGE);
    check_error("protect past it", sys_protect_range(USER_END - PAGE, RIGHT_READ, 2, &done),
                E_RANGE);
    check_error("map from page zero", sys_map_range(0, RIGHT_WRITE, 2, &done), E_ADDRESS);
    check_error("map an unaligned range", sys_map_range(FIRST + 8, RIGHT_WRITE, 2, &done),
                E_ADDRESS);
    check_error("unmap in the kernel half", sys_unmap_range(0xffff800000000000ul, 2, &done),
                E_ADDRESS);
    check_error("map with rights 3", sys_map_range(FIRST, NRIGHTS, 2, &done), E_RIGHTS);
    check_error("none of them mapped anything", unmap_page(FIRST), E_UNMAPPED);
}

void suite_range(void)
{
    one_range();
    long_range();
    bad_ranges();
}
