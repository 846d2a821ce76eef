/* destroy.c: freeing an address space.
 *
 * Each step goes down the first present entries from the root and frees one page or one empty
 * table, so it needs no stack. It ends because every step frees a frame.
 */
#include "paging.h"

#include "paging_lemmas.h"

/* Free one page or table of an address space; 0 if there is none left below its root. */
/*@ requires wf: wf_pages;
    requires root: is_root(root);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..],
            map_parent[..];
    ensures wf: wf_pages;
    ensures bool: \result == 0 || \result == 1;
    ensures freed: nfree >= \old(nfree) + \result;
    ensures done: \result == 0 ==> is_empty(root) && same_tables{Pre,Post};
    ensures roots: roots_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures free: free_kept{Pre,Post};
    ensures others: other_spaces{Pre,Post}(root);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static uint32_t paging_destroy_step(pfn_t root)
{
    pfn_t table = root;
    uint32_t level = 4;
    uint32_t slot = table_first(root, 4);
    if (slot == USER_ENTRIES)
        return 0;
    /*@ loop invariant level: 1 <= level <= 4;
        loop invariant used: has_type(table, PG_PT1 + level - 1) && entry_used(table, slot);
        loop invariant root: level == 4 ==> table == root;
        loop invariant under3: level == 3 ==> map_parent[table] == root;
        loop invariant under2: level == 2 ==> map_parent[map_parent[table]] == root;
        loop invariant under1: level == 1 ==> space(table) == root;
        loop assigns table, level, slot;
        loop variant level; */
    while (level > 1 && entry_table(TABLE(table, level).entry[slot])) {
        pfn_t p = entry_frame(TABLE(table, level).entry[slot]);
        uint32_t i = table_first(p, level - 1);
        if (i == TABLE_ENTRIES)
            break;
        table = p;
        slot = i;
        level--;
    }
    //@ assert below: root_above(table) == root;
    if (level == 1 || entry_table(TABLE(table, level).entry[slot])) {
        table_drop(table, level, slot);
        //@ assert free: free_kept{Pre,Here};
    } else {
        large_drop(table, level, slot);
        //@ assert free: free_kept{Pre,Here};
    }
    //@ assert free: free_kept{Pre,Here};
    //@ assert objects: paging_kept{Pre,Here};
    //@ assert others: other_spaces{Pre,Here}(root);
    return 1;
}

/* Free a root below which nothing is left. */
/*@ requires wf: wf_pages;
    requires root: is_root(root) && is_empty(root);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[root], map_parent[root];
    ensures page: wf_page;
    ensures tree: wf_tree;
    ensures entry: wf_entry;
    ensures leaf: wf_leaf;
    ensures linked: wf_linked;
    ensures half: wf_kernel_half && wf_kernel_closed;
    ensures spec: spec_page_free{Pre,Post}(root);
    ensures floating: no_more_floating{Pre,Post}(-1);
    ensures others: other_spaces{Pre,Post}(root);
    ensures objects: paging_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void paging_free_root(pfn_t root)
{
    //@ assert unused: \forall integer q; has_type(q, PG_PT3) ==> map_parent[q] != root;
    //@ ghost map_parent[root] = NIL;
    page_free(root);
    //@ assert small: wf_small;
    //@ assert large: wf_large;
}

void paging_destroy(pfn_t root)
{
    /*@ loop invariant wf: wf_pages;
        loop invariant root: is_root(root) && nfree >= \at(nfree,Pre);
        loop invariant roots: roots_kept{Pre,Here};
        loop invariant floating: no_more_floating{Pre,Here}(-1);
        loop invariant free: free_kept{Pre,Here};
        loop invariant others: other_spaces{Pre,Here}(root);
        loop invariant objects: paging_kept{Pre,Here};
        loop invariant users: users_left{Pre,Here};
        loop assigns FREE_LISTS, page_window[..],
                     table_window[..], map_parent[..];
        loop variant nframes - nfree; */
    while (paging_destroy_step(root) != 0)
        ;
    paging_free_root(root);
}
