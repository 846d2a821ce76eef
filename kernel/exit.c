/* exit.c: taking a process apart in an order that keeps every invariant at every step. */
#include "exit.h"

#include "machine.h"

/* Free a process whose thread is inactive; its address space floats. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires process: is_process(p) && !active(process_window[p].thread);
    terminates \true;
    exits \false;
    assigns nfree, free_head, page_window[p], free_seq[ALL_FRAMES], free_pos[ALL_FRAMES],
            map_parent[process_window[p].root];
    ensures page: wf_page;
    ensures paging: wf_paging;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures freed: spec_page_free{Pre,Post}(p);
    ensures floating: floating(process_window[p].root)
        && no_more_floating{Pre,Post}(process_window[p].root);
    ensures mmu: same_mmu{Pre,Post}; */
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
    //@ assert pair: wf_process_thread && wf_thread_process;
    //@ assert roots: wf_process_root;
    //@ assert owners: wf_root_process;
    //@ assert slots: wf_slot;
}

/* Free an inactive thread of no process. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires inactive: is_thread(t) && thread_window[t].state == T_INACTIVE
        && thread_window[t].caller == NIL;
    requires parted: \forall integer p; is_process(p) ==> process_window[p].thread != t;
    terminates \true;
    exits \false;
    assigns nfree, free_head, page_window[t], free_seq[ALL_FRAMES], free_pos[ALL_FRAMES];
    ensures pages: wf_pages;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures freed: spec_page_free{Pre,Post}(t);
    ensures tables: same_tables{Pre,Post}; */
static void thread_free(pfn_t t)
{
    page_free(t);
    //@ assert lists: list_kept_but{Pre,Here}(t);
    //@ assert threads: thread_kept_but{Pre,Here}(t);
    //@ assert processes: process_kept_but{Pre,Here}(t);
    //@ assert tables: same_tables{Pre,Here};
}

void process_end(uint32_t cpu)
{
    pfn_t t = current[cpu], p = THREAD(t).process, root = PROCESS(p).root;
    thread_drop_caller(t, cpu);
    machine_load(NIL);
    loaded[cpu] = NIL;
    thread_stop(cpu);
    //@ assert parts: parts{Pre,Here}(cpu, t);
    process_free(p);
    thread_free(t);
    //@ assert active: all_active;
    //@ assert floating: no_floating_but(root) && is_root(root);
    /*@ assert others: \forall integer q; \at(is_process(q),Pre) && q != p ==>
            is_process(q) && process_window[q] == \at(process_window[q],Pre); */
    //@ assert types: has_type(t, PG_FREE) && has_type(p, PG_FREE);
    paging_destroy(root);
}
