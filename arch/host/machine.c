/* machine.c: machine.h for a process: each function is a hypercall.
 *
 * Nothing here is proved, and nothing here touches a kernel object, as the contracts in machine.h
 * require; who replaces a hypercall takes over that duty.
 */
#include "machine.h"

#include "host.h"

/* isobar.h repeats these numbers: it cannot include a header with windows in it. */
_Static_assert((int)ISOBAR_EVENT_BOOTED == (int)EV_BOOTED, "events");
_Static_assert((int)ISOBAR_EVENT_FAULT == (int)EV_FAULT, "events");
_Static_assert((int)ISOBAR_EVENT_IDLE == (int)EV_IDLE, "events");
_Static_assert((int)ISOBAR_EVENT_CLOCK == (int)EV_CLOCK, "events");
_Static_assert((int)ISOBAR_EVENT_CLOCK + 1 == (int)NEVENTS, "events");
_Static_assert(ISOBAR_NO_THREAD == NIL, "no thread");

static FILE *console;
static void *context;

static void default_putc(void *unused, uint32_t c)
{
    (void)unused;
    if (console != NULL)
        fputc((int)(c & 0xff), console);
}

static void default_event(void *unused, uint32_t event, uint32_t t, uint64_t a, uint64_t b)
{
    char line[100] = "";

    (void)unused;
    if (event == EV_BOOTED)
        snprintf(line, sizeof line, "isobar: %lu frames, %lu free\n", a, b);
    else if (event == EV_FAULT)
        snprintf(line, sizeof line, "isobar: thread %u ended: exception %lu at 0x%lx\n", t, a, b);
    else if (event == EV_IDLE)
        snprintf(line, sizeof line, "isobar: no thread can run\n");
    else if (event == EV_CLOCK)
        snprintf(line, sizeof line, "isobar: the arrival counter is at its end\n");
    host_text(line);
}

static void default_load(void *unused, uint32_t cpu, uint32_t root, uint32_t tag, uint32_t keep)
{
    (void)unused;
    host_mmu_load(cpu, root, tag, keep);
}

static void default_flush(void *unused, uint32_t cpu, uint64_t address)
{
    (void)unused;
    host_mmu_flush(cpu, address);
}

#define DEFAULTS                                                                                   \
    {                                                                                              \
        .putc = default_putc, .event = default_event, .load = default_load, .flush = default_flush \
    }

const struct isobar_hypercalls isobar_default_hypercalls = DEFAULTS;
static struct isobar_hypercalls table = DEFAULTS;

void host_hypercalls(const struct isobar_options *o)
{
    table = o && o->hypercalls ? *o->hypercalls : isobar_default_hypercalls;
    context = o ? o->context : NULL;
    console = o ? o->console : NULL;
}

void host_text(const char *text)
{
    for (; *text != '\0'; text++)
        machine_putc((uint8_t)*text);
}

void machine_putc(uint32_t c)
{
    table.putc(context, c);
}

void machine_log(uint32_t event, pfn_t t, uint64_t a, uint64_t b)
{
    table.event(context, event, t, a, b);
}

void machine_load(uint32_t cpu, pfn_t root, uint32_t tag, uint32_t keep)
{
    table.load(context, cpu, root, tag, keep);
}

void machine_flush(uint32_t cpu, uint64_t address)
{
    table.flush(context, cpu, address);
}
