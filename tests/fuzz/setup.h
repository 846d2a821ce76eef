/* setup.h: the machine that a script starts on: its memory, where its programs lie, and after the
 * boot what no call can set up, by the kernel's own functions, within their contracts.
 *
 * It needs nothing but the kernel: tests/differential sets up a real machine by it.
 */
#ifndef ISOBAR_FUZZ_SETUP_H
#define ISOBAR_FUZZ_SETUP_H

#include "boot.h"
#include "words.h"

/* Slot SHARED_SLOTS + i of every process names endpoint i of a machine with shared ones. */
#define SHARED_SLOTS 8u

/* Program i starts at this frame plus i times the stride. */
#define MODULE_FRAME 512u

/* The image of a kernel is reserved for it, whether there is one or not. */
#define IMAGE_FRAME 256u
#define IMAGE_FRAMES 256u

/* Whether there can be a machine of these words with programs so many frames apart. */
int setup_possible(const uint64_t *w, uint32_t stride);

/* Fill in the memory map, what is used, and programs of so many pages; not what of the kernel half
 * and of the frame array there is. */
void setup_info(const uint64_t *w, uint32_t pages, uint32_t stride);

/* The kernel has booted: shared endpoints, frames that are left, the arrival counter. */
void setup_finish(const uint64_t *w);

#endif
