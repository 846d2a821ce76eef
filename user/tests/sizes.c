/* sizes.c: a fourth test system: pages of 2 MiB, of 1 GiB where the memory has one, and helpers
 * that write through translations of such pages which have just gone.
 *
 * Each refused call is followed by a look at what it must have left alone.
 */
#include "helper.h"
#include "large.h"
#include "print.h"
#include "test.h"

#define LAST_2M (USER_END & ~(MB2 - 1)) /* the end of user space cuts these two */
#define LAST_1G (USER_END & ~(GB1 - 1))

/* In the last words of the page. */
static int run_code(uint64_t size)
{
    static const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3}; /* mov $42, %eax; ret */
    volatile unsigned char *at = (volatile unsigned char *)(PLACE + bytes[size] - 16);

    for (unsigned i = 0; i < sizeof code; i++)
        at[i] = code[i];
    if (!check_error("make it executable", sys_protect(PLACE, RIGHT_EXECUTE, size), E_OK))
        return 0;
    return ((int (*)(void))(uint64_t)at)();
}

static void one_page(uint64_t size)
{
    check_error("map a page", sys_map(PLACE, RIGHT_WRITE, size), E_OK);
    check("all of it is zeroed", not_zero(size) == 0);
    mark(PLACE, PLACE + bytes[size]);
    check("it keeps what is written to it", damaged(PLACE, PLACE + bytes[size]) == 0);
    check_error("make it read-only", sys_protect(PLACE, RIGHT_READ, size), E_OK);
    check("it holds what it held", damaged(PLACE, PLACE + bytes[size]) == 0);
    check_error("make it writable", sys_protect(PLACE, RIGHT_WRITE, size), E_OK);
    mark(PLACE, PLACE + bytes[size]);
    check("code at its end runs", run_code(size) == 42);
    check_error("unmap it", sys_unmap(PLACE, size), E_OK);
    check_error("unmap it again", sys_unmap(PLACE, size), E_UNMAPPED);
    check_error("map it once more", sys_map(PLACE, RIGHT_READ, size), E_OK);
    check("all of it is zeroed again", not_zero(size) == 0);
    check_error("unmap it", sys_unmap(PLACE, size), E_OK);
}

/* All three calls must refuse a page for this reason. */
static void refused(const char *what, uint64_t address, uint64_t size, uint64_t error)
{
    check_error(what, sys_map(address, RIGHT_WRITE, size), error);
    check("unmap and protect refuse it too",
          sys_unmap(address, size) == error && sys_protect(address, RIGHT_READ, size) == error);
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
    check_error("map with rights 3", sys_map(PLACE, NRIGHTS, size), E_RIGHTS);
    check_error("protect with rights 3", sys_protect(PLACE, NRIGHTS, size), E_RIGHTS);
    check_error("protect where nothing is mapped", sys_protect(PLACE, RIGHT_READ, size),
                E_UNMAPPED);
    check_error("none of them mapped it", sys_unmap(PLACE, size), E_UNMAPPED);
}

static void bad_sizes(void)
{
    refused("size 3", PLACE, NSIZES, E_SIZE);
    refused("size 2^32", PLACE, 1ul << 32, E_SIZE);
    refused("size 2^64 - 1 and address 1", 1, ~0ul, E_SIZE);
}

/* What is meant for pages of another size leaves a page alone, unless it is for parts of it, which
 * user/tests/parts.c is about. */
static void other_sizes(uint64_t size)
{
    uint64_t last = PLACE + bytes[size] - PAGE, done;

    check_error("map a page", sys_map(PLACE, RIGHT_WRITE, size), E_OK);
    mark(PLACE, PLACE + bytes[size]);
    check_error("map it again", sys_map(PLACE, RIGHT_READ, size), E_MAPPED);
    check("map 4 KiB at its start and end: E_MAPPED",
          map_page(PLACE, RIGHT_READ) == E_MAPPED && map_page(last, RIGHT_READ) == E_MAPPED);
    check_error("map the other large size", sys_map(PLACE, RIGHT_READ, 3 - size), E_MAPPED);
    if (size == SIZE_2M)
        check("unmap or protect it as 1 GiB: E_SIZE",
              sys_unmap(PLACE, SIZE_1G) == E_SIZE &&
                  sys_protect(PLACE, RIGHT_READ, SIZE_1G) == E_SIZE);
    check_error("map a range in it", sys_map_range(last, RIGHT_READ, 2, &done), E_MAPPED);
    check("a range stops in front of it",
          sys_map_range(PLACE - 3 * PAGE, RIGHT_READ, 9, &done) == E_OK && done == 3);
    check("unmap that", sys_unmap_range(PLACE - 3 * PAGE, 3, &done) == E_OK && done == 3);
    mark(PLACE, PLACE + bytes[size]);
    check("it is writable and holds what it held", damaged(PLACE, PLACE + bytes[size]) == 0);
    check_error("unmap it", sys_unmap(PLACE, size), E_OK);
}

/* A page of 4 KiB where a large one would be. */
static void in_the_way(const char *what, uint64_t offset, uint64_t size, uint64_t error)
{
    check_error("map 4 KiB", map_page(PLACE + offset, RIGHT_WRITE), E_OK);
    write_word(PLACE + offset, 0, offset);
    check_error(what, sys_map(PLACE, RIGHT_READ, size), E_MAPPED);
    check("to unmap or protect a large page there is refused",
          sys_unmap(PLACE, size) == error && sys_protect(PLACE, RIGHT_READ, size) == error);
    write_word(PLACE + offset, 511, offset);
    check("the page holds what it held", word_at(PLACE + offset, 0) == offset);
    check_error("unmap it", unmap_page(PLACE + offset), E_OK);
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
    check_error("one more does not", sys_map(FIELD_2M + n * MB2, RIGHT_READ, SIZE_2M), E_MEMORY);
    check_error("nor does one of 1 GiB", sys_map(PLACE, RIGHT_READ, SIZE_1G), E_MEMORY);
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
    frames = die_stale(1, DIE_STALE_2M, "a peer writes to 2 MiB just unmapped", frames);
    frames = die_stale(2, DIE_STALE_2M_READ_ONLY, "to 2 MiB just made read-only", frames);
    if (sys_map(PLACE, RIGHT_READ, SIZE_1G) == E_OK) {
        print("sizes: there is room for a page of 1 GiB\n");
        sys_unmap(PLACE, SIZE_1G);
        suite_size(SIZE_1G);
        check("as many frames are free as before", count_frames() == frames);
        frames = die_stale(3, DIE_STALE_1G, "a peer writes to 1 GiB just unmapped", frames);
        die_stale(4, DIE_STALE_1G_READ_ONLY, "to 1 GiB just made read-only", frames);
    }
    return test_summary();
}
