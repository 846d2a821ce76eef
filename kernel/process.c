/* process.c: making processes. */
#include "process.h"

#include "family.h"
#include "mmu_frame.h"
#include "process_lemmas.h"

/*@ requires count: wf_count;
    requires process: is_process(p);
    terminates \true;
    exits \false;
    assigns process_window[p];
    ensures root: process_window[p].root == root && process_window[p].thread == t;
    ensures empty: \forall integer i; 0 <= i < NSLOTS ==> process_window[p].slot[i] == NIL; */
static void process_init(pfn_t p, pfn_t t, pfn_t root)
{
    PROCESS(p).root = root;
    PROCESS(p).thread = t;
    /*@ loop invariant range: 0 <= i <= NSLOTS;
        loop invariant empty: \forall integer j; 0 <= j < i ==> process_window[p].slot[j] == NIL;
        loop assigns i, process_window[p].slot[0 .. NSLOTS - 1];
        loop variant NSLOTS - i; */
    for (uint32_t i = 0; i < NSLOTS; i++)
        PROCESS(p).slot[i] = NIL;
}

/*@ requires frames: wf_frames;
    requires thread: is_thread(t);
    terminates \true;
    exits \false;
    assigns regs_window[t];
    ensures starts: starts(t, pc, sp); */
static void registers_init(pfn_t t, uint64_t pc, uint64_t sp)
{
    /*@ loop invariant range: 0 <= i <= NREGS;
        loop invariant zero: \forall integer j; 0 <= j < i ==> regs_window[t].r[j] == 0;
        loop assigns i, regs_window[t].r[0 .. NREGS - 1];
        loop variant NREGS - i; */
    for (uint32_t i = 0; i < NREGS; i++)
        REGS(t).r[i] = 0;
    REGS(t).r[REG_PC] = pc;
    REGS(t).r[REG_SP] = sp;
}

pfn_t space_create(void)
{
    pfn_t root = paging_create();
    //@ assert objects: objects_kept{Pre,Here} && stamps_kept{Pre,Here};
    //@ assert list: wf_list;
    //@ assert thread: wf_thread;
    //@ assert pair: wf_process_thread;
    //@ assert back: wf_thread_process;
    //@ assert slots: wf_slot;
    //@ assert frames: same_frames{Pre,Here}(PG_PROCESS) && families_kept{Pre,Here};
    //@ assert child: wf_child;
    //@ assert parent: wf_parent;
    //@ assert roots: wf_process_root;
    /*@ assert owned: \forall integer r; is_root(r) && map_parent[r] != NIL ==>
            is_root{Pre}(r) && map_parent[r] == \at(map_parent[r],Pre); */
    //@ assert owners: wf_root_process;
    return root;
}

/* Take a frame that a process is to be made of. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires free: nfree > 0;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD);
    ensures page: wf_page;
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_UNTYPED);
    ensures head: \result == \old(FREE_HEAD);
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures tables: same_tables{Pre,Post};
    ensures slots: slots_kept{Pre,Post};
    ensures left: threads_left{Pre,Post}(-1) && users_kept{Pre,Post};
    ensures stay: others_stay{Pre,Post};
    ensures waiters: waiters_kept{Pre,Post};
    ensures reserved: same_frames{Pre,Post}(PG_RESERVED); */
static pfn_t process_frame(void)
{
    pfn_t p = page_alloc(ROOT_POOL, PG_UNTYPED);
    //@ assert lists: list_kept_but{Pre,Here}(p);
    //@ assert threads: thread_kept_but{Pre,Here}(p);
    //@ assert roots: roots_kept{Pre,Here};
    //@ assert frames: same_frames{Pre,Here}(PG_PROCESS) && processes_kept{Pre,Here};
    //@ assert unnamed: \forall integer q; is_process{Pre}(q) ==> process_window[q].thread != p;
    //@ assert processes: process_kept_but{Pre,Here}(p);
    return p;
}

/* Make an inactive thread of a process. */
/*@ requires page: wf_page;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires free: nfree > 0;
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[FREE_HEAD].type, WINDOWS_AT(FREE_HEAD);
    ensures page: wf_page;
    ensures spec: spec_page_alloc{Pre,Post}(\result, PG_THREAD);
    ensures head: \result == \old(FREE_HEAD);
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures tables: same_tables{Pre,Post};
    ensures slots: slots_kept{Pre,Post};
    ensures left: threads_left{Pre,Post}(-1) && users_kept{Pre,Post};
    ensures stay: others_stay{Pre,Post};
    ensures waiters: waiters_kept{Pre,Post};
    ensures reserved: same_frames{Pre,Post}(PG_RESERVED);
    ensures inactive: thread_window[\result].state == T_INACTIVE
        && thread_window[\result].caller == NIL && link_window[\result].on == NIL
        && thread_window[\result].process == process; */
