/* family.h: whom a process made, and who made it.
 *
 * A process gives each child a number, and the child knows its parent: kernel/process.h says that
 * each finds the other. The number of a child that ended stays taken until the parent lets it go,
 * so that it does not come to mean another child behind the parent's back, as a Unix process number
 * does not before wait(). The children of a process that ends go on without a parent.
 */
#ifndef ISOBAR_FAMILY_H
#define ISOBAR_FAMILY_H

#include "process.h"

/*@ // number i of process p is the lowest that is free, or NCHILDREN
    predicate lowest_free{L}(integer p, integer i) = 0 <= i <= NCHILDREN
        && (i < NCHILDREN ==> child_of{L}(p, i) == NIL)
        && \forall integer j; 0 <= j < i ==> child_of{L}(p, j) != NIL;
    // processes have the parents that they had, and all their children but number i of process p
    predicate families_but{A,B}(integer p, integer i) = \forall integer q; is_process{A}(q) ==>
        parent_of{B}(q) == parent_of{A}(q) && place_of{B}(q) == place_of{A}(q)
        && \forall integer j; 0 <= j < NCHILDREN && !(q == p && j == i) ==>
            child_of{B}(q, j) == child_of{A}(q, j);
    // process q comes, child number i of process p, without children
    predicate born{A,B}(integer p, integer i, integer q) = i < NCHILDREN && lowest_free{A}(p, i)
        && child_of{B}(p, i) == q && parent_of{B}(q) == p && families_but{A,B}(p, i)
        && \forall integer j; 0 <= j < NCHILDREN ==> child_of{B}(q, j) == NIL;
    // processes that knew process q do not: in the place of a child they have v
    predicate families_left{A,B}(integer q, integer v) = \forall integer p; is_process{A}(p)
        && p != q ==> parent_of{B}(p) == (parent_of{A}(p) == q ? NIL : parent_of{A}(p))
        && place_of{B}(p) == place_of{A}(p) && \forall integer i; 0 <= i < NCHILDREN ==>
            child_of{B}(p, i) == (child_of{A}(p, i) == q ? v : child_of{A}(p, i));
*/

/* Let a new process have neither parent nor children. */
/*@ requires count: wf_count;
    requires process: is_process(p);
    terminates \true;
    exits \false;
    assigns family_window[p];
    ensures unrelated: unrelated(p); */
void family_init(pfn_t p);

/* The lowest number that no child of process p has, or NCHILDREN. */
/*@ requires count: wf_count;
    requires process: is_process(p);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures lowest: lowest_free(p, \result); */
uint32_t family_place(pfn_t p);

/* Let process q, which has no parent, be child number i of process p, a number that is free. */
/*@ requires count: wf_count;
    requires process: wf_process;
    requires parent: is_process(p) && i < NCHILDREN && child_of(p, i) == NIL;
    requires child: is_process(q) && parent_of(q) == NIL;
    terminates \true;
    exits \false;
    assigns family_window[p].child[i], family_window[q].parent, family_window[q].place;
    ensures process: wf_process;
    ensures joined: child_of(p, i) == q && parent_of(q) == p && place_of(q) == i; */
void family_join(pfn_t p, uint32_t i, pfn_t q);

/* Let process q have neither parent nor children, before it goes. */
/*@ requires count: wf_count;
    requires process: wf_process;
    requires ends: is_process(q);
    terminates \true;
    exits \false;
    assigns family_window[..];
    ensures process: wf_process;
    ensures unrelated: unrelated(q);
    ensures left: families_left{Pre,Post}(q, ENDED); */
void family_leave(pfn_t q);

/* Let the number of a child of process p that ended be free. */
/*@ requires count: wf_count;
    requires process: wf_process;
    requires ended: is_process(p) && i < NCHILDREN && child_of(p, i) == ENDED;
    terminates \true;
    exits \false;
    assigns family_window[p].child[i];
    ensures process: wf_process;
    ensures free: child_of(p, i) == NIL; */
void family_forget(pfn_t p, uint32_t i);

#endif
