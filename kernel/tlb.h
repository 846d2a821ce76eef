/* tlb.h: what each CPU may remember of translations, and the steps that keep it right.
 *
 * What a CPU remembers is a model that exists in the proof only. A CPU walks the tables of the root
 * in its CR3 and may keep the leaf that it finds for any user page, under the tag (x86: PCID) that
 * the root has. It may forget one at any time, and look one up again at any time: the contracts in
 * kernel/machine.h say so of every step that the kernel asks it for.
 *
 * A root has the same tag everywhere, so roots share tags; tags[c] says whose translations CPU c
 * holds under each. One CPU at a time is right about a root: who loads a root that it does not hold
 * takes it from the others and starts with none of its translations. So a translation that goes is
 * flushed on one CPU, and what another still has under a tag that is nobody's is flushed before the
 * tag is used. A machine without tags forgets all at each load, which the model allows.
 */
#ifndef ISOBAR_TLB_H
#define ISOBAR_TLB_H

#include "process.h"

#define NTAGS 64u

/* The root table that each CPU has loaded; NIL: the kernel's own, which has no tag. */
extern pfn_t loaded[NCPU];
/* The root whose translations a CPU may hold under each tag, or NIL. */
struct tags {
    pfn_t root[NTAGS];
};
extern struct tags tags[NCPU];

#define USER_PAGES 34359738368ul /* pages of the user half of an address space */

/*@ ghost struct leaves {
        uint64_t leaf[USER_PAGES];
    }; */
/*@ ghost struct tlb {
        struct leaves tag[NTAGS];
    }; */
/*@ ghost struct tlb tlb[NCPU]; */
/*@ ghost pfn_t cr3[NCPU]; */

/*@ predicate is_cpu(integer c) = 0 <= c < NCPU;
    predicate is_tag(integer k) = 0 <= k < NTAGS;
    predicate is_page(integer v) = 0 <= v < USER_PAGES;
    logic integer tag_of(integer root) = root % NTAGS;
    logic integer tagged{L}(integer c, integer k) = \at(tags[c].root[k],L);
    // what CPU c remembers of user page v under tag k, or 0
    logic integer cached{L}(integer c, integer k, integer v) = \at(tlb[c].tag[k].leaf[v],L);
    // what a walk of the tables finds; the kernel's own map no user page
    logic integer walked{L}(integer root, integer v) =
        root == NIL ? 0 : translation{L}(root, v * PAGE_SIZE);
    predicate holds{L}(integer c, integer root) = root != NIL && tagged(c, tag_of(root)) == root;
    // no CPU holds this root
    predicate held_by_none{L}(integer root) = \forall integer c, k; is_cpu(c) && is_tag(k) ==>
        tagged{L}(c, k) != root;
    // a CPU holds roots under their tags, each on one CPU
    predicate wf_tags{L} = \forall integer c, k; is_cpu(c) && is_tag(k) && tagged(c, k) != NIL ==>
        k == tag_of(tagged(c, k)) && is_root(tagged(c, k))
        && \forall integer d; is_cpu(d) && d != c ==> tagged(d, k) != tagged(c, k);
    predicate fresh{L}(integer c, integer k, integer v) = tagged(c, k) == NIL
        || cached(c, k, v) == 0 || cached(c, k, v) == walked(tagged(c, k), v);
    // no CPU has a stale translation, but CPU cpu perhaps of one page under one tag
    predicate wf_tlb_but{L}(integer cpu, integer tag, integer page) = wf_tags && \forall integer c,
        k, v; is_cpu(c) && is_tag(k) && is_page(v) && !(c == cpu && k == tag && v == page) ==>
        fresh(c, k, v);
    predicate wf_tlb{L} = wf_tlb_but(-1, -1, -1);
    // what one CPU remembers under one tag may be stale
    predicate wf_tlb_off{L}(integer cpu, integer tag) = wf_tags && \forall integer c, k, v;
        is_cpu(c) && is_tag(k) && is_page(v) && !(c == cpu && k == tag) ==> fresh(c, k, v);
    predicate wf_cr3{L} = \forall integer c; is_cpu(c) ==> cr3[c] == loaded[c]
        && (loaded[c] != NIL ==> holds(c, loaded[c]));

    // a lookup in the tables of a root
    predicate looked_up{L}(integer c, integer k, integer v, integer root) = root != NIL
        && k == tag_of(root) && cached{L}(c, k, v) == walked{L}(root, v);
    // CPU c drops and looks up what it likes
    predicate hardware_step{A,B}(integer c) = \forall integer k, v; is_tag(k) && is_page(v) ==>
        cached{B}(c, k, v) == 0 || cached{B}(c, k, v) == cached{A}(c, k, v)
        || looked_up{B}(c, k, v, \at(cr3[c],A)) || looked_up{B}(c, k, v, \at(cr3[c],B));
    // no CPU has been asked for anything
    predicate tlb_same{A,B} = \forall integer c; is_cpu(c) ==> \at(cr3[c],A) == \at(cr3[c],B)
        && \forall integer k; is_tag(k) ==> tagged{A}(c, k) == tagged{B}(c, k)
        && \forall integer v; is_page(v) ==> cached{A}(c, k, v) == cached{B}(c, k, v);
*/

