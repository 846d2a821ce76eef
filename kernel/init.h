/* init.h: the kernel comes to be.
 *
 * kernel_init() trusts neither the boot information nor what memory holds: it refuses what it
 * cannot use with a reason, and otherwise establishes the whole invariant of kernel/wf.h. That
 * boot_info tells the truth about the machine is arch/'s to see to.
 */
#ifndef ISOBAR_INIT_H
#define ISOBAR_INIT_H

#include "start.h"
#include "wf.h"

/*@ predicate cpus_idle{L} = \forall integer c; 0 <= c < NCPU ==>
        current[c] == NIL && loaded[c] == NIL && \forall integer k; is_tag(k) ==>
            tagged(c, k) == NIL;
    // every CPU has the kernel's own tables loaded
    predicate cpus_cold{L} = \forall integer c; is_cpu(c) ==> cr3[c] == NIL;
*/

/* Establish the invariant of the kernel, with a process for each module; else say why not. */
/*@ requires cold: cpus_cold;
    terminates \true;
    exits \false;
    assigns nframes, FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            stamp[..], slot_row[..], list_clock, kernel_half[..], run_queue[..],
            current[..], loaded[..], tags[..], module_process[..];
    ensures reason: \result < NBOOT_REASONS;
    ensures wf: \result == BOOT_OK ==> wf;
    ensures idle: \result == BOOT_OK ==> cpus_idle;
    ensures clock: \result == BOOT_OK ==> list_clock <= BOOT_MAX_MODULES;
    ensures rest: \result == BOOT_OK ==> rest_reserved;
    ensures used: \result == BOOT_OK ==> used_reserved(boot_info.nused);
    ensures started: \result == BOOT_OK ==> modules_started(boot_info.nmodules); */
uint32_t kernel_init(void);

#endif
