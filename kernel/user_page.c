/* user_page.c: a frame or a block changes hands, is cleared, and no invariant notices. */
#include "user_page.h"

#include "mmu_change.h"
#include "mmu_nodes.h"

pfn_t user_page(void)
{
    if (nfree == 0)
        return NIL;
    pfn_t p = page_alloc(ROOT_POOL, PG_USER);
    //@ ghost map_parent[p] = NIL;
    page_zero(p);
    //@ assert nodes: nodes_kept{Pre,Here};
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert came: node_gone{Here,Pre}(p);
    //@ assert walks: walks_kept{Pre,Here};
    //@ assert tree: wf_tree && wf_linked && wf_entry;
    //@ assert leaves: wf_small && wf_large;
    //@ assert half: wf_kernel_half;
    //@ assert typed: objects_typed{Pre,Here};
    //@ assert threads: registers_kept{Pre,Here} && threads_kept{Pre,Here};
    //@ assert links: links_kept{Pre,Here} && lists_kept{Pre,Here};
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
    //@ assert kept: paging_kept{Pre,Here};
    return p;
}

void user_adopt(pfn_t p)
{
    page_retype(p, PG_USER);
    //@ ghost map_parent[p] = NIL;
    //@ assert typed: objects_typed{Pre,Here};
    //@ assert threads: registers_kept{Pre,Here} && threads_kept{Pre,Here};
    //@ assert links: links_kept{Pre,Here} && lists_kept{Pre,Here};
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert nodes: nodes_kept{Pre,Here};
    //@ assert came: node_gone{Here,Pre}(p);
    //@ assert tree: wf_tree && wf_linked && wf_entry;
    //@ assert leaves: wf_small && wf_large;
    //@ assert half: wf_kernel_half;
}

void user_block(pfn_t p, uint32_t s)
{
    //@ assert inside: p + unit(s) <= nframes;
    superpage_take(p, s);
    //@ ghost map_parent[p] = NIL;
    block_zero(p, s);
    //@ assert inner: \forall integer q; p < q < p + unit(s) ==> shape_of(q) == SHAPE_INNER;
    //@ assert nodes: nodes_kept{Pre,Here};
    //@ assert entries: entries_kept{Pre,Here}(-1, 0);
    //@ assert came: node_gone{Here,Pre}(p);
    //@ assert walks: walks_kept{Pre,Here};
    //@ assert tree: wf_tree && wf_linked && wf_entry;
    //@ assert leaves: wf_small && wf_large;
    //@ assert half: wf_kernel_half;
    //@ assert typed: objects_typed{Pre,Here};
    //@ assert threads: registers_kept{Pre,Here} && threads_kept{Pre,Here};
    //@ assert links: links_kept{Pre,Here} && lists_kept{Pre,Here};
    //@ assert processes: processes_kept{Pre,Here};
    //@ assert untyped: same_frames{Pre,Here}(PG_UNTYPED);
    //@ assert reserved: same_frames{Pre,Here}(PG_RESERVED);
}
