/* record.c: hypercalls that remember what they were asked. See record.h. */
#include <string.h>

#include "record.h"
#include "test.h"

struct host_machine host = {.root = NIL};

void host_clear(void)
{
    pfn_t root = host.root;

    memset(&host, 0, sizeof host);
    host.root = root;
}

static void record_putc(void *context, uint32_t c)
{
    (void)context;
    if (host.nconsole < HOST_CONSOLE)
        host.console[host.nconsole] = (char)c;
    host.nconsole++;
}

static void record_event(void *context, uint32_t event, uint32_t t, uint64_t a, uint64_t b)
{
    (void)context;
    if (event < NEVENTS)
        host.events[event]++;
    host.last = (struct host_event){.event = event, .thread = t, .a = a, .b = b};
}

static void record_load(void *context, uint32_t cpu, uint32_t root, uint32_t tag, uint32_t keep)
{
    isobar_default_hypercalls.load(context, cpu, root, tag, keep);
    if (cpu == 0)
        host.root = root;
    host.loads++;
}

static void record_flush(void *context, uint32_t cpu, uint64_t address)
{
    isobar_default_hypercalls.flush(context, cpu, address);
    host.flushed = address;
    host.flushes++;
}

void fresh_memory(uint32_t frames)
{
    static const struct isobar_hypercalls record = {
        .putc = record_putc, .event = record_event, .load = record_load, .flush = record_flush};
    static struct isobar *kernel;

    if (kernel != NULL)
        CHECK_EQ(isobar_destroy(kernel), ISOBAR_OK);
    CHECK_EQ(
        isobar_create(&kernel, &(struct isobar_options){.frames = frames, .hypercalls = &record}),
        ISOBAR_OK);
}
