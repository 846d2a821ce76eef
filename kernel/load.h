/* load.h: boot modules become the first processes.
 *
 * A module is a flat image whose header the kernel checks word by word; the frames that the loader
 * put it in become the process's own pages. Only kernel_init() loads modules: later processes will
 * be loaded by user code.
 */
#ifndef ISOBAR_LOAD_H
#define ISOBAR_LOAD_H

#include "boot.h"
#include "endpoint.h"

/*@ logic integer module_word{L}(integer p, integer i) = \at(user_window[p].word[i],L);
    // how many frames the image that starts at frame p fills
    logic integer image_frames{L}(integer p) =
        module_word{L}(p, MOD_TEXT) + module_word{L}(p, MOD_DATA);
    // the n frames from p on hold a program
    predicate is_program{L}(integer p, integer n) =
        module_word{L}(p, MOD_MAGIC) == MODULE_MAGIC
        && 1 <= module_word{L}(p, MOD_TEXT) <= MODULE_MAX_PAGES
        && module_word{L}(p, MOD_DATA) <= MODULE_MAX_PAGES
        && module_word{L}(p, MOD_ZERO) <= MODULE_MAX_PAGES
        && 1 <= module_word{L}(p, MOD_STACK) <= MODULE_MAX_PAGES
        && image_frames{L}(p) == n
        && USER_BASE <= module_word{L}(p, MOD_ENTRY)
            < USER_BASE + module_word{L}(p, MOD_TEXT) * PAGE_SIZE;

    predicate all_reserved{L}(integer p, integer n) = p + n <= \at(nframes,L) &&
        \forall integer q; p <= q < p + n ==> has_type{L}(q, PG_RESERVED);
    // every reserved frame stays so, but for n from p on
    predicate reserved_but{A,B}(integer p, integer n) = \forall integer q;
        has_type{A}(q, PG_RESERVED) && !(p <= q < p + n) ==> has_type{B}(q, PG_RESERVED);
*/

/* 1 if the n frames from p on hold a program. */
/*@ requires count: wf_count;
    requires reserved: has_type(p, PG_RESERVED);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures valid: \result == 1 ? is_program(p, n) : \result == 0 && !is_program(p, n); */
uint32_t module_valid(pfn_t p, uint32_t n);

/* Make a process of the n reserved frames from p on, which hold a program; NIL if memory does not
   suffice. */
/*@ requires wf: wf_kernel;
    requires program: is_program(p, n);
    requires reserved: all_reserved(p, n);
    requires clock: list_clock < UINT64_MAX;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            stamp[..], list_clock;
    ensures pages: \result != NIL ==> wf_pages;
    ensures floating: \result != NIL ==> no_floating;
    ensures objects: \result != NIL ==> wf_objects && all_active;
    ensures refs: \result != NIL ==> wf_refs && wf_waits;
    ensures slots: \result != NIL ==> slots_kept{Pre,Post};
    ensures new: \result != NIL ==> !is_process{Pre}(\result);
    ensures process: \result != NIL ==> is_process(\result);
    ensures others: \result != NIL ==>
        \forall integer q; is_process{Pre}(q) ==> is_process(q) && q != \result;
    ensures reserved: \result != NIL ==> reserved_but{Pre,Post}(p, n);
    ensures clock: list_clock <= \old(list_clock) + 1; */
pfn_t module_load(pfn_t p, uint32_t n);

#endif
