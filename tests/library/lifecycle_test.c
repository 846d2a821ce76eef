/* lifecycle_test.c: kernels come and go, and every way in which one cannot come. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "library.h"

#define ARRAY_OFFSET 0x10000000000ul /* from the direct map to the frame array */

static int try_create(uint32_t frames, const struct isobar_hypercalls *h)
{
    const struct isobar_options options = {.frames = frames, .hypercalls = h};

    return isobar_create(&kernel, &options);
}

TEST(library_every_error_has_a_text_of_its_own)
{
    const int last = ISOBAR_REFUSED + 11;

    for (int e = 0; e <= last; e++) {
        if (e >= ISOBAR_NERRORS && e < ISOBAR_REFUSED)
            continue;
        CHECK(strcmp(isobar_error_text(e), isobar_error_text(-1)) != 0);
        for (int f = 0; f < e; f++)
            CHECK(strcmp(isobar_error_text(e), isobar_error_text(f)) != 0 ||
                  (f >= ISOBAR_NERRORS && f < ISOBAR_REFUSED));
    }
    CHECK(strcmp(isobar_error_text(last + 1), isobar_error_text(-1)) == 0);
    CHECK(strcmp(isobar_error_text(ISOBAR_NERRORS), isobar_error_text(-1)) == 0);
}

TEST(library_number_of_frames)
{
    RETURNS(try_create(0, NULL), ISOBAR_E_FRAMES);
    RETURNS(try_create(ISOBAR_MAX_FRAMES + 1, NULL), ISOBAR_E_FRAMES);
    WORKS(try_create(ISOBAR_MAX_FRAMES, NULL));
    WORKS(isobar_destroy(kernel));
    WORKS(try_create(1, NULL));
    WORKS(isobar_destroy(kernel));
}

TEST(library_hypercall_table_with_a_missing_entry)
{
    struct isobar_hypercalls h = isobar_default_hypercalls;

    h.putc = NULL;
    RETURNS(try_create(FRAMES, &h), ISOBAR_E_HYPERCALL);
    h = isobar_default_hypercalls;
    h.event = NULL;
    RETURNS(try_create(FRAMES, &h), ISOBAR_E_HYPERCALL);
    h = isobar_default_hypercalls;
    h.load = NULL;
    RETURNS(try_create(FRAMES, &h), ISOBAR_E_HYPERCALL);
    h = isobar_default_hypercalls;
    h.flush = NULL;
    RETURNS(try_create(FRAMES, &h), ISOBAR_E_HYPERCALL);
    WORKS(try_create(FRAMES, &isobar_default_hypercalls));
    WORKS(isobar_destroy(kernel));
}

TEST(library_one_kernel_at_a_time)
{
    struct isobar *first;

    new_kernel(FRAMES);
    first = kernel;
    RETURNS(try_create(FRAMES, NULL), ISOBAR_E_EXISTS);
    CHECK(kernel == first);
    WORKS(isobar_destroy(first));
    new_kernel(FRAMES);
    WORKS(isobar_destroy(kernel));
}

TEST(library_calls_on_no_kernel)
{
    char byte = 0;

    for (int destroyed = 0; destroyed < 2; destroyed++) {
        RETURNS(isobar_boot(kernel, module, 1), ISOBAR_E_NONE);
        RETURNS(isobar_enter(kernel, 0, ISOBAR_START, &now), ISOBAR_E_NONE);
        RETURNS(isobar_release(kernel, 0), ISOBAR_E_NONE);
        RETURNS(isobar_read(kernel, 0, USER_BASE, &byte, 1), ISOBAR_E_NONE);
        RETURNS(isobar_write(kernel, 0, USER_BASE, &byte, 1), ISOBAR_E_NONE);
        RETURNS(isobar_destroy(kernel), ISOBAR_E_NONE);
        if (!destroyed) {
            new_kernel(FRAMES);
            WORKS(isobar_destroy(kernel));
        }
    }
}

