/* fill.c: memory to its last frame, by pages of all sizes, and what a call does then.
 *
 * Whoever ends with the memory full gives all of it back; whoever lives on must do so itself.
 */
#include "hostile.h"
#include "large.h"

#define SPARSE_STEP 0x8000000000ul /* one entry of a root table */

struct filled fill_memory(void)
{
    struct filled filled = {0, 0};
    uint64_t done;

    while (sys_map_range(FIELD + filled.pages * PAGE, RIGHT_WRITE, RANGE_PAGES, &done) == E_OK)
        filled.pages += done;
    while (sys_endpoint_create(1 + filled.endpoints) == E_OK)
        filled.endpoints++;
    return filled;
}

void drain_memory(struct filled filled)
{
    uint64_t done;

    for (; filled.endpoints > 0; filled.endpoints--)
        EXPECT(sys_endpoint_close(filled.endpoints), E_OK);
    for (uint64_t i = 0; i < filled.pages; i += done)
        if (sys_unmap_range(FIELD + i * PAGE, filled.pages - i, &done) != E_OK)
            done = RANGE_PAGES;
    EXPECT(unmap_page(FIELD), E_UNMAPPED);
}

void fill_refused(void)
{
    struct filled filled = fill_memory();
    uint64_t done;

    EXPECT(filled.pages > 0 && filled.endpoints < NSLOTS - 1, 1);
    EXPECT(map_page(AREA, RIGHT_READ), E_MEMORY);
    EXPECT(sys_map_range(AREA, RIGHT_READ, 9, &done), E_MEMORY);
    EXPECT(sys_map(PLACE, RIGHT_READ, SIZE_2M), E_MEMORY);
    EXPECT(sys_map(PLACE, RIGHT_READ, SIZE_1G), E_MEMORY);
    EXPECT(sys_endpoint_create(NSLOTS - 1), E_MEMORY);
    EXPECT(map_page(FIELD, RIGHT_READ), E_MAPPED);
    EXPECT(unmap_page(FIELD + PAGE), E_OK);
    EXPECT(map_page(AREA, RIGHT_READ), E_MEMORY);
    EXPECT(map_page(FIELD + PAGE, RIGHT_READ), E_OK);
    drain_memory(filled);
}

void fill_exit(void)
{
    fill_memory();
    end();
}

void fill_fault(void)
{
    fill_memory();
    word_at(hidden(0), 0);
}

void fill_large_exit(void)
{
    map_all(FIELD_2M, SIZE_2M);
    fill_memory();
    end();
}

/* A page in every part of user space that has a table of level 3 of its own, but not where
 * fill_memory() goes on. */
void fill_sparse_exit(void)
{
    for (uint64_t at = SPARSE_STEP + GB1; at < USER_END; at += SPARSE_STEP)
        if (map_page(at, RIGHT_WRITE) == E_OK)
            write_word(at, 0, at);
    fill_memory();
    end();
}

void parts_exit(void)
{
    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_2M), E_OK);
    EXPECT(unmap_page(PLACE + 7 * PAGE), E_OK);
    EXPECT(protect_page(PLACE + 11 * PAGE, RIGHT_EXECUTE), E_OK);
    EXPECT(map_page(PLACE + 7 * PAGE, RIGHT_READ), E_OK);
    EXPECT(unmap_page(PLACE), E_OK);
    end();
}

void fill_zero(void)
{
    struct filled filled = fill_memory();
    uint64_t dirty = 0;

    for (uint64_t i = 0; i < filled.pages * (PAGE / 8); i++)
        dirty += word_at(FIELD, (unsigned)i) != 0;
    EXPECT(dirty, 0);
    drain_memory(filled);
}

/* Every other page goes, so that no run of frames is long enough. */
void fill_fragments(void)
{
    struct filled filled = fill_memory();

    for (uint64_t i = 0; i < filled.pages; i += 2)
        EXPECT(unmap_page(FIELD + i * PAGE), E_OK);
    EXPECT(sys_map(PLACE, RIGHT_READ, SIZE_2M), E_MEMORY);
    EXPECT(sys_map(PLACE, RIGHT_READ, SIZE_1G), E_MEMORY);
    for (uint64_t i = 0; i < filled.pages; i += 2)
        EXPECT(map_page(FIELD + i * PAGE, RIGHT_READ), E_OK);
    drain_memory(filled);
}

