/* sizes.c: a fourth test system: pages of 2 MiB, of 1 GiB where the memory has one, and helpers
 * that write through translations of such pages which have just gone.
 *
 * Each refused call is followed by a look at what it must have left alone. Free frames are counted
 * with pages of all sizes, so that much memory takes no longer than it must.
 */
#include "helper.h"
#include "print.h"
#include "test.h"

#define MB2 0x200000ul
#define GB1 0x40000000ul
#define PLACE 0x200000000000ul /* aligned to 1 GiB, and no table there serves anything else */
#define FIELD_2M 0x210000000000ul
#define FIELD_1G 0x220000000000ul
#define LAST_2M (USER_END & ~(MB2 - 1)) /* the end of user space cuts these two */
#define LAST_1G (USER_END & ~(GB1 - 1))

static const uint64_t bytes[NSIZES] = {PAGE, MB2, GB1};

static uint64_t map_all(uint64_t field, uint64_t size)
{
    uint64_t n = 0;

    while (sys_map_size(field + n * bytes[size], RIGHT_WRITE, size) == E_OK)
        n++;
    return n;
}

static void unmap_all(uint64_t field, uint64_t size, uint64_t n)
{
    while (n > 0)
        if (sys_unmap_size(field + --n * bytes[size], size) != E_OK)
            check("unmap a page that was mapped", 0);
}

/* How many frames are free: those of the pages that fit, largest first, and of their tables. A
 * table of either field serves 512 pages. */
static uint64_t count_frames(void)
{
    uint64_t huge = map_all(FIELD_1G, SIZE_1G), large = map_all(FIELD_2M, SIZE_2M), frames;

    frames = count_free() + huge * (GB1 / PAGE) + large * (MB2 / PAGE);
    frames += (huge > 0) + (large > 0) + (large + 511) / 512;
    unmap_all(FIELD_2M, SIZE_2M, large);
    unmap_all(FIELD_1G, SIZE_1G, huge);
    return frames;
}

static uint64_t not_zero(uint64_t size)
{
    uint64_t n = 0;

    for (unsigned i = 0; i < bytes[size] / 8; i++)
        n += word_at(PLACE, i) != 0;
    return n;
}

/* The first and the last word of each 4 KiB hold their addresses. */
static void mark(uint64_t size)
{
    for (uint64_t at = PLACE; at < PLACE + bytes[size]; at += PAGE) {
        write_word(at, 0, at);
        write_word(at, 511, ~at);
    }
}

static uint64_t damaged(uint64_t size)
{
    uint64_t n = 0;

    for (uint64_t at = PLACE; at < PLACE + bytes[size]; at += PAGE)
        n += word_at(at, 0) != at || word_at(at, 511) != ~at;
    return n;
}

/* In the last words of the page. */
static int run_code(uint64_t size)
{
    static const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3}; /* mov $42, %eax; ret */
    volatile unsigned char *at = (volatile unsigned char *)(PLACE + bytes[size] - 16);

    for (unsigned i = 0; i < sizeof code; i++)
        at[i] = code[i];
    if (!check_error("make it executable", sys_protect_size(PLACE, RIGHT_EXECUTE, size), E_OK))
        return 0;
    return ((int (*)(void))(uint64_t)at)();
}

static void one_page(uint64_t size)
{
    check_error("map a page", sys_map_size(PLACE, RIGHT_WRITE, size), E_OK);
    check("all of it is zeroed", not_zero(size) == 0);
    mark(size);
    check("it keeps what is written to it", damaged(size) == 0);
    check_error("make it read-only", sys_protect_size(PLACE, RIGHT_READ, size), E_OK);
    check("it holds what it held", damaged(size) == 0);
    check_error("make it writable", sys_protect_size(PLACE, RIGHT_WRITE, size), E_OK);
    mark(size);
    check("code at its end runs", run_code(size) == 42);
    check_error("unmap it", sys_unmap_size(PLACE, size), E_OK);
    check_error("unmap it again", sys_unmap_size(PLACE, size), E_UNMAPPED);
    check_error("map it once more", sys_map_size(PLACE, RIGHT_READ, size), E_OK);
    check("all of it is zeroed again", not_zero(size) == 0);
    check_error("unmap it", sys_unmap_size(PLACE, size), E_OK);
}

