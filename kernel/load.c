/* load.c: checking a module's header, and mapping its frames, zeroed pages and stack. */
#include "load.h"

#include "paging.h"
#include "user_page.h"

uint32_t module_valid(pfn_t p, uint32_t n)
{
    uint64_t text = BOOT_PAGE(p).word[MOD_TEXT], data = BOOT_PAGE(p).word[MOD_DATA];
    uint64_t stack = BOOT_PAGE(p).word[MOD_STACK], entry = BOOT_PAGE(p).word[MOD_ENTRY];
    if (BOOT_PAGE(p).word[MOD_MAGIC] != MODULE_MAGIC)
        return 0;
    if (text < 1 || text > MODULE_MAX_PAGES || data > MODULE_MAX_PAGES || text + data != n)
        return 0;
    if (BOOT_PAGE(p).word[MOD_ZERO] > MODULE_MAX_PAGES || stack < 1 || stack > MODULE_MAX_PAGES)
        return 0;
    return entry >= USER_BASE && entry < USER_BASE + text * PAGE_SIZE;
}

/* Let reserved frame p be a page of an address space at va; 0 if a table cannot be had. */
/*@ requires filling: filling(root);
    requires reserved: has_type(p, PG_RESERVED);
    requires user: is_user(va) && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures bool: \result == 0 || \result == 1;
    ensures filling: \result == 1 ==> filling(root);
    ensures objects: \result == 1 ==> objects_kept{Pre,Post};
    ensures roots: \result == 1 ==> roots_kept{Pre,Post};
    ensures reserved: \result == 1 ==> reserved_but{Pre,Post}(p, 1); */
static uint32_t map_frame(pfn_t root, uint64_t va, pfn_t p, uint32_t rights)
{
    user_adopt(p);
    //@ assert roots: roots_kept{Pre,Here};
    //@ assert objects: objects_kept{Pre,Here};
    //@ assert two: \forall integer q; floating(q) ==> q == root || q == p;
    if (paging_map(root, va, p, rights) != E_OK)
        return 0;
    //@ assert root: is_root(root) && floating(root);
    //@ assert one: no_floating_but(root);
    return 1;
}

/* Map the n reserved frames from p on at va; 0 if a table cannot be had. */
/*@ requires filling: filling(root);
    requires reserved: all_reserved(p, n);
    requires user: va + n * PAGE_SIZE <= USER_END && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures bool: \result == 0 || \result == 1;
    ensures filling: \result == 1 ==> filling(root);
    ensures objects: \result == 1 ==> objects_kept{Pre,Post};
    ensures roots: \result == 1 ==> roots_kept{Pre,Post};
    ensures reserved: \result == 1 ==> reserved_but{Pre,Post}(p, n); */
static uint32_t map_frames(pfn_t root, uint64_t va, pfn_t p, uint32_t n, uint32_t rights)
{
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant filling: filling(root);
        loop invariant objects: objects_kept{Pre,Here};
        loop invariant roots: roots_kept{Pre,Here};
        loop invariant reserved: reserved_but{Pre,Here}(p, i);
        loop assigns i, FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..],
            map_slot[..];
        loop variant n - i; */
    for (uint32_t i = 0; i < n; i++) {
        if (map_frame(root, va + (uint64_t)i * PAGE_SIZE, p + i, rights) == 0)
            return 0;
    }
    return 1;
}

/* Map a new zeroed page at va, writable; 0 if there is not enough memory. */
/*@ requires filling: filling(root);
    requires user: is_user(va);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures bool: \result == 0 || \result == 1;
    ensures filling: \result == 1 ==> filling(root);
    ensures objects: \result == 1 ==> objects_kept{Pre,Post};
    ensures roots: \result == 1 ==> roots_kept{Pre,Post};
    ensures reserved: \result == 1 ==> same_frames{Pre,Post}(PG_RESERVED); */
static uint32_t map_zero(pfn_t root, uint64_t va)
{
    pfn_t p = user_page();
    if (p == NIL)
        return 0;
    //@ assert roots: roots_kept{Pre,Here};
    //@ assert objects: objects_kept{Pre,Here};
    //@ assert two: \forall integer q; floating(q) ==> q == root || q == p;
    if (paging_map(root, va, p, RIGHT_WRITE) != E_OK)
        return 0;
    //@ assert root: is_root(root) && floating(root);
    //@ assert one: no_floating_but(root);
    //@ assert mapped: objects_kept{Pre,Here};
    return 1;
}

/* Map n new zeroed pages at va, writable; 0 if there is not enough memory. */
/*@ requires filling: filling(root);
    requires user: va + n * PAGE_SIZE <= USER_END;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures bool: \result == 0 || \result == 1;
    ensures filling: \result == 1 ==> filling(root);
    ensures objects: \result == 1 ==> objects_kept{Pre,Post};
    ensures roots: \result == 1 ==> roots_kept{Pre,Post};
    ensures reserved: \result == 1 ==> same_frames{Pre,Post}(PG_RESERVED); */
