/* large_page.c: what a large page needs is looked for before anything changes. */
#include "large_page.h"

#include "mmu_frame.h"

/* The free block that a large page may be made of, or NIL. */
/*@ requires pages: wf_pages;
    requires level: is_large_level(level);
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures unfilled: wf_unfilled;
    ensures paging: wf_paging;
    ensures none: \result == NIL ==> wf_pages && no_run{Pre}(level);
    ensures found: \result != NIL ==> free_block(\result, level - 1);
    ensures types: same_types{Pre,Post};
    ensures tables: same_tables{Pre,Post};
    ensures walks: walks_kept{Pre,Post};
    ensures mmu: same_mmu{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1); */
static pfn_t find_block(uint32_t level)
{
    pfn_t p = superpage_find(ROOT_POOL, level - 1);
    //@ assert nodes: nodes_kept{Pre,Here};
    //@ assert tables: same_tables{Pre,Here};
    //@ assert paging: wf_paging;
    return p;
}

/*@ requires unfilled: wf_unfilled;
    requires paging: wf_paging;
    requires block: is_large_level(level) && free_block(p, level - 1);
    requires page: is_root(root) && is_large_page(va, level) && rights < NRIGHTS;
    requires absent: !large_taken(root, va, level) && large_walks(root, va);
    requires room: large_missing(root, va, level) + unit(level - 1) <= nfree;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[..].type, WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures pages: wf_pages;
    ensures maps: maps_large{Pre,Post}(root, va, level, rights);
    ensures objects: objects_kept{Pre,Post};
    ensures roots: roots_kept{Pre,Post};
    ensures floating: no_more_floating{Pre,Post}(-1); */
static void map_block(pfn_t root, uint64_t va, uint32_t level, pfn_t p, uint32_t rights)
{
    //@ assert inside: p + unit(level - 1) <= nframes <= MAX_FRAMES;
    //@ assert free: block_free(p, level - 1);
    user_block(p, level - 1);
    //@ assert walk3: walk3(root, index4(va)) == walk3{Pre}(root, index4(va));
    /*@ assert walk2: walk2(root, index4(va), index3(va))
            == walk2{Pre}(root, index4(va), index3(va)); */
    /*@ assert entry3: walk3(root, index4(va)) >= 0 ==> ent(walk3(root, index4(va)), index3(va))
            == ent{Pre}(walk3(root, index4(va)), index3(va)); */
    /*@ assert entry2: walk2(root, index4(va), index3(va)) >= 0 ==>
            ent(walk2(root, index4(va), index3(va)), index2(va))
            == ent{Pre}(walk2(root, index4(va), index3(va)), index2(va)); */
    //@ assert absent: !large_taken(root, va, level);
    //@ assert missing: large_missing(root, va, level) == large_missing{Pre}(root, va, level);
    //@ assert made: block_type(p, level - 1, PG_USER) && block_zeroed(p, level - 1);
    //@ ghost made: ;
    large_map(root, va, level, p, rights);
    //@ assert others: other_large{Pre,Here}(root, va, level);
    //@ assert shows: large_shows(root, va, level, p, rights);
    //@ assert frame: pte_frame(translation(root, va)) == p;
    //@ assert block: block_type(p, level - 1, PG_USER);
    //@ assert zero: block_zeroed(p, level - 1);
    //@ assert users: users_kept{Pre,Here};
    //@ assert objects: objects_kept{Pre,Here};
}

uint32_t large_new(pfn_t root, uint64_t va, uint32_t level, uint32_t rights)
{
    //@ assert path: is_user(va);
    //@ assert before: paging_same{Pre,Here} && roots_kept{Pre,Here};
    if (large_lookup(root, va, level) != 0)
        return E_MAPPED;
    uint32_t room = level == 2 ? FRAMES_2M : FRAMES_1G;
    if (nfree < room + large_need(root, va, level))
        return E_MEMORY;
    pfn_t p = find_block(level);
    //@ assert same: paging_same{Pre,Here} && roots_kept{Pre,Here};
    //@ assert missing: large_missing(root, va, level) == large_missing{Pre}(root, va, level);
    //@ assert absent: !large_taken(root, va, level) && large_walks(root, va);
    if (p == NIL) {
        //@ assert failed: paging_same{Pre,Here};
        return E_MEMORY;
    }
    map_block(root, va, level, p, rights);
    //@ assert objects: objects_kept{Pre,Here};
    //@ assert others: other_large{Pre,Here}(root, va, level);
    //@ assert maps: maps_large{Pre,Here}(root, va, level, rights);
    return E_OK;
}