/* All three calls must refuse a page for this reason. */
static void refused(const char *what, uint64_t address, uint64_t size, uint64_t error)
{
    check_error(what, sys_map_size(address, RIGHT_WRITE, size), error);
    check("unmap and protect refuse it too",
          sys_unmap_size(address, size) == error &&
              sys_protect_size(address, RIGHT_READ, size) == error);
}

static void bad_pages(uint64_t size)
{
    refused("address 0", 0, size, E_ADDRESS);
    refused("an address aligned to less than the page", PLACE + bytes[size] / 2, size, E_ADDRESS);
    refused("an address one page further", PLACE + PAGE, size, E_ADDRESS);
    refused("a page that the end of user space cuts", size == SIZE_2M ? LAST_2M : LAST_1G, size,
            E_ADDRESS);
    refused("the kernel half", 0xffff800000000000ul, size, E_ADDRESS);
    refused("the last page of all", -bytes[size], size, E_ADDRESS);
    check_error("map with rights 3", sys_map_size(PLACE, NRIGHTS, size), E_RIGHTS);
    check_error("protect with rights 3", sys_protect_size(PLACE, NRIGHTS, size), E_RIGHTS);
    check_error("protect where nothing is mapped", sys_protect_size(PLACE, RIGHT_READ, size),
                E_UNMAPPED);
    check_error("none of them mapped it", sys_unmap_size(PLACE, size), E_UNMAPPED);
}

static void bad_sizes(void)
{
    refused("size 3", PLACE, NSIZES, E_SIZE);
    refused("size 2^32", PLACE, 1ul << 32, E_SIZE);
    refused("size 2^64 - 1 and address 1", 1, ~0ul, E_SIZE);
}

/* What is meant for pages of another size leaves a page alone. */
static void other_sizes(uint64_t size)
{
    uint64_t last = PLACE + bytes[size] - PAGE, done;

    check_error("map a page", sys_map_size(PLACE, RIGHT_WRITE, size), E_OK);
    mark(size);
    check_error("map it again", sys_map_size(PLACE, RIGHT_READ, size), E_MAPPED);
    check("map 4 KiB at its start and end: E_MAPPED",
          sys_map(PLACE, RIGHT_READ) == E_MAPPED && sys_map(last, RIGHT_READ) == E_MAPPED);
    check("unmap them: E_SIZE", sys_unmap(PLACE) == E_SIZE && sys_unmap(last) == E_SIZE);
    check("protect them: E_SIZE",
          sys_protect(PLACE, RIGHT_READ) == E_SIZE && sys_protect(last, RIGHT_READ) == E_SIZE);
    check("the other large size: E_MAPPED, E_SIZE, E_SIZE",
          sys_map_size(PLACE, RIGHT_READ, 3 - size) == E_MAPPED &&
              sys_unmap_size(PLACE, 3 - size) == E_SIZE &&
              sys_protect_size(PLACE, RIGHT_READ, 3 - size) == E_SIZE);
    check("ranges in it: E_MAPPED, E_SIZE, E_SIZE",
          sys_map_range(last, RIGHT_READ, 2, &done) == E_MAPPED &&
              sys_unmap_range(PLACE, 2, &done) == E_SIZE &&
              sys_protect_range(last, RIGHT_READ, 2, &done) == E_SIZE);
    check("a range stops in front of it",
          sys_map_range(PLACE - 3 * PAGE, RIGHT_READ, 9, &done) == E_OK && done == 3);
    check("so does one to unmap", sys_unmap_range(PLACE - 3 * PAGE, 9, &done) == E_OK && done == 3);
    mark(size);
    check("it is writable and holds what it held", damaged(size) == 0);
    check_error("unmap it", sys_unmap_size(PLACE, size), E_OK);
}

