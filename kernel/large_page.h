/* large_page.h: a new large page: a run of free frames found, zeroed and mapped. */
#ifndef ISOBAR_LARGE_PAGE_H
#define ISOBAR_LARGE_PAGE_H

#include "large.h"
#include "user_page.h"

/*@ predicate no_run{L}(integer level) = level == 2 ? no_run2{L} : no_run1{L};
    predicate map_large_error{L}(integer root, integer va, integer level, integer e) =
        large_taken{L}(root, va, level) ? e == E_MAPPED
        : large_missing{L}(root, va, level) + unit(level - 1) > \at(nfree,L) ? e == E_MEMORY
        : e == E_OK || e == E_MEMORY && no_run{L}(level);
    // the block is new, zeroed, and all else is as it was
    predicate maps_block{A,B}(integer f, integer s) = block_free{A}(f, s)
        && block_type{B}(f, s, PG_USER) && block_zeroed{B}(f, s);
    predicate maps_large{A,B}(integer root, integer va, integer level, integer rights) =
        \let f = pte_frame(translation{B}(root, va)); maps_block{A,B}(f, level - 1)
        && large_shows{B}(root, va, level, f, rights) && other_large{A,B}(root, va, level)
        && \at(nfree,B) == \at(nfree,A) - large_missing{A}(root, va, level) - unit(level - 1)
        && users_kept{A,B} && processes_kept{A,B};
*/

/* Map a new large page; nothing changes but on success. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_large_level(level) && is_large_page(va, level);
    requires rights: rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures wf: wf_pages;
    ensures error: map_large_error{Pre}(root, va, level, \result);
    ensures failed: \result != E_OK ==> paging_same{Pre,Post};
    ensures absent: \result == E_OK ==> large_absent{Pre}(root, va, level);
    ensures maps: \result == E_OK ==> maps_large{Pre,Post}(root, va, level, rights);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures roots: roots_kept{Pre,Post};
    ensures others: other_large{Pre,Post}(root, va, level);
    ensures objects: objects_kept{Pre,Post}; */
uint32_t large_new(pfn_t root, uint64_t va, uint32_t level, uint32_t rights);

#endif
