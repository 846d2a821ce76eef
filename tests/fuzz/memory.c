/* memory.c: the model's calls on memory. See model.h, and kernel/space.h and kernel/space_large.h
 * for what they are written from.
 *
 * The specification bounds what unmapping and ending free; that it is exactly the page and the
 * tables that served it alone is what their prose says, and what is checked.
 */
#include "model.h"

static uint64_t bytes_of(uint64_t size)
{
    return (uint64_t)page_frames[size] * PAGE_SIZE;
}

static int outside(uint64_t va)
{
    return va < USER_MIN || va >= USER_END || va % PAGE_SIZE != 0;
}

static uint64_t page_error(uint64_t va, uint64_t size)
{
    if (size >= NSIZES || (size == SIZE_1G && !boot_info.huge))
        return E_SIZE;
    if (outside(va) || va % bytes_of(size) != 0 || va + bytes_of(size) > USER_END)
        return E_ADDRESS;
    return E_OK;
}

uint64_t model_run_error(uint64_t va, uint64_t n)
{
    if (outside(va))
        return E_ADDRESS;
    return n < 1 || n > (USER_END - va) / PAGE_SIZE ? E_RANGE : E_OK;
}

static uint64_t change_error(struct mthread *t, uint64_t va, uint64_t size)
{
    const struct page_map *p = space_find(&t->space, va);

    if (p == NULL)
        return E_UNMAPPED;
    if (p->size < size)
        return E_SIZE;
    return p->size - size > model.free ? E_MEMORY : E_OK;
}

/* The page of this size at an address, which may be part of a larger one: a table for each size
 * between them splits it. */
static struct page_map *part_at(struct mthread *t, uint64_t va, uint64_t size)
{
    struct page_map *p = space_find(&t->space, va);

    while (p->size > size) {
        model.types[PG_PT1 + p->size - 1]++;
        model.free--;
        space_split(&t->space, p);
        for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
            p[i].first = user_window[p[i].frame].word[0];
            p[i].last = user_window[p[i].frame + page_frames[p->size] - 1].word[TABLE_ENTRIES - 1];
        }
        p = space_find(&t->space, va);
    }
    return p;
}

/* Frames that a new page takes, its tables included. */
static uint32_t need_of(const struct mthread *t, uint64_t va, uint32_t size)
{
    int32_t tables[NPAGE_TYPES] = {0};

    space_tables(&t->space, va, size, tables);
    return page_frames[size] + (uint32_t)(tables[PG_PT1] + tables[PG_PT2] + tables[PG_PT3]);
}

static int all_free(pfn_t p, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (model.type[p + i] != PG_FREE)
            return 0;
    return 1;
}

/* Before the entry: n free frames that are aligned to n? */
static int free_run(uint32_t n)
{
    for (pfn_t p = 0; p + n <= model.frames; p += n)
        if (all_free(p, n))
            return 1;
    return 0;
}

static uint64_t map_error(const struct mthread *t, uint64_t va, uint32_t size)
{
    if (space_used(&t->space, va, bytes_of(size)))
        return E_MAPPED;
    return need_of(t, va, size) > model.free ? E_MEMORY : E_OK;
}

/* Count what a page and its tables take from, or give back to, the free frames. */
static void count(const struct mthread *t, uint64_t va, uint32_t size, int sign)
{
    int32_t tables[NPAGE_TYPES] = {0};

    space_tables(&t->space, va, size, tables);
    tables[PG_USER] = (int32_t)page_frames[size];
    for (uint32_t type = PG_USER; type <= PG_PT3; type++)
        model.types[type] += sign * tables[type];
    model.free -=
        (uint32_t)(sign * (tables[PG_USER] + tables[PG_PT1] + tables[PG_PT2] + tables[PG_PT3]));
}

static void check_new(const struct page_map *p)
{
    uint64_t words = (uint64_t)page_frames[p->size] * TABLE_ENTRIES, wrong = 0;
    /* All words of a gibibyte take too long: the first and last of each frame then. */
    uint64_t stride = p->size == SIZE_1G ? TABLE_ENTRIES - 1 : 1;
    const uint64_t *word = user_window[p->frame].word;

    CHECK(all_free(p->frame, page_frames[p->size]));
    for (uint64_t i = 0; i < words; i += stride)
        wrong |= word[i];
    CHECK_EQ(wrong, 0);
}

/* User memory is full of what its owner put there when it is freed again. */
static void dirty_page(struct page_map *p)
{
    uint64_t frames = p->size == SIZE_1G ? 1 : page_frames[p->size];
    uint64_t *word = user_window[p->frame].word;

    for (uint64_t i = 0; i < frames * TABLE_ENTRIES; i++)
        word[i] = model.mark;
    word[(uint64_t)page_frames[p->size] * TABLE_ENTRIES - 1] = model.mark;
    p->first = p->last = model.mark++;
}

static void add(struct mthread *t, uint64_t va, uint64_t rights, uint32_t size)
{
    struct page_map p = {.address = va, .size = size, .rights = (uint32_t)rights};

    p.frame = LEAF_FRAME(host_walk(t->root, va));
    CHECK(p.frame + page_frames[size] <= model.frames);
    count(t, va, size, 1);
    check_shown(t, &p);
    check_new(&p);
    dirty_page(&p);
    space_add(&t->space, &p);
}

