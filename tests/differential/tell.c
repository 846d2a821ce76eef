/* tell.c: lines about what happens. See tell.h; state.c has those about what there is. */
#include "tell.h"

#include "frame.h"
#include "machine.h"
#include "stage.h"

static void write_thread(pfn_t t)
{
    write_text("thread ");
    write_number(stage_number(t));
}

static void begin(uint64_t entry, pfn_t t)
{
    write_number(entry);
    write_text(" ");
    write_thread(t);
}

void tell_booted(void)
{
    write_text("booted: ");
    write_number(nframes);
    write_text(" frames, ");
    write_number(nfree);
    write_text(" free\n");
}

void tell_result(uint64_t entry, pfn_t t, uint64_t error, const uint64_t *a, uint64_t kept)
{
    begin(entry, t);
    write_text(": error ");
    write_number(error);
    for (uint32_t i = 0; i < 6; i++) {
        write_text(" ");
        write_hex(a[i]);
    }
    write_text(" kept ");
    write_hex(kept);
    write_text("\n");
}

void tell_seen(uint64_t entry, pfn_t t, uint64_t address, uint64_t access, uint64_t value)
{
    begin(entry, t);
    write_text(" at ");
    write_hex(address);
    if (access == SEES_NOTHING) {
        write_text(": nothing\n");
        return;
    }
    write_text(access == SEES_WRITABLE ? ": writable " : ": readable ");
    write_hex(value);
    write_text("\n");
}

void tell_character(pfn_t t, uint64_t c)
{
    write_thread(t);
    write_text(" writes ");
    write_hex(c % 256);
    write_text("\n");
}

void tell_event(uint32_t event, pfn_t t, uint64_t a, uint64_t b)
{
    if (event == EV_FAULT) {
        write_thread(t);
        write_text(" ends: fault ");
        write_number(a);
        write_text(" at ");
        write_hex(b);
        write_text("\n");
    } else if (event == EV_IDLE) {
        write_text("nothing runs\n");
    } else if (event == EV_CLOCK) {
        write_text("the arrival counter is at its end\n");
    }
}
