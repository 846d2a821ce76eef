/* tlb.h: what each CPU may remember of translations, and the steps that keep it right.
 *
 * What a CPU remembers is a model that exists in the proof only.
 * A CPU walks the tables of the root in its CR3 and may keep the leaf that it finds for any user
 * page. It may forget one at any time, and look one up again at any time: the contracts in
 * kernel/machine.h say so of every step that the kernel asks it for. No address space is loaded on
 * two CPUs at once, so there is nobody else to tell when a translation goes.
 */
#ifndef ISOBAR_TLB_H
#define ISOBAR_TLB_H

#include "process.h"

/* The root table that each CPU has loaded; NIL: the kernel's own. */
extern pfn_t loaded[NCPU];

#define USER_PAGES 34359738368ul /* pages of the user half of an address space */

/*@ ghost struct tlb {
        uint64_t leaf[USER_PAGES];
    }; */
/*@ ghost struct tlb tlb[NCPU]; */
/*@ ghost pfn_t cr3[NCPU]; */

/*@ predicate is_cpu(integer c) = 0 <= c < NCPU;
    predicate is_page(integer v) = 0 <= v < USER_PAGES;
    // what CPU c remembers of user page v, or 0
    logic integer cached{L}(integer c, integer v) = \at(tlb[c].leaf[v],L);
    // what a walk of the tables finds; the kernel's own map no user page
    logic integer walked{L}(integer root, integer v) =
        root == NIL ? 0 : translation{L}(root, v * PAGE_SIZE);
    predicate fresh{L}(integer c, integer v) =
        cached(c, v) == 0 || cached(c, v) == walked(\at(cr3[c],L), v);
    // no CPU has a stale translation, but CPU cpu perhaps of one page
    predicate wf_tlb_but{L}(integer cpu, integer page) = \forall integer c, v;
        is_cpu(c) && is_page(v) && !(c == cpu && v == page) ==> fresh(c, v);
    predicate wf_tlb{L} = wf_tlb_but(-1, -1);
    // what one CPU remembers may be stale
    predicate wf_tlb_off{L}(integer cpu) = \forall integer c, v;
        is_cpu(c) && is_page(v) && c != cpu ==> fresh(c, v);
    predicate wf_cr3{L} = \forall integer c; is_cpu(c) ==> cr3[c] == loaded[c];

    // CPU c drops and looks up what it likes
    predicate hardware_step{A,B}(integer c) = \forall integer v; is_page(v) ==>
        cached{B}(c, v) == 0 || cached{B}(c, v) == cached{A}(c, v)
        || cached{B}(c, v) == walked{B}(\at(cr3[c],B), v);
    // no CPU has been asked for anything
    predicate tlb_same{A,B} = \forall integer c; is_cpu(c) ==> \at(cr3[c],A) == \at(cr3[c],B)
        && \forall integer v; is_page(v) ==> cached{A}(c, v) == cached{B}(c, v);
*/

/* Let a CPU walk the tables of this root from now on; NIL: the kernel's own. It forgets what it
   knows of others. Nothing is done if that root is loaded. */
/*@ requires cpu: cpu < NCPU;
    requires tlb: wf_tlb && wf_cr3;
    terminates \true;
    exits \false;
    assigns loaded[cpu], tlb[cpu], cr3[cpu];
    ensures tlb: wf_tlb && wf_cr3;
    ensures loaded: loaded[cpu] == root; */
void tlb_load(uint32_t cpu, pfn_t root);

/* Let a CPU forget the page of an address, whose translation has changed. */
/*@ requires cpu: cpu < NCPU && is_user(va);
    requires stale: wf_tlb_but(cpu, va / 4096);
    requires cr3: wf_cr3;
    terminates \true;
    exits \false;
    assigns tlb[cpu];
    ensures tlb: wf_tlb && wf_cr3; */
void tlb_forget(uint32_t cpu, uint64_t va);

/* Let a CPU forget all that it knows of user pages, for when many translations have changed. */
/*@ requires cpu: cpu < NCPU;
    requires stale: wf_tlb_off(cpu);
    requires cr3: wf_cr3;
    terminates \true;
    exits \false;
    assigns tlb[cpu], cr3[cpu];
    ensures tlb: wf_tlb && wf_cr3; */
void tlb_reload(uint32_t cpu);

#endif
