/* test.c: the harness of the in-system tests (test.h).
 *
 * A failed check is told and counted, and the suite goes on.
 */
#include "test.h"

#include "print.h"

static const char *name = "test"; /* data and zeroed pages, so that the loader is tested too */
static unsigned passed, failed;

void test_start(const char *program)
{
    int zeroed = passed == 0 && failed == 0, loaded = name[0] == 't';

    name = program;
    check("the program's zeroed pages are zero", zeroed);
    check("its data pages hold its data", loaded);
}

int check(const char *what, int good)
{
    if (good)
        passed++;
    else
        failed++;
    print("%s: %s %s\n", name, good ? "ok  " : "FAIL", what);
    return good;
}

int check_error(const char *what, uint64_t error, uint64_t expected)
{
    if (error == expected)
        passed++;
    else
        failed++;
    print("%s: %s %s: %s", name, error == expected ? "ok  " : "FAIL", what, error_name(error));
    if (error != expected)
        print(" (%lu), expected %s", error, error_name(expected));
    print("\n");
    return error == expected;
}

int test_summary(void)
{
    print("%s: %u passed, %u failed\n", name, passed, failed);
    return failed != 0;
}
