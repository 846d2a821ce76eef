/* exit.c: taking a process apart in an order that keeps every invariant at every step. */
#include "exit.h"

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

/* Free an inactive thread, its process, and their address space. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires refs: wf_refs;
    requires waits: wf_waits;
    requires floating: no_floating;
    requires inactive: is_thread(t) && thread_window[t].state == T_INACTIVE
        && thread_window[t].caller == NIL;
    requires linked: is_process(thread_window[t].process)
        && process_window[thread_window[t].process].thread == t;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], table_window[..], map_parent[..],
            process_window[thread_window[t].process].slot[..], endpoint_window[..], slot_row[..];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures floating: no_floating;
    ensures ends: ends{Pre,Post}(t, thread_window[t].process, root_of{Pre}(t));
    ensures threads: \forall integer u; is_thread(u) <==> is_thread{Pre}(u) && u != t; */
static void process_reap(pfn_t t)
{
    pfn_t p = THREAD(t).process, root = PROCESS(p).root;
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
}

/* Let no CPU hold the address space of the running thread. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns loaded[cpu], tags[..], tlb[cpu], cr3[cpu];
    ensures tlb: wf_tlb && wf_cr3;
    ensures held: held_by_none(root_of(current[cpu]));
    ensures loaded: loaded[cpu] == NIL; */
static void space_leave(uint32_t cpu)
{
    pfn_t root = PROCESS(THREAD(current[cpu]).process).root;
    //@ assert apart: roots_run && roots_apart;
    //@ assert alone: each_alone;
    tlb_load(cpu, NIL);
    //@ assert gone: loaded_by(-1, root);
    tlb_drop(root);
}

/* Take the running thread off its CPU for good; whoever waits for its reply goes without. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires clock: list_clock < UINT64_MAX;
    requires running: cpu < NCPU && current[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns thread_window[ALL_FRAMES], regs_window[thread_window[current[cpu]].caller].r[REG_CALL],
            link_window[ALL_FRAMES], list_window[run_queue[cpu]],
            stamp[thread_window[current[cpu]].caller], list_clock, current[cpu];
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures idle: current[cpu] == NIL;
    ensures inactive: \let t = \old(current[cpu]);
        thread_window[t].state == T_INACTIVE && thread_window[t].caller == NIL;
    ensures parts: parts{Pre,Post}(cpu, \old(current[cpu]));
    ensures first: list_window[run_queue[cpu]].head ==
        (\old(list_window[run_queue[cpu]].head) == NIL
        ? \old(thread_window[current[cpu]].caller) : \old(list_window[run_queue[cpu]].head)); */
static void thread_leave(uint32_t cpu)
{
    thread_drop_caller(current[cpu], cpu);
    thread_stop(cpu);
}

void process_end(uint32_t cpu)
{
    pfn_t t = current[cpu];
    //@ ghost pfn_t root = process_window[thread_window[t].process].root;
    space_leave(cpu);
    //@ assert held: held_by_none(root);
    //@ ghost left: ;
    thread_leave(cpu);
    //@ assert process: wf_process;
    //@ assert waits: wf_waits;
    //@ assert active: \forall integer u; is_thread(u) && u != t ==> active(u);
    process_reap(t);
    //@ assert spaces: other_spaces{left,Here}(root);
    /*@ assert owned: \forall integer r; is_root{left}(r) && r != root ==>
            is_process(\at(map_parent[r],left))
            && process_window[\at(map_parent[r],left)].root == r; */
    //@ assert roots: roots_but{left,Here}(root);
    //@ assert users: users_left{left,Here};
    //@ assert same: tlb_same{left,Here};
    //@ assert fresh: wf_tlb;
}
