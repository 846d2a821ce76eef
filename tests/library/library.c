/* library.c: kernels for the tests of the library. See library.h. */
#include "library.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

uint64_t image[IMAGE_WORDS];
struct isobar *kernel;
struct isobar_module module[ISOBAR_MAX_MODULES];
struct isobar_running now;

void image_reset(void)
{
    memset(image, 0, sizeof image);
    image[MOD_MAGIC] = MODULE_MAGIC;
    image[MOD_ENTRY] = USER_BASE + MOD_WORDS * sizeof(uint64_t);
    image[MOD_TEXT] = 1;
    image[MOD_DATA] = 1;
    image[MOD_ZERO] = 1;
    image[MOD_STACK] = 2;
    for (uint32_t i = 0; i < ISOBAR_MAX_MODULES; i++)
        module[i] = (struct isobar_module){.image = image, .size = sizeof image};
}

void new_kernel(uint32_t frames)
{
    const struct isobar_options options = {.frames = frames};

    WORKS(isobar_create(&kernel, &options));
}

static void boot_modules(uint32_t n)
{
    image_reset();
    WORKS(isobar_boot(kernel, module, n));
    WORKS(isobar_enter(kernel, 0, ISOBAR_START, &now));
    CHECK_EQ(now.thread, module[0].thread);
}

void start_kernel(uint32_t frames, uint32_t modules)
{
    new_kernel(frames);
    boot_modules(modules);
}

void start_kernel_with(const struct isobar_hypercalls *h, void *context, FILE *console)
{
    const struct isobar_options options = {
        .frames = FRAMES, .console = console, .hypercalls = h, .context = context};

    WORKS(isobar_create(&kernel, &options));
    boot_modules(1);
}

uint64_t step(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2)
{
    uint32_t thread = now.thread;

    now.r.call = number;
    now.r.a[0] = a0;
    now.r.a[1] = a1;
    now.r.a[2] = a2;
    WORKS(isobar_enter(kernel, 0, ISOBAR_CALL, &now));
    return now.thread == thread ? now.r.call : NOT_BACK;
}

pid_t start_child(void (*body)(void))
{
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0) {
        body();
        exit(0);
    }
    return child;
}

void expect_child(pid_t child)
{
    int status = -1;

    CHECK_EQ((uint64_t)waitpid(child, &status, 0), (uint64_t)child);
    CHECK_EQ((uint64_t)status, 0);
}
