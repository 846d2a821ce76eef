/* large_walk.c: large pages without any change: is there one, what does it lack, who maps it. */
#include "large.h"

#include "large_lemmas.h"

uint32_t large_lookup(pfn_t root, uint64_t va, uint32_t level)
{
    //@ assert path: is_path(index4(va), index3(va), 0, 0);
    //@ assert walks: large_walks(root, va);
    uint64_t e = TABLE(root, 4).entry[INDEX4(va)];
    if (!entry_present(e)) {
        //@ assert end4: walk3(root, index4(va)) == -1;
        //@ assert gap4: large_absent(root, va, level);
        return 0;
    }
    pfn_t p = entry_frame(e);
    //@ assert walk3: walk3(root, index4(va)) == p;
    e = TABLE(p, 3).entry[INDEX3(va)];
    if (level == 3) {
        //@ assert entry3: entry_of(p, index3(va), root, va, level);
        //@ assert clear3: !pte_present(e) ==> large_absent(root, va, level);
        return entry_present(e);
    }
    if (!entry_table(e)) {
        //@ assert end3: walk2(root, index4(va), index3(va)) == -1;
        //@ assert gap3: !pte_present(e) ==> large_absent(root, va, level);
        return entry_present(e);
    }
    p = entry_frame(e);
    //@ assert walk2: walk2(root, index4(va), index3(va)) == p;
    //@ assert entry2: entry_of(p, index2(va), root, va, level);
    e = TABLE(p, 2).entry[INDEX2(va)];
    //@ assert clear2: !pte_present(e) ==> large_absent(root, va, level);
    return entry_present(e);
}

uint32_t large_need(pfn_t root, uint64_t va, uint32_t level)
{
    uint64_t e = TABLE(root, 4).entry[INDEX4(va)];
    if (!entry_present(e))
        return level == 2 ? 2 : 1;
    if (level == 3)
        return 0;
    return entry_table(TABLE(entry_frame(e), 3).entry[INDEX3(va)]) ? 0 : 1;
}

pfn_t large_find(pfn_t root, uint64_t va, uint32_t level)
{
    uint64_t e = TABLE(root, 4).entry[INDEX4(va)];
    if (!entry_present(e)) {
        //@ assert end4: walk3(root, index4(va)) == -1;
        return NIL;
    }
    pfn_t p = entry_frame(e);
    //@ assert walk3: walk3(root, index4(va)) == p;
    e = TABLE(p, 3).entry[INDEX3(va)];
    if (level == 3) {
        //@ assert entry3: entry_of(p, index3(va), root, va, level);
        //@ assert slot3: is_slot(p, index3(va));
        return entry_present(e) && !entry_table(e) ? p : NIL;
    }
    if (!entry_table(e)) {
        //@ assert end3: walk2(root, index4(va), index3(va)) == -1;
        return NIL;
    }
    p = entry_frame(e);
    //@ assert walk2: walk2(root, index4(va), index3(va)) == p;
    e = TABLE(p, 2).entry[INDEX2(va)];
    //@ assert entry2: entry_of(p, index2(va), root, va, level);
    //@ assert slot2: is_slot(p, index2(va));
    return entry_present(e) && !entry_table(e) ? p : NIL;
}

uint32_t large_check(pfn_t root, uint64_t va, uint32_t level)
{
    if (large_find(root, va, level) != NIL)
        return E_OK;
    if (paging_lookup(root, va) == 0)
        return E_UNMAPPED;
    if (level == 3 || large_find(root, va, 3) == NIL)
        return E_SIZE;
    return nfree > 0 ? E_OK : E_MEMORY;
}
