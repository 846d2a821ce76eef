/* deaths.c: a second test system: seven helpers, each ended by a different exception.
 *
 * The helpers are the same program, so each death must give back the same number of frames.
 */
#include "helper.h"
#include "print.h"
#include "test.h"

static const struct {
    uint64_t way;
    const char *what;
} deaths[] = {
    {DIE_HALT, "a peer executes a privileged instruction"},
    {DIE_DIVIDE, "a peer divides by zero"},
    {DIE_UNDEFINED, "a peer executes an undefined instruction"},
    {DIE_JUMP, "a peer jumps to a non-canonical address"},
    {DIE_STEP, "a peer single-steps through a system call"},
    {DIE_PORT, "a peer writes to an I/O port"},
    {DIE_STACK, "a peer runs off its stack"},
};

int main(void)
{
    uint64_t before, after, freed = 0;

    test_start("deaths");
    before = count_free();
    for (unsigned i = 0; i < sizeof deaths / sizeof deaths[0]; i++) {
        struct message m = {{ORDER_DIE, deaths[i].way, 0, 0}};

        check_error(deaths[i].what, sys_call(i + 1, &m), E_ABANDONED);
        after = count_free();
        if (i == 0)
            freed = after - before;
        print("deaths: %lu frames are free, %lu more\n", after, after - before);
        check("every death frees as much", after > before && after - before == freed);
        before = after;
    }
    return test_summary();
}