/* A page of 4 KiB where a large one would be. */
static void in_the_way(const char *what, uint64_t offset, uint64_t size, uint64_t error)
{
    check_error("map 4 KiB", sys_map(PLACE + offset, RIGHT_WRITE), E_OK);
    write_word(PLACE + offset, 0, offset);
    check_error(what, sys_map_size(PLACE, RIGHT_READ, size), E_MAPPED);
    check("to unmap or protect a large page there is refused",
          sys_unmap_size(PLACE, size) == error &&
              sys_protect_size(PLACE, RIGHT_READ, size) == error);
    write_word(PLACE + offset, 511, offset);
    check("the page holds what it held", word_at(PLACE + offset, 0) == offset);
    check_error("unmap it", sys_unmap(PLACE + offset), E_OK);
}

static void smaller_pages(uint64_t size)
{
    in_the_way("map a large page over it", 0, size, E_SIZE);
    in_the_way("map a large page that starts before it", bytes[size] / 2, size, E_UNMAPPED);
    in_the_way("map a large page that ends with it", bytes[size] - PAGE, size, E_UNMAPPED);
}

/* Memory to its last aligned 2 MiB. */
static void all_memory(void)
{
    uint64_t n = map_all(FIELD_2M, SIZE_2M), wrong = 0;

    check("some pages of 2 MiB fit", n > 0);
    check_error("one more does not", sys_map_size(FIELD_2M + n * MB2, RIGHT_READ, SIZE_2M),
                E_MEMORY);
    check_error("nor does one of 1 GiB", sys_map_size(PLACE, RIGHT_READ, SIZE_1G), E_MEMORY);
    for (uint64_t i = 0; i < n; i++) {
        wrong += word_at(FIELD_2M + i * MB2, 0) != 0;
        write_word(FIELD_2M + i * MB2, 0, i);
        write_word(FIELD_2M + i * MB2, MB2 / 8 - 1, ~i);
    }
    for (uint64_t i = 0; i < n; i++)
        wrong +=
            word_at(FIELD_2M + i * MB2, 0) != i || word_at(FIELD_2M + i * MB2, MB2 / 8 - 1) != ~i;
    check("each is zeroed and keeps what is written to it", wrong == 0);
    unmap_all(FIELD_2M, SIZE_2M, n);
}

/* The page that a peer still has goes with it, so that its death frees as much as any other.
 * Returns how many frames are free then. */
static uint64_t stale(uint64_t slot, uint64_t way, const char *what, uint64_t before)
{
    static uint64_t freed;
    uint64_t after;
    struct message m = {{ORDER_DIE, way, 0, 0}};

    check_error(what, sys_call(slot, &m), E_ABANDONED);
    after = count_frames();
    check("every death frees as much", after > before && (freed == 0 || after - before == freed));
    freed = after - before;
    return after;
}

static void suite_size(uint64_t size)
{
    one_page(size);
    bad_pages(size);
    other_sizes(size);
    smaller_pages(size);
}

int main(void)
{
    uint64_t frames;

    test_start("sizes");
    frames = count_frames();
    bad_sizes();
    suite_size(SIZE_2M);
    all_memory();
    check("as many frames are free as at first", count_frames() == frames);
    frames = stale(1, DIE_STALE_2M, "a peer writes to 2 MiB just unmapped", frames);
    frames = stale(2, DIE_STALE_2M_READ_ONLY, "to 2 MiB just made read-only", frames);
    if (sys_map_size(PLACE, RIGHT_READ, SIZE_1G) == E_OK) {
        print("sizes: there is room for a page of 1 GiB\n");
        sys_unmap_size(PLACE, SIZE_1G);
        suite_size(SIZE_1G);
        check("as many frames are free as before", count_frames() == frames);
        frames = stale(3, DIE_STALE_1G, "a peer writes to 1 GiB just unmapped", frames);
        stale(4, DIE_STALE_1G_READ_ONLY, "to 1 GiB just made read-only", frames);
    }
    return test_summary();
}
