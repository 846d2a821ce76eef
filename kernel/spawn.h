/* spawn.h: a process at run time, with an endpoint that it shares and an empty address space.
 *
 * What it runs is its maker's business (kernel/space_move.h): user code loads programs, as in NOVA
 * and L4; the kernel reads none.
 */
#ifndef ISOBAR_SPAWN_H
#define ISOBAR_SPAWN_H

#include "wf.h"

/*@ // three pages were free, and nothing else changes its type
    predicate three_came{A,B}(integer p, integer t, integer r) = has_type{A}(p, PG_FREE)
        && has_type{A}(t, PG_FREE) && has_type{A}(r, PG_FREE) && \at(nframes,A) == \at(nframes,B)
        && \forall integer q; is_frame{A}(q) && q != p && q != t && q != r ==>
            type_of{A}(q) == type_of{B}(q);
    // process p comes, with nothing mapped and endpoint e in slot 0; its thread is ready on CPU c
    predicate spawns{A,B}(integer p, integer e, integer c, integer pc, integer sp) =
        \let t = \at(process_window[p].thread,B); \let r = \at(process_window[p].root,B);
        is_process{B}(p) && is_thread{B}(t) && is_root{B}(r) && three_came{A,B}(p, t, r)
        && slot_of{B}(p, 0) == e && (\forall integer i; 1 <= i < NSLOTS ==>
            slot_of{B}(p, i) == NIL)
        && starts{B}(t, pc, sp) && wakes{A,B}(t, c) && threads_left{A,B}(-1) && processes_kept{A,B}
        && \at(nfree,B) == \at(nfree,A) - 3 && same_translations{A,B} && users_kept{A,B}
        && same_frames{A,B}(PG_USER);

*/

/* Make a process with an address space without translations, whose slot 0 names endpoint e and
   whose thread, ready on a CPU, starts at pc with stack pointer sp. */
/*@ requires wf: wf_kernel;
    requires endpoint: is_endpoint(e);
    requires free: nfree >= 3;
    requires clock: list_clock < UINT64_MAX;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], stamp[..], list_clock,
            slot_row[..];
    ensures wf: wf_kernel;
    ensures spawns: spawns{Pre,Post}(\result, e, cpu, pc, sp);
    ensures empty: \forall integer va; is_user(va) ==>
        translation(process_window[\result].root, va) == 0;
    ensures served: \forall integer r, va; is_root{Pre}(r) && is_user(va) ==>
        missing(r, va) == missing{Pre}(r, va); */
pfn_t process_spawn(pfn_t e, uint32_t cpu, uint64_t pc, uint64_t sp);

#endif
