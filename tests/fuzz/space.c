/* space.c: abstract address spaces. See space.h. */
#include "space.h"

#include <stdlib.h>
#include <string.h>

#include "test.h"

const uint32_t page_frames[NSIZES] = {1, 512, 262144};

/* How much of an address space one table of a type serves. */
static const uint64_t served[] = {
    [PG_PT1] = 0x200000ul, [PG_PT2] = 0x40000000ul, [PG_PT3] = 0x8000000000ul};

static uint64_t end_of(const struct page_map *p)
{
    return p->address + (uint64_t)page_frames[p->size] * PAGE_SIZE;
}

/* How many pages begin at or below an address. */
static uint32_t count_below(const struct space *s, uint64_t address)
{
    uint32_t low = 0, high = s->n;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (s->page[middle].address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct page_map *space_find(struct space *s, uint64_t address)
{
    uint32_t n = count_below(s, address);

    return n > 0 && address < end_of(&s->page[n - 1]) ? &s->page[n - 1] : NULL;
}

int space_used(const struct space *s, uint64_t address, uint64_t bytes)
{
    uint64_t start = address & -bytes;
    uint32_t n = count_below(s, start + bytes - 1);

    return n > 0 && end_of(&s->page[n - 1]) > start;
}

void space_add(struct space *s, const struct page_map *page)
{
    uint32_t at;

    if (s->page == NULL)
        s->page = calloc(SPACE_PAGES, sizeof *s->page);
    at = count_below(s, page->address);
    CHECK(s->page != NULL && s->n < SPACE_PAGES);
    memmove(&s->page[at + 1], &s->page[at], (s->n - at) * sizeof *s->page);
    s->page[at] = *page;
    s->n++;
}

void space_remove(struct space *s, const struct page_map *page)
{
    uint32_t at = (uint32_t)(page - s->page);

    s->n--;
    memmove(&s->page[at], &s->page[at + 1], (s->n - at) * sizeof *s->page);
}

void space_split(struct space *s, const struct page_map *page)
{
    uint32_t at = (uint32_t)(page - s->page);
    struct page_map part = *page;

    CHECK(s->n + TABLE_ENTRIES - 1 <= SPACE_PAGES);
    memmove(&s->page[at + TABLE_ENTRIES], &s->page[at + 1], (s->n - at - 1) * sizeof *s->page);
    s->n += TABLE_ENTRIES - 1;
    part.size--;
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        s->page[at + i] = part;
        part.address = end_of(&part);
        part.frame += page_frames[part.size];
    }
}

/* Whether a page other than the one at this address is in the same part. */
static int shared(const struct space *s, uint64_t address, uint64_t bytes)
{
    uint32_t n = count_below(s, address);
    uint64_t part = address / bytes;

    if (n < s->n && s->page[n].address / bytes == part)
        return 1;
    if (n > 0 && s->page[n - 1].address == address)
        n--;
    return n > 0 && s->page[n - 1].address / bytes == part;
}

void space_tables(const struct space *s, uint64_t address, uint32_t size, int32_t *need)
{
    for (uint32_t type = PG_PT1 + size; type <= PG_PT3; type++)
        need[type] += !shared(s, address, served[type]);
}

void space_all_tables(const struct space *s, int32_t *tables)
{
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t type = PG_PT1 + s->page[i].size; type <= PG_PT3; type++)
            tables[type] += i == 0 || s->page[i - 1].address / served[type] !=
                                          s->page[i].address / served[type];
}