static pfn_t thread_new(pfn_t process)
{
    pfn_t t = page_alloc(ROOT_POOL, PG_THREAD);
    link_init(t);
    THREAD(t).state = T_INACTIVE;
    THREAD(t).process = process;
    THREAD(t).caller = NIL;
    THREAD(t).holder = NIL;
    //@ assert lists: list_kept_but{Pre,Here}(t);
    //@ assert threads: thread_kept_but{Pre,Here}(t);
    //@ assert processes: process_kept_but{Pre,Here}(t);
    return t;
}

/* Make untyped page p the process of a floating address space and an inactive thread. */
/*@ requires pages: wf_pages;
    requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires untyped: has_type(p, PG_UNTYPED);
    requires root: is_root(root) && floating(root);
    requires inactive: is_thread(t) && thread_window[t].state == T_INACTIVE
        && thread_window[t].process == p;
    terminates \true;
    exits \false;
    assigns page_window[p].type, WINDOWS_AT(p), map_parent[root];
    ensures page: wf_page;
    ensures types: has_type(p, PG_PROCESS) && types_kept{Pre,Post}(p);
    ensures paging: wf_paging;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures processes: wf_process_thread;
    ensures threads: wf_thread_process;
    ensures roots: wf_process_root;
    ensures owners: wf_root_process;
    ensures slots: wf_slot;
    ensures family: wf_family;
    ensures unrelated: unrelated(p);
    ensures floating: no_more_floating{Pre,Post}(-1) && !floating(root);
    ensures linked: process_window[p].thread == t && process_window[p].root == root;
    ensures empty: \forall integer i; 0 <= i < NSLOTS ==> slot_of(p, i) == NIL;
    ensures slots: slots_kept{Pre,Post};
    ensures left: threads_left{Pre,Post}(-1) && users_kept{Pre,Post};
    ensures stay: others_stay{Pre,Post};
    ensures waiters: waiters_kept{Pre,Post};
    ensures reserved: same_frames{Pre,Post}(PG_RESERVED); */
static void process_new(pfn_t p, pfn_t root, pfn_t t)
{
    page_retype(p, PG_PROCESS);
    process_init(p, t, root);
    family_init(p);
    //@ assert types: types_kept{Pre,Here}(p);
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert child: wf_child;
    //@ assert parent: wf_parent;
    //@ assert back: wf_thread_process;
    //@ assert endpoints: endpoints_kept{Pre,Here} && same_frames{Pre,Here}(PG_ENDPOINT);
    //@ assert lists: list_kept_but{Pre,Here}(p);
    //@ assert threads: thread_kept_but{Pre,Here}(p);
    //@ assert tables: same_tables{Pre,Here};
    //@ ghost map_parent[root] = p;
    //@ assert tree: wf_tree && wf_linked;
    //@ assert half: wf_kernel_half && wf_kernel_closed;
    //@ assert entry: wf_entry;
    //@ assert small: wf_small;
    //@ assert large: wf_large;
}

/* Make the inactive thread of a process ready to start on a CPU. */
/*@ requires list: wf_list;
    requires thread: wf_thread;
    requires process: wf_process;
    requires inactive: is_thread(t) && thread_window[t].state == T_INACTIVE
        && link_window[t].on == NIL && thread_window[t].caller == NIL;
    requires linked: is_process(thread_window[t].process)
        && process_window[thread_window[t].process].thread == t;
    requires clock: list_clock < UINT64_MAX;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns thread_window[t].state, thread_window[t].cpu, regs_window[t],
            link_window[ALL_FRAMES], list_window[run_queue[cpu]], stamp[t], list_clock;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures active: active(t);
    ensures slots: slots_kept{Pre,Post};
    ensures left: threads_left{Pre,Post}(t);
    ensures stay: others_stay{Pre,Post};
    ensures waiters: waiters_kept{Pre,Post};
    ensures starts: starts(t, pc, sp);
    ensures wakes: wakes{Pre,Post}(t, cpu) && places_kept{Pre,Post}(t, t, t);
    ensures clock: list_clock == \old(list_clock) + 1; */
