/* parts.c: a fifth test system: parts of large pages, 4 KiB out of 2 MiB and, where the memory has
 * one, 2 MiB and 4 KiB out of 1 GiB; and helpers that write through translations of such parts
 * which have just gone.
 *
 * After each call what is left of the page is read and written.
 */
#include "helper.h"
#include "large.h"
#include "print.h"

/* All of a page but one part holds what it held, and can be written. */
static void check_rest(const char *what, uint64_t size, uint64_t part, uint64_t part_size)
{
    uint64_t end = PLACE + bytes[size], after = part + bytes[part_size];

    check(what, damaged(PLACE, part) + damaged(after, end) == 0);
    mark(PLACE, part);
    mark(after, end);
    check("and can be written", damaged(PLACE, part) + damaged(after, end) == 0);
}

static void map_large(uint64_t size)
{
    check_error("map a large page", sys_map(PLACE, RIGHT_WRITE, size), E_OK);
    mark(PLACE, PLACE + bytes[size]);
}

/* Unmap all that is left of it, as pages of a size. */
static void unmap_rest(uint64_t size, uint64_t part_size)
{
    uint64_t wrong = 0;

    for (uint64_t at = PLACE; at < PLACE + bytes[size]; at += bytes[part_size]) {
        uint64_t error = sys_unmap(at, part_size);

        wrong += error != E_OK && error != E_UNMAPPED;
    }
    check("unmap the rest, part by part", wrong == 0);
}

/* One part goes; another page can have its place; and so on until all has gone. */
static void unmap_part(uint64_t size, uint64_t part_size, uint64_t offset)
{
    uint64_t part = PLACE + offset;

    map_large(size);
    check_error("unmap part of it", sys_unmap(part, part_size), E_OK);
    check_rest("the rest holds what it held", size, part, part_size);
    check_error("unmap the part again", sys_unmap(part, part_size), E_UNMAPPED);
    check_error("protect it", sys_protect(part, RIGHT_READ, part_size), E_UNMAPPED);
    check_error("map the whole", sys_map(PLACE, RIGHT_READ, size), E_MAPPED);
    check_error("unmap the whole", sys_unmap(PLACE, size), offset ? E_SIZE : E_UNMAPPED);
    check_error("map a new part", sys_map(part, RIGHT_WRITE, part_size), E_OK);
    check("it is zeroed",
          word_at(part, 0) == 0 && word_at(part + bytes[part_size] - PAGE, 511) == 0);
    mark(part, part + bytes[part_size]);
    check("all of the page holds what it should", damaged(PLACE, PLACE + bytes[size]) == 0);
    unmap_rest(size, part_size);
    check_error("a large page fits again", sys_map(PLACE, RIGHT_READ, size), E_OK);
    check("all of it is zeroed", not_zero(size) == 0);
    check_error("unmap it", sys_unmap(PLACE, size), E_OK);
}

static int run_code(uint64_t at)
{
    static const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3}; /* mov $42, %eax; ret */

    for (unsigned i = 0; i < sizeof code; i++)
        ((volatile unsigned char *)at)[64 + i] = code[i];
    if (protect_page(at, RIGHT_EXECUTE) != E_OK)
        return 0;
    return ((int (*)(void))(at + 64))();
}

/* One part gets other rights, and the rest keeps its own. */
static void protect_part(uint64_t size, uint64_t part_size, uint64_t offset)
{
    uint64_t part = PLACE + offset;

    map_large(size);
    check_error("make part of it read-only", sys_protect(part, RIGHT_READ, part_size), E_OK);
    check("the part holds what it held", damaged(part, part + bytes[part_size]) == 0);
    check_rest("so does the rest", size, part, part_size);
    check_error("make it writable", sys_protect(part, RIGHT_WRITE, part_size), E_OK);
    mark(part, part + bytes[part_size]);
    if (part_size == SIZE_4K)
        check("code in it runs", run_code(part) == 42);
    check_rest("the rest holds what it held", size, part, part_size);
    check_error("give the whole other rights", sys_protect(PLACE, RIGHT_READ, size), E_SIZE);
    unmap_rest(size, part_size);
}

