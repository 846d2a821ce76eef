/* library.h: kernels for the tests of the library, made through its public header alone.
 *
 * So the same tests run against the tree, under sanitizers, and against what `make install` put
 * somewhere.
 */
#ifndef ISOBAR_LIBRARY_TEST_H
#define ISOBAR_LIBRARY_TEST_H

#include <isobar/isobar.h>
#include <sys/types.h>

#include "../host/test.h"

#define PAGE 4096u
#define FRAMES 4096u /* 16 MiB */
#define HERE 0x10000000ul

/* Expect a call of the library to return this. */
#define RETURNS(call, error) CHECK_EQ((uint64_t)(call), (uint64_t)(error))
#define WORKS(call) RETURNS(call, ISOBAR_OK)

/* A program of one text and one data page, one of zeros, and two of stack. */
#define IMAGE_WORDS (2 * PAGE / sizeof(uint64_t))
extern uint64_t image[IMAGE_WORDS];
void image_reset(void);

/* A kernel without a console, and what start_kernel() and step() left. */
extern struct isobar *kernel;
extern struct isobar_module module[ISOBAR_MAX_MODULES];
extern struct isobar_running now;

void new_kernel(uint32_t frames);
void start_kernel(uint32_t frames, uint32_t modules); /* and start CPU 0 */
void start_kernel_with(const struct isobar_hypercalls *h, void *context, FILE *console);

/* One system call of the running thread; returns what it left in that thread's error register if
 * the thread still runs, else NOT_BACK. */
#define NOT_BACK ~0ul
uint64_t step(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2);

/* Run this in a child and expect that it ends well. */
pid_t start_child(void (*body)(void));
void expect_child(pid_t child);

#endif
