/* spawn.c: an address space, a process, and its first endpoint. */
#include "spawn.h"

#include "endpoint_frame.h"
#include "mmu_change.h"
#include "process_lemmas.h"

/* Make such a process, whose slots are empty. */
/*@ requires wf: wf_kernel;
    requires free: nfree >= 3;
    requires clock: list_clock < UINT64_MAX;
    requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], stamp[..], list_clock;
    ensures pages: wf_pages && no_floating;
    ensures list: wf_list;
    ensures thread: wf_thread;
    ensures process: wf_process;
    ensures refs: wf_refs;
    ensures waits: wf_waits;
    ensures active: all_active;
    ensures comes: comes{Pre,Post}(\result, cpu, pc, sp);
    ensures objects: objects_but{Pre,Post}(\result, process_window[\result].thread);
    ensures slots: \forall integer i; 0 <= i < NSLOTS ==> slot_of(\result, i) == NIL;
    ensures endpoints: same_frames{Pre,Post}(PG_ENDPOINT);
    ensures empty: maps_nothing(process_window[\result].root);
    ensures spaces: spaces_stay{Pre,Post}; */
static pfn_t process_bare(uint32_t cpu, uint64_t pc, uint64_t sp)
{
    pfn_t root = space_create();
    //@ assert first: has_type{Pre}(root, PG_FREE) && types_kept{Pre,Here}(root);
    //@ assert entries_first: entries_kept{Pre,Here}(-1, 0) && walks_kept{Pre,Here};
    //@ assert left_first: threads_left{Pre,Here}(-1) && others_stay{Pre,Here};
    //@ assert tables: \forall integer q; is_table{Pre}(q) ==> is_table(q);
    //@ ghost ready: ;
    pfn_t p = process_create(root, cpu, pc, sp);
    //@ ghost pfn_t t = process_window[p].thread;
    //@ assert two: two_came{ready,Here}(p, t);
    //@ assert came: three_came{Pre,Here}(p, t, root);
    //@ assert typed: has_type(p, PG_PROCESS) && is_thread(t) && has_type(root, PG_PT4);
    //@ assert old: \forall integer q; is_object{Pre}(q) ==> q != p && q != t && q != root;
    /*@ assert objects_kept: \forall integer q; is_object{Pre}(q) ==>
            is_frame(q) && type_of{Pre}(q) == type_of(q); */
    /*@ assert objects_new: \forall integer q; is_object(q) && q != p && q != t ==>
            is_object{Pre}(q); */
    //@ assert kept: slots_kept{Pre,Here} && waiters_kept{Pre,Here};
    //@ assert others: others_stay{Pre,Here};
    //@ assert rows: rows_kept{Pre,Here} && by_kept{Pre,Here};
    //@ assert ends: endpoints_kept{Pre,Here} && same_frames{Pre,Here}(PG_ENDPOINT);
    //@ assert frames: wf_frames{Pre} && wf_frames && wf_refs{Pre};
    //@ assert refs: wf_refs;
    //@ assert waits: wf_waits;
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert walks: walks_kept{Pre,Here} && same_mmu{Pre,Here};
    //@ assert same: same_mmu{ready,Here};
    //@ assert left: threads_left{Pre,Here}(-1);
    //@ assert wakes: wakes{Pre,Here}(t, cpu);
    //@ assert count: nfree == \at(nfree,Pre) - 3;
    //@ assert users: users_kept{Pre,Here} && same_frames{Pre,Here}(PG_USER);
    //@ assert bits: bits_kept{Pre,Here}(NIL);
    //@ assert comes: comes{Pre,Here}(p, cpu, pc, sp);
    return p;
}

pfn_t process_spawn(pfn_t e, uint32_t cpu, uint64_t pc, uint64_t sp)
{
    pfn_t p = process_bare(cpu, pc, sp);
    //@ ghost pfn_t t = process_window[p].thread;
    //@ ghost pfn_t r = process_window[p].root;
    slot_fill(p, 0, e);
    //@ assert pages: wf_pages && no_floating;
    //@ assert objects: wf_objects && all_active;
    //@ assert came: three_came{Pre,Here}(p, t, r) && processes_kept{Pre,Here};
    //@ assert bits: bits_kept{Pre,Here}(NIL);
    //@ assert left: threads_left{Pre,Here}(-1) && wakes{Pre,Here}(t, cpu);
    //@ assert comes: comes{Pre,Here}(p, cpu, pc, sp);
    return p;
}