/* The range calls do parts like other pages, across the end of the page too. */
static void ranges(uint64_t size)
{
    uint64_t end = PLACE + bytes[size], done;

    map_large(size);
    check("map 3 pages behind it", sys_map_range(end, RIGHT_WRITE, 3, &done) == E_OK && done == 3);
    mark(end, end + 3 * PAGE);
    check("make its end and those read-only",
          sys_protect_range(end - 9 * PAGE, RIGHT_READ, 12, &done) == E_OK && done == 12);
    check("they hold what they held", damaged(end - 9 * PAGE, end + 3 * PAGE) == 0);
    check("unmap its end and those",
          sys_unmap_range(end - 20 * PAGE, 64, &done) == E_OK && done == 23);
    check("the rest holds what it held", damaged(PLACE, end - 20 * PAGE) == 0);
    mark(PLACE, end - 20 * PAGE);
    unmap_rest(size, SIZE_4K);
}

static void parts_of_2m(void)
{
    unmap_part(SIZE_2M, SIZE_4K, 0);
    unmap_part(SIZE_2M, SIZE_4K, 300 * PAGE);
    unmap_part(SIZE_2M, SIZE_4K, MB2 - PAGE);
    protect_part(SIZE_2M, SIZE_4K, 0);
    protect_part(SIZE_2M, SIZE_4K, 300 * PAGE);
    protect_part(SIZE_2M, SIZE_4K, MB2 - PAGE);
    ranges(SIZE_2M);
}

/* Few, as it takes long to look at all of it. */
static void parts_of_1g(void)
{
    unmap_part(SIZE_1G, SIZE_2M, 300 * MB2);
    unmap_part(SIZE_1G, SIZE_4K, 300 * MB2 + 300 * PAGE);
    protect_part(SIZE_1G, SIZE_2M, GB1 - MB2);
    protect_part(SIZE_1G, SIZE_4K, 0);
    ranges(SIZE_1G);
}

/* Without a frame for a table the page goes whole or not at all. */
static void no_memory(void)
{
    uint64_t large = map_all(FIELD_2M, SIZE_2M), at = PLACE, done;

    while (map_page(at, RIGHT_READ) == E_OK)
        at += PAGE;
    check_error("unmap a part with no frame for a table", unmap_page(FIELD_2M + PAGE), E_MEMORY);
    check_error("protect one", protect_page(FIELD_2M, RIGHT_READ), E_MEMORY);
    check_error("unmap a range", sys_unmap_range(FIELD_2M, 9, &done), E_MEMORY);
    check_error("protect one", sys_protect_range(FIELD_2M, RIGHT_READ, 9, &done), E_MEMORY);
    write_word(FIELD_2M, 0, 1);
    check_error("unmap another page", unmap_page(PLACE), E_OK);
    check_error("that was enough for a table", unmap_page(FIELD_2M + PAGE), E_OK);
    check("the page holds what it held", word_at(FIELD_2M, 0) == 1);
    for (uint64_t i = 0; i < MB2 / PAGE; i++)
        unmap_page(FIELD_2M + i * PAGE);
    for (uint64_t i = 1; i < large; i++)
        check_error("unmap a page of 2 MiB", sys_unmap(FIELD_2M + i * MB2, SIZE_2M), E_OK);
    for (; at > PLACE; at -= PAGE)
        unmap_page(at - PAGE);
}

int main(void)
{
    uint64_t frames;

    test_start("parts");
    frames = count_frames();
    parts_of_2m();
    check("as many frames are free as at first", count_frames() == frames);
    frames = die_stale(1, DIE_STALE_PART, "a peer writes to 4 KiB just unmapped", frames);
    frames = die_stale(2, DIE_STALE_PART_READ_ONLY, "to 4 KiB just made read-only", frames);
    if (sys_map(PLACE, RIGHT_READ, SIZE_1G) != E_OK) {
        no_memory();
        check("as many frames are free as before", count_frames() == frames);
        return test_summary();
    }
    print("parts: there is room for a page of 1 GiB\n");
    sys_unmap(PLACE, SIZE_1G);
    parts_of_1g();
    check("as many frames are free as before", count_frames() == frames);
    frames = die_stale(3, DIE_STALE_PART_1G, "a peer writes to 4 KiB out of 1 GiB", frames);
    frames = die_stale(4, DIE_STALE_PART_1G_READ_ONLY, "to 4 KiB made read-only", frames);
    frames = die_stale(5, DIE_STALE_2M_OF_1G, "to 2 MiB out of 1 GiB", frames);
    die_stale(6, DIE_STALE_2M_OF_1G_READ_ONLY, "to 2 MiB made read-only", frames);
    return test_summary();
}
