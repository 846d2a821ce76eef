/* bench.c: the costs of the calls that matter, in guest instructions.
 *
 * Under QEMU's -icount the time-stamp counter counts instructions, so every figure is exact and
 * repeats. It includes the way in and out and the few instructions of the stub and the two reads
 * of the counter, which the cheapest measurement of nothing gives and is taken off.
 */
#include "print.h"
#include "processes.h"
#include "test.h"

#define TURNS 16

static uint64_t nothing;

static uint64_t nearest(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static void report(const char *what, uint64_t least)
{
    print("bench: %s: %lu\n", what, least - nothing);
}

static uint64_t time_nothing(void)
{
    uint64_t start = now();

    __asm__ volatile("" ::: "memory");
    return now() - start;
}

static uint64_t time_call(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2)
{
    uint64_t start = now();

    system_call(number, a0, a1, a2);
    return now() - start;
}

static uint64_t time_round_trip(void)
{
    struct message m = {{1, 2, 3, 4}};
    uint64_t start = now();

    sys_call(1, &m);
    return now() - start;
}

int main(void)
{
    uint64_t refused = -1ul, yield = -1ul, trip = -1ul, map = -1ul, protect = -1ul, unmap = -1ul;

    nothing = -1ul;
    for (int i = 0; i < TURNS; i++)
        nothing = nearest(nothing, time_nothing());
    map_page(AREA, RIGHT_WRITE); /* so that the tables are there */
    sys_yield();                 /* so that the peer waits */
    for (uint64_t i = 1; i <= TURNS; i++) {
        uint64_t address = AREA + i * PAGE;

        refused = nearest(refused, time_call(NCALLS, 0, 0, 0));
        yield = nearest(yield, time_call(CALL_YIELD, 0, 0, 0));
        trip = nearest(trip, time_round_trip());
        map = nearest(map, time_call(CALL_MAP, address, RIGHT_WRITE, SIZE_4K));
        protect = nearest(protect, time_call(CALL_PROTECT, address, RIGHT_READ, SIZE_4K));
        unmap = nearest(unmap, time_call(CALL_UNMAP, address, SIZE_4K, 0));
    }
    report("a call that does not exist", refused);
    report("yield to nobody", yield);
    report("call and reply, four words, two address spaces", trip);
    report("map one page, zeroing included", map);
    report("protect one page", protect);
    report("unmap one page", unmap);
    return 0;
}
