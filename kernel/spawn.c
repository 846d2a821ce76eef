/* spawn.c: an address space, a process, and its first endpoint. */
#include "spawn.h"

#include "mmu_change.h"
#include "tlb_lemmas.h"

pfn_t process_spawn(pfn_t e, uint32_t cpu, uint64_t pc, uint64_t sp)
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
    //@ assert kept: slots_kept{Pre,Here} && waiters_kept{Pre,Here};
    //@ assert others: others_stay{Pre,Here};
    //@ assert rows: rows_kept{Pre,Here} && by_kept{Pre,Here};
    //@ assert refs: wf_refs;
    //@ assert waits: wf_waits;
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert walks: walks_kept{Pre,Here} && same_mmu{Pre,Here};
    //@ assert same: same_mmu{ready,Here};
    //@ assert left: threads_left{Pre,Here}(-1);
    //@ assert wakes: wakes{Pre,Here}(t, cpu);
    //@ assert count: nfree == \at(nfree,Pre) - 3;
    //@ assert users: users_kept{Pre,Here} && same_frames{Pre,Here}(PG_USER);
    slot_fill(p, 0, e);
    //@ assert pages: wf_pages;
    //@ assert floating: no_floating;
    //@ assert list: wf_list;
    //@ assert thread: wf_thread;
    //@ assert active: all_active;
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert left_filled: threads_left{Pre,Here}(-1) && wakes{Pre,Here}(t, cpu);
    //@ assert came_filled: three_came{Pre,Here}(p, t, root);
    //@ assert spawns: spawns{Pre,Here}(p, e, cpu, pc, sp);
    return p;
}