static uint32_t map_zeroed(pfn_t root, uint64_t va, uint32_t n)
{
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant filling: filling(root);
        loop invariant objects: objects_kept{Pre,Here};
        loop invariant roots: roots_kept{Pre,Here};
        loop invariant reserved: same_frames{Pre,Here}(PG_RESERVED);
        loop assigns i, FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..],
            map_slot[..];
        loop variant n - i; */
    for (uint32_t i = 0; i < n; i++) {
        if (map_zero(root, va + (uint64_t)i * PAGE_SIZE) == 0)
            return 0;
    }
    return 1;
}

/* Map what a program of n frames from p on consists of; 0 if there is not enough memory. */
/*@ requires filling: filling(root);
    requires program: text + data <= 2 * MODULE_MAX_PAGES && zero <= MODULE_MAX_PAGES
        && stack <= MODULE_MAX_PAGES;
    requires reserved: all_reserved(p, text + data);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures bool: \result == 0 || \result == 1;
    ensures filling: \result == 1 ==> filling(root);
    ensures objects: \result == 1 ==> objects_kept{Pre,Post};
    ensures roots: \result == 1 ==> roots_kept{Pre,Post};
    ensures reserved: \result == 1 ==> reserved_but{Pre,Post}(p, text + data); */
static uint32_t map_program(pfn_t root, pfn_t p, uint32_t text, uint32_t data, uint32_t zero,
                            uint32_t stack)
{
    uint64_t data_va = USER_BASE + (uint64_t)text * PAGE_SIZE;
    if (map_frames(root, USER_BASE, p, text, RIGHT_EXECUTE) == 0)
        return 0;
    if (map_frames(root, data_va, p + text, data, RIGHT_WRITE) == 0)
        return 0;
    //@ assert objects: objects_kept{Pre,Here} && roots_kept{Pre,Here};
    //@ assert reserved: reserved_but{Pre,Here}(p, text + data);
    if (map_zeroed(root, data_va + (uint64_t)data * PAGE_SIZE, zero) == 0)
        return 0;
    //@ assert zeroed: objects_kept{Pre,Here} && roots_kept{Pre,Here};
    return map_zeroed(root, USER_STACK_TOP - (uint64_t)stack * PAGE_SIZE, stack);
}

/* Make an address space of what the program in the n frames from p on consists of; NIL if memory
   does not suffice. */
/*@ requires wf: wf_kernel;
    requires program: is_program(p, n);
    requires reserved: all_reserved(p, n);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures filling: \result != NIL ==> filling(\result);
    ensures list: \result != NIL ==> wf_list;
    ensures thread: \result != NIL ==> wf_thread;
    ensures process: \result != NIL ==> wf_process;
    ensures active: \result != NIL ==> all_active;
    ensures refs: \result != NIL ==> wf_refs;
    ensures waits: \result != NIL ==> wf_waits;
    ensures objects: \result != NIL ==> objects_kept{Pre,Post};
    ensures reserved: \result != NIL ==> reserved_but{Pre,Post}(p, n); */
static pfn_t module_space(pfn_t p, uint32_t n)
{
    uint32_t text = (uint32_t)BOOT_PAGE(p).word[MOD_TEXT];
    uint32_t zero = (uint32_t)BOOT_PAGE(p).word[MOD_ZERO];
    uint32_t stack = (uint32_t)BOOT_PAGE(p).word[MOD_STACK];
    pfn_t root = space_create();
    //@ ghost created: ;
    if (root == NIL || map_program(root, p, text, n - text, zero, stack) == 0)
        return NIL;
    //@ assert objects: objects_kept{created,Here} && stamps_kept{created,Here};
    //@ assert before: wf_list{created} && wf_thread{created} && wf_process{created};
    //@ assert lists: wf_list;
    //@ assert threads: wf_thread;
    //@ assert processes: wf_process;
    //@ assert active: all_active;
    //@ assert slots: slots_kept{Pre,Here} && waiters_kept{Pre,Here} && endpoints_kept{Pre,Here};
    //@ assert rows: rows_kept{Pre,Here} && by_kept{Pre,Here};
    //@ assert frames: wf_frames{Pre} && wf_frames && same_frames{Pre,Here}(PG_ENDPOINT);
    //@ assert refs: wf_refs;
    return root;
}

pfn_t module_load(pfn_t p, uint32_t n)
{
    uint64_t entry = BOOT_PAGE(p).word[MOD_ENTRY];
    pfn_t root = module_space(p, n);
    if (root == NIL)
        return NIL;
    //@ ghost filled: ;
    pfn_t q = process_create(root, 0, entry, USER_STACK_TOP);
    //@ assert rows: rows_kept{filled,Here} && by_kept{filled,Here};
    //@ assert refs: q != NIL ==> wf_refs;
    //@ assert waits: q != NIL ==> wf_waits;
    //@ assert slots: q != NIL ==> slots_kept{Pre,Here};
    return q;
}
