/* tlb_lemmas.h: which changes to page tables leave no translation stale.
 *
 * Only the files that change tables or end a step include it, for the reason given in
 * chain_lemmas.h.
 */
#ifndef ISOBAR_TLB_LEMMAS_H
#define ISOBAR_TLB_LEMMAS_H

#include "wf.h"

/*@ // no other CPU has this root loaded
    predicate loaded_by{L}(integer cpu, integer root) = \forall integer c;
        is_cpu(c) && c != cpu ==> \at(loaded[c],L) != root;
    // all roots but one stay roots
    predicate roots_but{A,B}(integer root) = \forall integer r; is_root{A}(r) && r != root ==>
        is_root{B}(r);

    lemma page_user: \forall integer v; is_page(v) ==>
        is_user(v * PAGE_SIZE) && v * PAGE_SIZE / 4096 == v;
    lemma root_thread{L}: wf_kernel ==> \forall integer t; is_thread(t) ==>
        is_root(root_of(t)) && process_window[map_parent[root_of(t)]].thread == t;
    // running threads have roots of their own
    predicate roots_run{L} = \forall integer c; is_cpu(c) && current[c] != NIL ==>
        is_root(root_of(current[c])) && root_of(current[c]) != NIL;
    predicate roots_apart{L} = \forall integer c, d; is_cpu(c) && is_cpu(d) && c != d
        && current[c] != NIL && current[d] != NIL ==> root_of(current[c]) != root_of(current[d]);
    lemma running_root{L}: wf_kernel ==> roots_run;
    lemma running_roots{L}: wf_kernel ==> roots_apart;
    // no other CPU has the address space of a running thread loaded
    predicate each_alone{L} = \forall integer cpu; is_cpu(cpu) && current[cpu] != NIL ==>
        loaded_by(cpu, root_of(current[cpu])) && holds(cpu, root_of(current[cpu]))
        && loaded[cpu] == root_of(current[cpu]);
    lemma tlb_single{L}: roots_run && roots_apart && wf_loaded_but(-1) && wf_cr3 ==> each_alone;
    lemma tags_kept{A,B}: wf_tags{A} && tlb_same{A,B} ==> \forall integer root;
        roots_but{A,B}(root) && held_by_none{A}(root) ==> wf_tags{B};
    lemma tags_same{A,B}: wf_tags{A} && tlb_same{A,B} && roots_kept{A,B} ==> wf_tags{B};
    lemma tlb_kept{A,B}: wf_tlb{A} && tlb_same{A,B} && roots_kept{A,B} && same_translations{A,B} ==>
        wf_tlb{B};
    lemma memory_roots{A,B}: memory_same{A,B} ==> roots_kept{A,B};
    lemma walked_page{A,B}: \forall integer root, va, r, v; is_root{A}(r)
        && is_page(v) && is_user(va) && !(r == root && v == va / 4096)
        && other_translations{A,B}(root, va) ==> walked{B}(r, v) == walked{A}(r, v);
    lemma tlb_page{A,B}: wf_tlb{A} && tlb_same{A,B} && roots_kept{A,B} ==>
        \forall integer cpu, root, va; is_cpu(cpu) && holds{A}(cpu, root) && is_user(va)
        && other_translations{A,B}(root, va) ==> wf_tlb_but{B}(cpu, tag_of(root), va / 4096);
    lemma walked_space{A,B}: \forall integer root, r, v; is_root{A}(r)
        && is_page(v) && r != root && other_spaces{A,B}(root) ==>
        walked{B}(r, v) == walked{A}(r, v);
    lemma tlb_space{A,B}: wf_tlb{A} && tlb_same{A,B} ==> \forall integer root;
        held_by_none{A}(root) && roots_but{A,B}(root) && other_spaces{A,B}(root) ==> wf_tlb{B};
    // what the hardware does of its own accord between two steps
    predicate drifted{A,B} = \forall integer c; is_cpu(c) ==> \at(cr3[c],A) == \at(cr3[c],B)
        && (\forall integer k; is_tag(k) ==> tagged{A}(c, k) == tagged{B}(c, k))
        && hardware_step{A,B}(c);
    lemma drifted_tags{A,B}: wf_tags{A} && roots_kept{A,B} && drifted{A,B} ==> wf_tags{B};
    lemma drifted_fresh{A,B}: wf_tlb{A} && wf_cr3{A} && roots_kept{A,B}
        && same_translations{A,B} && drifted{A,B} ==> \forall integer c, k, v; is_cpu(c)
        && is_tag(k) && is_page(v) ==> fresh{B}(c, k, v);
    lemma tlb_hardware{A,B}: wf_tlb{A} && wf_cr3{A} && roots_kept{A,B} && same_translations{A,B}
        && drifted{A,B} ==> wf_tlb{B};
*/

#endif
