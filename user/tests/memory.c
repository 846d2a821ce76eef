/* memory.c: map, unmap and protect, with good and bad arguments, on a handful of pages.
 *
 * Each refused call is followed by a look at what it must have left alone.
 */
#include "test.h"

#define LAST_PAGE (USER_END - PAGE)

static void one_page(void)
{
    unsigned wrong = 0;

    check_error("map a page", map_page(AREA, RIGHT_WRITE), E_OK);
    for (unsigned i = 0; i < 512; i++)
        wrong += word_at(AREA, i) != 0;
    check("it is zeroed", wrong == 0);
    for (unsigned i = 0; i < 512; i++)
        write_word(AREA, i, ~(uint64_t)i);
    for (unsigned i = 0; i < 512; i++)
        wrong += word_at(AREA, i) != ~(uint64_t)i;
    check("it keeps what is written to it", wrong == 0);
    check_error("map it again", map_page(AREA, RIGHT_READ), E_MAPPED);
    check("its contents and rights are as they were",
          (write_word(AREA, 7, 7), word_at(AREA, 7) == 7) && word_at(AREA, 8) == ~8ul);
    check_error("unmap it", unmap_page(AREA), E_OK);
    check_error("unmap it again", unmap_page(AREA), E_UNMAPPED);
    check_error("map it once more", map_page(AREA, RIGHT_WRITE), E_OK);
    for (unsigned i = 0; i < 512; i++)
        wrong += word_at(AREA, i) != 0;
    check("it is zeroed again", wrong == 0);
    check_error("unmap it", unmap_page(AREA), E_OK);
}

/* An address that every call on memory must refuse. */
static void bad_address(const char *what, uint64_t address)
{
    check_error(what, map_page(address, RIGHT_WRITE), E_ADDRESS);
    check("unmap and protect refuse it too",
          unmap_page(address) == E_ADDRESS && protect_page(address, RIGHT_READ) == E_ADDRESS);
}

static void addresses(void)
{
    bad_address("address 0", 0);
    bad_address("address 1", 1);
    bad_address("an unaligned address", AREA + 8);
    bad_address("an address one below a page", AREA + PAGE - 1);
    bad_address("the end of user space", USER_END);
    bad_address("the last byte of user space", USER_END - 1);
    bad_address("2^47, the first non-canonical address", 1ul << 47);
    bad_address("a non-canonical address", 0x0123456789abc000ul);
    bad_address("the kernel half", 0xffff800000000000ul);
    bad_address("the kernel image", 0xffffffff80000000ul);
    bad_address("the last page of all", ~0ul - PAGE + 1);
    bad_address("2^63", 1ul << 63);
    check_error("map the first page allowed", map_page(USER_MIN, RIGHT_WRITE), E_OK);
    check_error("map the last page allowed", map_page(LAST_PAGE, RIGHT_WRITE), E_OK);
    write_word(USER_MIN, 0, 1);
    write_word(LAST_PAGE, 511, 2);
    check("both hold what is written", word_at(USER_MIN, 0) == 1 && word_at(LAST_PAGE, 511) == 2);
    check("unmap both", unmap_page(USER_MIN) == E_OK && unmap_page(LAST_PAGE) == E_OK);
    check_error("map over the program's text", map_page(USER_BASE, RIGHT_WRITE), E_MAPPED);
    check_error("map over its stack", map_page(USER_STACK_TOP - PAGE, RIGHT_WRITE), E_MAPPED);
}

static void rights(void)
{
    check_error("map with rights 3", map_page(AREA, NRIGHTS), E_RIGHTS);
    check_error("map with rights 2^32", map_page(AREA, 1ul << 32), E_RIGHTS);
    check_error("map with rights 2^64 - 1", map_page(AREA, ~0ul), E_RIGHTS);
    check_error("none of them mapped it", unmap_page(AREA), E_UNMAPPED);
    check_error("protect a page that is not mapped", protect_page(AREA, RIGHT_READ), E_UNMAPPED);
    check_error("map it read-only", map_page(AREA, RIGHT_READ), E_OK);
    check("a read-only page is zeroed", word_at(AREA, 0) == 0 && word_at(AREA, 511) == 0);
    check_error("make it writable", protect_page(AREA, RIGHT_WRITE), E_OK);
    write_word(AREA, 3, 33);
    check_error("protect with rights 3", protect_page(AREA, NRIGHTS), E_RIGHTS);
    check_error("protect with rights 2^64 - 1", protect_page(AREA, ~0ul), E_RIGHTS);
    write_word(AREA, 4, 44);
    check("it is writable still", word_at(AREA, 3) == 33 && word_at(AREA, 4) == 44);
    check_error("make it read-only", protect_page(AREA, RIGHT_READ), E_OK);
    check("its contents are as they were", word_at(AREA, 3) == 33 && word_at(AREA, 4) == 44);
    check_error("unmap it", unmap_page(AREA), E_OK);
}

static void execution(void)
{
    volatile unsigned char *page = (volatile unsigned char *)AREA;
    static const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3}; /* mov $42, %eax; ret */
    int (*function)(void) = (int (*)(void))AREA;

    check_error("map a page for code", map_page(AREA, RIGHT_WRITE), E_OK);
    for (unsigned i = 0; i < sizeof code; i++)
        page[i] = code[i];
    check_error("make it executable", protect_page(AREA, RIGHT_EXECUTE), E_OK);
    check("the code in it runs", function() == 42);
    check_error("unmap it", unmap_page(AREA), E_OK);
}

void suite_memory(void)
{
    one_page();
    addresses();
    rights();
    execution();
}
