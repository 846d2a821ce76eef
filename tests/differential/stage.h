/* stage.h: a script's machine with players on it, made the same way on the host and on a real
 * machine.
 */
#ifndef ISOBAR_DIFFERENTIAL_STAGE_H
#define ISOBAR_DIFFERENTIAL_STAGE_H

#include "setup.h"

#define PLAYER_STRIDE 64u /* frames from one program to the next; no program may have more */
#define STAGE_MOST 6144u  /* frames: above them a real machine has what is not the script's */

/* The threads that there are after the boot. */
extern pfn_t stage_thread[BOOT_MAX_MODULES];

/* Where the pages end that a player needs for itself: they start at PLAY_START. */
extern uint64_t stage_own_end;

/* Whether there can be a machine of these words. */
int stage_possible(const uint64_t *w);

/* Fill in boot_info but for the frame array, and put the images, of so many pages each, where the
 * programs are; all other memory from the first program up holds what firmware might leave. */
void stage_fill(const uint64_t *w, const uint64_t *const *image, uint32_t pages);

/* The kernel has booted. */
void stage_finish(const uint64_t *w);

/* The number of a thread in the script: that of its program. */
uint32_t stage_number(pfn_t thread);

#endif