static void thread_launch(pfn_t t, uint32_t cpu, uint64_t pc, uint64_t sp)
{
    registers_init(t, pc, sp);
    thread_start(t, cpu);
}

/*@ // process p of address space r comes, without endpoints, and its thread does not run yet
    predicate pair_made{A,B}(integer p, integer r) = \let t = \at(process_window[p].thread,B);
        is_process{B}(p) && two_came{A,B}(p, t) && \at(process_window[p].root,B) == r
        && processes_kept{A,B} && unrelated{B}(p) && \at(nfree,B) == \at(nfree,A) - 2
        && \forall integer i; 0 <= i < NSLOTS ==> slot_of{B}(p, i) == NIL;
*/

/* Make a process of a floating address space with empty slots and an inactive thread. */
/*@ requires pages: wf_pages;
    requires objects: wf_objects && all_active;
    requires root: is_root(root) && floating(root) && no_floating_but(root);
    requires free: nfree >= 2;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[root];
    ensures pages: wf_pages;
    ensures floating: no_floating;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures wf: wf_process;
    ensures made: pair_made{Pre,Post}(\result, root);
    ensures inactive: \let t = process_window[\result].thread; !is_thread{Pre}(t) && is_thread(t)
        && thread_window[t].state == T_INACTIVE && thread_window[t].caller == NIL
        && link_window[t].on == NIL && thread_window[t].process == \result;
    ensures active: \forall integer t; is_thread(t) && t != process_window[\result].thread ==>
        active(t);
    ensures slots: slots_kept{Pre,Post};
    ensures waiters: waiters_kept{Pre,Post};
    ensures stay: others_stay{Pre,Post};
    ensures left: threads_left{Pre,Post}(-1) && users_kept{Pre,Post};
    ensures entries: entries_kept{Pre,Post}(-1, 0);
    ensures reserved: same_frames{Pre,Post}(PG_RESERVED); */
static pfn_t process_pair(pfn_t root)
{
    pfn_t p = process_frame();
    pfn_t t = thread_new(p);
    //@ assert two: two_came{Pre,Here}(p, t);
    //@ assert left: threads_left{Pre,Here}(-1) && users_kept{Pre,Here};
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert rooted: is_root(root) && floating(root) && no_floating_but(root);
    //@ assert slots: slots_kept{Pre,Here};
    //@ assert waiters: waiters_kept{Pre,Here};
    //@ assert stay: others_stay{Pre,Here};
    process_new(p, root, t);
    //@ assert left_new: threads_left{Pre,Here}(-1) && users_kept{Pre,Here};
    //@ assert entries_new: entries_kept{Pre,Here}(-1, 0);
    //@ assert came: two_came{Pre,Here}(p, t) && nfree == \at(nfree,Pre) - 2;
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
    //@ assert empty: \forall integer i; 0 <= i < NSLOTS ==> slot_of(p, i) == NIL;
    //@ assert slots_new: slots_kept{Pre,Here};
    //@ assert waiters_new: waiters_kept{Pre,Here};
    //@ assert stay_new: others_stay{Pre,Here};
    //@ assert new: !is_thread{Pre}(t);
    return p;
}

pfn_t process_create(pfn_t root, uint32_t cpu, uint64_t pc, uint64_t sp)
{
    if (nfree < 2) {
        //@ assert small: \forall integer q; is_process(q) ==> q != NIL;
        return NIL;
    }
    pfn_t p = process_pair(root);
    //@ ghost pfn_t t = process_window[p].thread;
    //@ ghost made: ;
    thread_launch(PROCESS(p).thread, cpu, pc, sp);
    //@ assert active: all_active;
    //@ assert launched: threads_left{made,Here}(t);
    //@ assert left: threads_left{Pre,Here}(-1);
    //@ assert stay: others_stay{Pre,Here};
    //@ assert wakes: wakes{made,Here}(t, cpu) && wakes{Pre,Here}(t, cpu);
    //@ assert same: processes_kept{Pre,Here} && two_came{Pre,Here}(p, t);
    //@ assert made: process_made{Pre,Here}(p, root, cpu);
    //@ assert others: \forall integer q; is_process{Pre}(q) ==> is_process(q) && q != p;
    return p;
}