static void take_away(struct mthread *t, uint64_t va, uint64_t size)
{
    struct page_map *p = part_at(t, va, size);

    count(t, p->address, p->size, -1);
    check_hidden(t, p->address, p->size);
    for (pfn_t f = p->frame; f < p->frame + page_frames[p->size]; f++)
        CHECK(page_window[f].type == PG_FREE || (model.reused && page_window[f].type == PG_PT1) ||
              (model.reused && page_window[f].type == PG_PT2));
    space_remove(&t->space, p);
}

static void change(struct mthread *t, uint64_t va, uint64_t rights, uint64_t size)
{
    struct page_map *p = part_at(t, va, size);

    p->rights = (uint32_t)rights;
    check_shown(t, p);
}

void model_map(struct mthread *t, uint64_t got)
{
    uint64_t va = t->r[REG_A0], rights = t->r[REG_A1], size = t->r[REG_A2];
    uint64_t error = page_error(va, size);

    if (error == E_OK && rights >= NRIGHTS)
        error = E_RIGHTS;
    if (error == E_OK)
        error = map_error(t, va, (uint32_t)size);
    /* Enough frames, but for a large page perhaps no run of them. */
    if (error == E_OK && got == E_MEMORY && size != SIZE_4K && !free_run(page_frames[size]))
        error = E_MEMORY;
    if (error == E_OK && got == E_OK)
        add(t, va, rights, (uint32_t)size);
    t->r[REG_CALL] = error;
}

void model_unmap(struct mthread *t)
{
    uint64_t va = t->r[REG_A0], size = t->r[REG_A1], error = page_error(va, size);

    if (error == E_OK)
        error = change_error(t, va, size);
    if (error == E_OK)
        take_away(t, va, size);
    t->r[REG_CALL] = error;
}

void model_protect(struct mthread *t)
{
    uint64_t va = t->r[REG_A0], rights = t->r[REG_A1], size = t->r[REG_A2];
    uint64_t error = page_error(va, size);

    if (error == E_OK && rights >= NRIGHTS)
        error = E_RIGHTS;
    if (error == E_OK)
        error = change_error(t, va, size);
    if (error == E_OK)
        change(t, va, rights, size);
    t->r[REG_CALL] = error;
}

/* Of a range call: how many pages were done before there was an error. */
static void done(struct mthread *t, uint64_t k, uint64_t error)
{
    t->r[REG_CALL] = k > 0 ? E_OK : error;
    if (k > 0)
        t->r[REG_A1] = k;
}

void model_map_range(struct mthread *t)
{
    uint64_t va = t->r[REG_A0], rights = t->r[REG_A1], n = t->r[REG_A2], k = 0;
    uint64_t error = model_run_error(va, n);

    if (error == E_OK && rights >= NRIGHTS)
        error = E_RIGHTS;
    for (; error == E_OK && k < n && k < RANGE_PAGES; k += error == E_OK) {
        error = map_error(t, va + k * PAGE_SIZE, SIZE_4K);
        if (error == E_OK)
            add(t, va + k * PAGE_SIZE, rights, SIZE_4K);
    }
    done(t, k, error);
}

void model_unmap_range(struct mthread *t)
{
    uint64_t va = t->r[REG_A0], n = t->r[REG_A1], k = 0, error = model_run_error(va, n);

    /* The table that splits a large page may be a frame that a page before it gave back. */
    for (uint64_t i = 1; error == E_OK && i < n && i < RANGE_PAGES; i++) {
        const struct page_map *p = space_find(&t->space, va + i * PAGE_SIZE);

        model.reused += p && (p->address == va + i * PAGE_SIZE) ? p->size : 0;
    }
    for (; error == E_OK && k < n && k < RANGE_PAGES; k += error == E_OK) {
        error = change_error(t, va + k * PAGE_SIZE, SIZE_4K);
        if (error == E_OK)
            take_away(t, va + k * PAGE_SIZE, SIZE_4K);
    }
    done(t, k, error);
}

void model_protect_range(struct mthread *t)
{
    uint64_t va = t->r[REG_A0], rights = t->r[REG_A1], n = t->r[REG_A2], k = 0;
    uint64_t error = model_run_error(va, n);

    if (error == E_OK && rights >= NRIGHTS)
        error = E_RIGHTS;
    for (; error == E_OK && k < n && k < RANGE_PAGES; k += error == E_OK) {
        error = change_error(t, va + k * PAGE_SIZE, SIZE_4K);
        if (error == E_OK)
            change(t, va + k * PAGE_SIZE, rights, SIZE_4K);
    }
    done(t, k, error);
}

void model_free_space(struct mthread *t)
{
    int32_t tables[NPAGE_TYPES] = {0};

    space_all_tables(&t->space, tables);
    for (uint32_t i = 0; i < t->space.n; i++)
        tables[PG_USER] += (int32_t)page_frames[t->space.page[i].size];
    for (uint32_t type = PG_USER; type <= PG_PT3; type++) {
        model.types[type] -= tables[type];
        model.free += (uint32_t)tables[type];
    }
    model.free += 3; /* the root, the process and the thread */
    t->space.n = 0;
}
