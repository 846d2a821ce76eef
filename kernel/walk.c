/* walk.c: what the MMU would find, without any change.
 *
 * A walk never looks at a page under the wrong type, because a present entry points at a table of
 * the level below or maps a large page.
 */
#include "paging.h"

#include "paging_lemmas.h"
#include "reach.h"

/* The n-th leaf of 4 KiB that a large entry stands for; 0 if it is absent. */
/*@ requires maps: pte_present(e) ==> is_leaf(e - ENTRY_LARGE) && n <= FRAMES_1G;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures part: \result == (e % 2 == 1 ? part(e, n) : 0); */
static uint64_t large_part(uint64_t e, uint64_t n)
{
    return entry_present(e) ? e - ENTRY_LARGE + n * PAGE_SIZE : 0;
}

uint64_t paging_lookup(pfn_t root, uint64_t va)
{
    uint64_t e = TABLE(root, 4).entry[INDEX4(va)];
    if (!entry_present(e)) {
        //@ assert nothing: walk3(root, index4(va)) == -1;
        return 0;
    }
    pfn_t p = entry_frame(e);
    //@ assert walk3: walk3(root, index4(va)) == p;
    e = TABLE(p, 3).entry[INDEX3(va)];
    if (!entry_table(e)) {
        //@ assert end3: walk2(root, index4(va), index3(va)) == -1;
        //@ assert index3: va / PAGE_SIZE % FRAMES_1G == page_of_1g(va);
        return large_part(e, va / PAGE_SIZE % FRAMES_1G);
    }
    p = entry_frame(e);
    //@ assert walk2: walk2(root, index4(va), index3(va)) == p;
    e = TABLE(p, 2).entry[INDEX2(va)];
    if (!entry_table(e)) {
        //@ assert end2: leaf_table(root, va) == -1;
        return large_part(e, va / PAGE_SIZE % TABLE_ENTRIES);
    }
    p = entry_frame(e);
    //@ assert walk1: leaf_table(root, va) == p;
    e = TABLE(p, 1).entry[INDEX1(va)];
    return entry_present(e) ? e : 0;
}

uint32_t paging_need(pfn_t root, uint64_t va)
{
    uint64_t e = TABLE(root, 4).entry[INDEX4(va)];
    if (!entry_present(e)) {
        //@ assert end4: walk3(root, index4(va)) == -1;
        return 3;
    }
    pfn_t p = entry_frame(e);
    //@ assert walk3: walk3(root, index4(va)) == p;
    e = TABLE(p, 3).entry[INDEX3(va)];
    if (!entry_table(e)) {
        //@ assert end3: walk2(root, index4(va), index3(va)) == -1;
        return 2;
    }
    p = entry_frame(e);
    //@ assert walk2: walk2(root, index4(va), index3(va)) == p;
    e = TABLE(p, 2).entry[INDEX2(va)];
    //@ assert walk1: leaf_table(root, va) >= 0 <==> pte_present(e) && !pte_large(e);
    return entry_table(e) ? 0 : 1;
}

pfn_t paging_table(pfn_t root, uint64_t va)
{
    pfn_t p3 = entry_frame(TABLE(root, 4).entry[INDEX4(va)]);
    //@ assert walk3: walk3(root, index4(va)) == p3 && has_type(p3, PG_PT3);
    pfn_t p2 = entry_frame(TABLE(p3, 3).entry[INDEX3(va)]);
    //@ assert walk2: walk2(root, index4(va), index3(va)) == p2 && has_type(p2, PG_PT2);
    return entry_frame(TABLE(p2, 2).entry[INDEX2(va)]);
}
