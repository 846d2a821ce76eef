/* memory.c: addresses, sizes, rights and counts that no call on memory may take. */
#include "hostile.h"
#include "large.h"

#define KERNEL_HALF 0xffff800000000000ul

/* All six calls refuse it, whatever else they are given. */
static void refused(uint64_t address, uint64_t size, uint64_t error)
{
    uint64_t done;

    EXPECT(sys_map(address, RIGHT_WRITE, size), error);
    EXPECT(sys_map(address, ~0ul, size), error);
    EXPECT(sys_unmap(address, size), error);
    EXPECT(sys_protect(address, RIGHT_EXECUTE, size), error);
    if (size != SIZE_4K)
        return;
    EXPECT(sys_map_range(address, RIGHT_WRITE, 1, &done), error);
    EXPECT(sys_unmap_range(address, ~0ul, &done), error);
    EXPECT(sys_protect_range(address, RIGHT_READ, 0, &done), error);
}

void address_null(void)
{
    for (uint64_t at = 0; at < USER_MIN; at++)
        refused(at, SIZE_4K, E_ADDRESS);
    refused(0, SIZE_2M, E_ADDRESS);
    refused(0, SIZE_1G, E_ADDRESS);
}

void address_unaligned(void)
{
    for (uint64_t at = 1; at < PAGE; at++)
        refused(AREA + at, SIZE_4K, E_ADDRESS);
    for (uint64_t at = PAGE; at < MB2; at += PAGE)
        refused(PLACE + at, SIZE_2M, E_ADDRESS);
    for (uint64_t at = MB2; at < GB1; at += MB2)
        refused(PLACE + at, SIZE_1G, E_ADDRESS);
}

void address_kernel(void)
{
    for (uint64_t at = KERNEL_HALF; at != 0; at += 0x8000000000ul)
        for (uint64_t size = 0; size < NSIZES; size++)
            refused(at, size, E_ADDRESS);
    for (uint64_t at = 0xffffffff80000000ul; at != 0; at += MB2)
        refused(at, SIZE_4K, E_ADDRESS);
}

void address_non_canonical(void)
{
    for (unsigned bit = 47; bit < 64; bit++)
        for (uint64_t size = 0; size < NSIZES; size++) {
            refused(1ul << bit, size, E_ADDRESS);
            refused(1ul << bit | PLACE, size, E_ADDRESS);
        }
}

void address_end(void)
{
    refused(USER_END, SIZE_4K, E_ADDRESS);
    refused(USER_END - 1, SIZE_4K, E_ADDRESS);
    refused(USER_END & ~(MB2 - 1), SIZE_2M, E_ADDRESS);
    refused(USER_END & ~(GB1 - 1), SIZE_1G, E_ADDRESS);
    for (uint64_t size = 0; size < NSIZES; size++)
        refused(-bytes[size], size, E_ADDRESS);
}

void size_none(void)
{
    for (unsigned bit = 2; bit < 64; bit++)
        for (uint64_t low = 0; low < NSIZES; low++)
            refused(AREA, 1ul << bit | low, E_SIZE);
    refused(AREA, NSIZES, E_SIZE);
    refused(0, ~0ul, E_SIZE);
}

void rights_none(void)
{
    uint64_t done;

    EXPECT(map_page(AREA, RIGHT_READ), E_OK);
    for (unsigned bit = 1; bit < 64; bit++) {
        uint64_t rights = 1ul << bit | 1;

        EXPECT(map_page(AREA + PAGE, rights), E_RIGHTS);
        EXPECT(protect_page(AREA, rights), E_RIGHTS);
        EXPECT(sys_map_range(AREA + PAGE, rights, 1, &done), E_RIGHTS);
        EXPECT(sys_protect_range(AREA, rights, 1, &done), E_RIGHTS);
    }
    EXPECT(unmap_page(AREA), E_OK);
    EXPECT(unmap_page(AREA + PAGE), E_UNMAPPED);
}

/* A count for which the end of the range is beyond user space, or is not even a number. */
static void count_refused(uint64_t address, uint64_t count)
{
    uint64_t done;

    EXPECT(sys_map_range(address, RIGHT_WRITE, count, &done), E_RANGE);
    EXPECT(sys_unmap_range(address, count, &done), E_RANGE);
    EXPECT(sys_protect_range(address, RIGHT_READ, count, &done), E_RANGE);
}

