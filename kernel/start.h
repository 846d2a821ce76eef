/* start.h: the boot modules become the first processes.
 *
 * The frames of each module were checked and reserved; what its header says is checked here. The
 * first module is init, and shares an endpoint with the process of each other one.
 */
#ifndef ISOBAR_START_H
#define ISOBAR_START_H

#include "load.h"

/* The process that each module became; the first is init. */
extern pfn_t module_process[BOOT_MAX_MODULES];

/*@ // frame p holds some of the bytes from base on
    predicate touches(integer p, integer base, integer size) =
        frame_below(base) <= p < frame_above(range_end_of(base, size));
    predicate in_used{L}(integer p, integer i) =
        touches(p, boot_info.used[i].base, boot_info.used[i].size);
    predicate in_module{L}(integer p, integer i) =
        touches(p, boot_info.module[i].base, boot_info.module[i].size);
    // the first n ranges in use are reserved
    predicate used_reserved{L}(integer n) = \forall integer p, i; 0 <= i < n && in_used(p, i) ==>
        has_type(p, PG_RESERVED);
    // memory that the map does not make available is reserved
    predicate rest_reserved{L} = \forall integer p; is_frame(p) && !usable(p) ==>
        has_type(p, PG_RESERVED);

    // module i fills whole frames that exist
    predicate module_fits{L}(integer i) = boot_info.module[i].base % PAGE_SIZE == 0
        && boot_info.module[i].size != 0
        && boot_info.module[i].base + boot_info.module[i].size <= nframes * PAGE_SIZE;
    // the first n modules fit, in available memory, apart from each other and all else in use
    predicate modules_fit{L}(integer n) = \forall integer i; 0 <= i < n ==> module_fits(i);
    predicate modules_usable{L}(integer n) = \forall integer p, i; 0 <= i < n && in_module(p, i) ==>
        is_frame(p) && usable(p);
    predicate modules_unused{L}(integer n) = \forall integer p, i, j;
        0 <= i < n && in_module(p, i) && 0 <= j < boot_info.nused ==> !in_used(p, j);
    predicate modules_apart{L}(integer n) = \forall integer p, i, j;
        0 <= i < j < n && in_module(p, i) ==> !in_module(p, j);
    predicate wf_modules{L}(integer n) = modules_fit(n) && modules_usable(n) && modules_unused(n)
        && modules_apart(n);
    // modules m to n have not become processes yet
    predicate modules_reserved{L}(integer m, integer n) = \forall integer p, i;
        m <= i < n && in_module(p, i) ==> has_type(p, PG_RESERVED);
    // the first n modules have become processes, one each; init has slots for the others
    predicate modules_started{L}(integer n) = (\forall integer i; 0 <= i < n ==>
        is_process(module_process[i])) && (\forall integer i, j; 0 <= i < j < n ==>
        module_process[i] != module_process[j])
        && (0 < n ==> \forall integer i; n <= i < NSLOTS ==> slot_of(module_process[0], i) == NIL);

    predicate info_valid{L} = 0 < boot_info.nranges <= BOOT_MAX_RANGES
        && boot_info.nused <= BOOT_MAX_USED && 0 < boot_info.nmodules <= BOOT_MAX_MODULES;
*/

/* Make a process of each module; else say why not. */
/*@ requires wf: wf_kernel;
    requires valid: info_valid;
    requires modules: wf_modules(boot_info.nmodules) && modules_reserved(0, boot_info.nmodules);
    requires rest: rest_reserved;
    requires used: used_reserved(boot_info.nused);
    requires clock: list_clock == 0;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            stamp[..], list_clock, slot_row[..], module_process[..];
    ensures reason: \result < NBOOT_REASONS;
    ensures wf: \result == BOOT_OK ==> wf_kernel;
    ensures started: \result == BOOT_OK ==> modules_started(boot_info.nmodules);
    ensures rest: \result == BOOT_OK ==> rest_reserved;
    ensures used: \result == BOOT_OK ==> used_reserved(boot_info.nused);
    ensures clock: list_clock <= BOOT_MAX_MODULES; */
uint32_t start_modules(void);

#endif
