/* family.c: each step changes both ends, the parent's and the child's. */
#include "family.h"

void family_init(pfn_t p)
{
    FAMILY(p).parent = NIL;
    /*@ loop invariant range: 0 <= i <= NCHILDREN;
        loop invariant none: \forall integer j; 0 <= j < i ==> child_of(p, j) == NIL;
        loop assigns i, family_window[p].child[0 .. NCHILDREN - 1];
        loop variant NCHILDREN - i; */
    for (uint32_t i = 0; i < NCHILDREN; i++)
        FAMILY(p).child[i] = NIL;
}

uint32_t family_place(pfn_t p)
{
    uint32_t i = 0;
    /*@ loop invariant range: 0 <= i <= NCHILDREN;
        loop invariant taken: \forall integer j; 0 <= j < i ==> child_of(p, j) != NIL;
        loop assigns i;
        loop variant NCHILDREN - i; */
    while (i < NCHILDREN && FAMILY(p).child[i] != NIL)
        i++;
    return i;
}

void family_join(pfn_t p, uint32_t i, pfn_t q)
{
    FAMILY(p).child[i] = q;
    FAMILY(q).parent = p;
    FAMILY(q).place = i;
    //@ assert child: wf_child;
    //@ assert parent: wf_parent;
}

/*@ // the first n children of process q have no parent any more, and it has no number for them
    predicate released{A,B}(integer q, integer n) = (\forall integer p; is_process{A}(p) ==>
        parent_of{B}(p) == (parent_of{A}(p) == q && place_of{A}(p) < n ? NIL : parent_of{A}(p))
        && place_of{B}(p) == place_of{A}(p))
        && (\forall integer p, i; is_process{A}(p) && 0 <= i < NCHILDREN ==>
            child_of{B}(p, i) == (p == q && i < n ? NIL : child_of{A}(p, i)));
*/

/* Let the children of process q have no parent. */
/*@ requires count: wf_count;
    requires process: wf_process;
    requires ends: is_process(q);
    terminates \true;
    exits \false;
    assigns family_window[..];
    ensures family: wf_family;
    ensures released: released{Pre,Post}(q, NCHILDREN); */
static void family_release(pfn_t q)
{
    /*@ loop invariant range: 0 <= i <= NCHILDREN;
        loop invariant child: wf_child;
        loop invariant parent: wf_parent;
        loop invariant released: released{Pre,Here}(q, i);
        loop assigns i, family_window[..];
        loop variant NCHILDREN - i; */
    for (uint32_t i = 0; i < NCHILDREN; i++) {
        pfn_t c = FAMILY(q).child[i];
        FAMILY(q).child[i] = NIL;
        if (c != NIL && c != ENDED)
            FAMILY(c).parent = NIL;
    }
}

void family_leave(pfn_t q)
{
    family_release(q);
    //@ assert process: wf_process;
    pfn_t p = FAMILY(q).parent;
    if (p == NIL)
        return;
    FAMILY(p).child[FAMILY(q).place] = ENDED;
    FAMILY(q).parent = NIL;
    //@ assert child: wf_child;
    //@ assert parent: wf_parent;
}

void family_forget(pfn_t p, uint32_t i)
{
    FAMILY(p).child[i] = NIL;
}