void count_absurd(void)
{
    count_refused(AREA, 0);
    count_refused(USER_END - PAGE, 2);
    for (unsigned bit = 36; bit < 64; bit++) {
        count_refused(AREA, 1ul << bit);
        count_refused(AREA, (1ul << bit) + 1);
        count_refused(AREA, -(1ul << bit));
    }
    for (uint64_t i = 1; i < 100; i++)
        count_refused(AREA, -i);
    count_refused(AREA, (USER_END - AREA) / PAGE + 1);
}

void count_largest(void)
{
    uint64_t all = (USER_END - AREA) / PAGE, done;

    EXPECT(sys_map_range(AREA, RIGHT_WRITE, all, &done), E_OK);
    EXPECT(done, RANGE_PAGES);
    EXPECT(sys_protect_range(AREA, RIGHT_READ, all, &done), E_OK);
    EXPECT(done, RANGE_PAGES);
    EXPECT(sys_unmap_range(AREA, all, &done), E_OK);
    EXPECT(done, RANGE_PAGES);
    EXPECT(sys_unmap_range(AREA, all, &done), E_UNMAPPED);
    EXPECT(map_page(USER_END - PAGE, RIGHT_READ), E_OK);
    EXPECT(sys_unmap_range(USER_END - PAGE, 1, &done), E_OK);
}

void range_holes(void)
{
    uint64_t done;

    EXPECT(map_page(AREA + 5 * PAGE, RIGHT_READ), E_OK);
    EXPECT(sys_map_range(AREA, RIGHT_READ, 9, &done), E_OK);
    EXPECT(done, 5);
    EXPECT(sys_map_range(AREA + 5 * PAGE, RIGHT_READ, 9, &done), E_MAPPED);
    EXPECT(unmap_page(AREA + 2 * PAGE), E_OK);
    EXPECT(sys_protect_range(AREA, RIGHT_WRITE, 9, &done), E_OK);
    EXPECT(done, 2);
    EXPECT(sys_unmap_range(AREA + 2 * PAGE, 9, &done), E_UNMAPPED);
    EXPECT(sys_unmap_range(AREA, 9, &done), E_OK);
    EXPECT(done, 2);
    EXPECT(sys_unmap_range(AREA + 3 * PAGE, 9, &done), E_OK);
    EXPECT(done, 3);
}

void map_over_self(void)
{
    static const uint64_t taken[] = {USER_BASE, USER_STACK_TOP - PAGE};
    uint64_t done;

    for (unsigned i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        EXPECT(map_page(taken[i], RIGHT_WRITE), E_MAPPED);
        EXPECT(sys_map_range(taken[i], RIGHT_WRITE, 1, &done), E_MAPPED);
        EXPECT(sys_map(taken[i] & ~(MB2 - 1), RIGHT_WRITE, SIZE_2M), E_MAPPED);
    }
    EXPECT(sys_map(USER_STACK_TOP - GB1, RIGHT_WRITE, SIZE_1G), E_MAPPED);
}

void unmap_twice(void)
{
    static const uint64_t place[] = {AREA, PLACE};

    for (uint64_t size = SIZE_4K; size <= SIZE_2M; size++)
        for (unsigned i = 0; i < 100; i++) {
            EXPECT(sys_map(place[size], RIGHT_READ, size), E_OK);
            EXPECT(sys_unmap(place[size], size), E_OK);
            EXPECT(sys_unmap(place[size], size), E_UNMAPPED);
            EXPECT(sys_protect(place[size], RIGHT_READ, size), E_UNMAPPED);
        }
}

void size_mistaken(void)
{
    EXPECT(map_page(PLACE, RIGHT_WRITE), E_OK);
    for (uint64_t size = SIZE_2M; size <= SIZE_1G; size++) {
        EXPECT(sys_map(PLACE, RIGHT_READ, size), E_MAPPED);
        EXPECT(sys_unmap(PLACE, size), E_SIZE);
        EXPECT(sys_protect(PLACE, RIGHT_READ, size), E_SIZE);
    }
    write_word(PLACE, 0, 1);
    EXPECT(unmap_page(PLACE), E_OK);
    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_2M), E_OK);
    EXPECT(map_page(PLACE + MB2 - PAGE, RIGHT_READ), E_MAPPED);
    EXPECT(sys_unmap(PLACE, SIZE_1G), E_SIZE);
    write_word(PLACE + MB2 - PAGE, 0, 1);
    EXPECT(sys_unmap(PLACE, SIZE_2M), E_OK);
}
