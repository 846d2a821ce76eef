/* deaths.c: a second test system: seven helpers, each ended by a different exception.
 *
 * The helpers are the same program, so each death must give back the same number of frames. All but
 * the first make endpoints before: these come back too.
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

static void make_endpoints(uint64_t slot)
{
    struct message m = {{ORDER_ENDPOINTS, 0, 0, 0}};
    uint64_t error = sys_call(slot, &m);

    check("a peer makes 15 endpoints", error == E_OK && m.w[0] == NSLOTS - 1);
}

/* The endpoint that a dead helper shared with this process is still there, and goes now. */
static void close_last(uint64_t slot)
{
    struct message m = {{0}};

    check_error("try_send to a dead peer", sys_try_send(slot, &m), E_AGAIN);
    check_error("close its endpoint", sys_endpoint_close(slot), E_OK);
}

int main(void)
{
    uint64_t before, after, freed = 0;

    test_start("deaths");
    before = count_free();
    for (unsigned i = 0; i < sizeof deaths / sizeof deaths[0]; i++) {
        struct message m = {{ORDER_DIE, deaths[i].way, 0, 0}};

        if (i > 0)
            make_endpoints(i + 1);
        check_error(deaths[i].what, sys_call(i + 1, &m), E_ABANDONED);
        after = count_free();
        if (i == 0)
            freed = after - before;
        print("deaths: %lu frames are free, %lu more\n", after, after - before);
        check("every death frees as much", after > before && after - before == freed);
        close_last(i + 1);
        before = count_free();
        check("closing it frees one more", before == after + 1);
    }
    return test_summary();
}
