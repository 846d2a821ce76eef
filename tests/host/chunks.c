/* chunks.c: the model of chunks.h: what a call must say, what it changes, and what is left free.
 *
 * Tables are counted from the model alone: there is one where something below it is mapped that is
 * smaller than what its own entry would map.
 */
#include "chunks.h"

#include <string.h>

#include "page.h"

#define GB512 0x8000000000ul

struct chunk chunk[MAX_CHUNKS];
uint32_t nchunks, maps_of[NSIZES], splits, shortages;

static uint32_t total; /* frames that are free when nothing is mapped */
static uint64_t marks;

void chunks_start(void)
{
    nchunks = 0;
    total = nfree;
}

void add_chunk(uint64_t address)
{
    CHECK(nchunks < MAX_CHUNKS && address % MB2 == 0);
    CHECK(nchunks == 0 || chunk[nchunks - 1].address < address);
    memset(&chunk[nchunks], 0, sizeof *chunk);
    chunk[nchunks++].address = address;
}

uint32_t is_mapped(const struct chunk *c, uint32_t p)
{
    return c->page[p].rights != 0;
}

/* The frames that the pages take, and the tables above them. */
static uint32_t frames_used(void)
{
    uint64_t gib = 0, top = 0; /* of the last chunk that uses a table, and 1 more */
    uint32_t n = 0;

    for (const struct chunk *c = chunk; c < chunk + nchunks; c++) {
        if (c->mapped == 0)
            continue;
        n += c->mapped + (c->size == SIZE_4K);
        n += c->size != SIZE_1G && gib != c->address / GB1 + 1;
        n += top != c->address / GB512 + 1;
        gib = c->address / GB1 + 1;
        top = c->address / GB512 + 1;
    }
    return n;
}

/* Is anything mapped in the aligned piece of so many bytes around a chunk? */
static uint32_t is_used(const struct chunk *c, uint64_t bytes)
{
    for (const struct chunk *o = chunk; o < chunk + nchunks; o++)
        if (o->mapped > 0 && o->address / bytes == c->address / bytes)
            return 1;
    return 0;
}

static uint32_t aligned_run(uint32_t n)
{
    for (pfn_t p = 0; p + n <= boot_info.frames; p += n) {
        uint32_t i = 0;

        while (i < n && page_window[p + i].type == PG_FREE)
            i++;
        if (i == n)
            return 1;
    }
    return 0;
}

static uint64_t map_error(const struct chunk *c, uint32_t p, uint64_t size)
{
    uint32_t frames = (uint32_t)(bytes_of[size] / PAGE_SIZE), need = frames;

    if (size == SIZE_4K ? is_mapped(c, p) : is_used(c, bytes_of[size]))
        return E_MAPPED;
    need += size == SIZE_4K && c->mapped == 0;
    need += size != SIZE_1G && !is_used(c, GB1);
    need += !is_used(c, GB512);
    return need <= total - frames_used() && aligned_run(frames) ? E_OK : E_MEMORY;
}

/* A page that is part of one of the next size takes one table, and so on. */
static uint64_t change_error(const struct chunk *c, uint32_t p, uint64_t size)
{
    if (!is_mapped(c, p))
        return E_UNMAPPED;
    if (c->size < size)
        return E_SIZE;
    return c->size - size <= total - frames_used() ? E_OK : E_MEMORY;
}

static uint64_t error_of(const struct chunk *c, uint32_t p, uint64_t number, uint64_t rights,
                         uint64_t size)
{
    if (size >= NSIZES)
        return E_SIZE;
    if ((c->address + p * PAGE_SIZE) % bytes_of[size] != 0)
        return E_ADDRESS;
    if (number != CALL_UNMAP && rights >= NRIGHTS)
        return E_RIGHTS;
    return number == CALL_MAP ? map_error(c, p, size) : change_error(c, p, size);
}

/* What maps the chunk becomes of this size, and the rest of its GiB at most 2 MiB. */
static void cut(struct chunk *c, uint32_t size)
{
    if (c->mapped == 0 || c->size <= size)
        return;
    splits++;
    for (struct chunk *o = chunk; o < chunk + nchunks && c->size == SIZE_1G; o++)
        if (o != c && o->address / GB1 == c->address / GB1)
            o->size = SIZE_2M;
    c->size = size;
}

/* A new page: which frame it has is the kernel's choice, what it holds is not. */
static void fill_page(struct chunk *c, uint32_t p)
{
    pfn_t frame = PTE_FRAME(leaf_at(c->address + p * PAGE_SIZE));
    uint64_t *word = user_window[frame].word;

    CHECK_EQ(word[0] | word[TABLE_ENTRIES - 1], 0);
    word[0] = word[TABLE_ENTRIES - 1] = c->page[p].mark = ++marks;
    c->page[p].frame = frame;
    c->mapped++;
}

