/* churn.c: a hundred thousand maps, unmaps and protects at random, and no frame lost.
 *
 * A model says what each call must answer, and what each page holds. Pages are read before they
 * change and after, so what the CPU remembers of them must change with them. Part of it runs with
 * hardly any memory left, where calls fail half-way if they ever do.
 */
#include "test.h"

#define OPERATIONS 80000u
#define SCARCE_OPERATIONS 20000u
#define GROUPS 4u
#define GROUP_PAGES 48u
#define PLACES (GROUPS * GROUP_PAGES)
#define FIELD 0x100000000000ul /* pages that fill the memory, from here up */
#define SPARE 24u              /* frames that are left */

static uint64_t mark[PLACES];     /* what the page holds at both ends */
static uint8_t rights_of[PLACES]; /* of what is mapped, and 1 more; 0: not mapped */
static uint64_t wrong, refused, state = 0x9e3779b97f4a7c15ul;

static uint64_t below(uint64_t n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (state * 0x2545f4914f6cdd1dul >> 32) % n;
}

/* Groups that share tables with none of the others, or some; the second crosses a boundary. */
static uint64_t place(uint64_t i)
{
    static const uint64_t group[GROUPS] = {AREA, AREA + 0x200000ul - 8 * PAGE, 0x380000000ul,
                                           0x600000000000ul};

    return group[i / GROUP_PAGES] + i % GROUP_PAGES * PAGE;
}

static void look(uint64_t i)
{
    if (rights_of[i])
        wrong += word_at(place(i), 0) != mark[i] || word_at(place(i), 511) != mark[i];
}

/* A page that may be written is, as soon as it may. */
static void use(uint64_t i)
{
    look(i);
    if (rights_of[i] == RIGHT_WRITE + 1) {
        mark[i] = state;
        write_word(place(i), 0, mark[i]);
        write_word(place(i), 511, mark[i]);
    }
}

static uint64_t do_call(uint64_t number, uint64_t i, uint64_t rights, uint64_t n, uint64_t *done)
{
    uint64_t error;

    if (n > 1 && number == CALL_UNMAP)
        return sys_unmap_range(place(i), n, done);
    if (n > 1 && number == CALL_MAP)
        return sys_map_range(place(i), rights, n, done);
    if (n > 1)
        return sys_protect_range(place(i), rights, n, done);
    if (number == CALL_UNMAP)
        error = unmap_page(place(i));
    else
        error = system_call(number, place(i), rights, SIZE_4K);
    *done = error == E_OK;
    return error;
}

static void one_operation(int scarce)
{
    static const uint64_t numbers[] = {CALL_MAP, CALL_UNMAP, CALL_PROTECT};
    uint64_t number = numbers[below(3)], rights = below(NRIGHTS), i = below(PLACES), error, done;
    uint64_t n = below(8) ? 1 : below(GROUP_PAGES - i % GROUP_PAGES) + 1, most = 0;

    while (most < n && (rights_of[i + most] == 0) == (number == CALL_MAP))
        look(i + most++);
    error = do_call(number, i, rights, n, &done);
    if (scarce && number == CALL_MAP && done < most) {
        refused++;
        wrong += error != (done ? E_OK : E_MEMORY);
    } else {
        wrong += done != most;
        wrong += error != (most ? E_OK : number == CALL_MAP ? E_MAPPED : E_UNMAPPED);
    }
    for (uint64_t j = i; j < i + done; j++) {
        rights_of[j] = number == CALL_UNMAP ? 0 : (uint8_t)(rights + 1);
        if (number == CALL_MAP)
            mark[j] = 0;
        use(j);
    }
}

static void unmap_all(void)
{
    for (uint64_t i = 0; i < PLACES; i++) {
        look(i);
        wrong += unmap_page(place(i)) != (rights_of[i] ? E_OK : E_UNMAPPED);
        rights_of[i] = 0;
    }
}

/* Returns how many pages it took. */
static uint64_t fill_but(uint64_t spare)
{
    uint64_t n = 0, done;

    while (sys_map_range(FIELD + n * PAGE, RIGHT_READ, RANGE_PAGES, &done) == E_OK)
        n += done;
    for (; spare > 0; spare--)
        wrong += unmap_page(FIELD + --n * PAGE) != E_OK;
    return n;
}

void suite_churn(void)
{
    uint64_t before = count_free(), n;

    for (unsigned i = 0; i < OPERATIONS; i++)
        one_operation(0);
    check("80000 maps, unmaps and protects did what they should", wrong == 0);
    unmap_all();
    check("as many frames are free as before", count_free() == before && wrong == 0);
    n = fill_but(SPARE);
    for (unsigned i = 0; i < SCARCE_OPERATIONS; i++)
        one_operation(1);
    check("so did 20000 more with hardly any memory", wrong == 0);
    check("of which some were refused", refused > 100);
    unmap_all();
    while (n > 0)
        wrong += unmap_page(FIELD + --n * PAGE) != E_OK;
    check("as many frames are free as before", count_free() == before && wrong == 0);
}
