/* tlb.c: a third test system: seven helpers, each of which writes through a translation that has
 * just gone.
 *
 * Each must be ended by that, which shows in the reply that never comes; that it was by a fault,
 * and at which address, the kernel says on the console (tests/boot/run).
 */
#include "helper.h"
#include "test.h"

static const struct {
    uint64_t way;
    const char *what;
} writes[] = {
    {DIE_STALE, "a peer writes to a page just unmapped"},
    {DIE_STALE_READ_ONLY, "a peer writes to a page just made read-only"},
    {DIE_STALE_EXECUTABLE, "a peer writes to a page just made executable"},
    {DIE_STALE_FIRST, "a peer writes to the first page of a range just unmapped"},
    {DIE_STALE_LAST, "a peer writes to the last page of a range just unmapped"},
    {DIE_STALE_FIRST_READ_ONLY, "a peer writes to the first page of a range just made read-only"},
    {DIE_STALE_LAST_READ_ONLY, "a peer writes to the last page of a range just made read-only"},
};

int main(void)
{
    test_start("tlb");
    for (unsigned i = 0; i < sizeof writes / sizeof writes[0]; i++) {
        struct message m = {{ORDER_DIE, writes[i].way, 0, 0}};

        check_error(writes[i].what, sys_call(i + 1, &m), E_ABANDONED);
    }
    return test_summary();
}
