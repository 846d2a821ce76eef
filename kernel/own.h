/* own.h: the frame array, and the permission to look at a page.
 *
 * A page is used as one type at a time (Atmosphere's flat permissions, in C): every access to a
 * window goes through own(), whose precondition is that the page has the type of that window.
 * The accessors below are the only way from code to a window.
 */
#ifndef ISOBAR_OWN_H
#define ISOBAR_OWN_H

#include "types.h"

extern uint32_t nframes; /* entries of the frame array */

/*@ predicate is_frame{L}(integer p) = 0 <= p < \at(nframes,L);
    predicate has_type{L}(integer p, integer t) =
        is_frame{L}(p) && \at(page_window[p].type,L) == t;
    logic integer type_of{L}(integer p) = \at(page_window[p].type,L);
*/

/* The permission to look at page p as type t: nothing when compiled, an obligation when proved. */
/*@ requires typed: has_type(p, t);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures same: \result == p; */
static inline pfn_t own(pfn_t p, uint32_t t)
{
    (void)t;
    return p;
}

/*@ requires frame: is_frame(p) && nframes <= MAX_FRAMES;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures same: \result == p; */
static inline pfn_t own_frame(pfn_t p)
{
    return p;
}

/*@ requires typed: has_type(l, PG_ENDPOINT) || has_type(l, PG_QUEUE);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures same: \result == l; */
static inline pfn_t own_list(pfn_t l)
{
    return l;
}

#define PAGE(p) page_window[own_frame(p)]
#define REGS(t) regs_window[own(t, PG_THREAD)]
#define THREAD(t) thread_window[own(t, PG_THREAD)]
#define LINK(t) link_window[own(t, PG_THREAD)]
#define LIST(l) list_window[own_list(l)]
#define ENDPOINT(e) endpoint_window[own(e, PG_ENDPOINT)]
#define PROCESS(p) process_window[own(p, PG_PROCESS)]
#define FAMILY(p) family_window[own(p, PG_PROCESS)]
#define TABLE(p, level) table_window[own(p, PG_PT1 + (level)-1u)]
#define USER(p) user_window[own(p, PG_USER)]
#define ARENA(p) slots_window[own(p, PG_ARENA)]
#define BOOT_PAGE(p) user_window[own(p, PG_RESERVED)]

/* For assigns clauses: a set of frame numbers, and what every window says about some of them. */
// clang-format off
#define ALL_FRAMES 0 .. MAX_FRAMES - 1
// clang-format on
#define WINDOWS_AT(p)                                                                              \
    regs_window[p], thread_window[p], link_window[p], list_window[p], endpoint_window[p],          \
        process_window[p], family_window[p], table_window[p], user_window[p], slots_window[p]

#endif