static void apply(struct chunk *c, uint32_t p, uint64_t number, uint64_t rights, uint64_t size)
{
    uint32_t n = size == SIZE_4K ? 1 : CHUNK_PAGES;

    for (uint32_t q = p; q < p + n; q++) {
        if (number == CALL_MAP)
            fill_page(c, q);
        c->page[q].rights = number == CALL_UNMAP ? 0 : (uint8_t)(rights + 1);
        c->mapped -= number == CALL_UNMAP;
    }
    if (number == CALL_MAP)
        c->size = (uint32_t)size;
}

static void apply_all(struct chunk *c, uint32_t p, uint64_t number, uint64_t rights, uint64_t size)
{
    uint32_t n = size == SIZE_1G ? GIB_FRAMES / CHUNK_PAGES : 1;

    maps_of[size] += number == CALL_MAP;
    cut(c, (uint32_t)size);
    CHECK(c + n <= chunk + nchunks);
    for (struct chunk *o = c; o < c + n; o++)
        apply(o, p, number, rights, size);
    for (uint32_t q = 1; size != SIZE_4K && number == CALL_MAP && q < n * CHUNK_PAGES; q++)
        CHECK_EQ(c[q / CHUNK_PAGES].page[q % CHUNK_PAGES].frame, c->page[0].frame + q);
}

/* The CPU looks a page up, and with it others that the same entry may map. */
static void look_up(const struct chunk *c, uint32_t p)
{
    static const uint32_t other[] = {0, 1, CHUNK_PAGES - 1};

    for (uint32_t i = 0; i < sizeof other / sizeof *other; i++) {
        uint64_t address = c->address + (p ^ other[i]) * PAGE_SIZE;

        CHECK_EQ(host_translate(0, address), leaf_at(address));
    }
}

void chunk_call(struct chunk *c, uint32_t p, uint64_t number, uint64_t rights, uint64_t size,
                uint32_t watch)
{
    uint64_t error = error_of(c, p, number, rights, size), address = c->address + p * PAGE_SIZE;
    uint64_t a1 = number == CALL_UNMAP ? size : rights;
    pfn_t t = running;

    look_up(c, p); /* so that the TLB holds what is about to change */
    if (error != E_OK && watch)
        check_refused_three(number, address, a1, size, error);
    else
        CHECK_EQ(call_three(number, address, a1, size), error);
    CHECK_EQ(running, t);
    look_up(c, p);
    shortages += error == E_MEMORY && number != CALL_MAP;
    if (error == E_OK)
        apply_all(c, p, number, rights, size);
    CHECK_EQ(nfree, total - frames_used());
}

void chunk_empty(struct chunk *c)
{
    uint32_t start = (uint32_t)test_random(), step = (uint32_t)test_random() | 1;

    if (c->mapped > 0 && c->size >= SIZE_2M)
        chunk_call(c, 0, CALL_UNMAP, 0, SIZE_2M, 0);
    for (uint32_t i = 0; i < CHUNK_PAGES && c->mapped > 0; i++)
        if (is_mapped(c, (start + i * step) % CHUNK_PAGES))
            chunk_call(c, (start + i * step) % CHUNK_PAGES, CALL_UNMAP, 0, SIZE_4K, 0);
    CHECK_EQ(c->mapped, 0);
}

void chunks_compare(void)
{
    CHECK_EQ(host_stale(0), 0);
    for (const struct chunk *c = chunk; c < chunk + nchunks; c++)
        for (uint32_t p = 0; p < CHUNK_PAGES; p++) {
            uint64_t leaf = leaf_at(c->address + p * PAGE_SIZE), rights = c->page[p].rights;
            pfn_t frame = c->page[p].frame;

            CHECK_EQ(host_translate(0, c->address + p * PAGE_SIZE), leaf);
            CHECK_EQ(leaf != 0, rights != 0);
            if (!leaf)
                continue;
            CHECK_EQ(PTE_FRAME(leaf), frame);
            CHECK_EQ(!!(leaf & PTE_WRITE), rights == RIGHT_WRITE + 1);
            CHECK_EQ(!(leaf & PTE_NX), rights == RIGHT_EXECUTE + 1);
            CHECK_EQ(user_window[frame].word[0], c->page[p].mark);
            CHECK_EQ(user_window[frame].word[TABLE_ENTRIES - 1], c->page[p].mark);
        }
}
