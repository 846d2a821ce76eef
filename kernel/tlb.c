/* tlb.c: what a CPU walks and what it remembers, kept in step with its tables. */
#include "tlb.h"

#include "machine.h"

pfn_t loaded[NCPU];
struct tags tags[NCPU];

void tlb_init(uint32_t cpu)
{
    /*@ loop invariant range: 0 <= k <= NTAGS;
        loop invariant none: \forall integer j; 0 <= j < k ==> tagged(cpu, j) == NIL;
        loop assigns k, tags[cpu];
        loop variant NTAGS - k; */
    for (uint32_t k = 0; k < NTAGS; k++)
        tags[cpu].root[k] = NIL;
}

/* Let no CPU but one hold a root. */
/*@ requires tags: wf_tags;
    requires root: root != NIL;
    terminates \true;
    exits \false;
    assigns tags[..];
    ensures others: \forall integer c, k; is_cpu(c) && is_tag(k) ==> tagged(c, k)
        == (\old(tagged(c, k)) == root && c != cpu ? NIL : \old(tagged(c, k))); */
static void tlb_take(uint32_t cpu, pfn_t root)
{
    uint32_t k = root % NTAGS;
    /*@ loop invariant range: 0 <= c <= NCPU;
        loop invariant done: \forall integer d, j; 0 <= d < c && is_tag(j) ==> tagged(d, j)
            == (\at(tagged(d, j),Pre) == root && d != cpu ? NIL : \at(tagged(d, j),Pre));
        loop invariant rest: \forall integer d, j; c <= d < NCPU && is_tag(j) ==>
            tagged(d, j) == \at(tagged(d, j),Pre);
        loop assigns c, tags[..];
        loop variant NCPU - c; */
    for (uint32_t c = 0; c < NCPU; c++)
        if (c != cpu && tags[c].root[k] == root)
            tags[c].root[k] = NIL;
}

void tlb_load(uint32_t cpu, pfn_t root)
{
    if (root == loaded[cpu])
        return;
    uint32_t keep = root == NIL || tags[cpu].root[root % NTAGS] == root;
    if (!keep) {
        tlb_take(cpu, root);
        tags[cpu].root[root % NTAGS] = root;
    }
    machine_load(cpu, root, root % NTAGS, keep);
    loaded[cpu] = root;
    //@ assert tags: wf_tags;
    //@ assert cr3: wf_cr3;
    /*@ assert others: \forall integer c, k, v; is_cpu(c) && c != cpu && is_tag(k) && is_page(v)
            ==> fresh(c, k, v); */
    /*@ assert other_tags: \forall integer k, v; is_tag(k) && k != tag_of(root) && is_page(v) ==>
            fresh(cpu, k, v); */
    //@ assert own: \forall integer k, v; is_tag(k) && is_page(v) ==> fresh(cpu, k, v);
}

void tlb_forget(uint32_t cpu, uint64_t va)
{
    machine_flush(cpu, va);
}

void tlb_reload(uint32_t cpu)
{
    machine_load(cpu, loaded[cpu], loaded[cpu] % NTAGS, 0);
}

void tlb_drop(pfn_t root)
{
    tlb_take(NCPU, root);
}