/* The part is not split off, and the whole is as it was. */
void fill_split(void)
{
    uint64_t part = PLACE + 300 * PAGE, done;
    struct filled filled;

    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_2M), E_OK);
    mark(PLACE, PLACE + MB2);
    filled = fill_memory();
    EXPECT(unmap_page(part), E_MEMORY);
    EXPECT(protect_page(part, RIGHT_READ), E_MEMORY);
    EXPECT(sys_unmap_range(part, 5, &done), E_MEMORY);
    EXPECT(sys_protect_range(part, RIGHT_READ, 5, &done), E_MEMORY);
    mark(part, part + PAGE);
    EXPECT(damaged(PLACE, PLACE + MB2), 0);
    EXPECT(unmap_page(FIELD), E_OK);
    EXPECT(unmap_page(part), E_OK);
    EXPECT(damaged(PLACE, part) + damaged(part + PAGE, PLACE + MB2), 0);
    EXPECT(map_page(FIELD, RIGHT_READ), E_OK);
    drain_memory(filled);
    for (uint64_t at = PLACE; at < PLACE + MB2; at += PAGE)
        EXPECT(unmap_page(at), at == part ? E_UNMAPPED : E_OK);
}

/* Messages take no memory. */
void fill_messages(void)
{
    struct filled filled = fill_memory();
    struct message m = {{OFFENCE_WORD, 1, 2, 3}};

    answer();
    EXPECT(sys_call(SELF, &m), E_OK);
    EXPECT(m.w[0], ~OFFENCE_WORD);
    drain_memory(filled);
}

void huge_exit(void)
{
    EXPECT(map_all(PLACE, SIZE_1G) > 0, 1);
    map_all(FIELD_2M, SIZE_2M);
    fill_memory();
    end();
}

/* 4 KiB out of 1 GiB takes two tables, 2 MiB one. */
void huge_split(void)
{
    struct filled filled;

    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_1G), E_OK);
    write_word(PLACE + MB2, 0, 1);
    map_all(FIELD_2M, SIZE_2M);
    filled = fill_memory();
    EXPECT(unmap_page(PLACE + MB2), E_MEMORY);
    EXPECT(sys_unmap(PLACE + MB2, SIZE_2M), E_MEMORY);
    EXPECT(unmap_page(FIELD), E_OK);
    EXPECT(unmap_page(PLACE + MB2), E_MEMORY);
    EXPECT(word_at(PLACE + MB2, 0), 1);
    EXPECT(sys_protect(PLACE, RIGHT_READ, SIZE_2M), E_OK);
    EXPECT(word_at(PLACE + MB2, 0), 1);
    EXPECT(map_page(FIELD, RIGHT_READ), E_MEMORY);
    for (uint64_t i = 0; i < 512; i++)
        EXPECT(sys_unmap(PLACE + i * MB2, SIZE_2M), E_OK);
    for (uint64_t n = 0; sys_unmap(FIELD_2M + n * MB2, SIZE_2M) == E_OK; n++)
        ;
    EXPECT(map_page(FIELD, RIGHT_READ), E_OK);
    drain_memory(filled);
}

void huge_parts_exit(void)
{
    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_1G), E_OK);
    EXPECT(unmap_page(PLACE + 5 * MB2 + 7 * PAGE), E_OK);
    EXPECT(sys_unmap(PLACE + 9 * MB2, SIZE_2M), E_OK);
    EXPECT(protect_page(PLACE + 11 * MB2, RIGHT_EXECUTE), E_OK);
    end();
}

void huge_stale(void)
{
    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_1G), E_OK);
    write_word(PLACE + GB1 - PAGE, 0, 1);
    EXPECT(sys_unmap(PLACE, SIZE_1G), E_OK);
    EXPECT(map_page(PLACE, RIGHT_WRITE), E_OK);
    if (all_right())
        write_word(PLACE + GB1 - PAGE, 0, 2);
}
