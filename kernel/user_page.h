/* user_page.h: user memory before it is mapped: pages and blocks that no table points at yet.
 *
 * All but what a boot module brings is zeroed before it can be mapped.
 */
#ifndef ISOBAR_USER_PAGE_H
#define ISOBAR_USER_PAGE_H

#include "table.h"
#include "zero.h"

/* Make a page of user memory, zeroed, that nothing maps yet; NIL if no frame is free. */
/*@ requires wf: wf_pages;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..];
    ensures wf: wf_pages;
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_USER);
    ensures zero: \result != NIL ==> zeroed(\result);
    ensures floating: \result != NIL ==> floating(\result) && no_more_floating{Pre,Post}(\result);
    ensures nodes: nodes_kept{Pre,Post};
    ensures walks: walks_kept{Pre,Post};
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
pfn_t user_page(void);

/* Let page p, whatever it was used as, be a floating user page with its contents as they are. */
/*@ requires wf: wf_pages;
    requires used: unlinked(p) && !is_node(p) && !is_object(p);
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p), map_parent[p];
    ensures wf: wf_pages;
    ensures type: has_type(p, PG_USER) && types_kept{Pre,Post}(p);
    ensures floating: floating(p) && no_more_floating{Pre,Post}(p);
    ensures nodes: nodes_kept{Pre,Post};
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: objects_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
void user_adopt(pfn_t p);

/*@ lemma zeroed_kept{A,B}: users_kept{A,B} ==> \forall integer p; has_type{A}(p, PG_USER)
        && zeroed{A}(p) ==> zeroed{B}(p);
    lemma block_kept{A,B}: users_kept{A,B} ==> \forall integer p, s; block_type{A}(p, s, PG_USER)
        && block_zeroed{A}(p, s) ==> block_zeroed{B}(p, s);
*/

/* Make a zeroed block of user memory of the free block that superpage_find() gave. */
/*@ requires page: wf_unfilled;
    requires paging: wf_paging;
    requires block: is_large_shape(s) && free_block(p, s);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[p];
    ensures wf: wf_pages;
    ensures block: block_type(p, s, PG_USER) && block_zeroed(p, s);
    ensures types: types_but{Pre,Post}(p, unit(s));
    ensures count: nfree == \old(nfree) - unit(s);
    ensures floating: floating(p) && no_more_floating{Pre,Post}(p);
    ensures nodes: nodes_kept{Pre,Post};
    ensures roots: roots_kept{Pre,Post};
    ensures walks: walks_kept{Pre,Post};
    ensures entries: entries_kept{Pre,Post}(-1, 0);
    ensures mmu: same_mmu{Pre,Post};
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_kept{Pre,Post}; */
void user_block(pfn_t p, uint32_t s);

#endif