/* Something else sits at one byte of where the windows must be. */
static void taken(uint64_t offset)
{
    char *at = (char *)ISOBAR_WINDOW_BASE + offset;

    CHECK(mmap(at, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE,
               -1, 0) == at);
    at[0] = 'x';
    RETURNS(try_create(FRAMES, NULL), ISOBAR_E_TAKEN);
    CHECK(at[0] == 'x');
    munmap(at, PAGE);
    new_kernel(FRAMES);
    WORKS(isobar_destroy(kernel));
}

TEST(library_windows_taken)
{
    taken(0);
    taken((FRAMES - 1) * PAGE);
    taken(ARRAY_OFFSET);
}

TEST(library_host_without_memory)
{
    struct rlimit was, none;
    int error;

    CHECK(getrlimit(RLIMIT_AS, &was) == 0);
    none = (struct rlimit){.rlim_cur = PAGE, .rlim_max = was.rlim_max};
    CHECK(setrlimit(RLIMIT_AS, &none) == 0);
    error = try_create(FRAMES, NULL);
    CHECK(setrlimit(RLIMIT_AS, &was) == 0);
    RETURNS(error, ISOBAR_E_MEMORY);
    new_kernel(FRAMES);
    WORKS(isobar_destroy(kernel));
}

/* Whether anything is mapped there. */
static int is_mapped(uint64_t offset)
{
    char *at = (char *)ISOBAR_WINDOW_BASE + offset;
    void *p = mmap(at, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (p == (void *)at)
        munmap(at, PAGE);
    return p != (void *)at;
}

TEST(library_destroy_returns_everything)
{
    for (uint32_t i = 0; i < 1000; i++) {
        start_kernel(FRAMES - i, 1 + i % ISOBAR_MAX_MODULES);
        CHECK(is_mapped(0) && is_mapped(ARRAY_OFFSET));
        WORKS(isobar_destroy(kernel));
        CHECK(!is_mapped(0) && !is_mapped(ARRAY_OFFSET));
    }
}

TEST(library_boot_refusals)
{
    new_kernel(FRAMES);
    image_reset();
    RETURNS(isobar_enter(kernel, 0, ISOBAR_START, &now), ISOBAR_E_NOT_BOOTED);
    RETURNS(isobar_read(kernel, 0, USER_BASE, image, 1), ISOBAR_E_NOT_BOOTED);
    CHECK(strcmp(isobar_error_text(isobar_boot(kernel, module, 0)),
                 "there is no module to run as init") == 0);
    CHECK(strcmp(isobar_error_text(isobar_boot(kernel, module, ISOBAR_MAX_MODULES + 1)),
                 "more memory ranges, used ranges or modules than the kernel has room for") == 0);
    image[MOD_MAGIC]++;
    CHECK(strcmp(isobar_error_text(isobar_boot(kernel, module, 1)),
                 "a module is not a valid program") == 0);
    image_reset();
    module[0].size -= 1;
    CHECK(isobar_boot(kernel, module, 1) > ISOBAR_REFUSED);
    module[0].size = 0;
    CHECK(isobar_boot(kernel, module, 1) > ISOBAR_REFUSED);
    image_reset();
    image[MOD_ZERO] = FRAMES;
    CHECK(strcmp(isobar_error_text(isobar_boot(kernel, module, 1)),
                 "not enough memory for the first processes") == 0);
    image_reset();
    WORKS(isobar_boot(kernel, module, 2));
    RETURNS(isobar_boot(kernel, module, 2), ISOBAR_E_BOOTED);
    WORKS(isobar_destroy(kernel));
}

TEST(library_images_larger_than_memory)
{
    new_kernel(1);
    image_reset();
    CHECK(strcmp(isobar_error_text(isobar_boot(kernel, module, 1)),
                 "not enough memory for the first processes") == 0);
    WORKS(isobar_destroy(kernel));
}
