/* test.h: a small test framework: every test runs in a process of its own.
 *
 * So each starts from a kernel that has never run, and one that crashes, hangs or trips a
 * sanitizer fails alone. A failed CHECK says where and what, and ends its test.
 */
#ifndef ISOBAR_TEST_H
#define ISOBAR_TEST_H

#include <inttypes.h>
#include <stdint.h>

void test_add(const char *name, void (*body)(void));
_Noreturn void test_fail(const char *file, int line, const char *what, uint64_t a, uint64_t b);

#define TEST(name)                                                                                 \
    static void name(void);                                                                        \
    __attribute__((constructor)) static void add_##name(void)                                      \
    {                                                                                              \
        test_add(#name, name);                                                                     \
    }                                                                                              \
    static void name(void)

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            test_fail(__FILE__, __LINE__, #condition, 1, 1);                                       \
    } while (0)

#define CHECK_EQ(got, want)                                                                        \
    do {                                                                                           \
        uint64_t got_ = (got), want_ = (want);                                                     \
        if (got_ != want_)                                                                         \
            test_fail(__FILE__, __LINE__, #got " == " #want, got_, want_);                         \
    } while (0)

extern const char *test_name; /* of the test that runs */

/* The same sequence in every run, from the seed that run was started with. */
uint64_t test_random(void);
uint64_t test_below(uint64_t n);

#endif
