/* state.c: the state at the end of a script, line by line. See tell.h.
 *
 * Neighbouring pages that are mapped alike share a line, with a sum of their frames and one of
 * what they hold. The player's own pages are left out of the latter: only a real machine runs it.
 */
#include "frame.h"
#include "stage.h"
#include "start.h"
#include "tell.h"
#include "thread.h"

#define BIT_PRESENT 1ul
#define BIT_LARGE 0x80ul
#define ROOT_SIZE (512ul * 512 * 512) /* frames that an entry of a root table maps */

/* Pages of an address space that lie side by side, or none. */
struct run {
    uint64_t address, pages, size; /* size: of a page, in frames */
    uint64_t rights;               /* the bits of an entry that are not its frame */
    uint64_t frames, words;        /* sums */
};

static uint64_t mix(uint64_t sum, uint64_t word)
{
    return sum * 0x2545f4914f6cdd1dul + word;
}

static uint64_t rights_of(uint64_t e)
{
    return e - e / PAGE_SIZE % MAX_FRAMES * PAGE_SIZE;
}

static void write_run(const struct run *r)
{
    if (r->pages == 0)
        return;
    write_text("  ");
    write_hex(r->address);
    write_text(": ");
    write_number(r->pages);
    write_text(r->size == 1 ? " of 4K, bits " : r->size == 512 ? " of 2M, bits " : " of 1G, bits ");
    write_hex(r->rights);
    write_text(" frames ");
    write_hex(r->frames);
    write_text(" words ");
    write_hex(r->words);
    write_text("\n");
}

static void add_page(struct run *r, uint64_t va, uint64_t e, uint64_t size)
{
    pfn_t p = (pfn_t)(e / PAGE_SIZE % MAX_FRAMES);

    if (r->pages == 0 || va != r->address + r->pages * r->size * PAGE_SIZE || r->size != size ||
        r->rights != rights_of(e)) {
        write_run(r);
        r->address = va;
        r->size = size;
        r->rights = rights_of(e);
        r->pages = r->frames = r->words = 0;
    }
    r->pages++;
    r->frames = mix(r->frames, p);
    if (va >= PLAY_START && va < stage_own_end)
        return;
    for (uint64_t i = 0; i < size * TABLE_ENTRIES; i++)
        r->words = mix(r->words, user_window[p].word[i]);
}

/* Everything below a table; `size` is how many frames one of its entries maps. No deeper than
 * there are levels. */
static void add_table(struct run *r, pfn_t table, uint64_t va, uint64_t size)
{
    for (uint64_t i = 0; i < (size == ROOT_SIZE ? USER_ENTRIES : TABLE_ENTRIES); i++) {
        uint64_t e = table_window[table].entry[i], at = va + i * size * PAGE_SIZE;

        if (!(e & BIT_PRESENT))
            continue;
        if (size == 1 || (e & BIT_LARGE))
            add_page(r, at, e, size);
        else
            add_table(r, (pfn_t)(e / PAGE_SIZE % MAX_FRAMES), at, size / 512);
    }
}

static void write_pages(pfn_t root)
{
    struct run r;

    r.pages = 0;
    add_table(&r, root, 0, ROOT_SIZE);
    write_run(&r);
}

static void write_threads(pfn_t list)
{
    for (pfn_t t = list_window[list].head; t != NIL; t = link_window[t].next) {
        write_text(" ");
        write_number(stage_number(t));
    }
    write_text("\n");
}

static void write_other(const char *what, pfn_t t)
{
    if (t == NIL)
        return;
    write_text(what);
    write_number(stage_number(t));
}

/* What the registers of a thread that runs hold is told as it happens. */
static void write_thread(pfn_t t)
{
    const struct thread *k = &thread_window[t];

    write_text(": state ");
    write_number(k->state);
    write_other(" owes ", k->caller);
    if (k->state == T_REPLY)
        write_other(" waits for ", k->holder);
    for (uint32_t i = REG_CALL; k->state != T_RUNNING && i <= REG_A5; i++) {
        write_text(" ");
        write_hex(regs_window[t].r[i]);
    }
    write_text("\n");
}

/* The place of something in a table, and what it is. */
static void write_place(uint32_t i, uint32_t what)
{
    write_text(" ");
    write_number(i);
    write_text(":");
    write_number(what);
}

/* The endpoints that its slots name, by their frames. */
static void write_slots(pfn_t p)
{
    write_text("  slots");
    for (uint32_t i = 0; i < NSLOTS; i++)
        if (process_window[p].slot[i] != NIL)
            write_place(i, process_window[p].slot[i]);
    write_text("\n");
}

/* The process that made it, and those that it made, by their frames. */
static void write_family(pfn_t p)
{
    const struct family *f = &family_window[p];

    write_text("  parent");
    if (f->parent != NIL)
        write_place(f->place, f->parent);
    write_text(" children");
    for (uint32_t i = 0; i < NCHILDREN; i++)
        if (f->child[i] != NIL)
            write_place(i, f->child[i]);
    write_text("\n");
}

static void write_process(uint32_t i)
{
    pfn_t p = module_process[i], t = stage_thread[i];

    write_text("thread ");
    write_number(i);
    if (page_window[p].type != PG_PROCESS || process_window[p].thread != t) {
        write_text(": ended\n");
        return;
    }
    write_thread(t);
    write_slots(p);
    write_family(p);
    write_pages(process_window[p].root);
}

/* How many slots name each, and what and who waits there. */
static void write_endpoints(void)
{
    for (pfn_t p = 0; p < nframes; p++) {
        if (page_window[p].type != PG_ENDPOINT)
            continue;
        write_text("endpoint ");
        write_number(p);
        write_text(" named ");
        write_number(endpoint_window[p].refs);
        write_text(" bits ");
        write_hex(endpoint_window[p].bits);
        write_text(" waiting");
        write_threads(p);
    }
}

static void write_frames(void)
{
    uint64_t count[NPAGE_TYPES], sum = 0;

    for (uint32_t type = 0; type < NPAGE_TYPES; type++)
        count[type] = 0;
    for (pfn_t p = 0; p < nframes; p++) {
        if (page_window[p].type < NPAGE_TYPES)
            count[page_window[p].type]++;
        sum = mix(sum, page_window[p].type * NSHAPES + page_window[p].shape);
    }
    write_text("frames by type");
    for (uint32_t type = 0; type < NPAGE_TYPES; type++) {
        write_text(" ");
        write_number(count[type]);
    }
    write_text(" sum ");
    write_hex(sum);
    write_text("\n");
}

void tell_state(void)
{
    write_text("free ");
    write_number(nfree);
    write_text(" clock ");
    write_hex(list_clock);
    write_other(" running ", current[0]);
    write_text("\n");
    write_frames();
    write_text("ready");
    write_threads(run_queue[0]);
    write_endpoints();
    for (uint32_t i = 0; i < boot_info.nmodules; i++)
        write_process(i);
}
