/* move.h: a page of user memory goes from one address space to another.
 *
 * It keeps its contents, its rights and its frame; for a moment it is in neither. So it is never
 * in both, and what one process hands on it cannot reach any more. Flushing the TLB is the caller's
 * business.
 */
#ifndef ISOBAR_MOVE_H
#define ISOBAR_MOVE_H

#include "paging.h"

/*@ // why a page cannot be moved from an address of one space to an address of another
    logic integer move_error{L}(integer r, integer va, integer s, integer to) =
        translation(r, va) == 0 ? E_UNMAPPED : missing(r, va) != 0 ? E_SIZE
        : translation(s, to) != 0 ? E_MAPPED : missing(s, to) > \at(nfree,L) ? E_MEMORY : E_OK;
    // all translations but those of a page of one address space and a page of another
    predicate two_translations{A,B}(integer r, integer va, integer s, integer to) =
        \forall integer q, v; is_root{A}(q) && is_user(v) && !(q == r && v / 4096 == va / 4096)
        && !(q == s && v / 4096 == to / 4096) ==> translation{B}(q, v) == translation{A}(q, v);
    predicate moves{A,B}(integer r, integer va, integer s, integer to) =
        translation{B}(r, va) == 0 && translation{B}(s, to) == translation{A}(r, va)
        && two_translations{A,B}(r, va, s, to)
        && \at(nfree,B) >= \at(nfree,A) - missing{A}(s, to);
*/

/* Move a page of 4 KiB from an address of one address space to an address of another. */
/*@ requires wf: wf_pages;
    requires roots: is_root(root) && is_root(other) && root != other;
    requires user: is_user(va) && is_user(to);
    requires error: move_error(root, va, other, to) == E_OK;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures moves: moves{Pre,Post}(root, va, other, to);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post} && same_frames{Pre,Post}(PG_USER);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
void paging_move(pfn_t root, uint64_t va, pfn_t other, uint64_t to);

#endif
