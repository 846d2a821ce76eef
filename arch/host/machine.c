/* machine.c: machine.h for a process: nothing to control, so everything is recorded.
 *
 * The records are what tests compare with what the kernel should have asked for. Nothing here is
 * proved, and nothing here touches a kernel object, as the contracts in machine.h require.
 */
#include <string.h>

#include "host.h"

struct host_machine host = {.root = NIL};

void host_clear(void)
{
    pfn_t root = host.root;

    memset(&host, 0, sizeof host);
    host.root = root;
}

void machine_putc(uint32_t c)
{
    if (host.nconsole < HOST_CONSOLE)
        host.console[host.nconsole] = (char)c;
    host.nconsole++;
}

void machine_log(uint32_t event, pfn_t t, uint64_t a, uint64_t b)
{
    if (event < NEVENTS)
        host.events[event]++;
    host.last = (struct host_event){.event = event, .thread = t, .a = a, .b = b};
}

void machine_load(uint32_t cpu, pfn_t root)
{
    host_mmu_load(cpu, root);
    host.root = root;
    host.loads++;
}

void machine_flush(uint32_t cpu, uint64_t address)
{
    host_mmu_flush(cpu, address);
    host.flushed = address;
    host.flushes++;
}
