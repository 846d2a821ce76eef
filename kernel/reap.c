/* reap.c: taking a process apart in an order that keeps every invariant at every step. */
#include "reap.h"

#include "endpoint_frame.h"
#include "process_lemmas.h"
#include "tlb_lemmas.h"

/* Free a process whose thread is inactive; its address space floats. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires ended: is_process(p) && !active(process_window[p].thread);
    requires empty: \forall integer i; 0 <= i < NSLOTS ==> slot_of(p, i) == NIL;
    requires alone: unrelated(p);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[p],
            map_parent[process_window[p].root];
    ensures page: wf_page;
    ensures paging: wf_paging;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures freed: spec_page_free{Pre,Post}(p);
    ensures floating: floating(process_window[p].root)
        && no_more_floating{Pre,Post}(process_window[p].root);
    ensures roots: same_frames{Pre,Post}(PG_PT4);
    ensures mmu: same_mmu{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void process_free(pfn_t p)
{
    /*@ assert childless: \forall integer q, i; is_process(q) && 0 <= i < NCHILDREN ==>
            child_of(q, i) != p; */
    //@ assert parentless: \forall integer q; is_process(q) ==> parent_of(q) != p;
    page_free(p);
    //@ assert lists: list_kept_but{Pre,Here}(p);
    //@ assert threads: thread_kept_but{Pre,Here}(p);
    //@ assert tables: same_tables{Pre,Here};
    //@ assert paging: wf_paging;
    //@ ghost map_parent[process_window[p].root] = NIL;
    //@ assert tree: wf_tree && wf_linked;
    //@ assert half: wf_kernel_half && wf_kernel_closed;
    //@ assert entry: wf_entry && wf_leaf;
    //@ assert pair: wf_process_thread;
    //@ assert back: wf_thread_process;
    //@ assert roots: wf_process_root;
    //@ assert owners: wf_root_process;
    //@ assert slots: wf_slot;
    //@ assert family: wf_family;
}

/* Free an inactive thread of no process. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires inactive: is_thread(t) && thread_window[t].state == T_INACTIVE
        && thread_window[t].caller == NIL;
    requires parted: \forall integer p; is_process(p) ==> process_window[p].thread != t;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[t];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures freed: spec_page_free{Pre,Post}(t);
    ensures tables: same_tables{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void thread_free(pfn_t t)
{
    page_free(t);
    //@ assert lists: list_kept_but{Pre,Here}(t);
    //@ assert threads: thread_kept_but{Pre,Here}(t);
    //@ assert processes: process_kept_but{Pre,Here}(t);
    //@ assert tables: same_tables{Pre,Here};
}

/* Free a floating address space. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires root: is_root(root) && floating(root) && no_floating_but(root);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[ALL_FRAMES], table_window[ALL_FRAMES], map_parent[ALL_FRAMES];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures floating: no_floating;
    ensures freed: has_type(root, PG_FREE) && nfree > \old(nfree);
    ensures others: other_spaces{Pre,Post}(root);
    ensures objects: objects_kept{Pre,Post};
    ensures free: free_kept{Pre,Post};
    ensures users: users_left{Pre,Post}; */
static void space_free(pfn_t root)
{
    paging_destroy(root);
    //@ assert objects: objects_kept{Pre,Here} && stamps_kept{Pre,Here};
}

void process_reap(pfn_t t)
{
    pfn_t p = THREAD(t).process, root = PROCESS(p).root;
    //@ assert living: p < ENDED;
    family_leave(p);
    slots_close(p);
    process_free(p);
    thread_free(t);
    //@ assert root: is_root(root) && floating(root) && no_floating_but(root);
    //@ assert mmu: other_spaces{Pre,Here}(root);
    //@ assert users: users_left{Pre,Here};
    //@ assert typed: others_typed{Pre,Here}(t, p);
    //@ assert others: processes_left{Pre,Here}(p);
    //@ ghost parted: ;
    space_free(root);
    //@ assert kept: objects_typed{parted,Here} && processes_kept{parted,Here};
    //@ assert typed_still: others_typed{Pre,Here}(t, p);
    //@ assert others_still: processes_left{Pre,Here}(p);
    //@ assert spaces: other_spaces{Pre,Here}(root);
    /*@ assert owned: \forall integer r; is_root{Pre}(r) && r != root ==>
            is_process(\at(map_parent[r],Pre))
            && process_window[\at(map_parent[r],Pre)].root == r; */
    //@ assert roots: roots_but{Pre,Here}(root);
    //@ assert same: tlb_same{Pre,Here};
    //@ assert fresh: wf_tlb;
}