/* Let a CPU hold no root; what it remembers from before the kernel came does not matter then. */
/*@ requires cpu: cpu < NCPU;
    terminates \true;
    exits \false;
    assigns tags[cpu];
    ensures none: \forall integer k; is_tag(k) ==> tagged(cpu, k) == NIL; */
void tlb_init(uint32_t cpu);

/* Let a CPU walk the tables of this root from now on; NIL: the kernel's own. Nothing is done if
   that root is loaded. */
/*@ requires cpu: cpu < NCPU;
    requires tlb: wf_tlb && wf_cr3;
    requires root: root != NIL ==> is_root(root);
    requires alone: root != NIL ==> \forall integer c; is_cpu(c) && c != cpu ==> loaded[c] != root;
    terminates \true;
    exits \false;
    assigns loaded[cpu], tags[..], tlb[cpu], cr3[cpu];
    ensures tlb: wf_tlb && wf_cr3;
    ensures loaded: loaded[cpu] == root; */
void tlb_load(uint32_t cpu, pfn_t root);

/* Let a CPU forget the page of an address of what it has loaded, whose translation has changed. */
/*@ requires cpu: cpu < NCPU && is_user(va) && loaded[cpu] != NIL;
    requires stale: wf_tlb_but(cpu, tag_of(loaded[cpu]), va / 4096);
    requires cr3: wf_cr3;
    terminates \true;
    exits \false;
    assigns tlb[cpu];
    ensures tlb: wf_tlb && wf_cr3; */
void tlb_forget(uint32_t cpu, uint64_t va);

/* Let a CPU forget all that it knows of what it has loaded, for when many translations have
   changed. */
/*@ requires cpu: cpu < NCPU && loaded[cpu] != NIL;
    requires stale: wf_tlb_off(cpu, tag_of(loaded[cpu]));
    requires cr3: wf_cr3;
    terminates \true;
    exits \false;
    assigns tlb[cpu], cr3[cpu];
    ensures tlb: wf_tlb && wf_cr3; */
void tlb_reload(uint32_t cpu);

/* Let no CPU hold a root that none has loaded, before it goes. */
/*@ requires tlb: wf_tlb && wf_cr3;
    requires root: is_root(root) && \forall integer c; is_cpu(c) ==> loaded[c] != root;
    terminates \true;
    exits \false;
    assigns tags[..];
    ensures tlb: wf_tlb && wf_cr3;
    ensures gone: \forall integer c, k; is_cpu(c) && is_tag(k) ==> tagged(c, k) != root; */
void tlb_drop(pfn_t root);

#endif
