/* tlb_lemmas.h: which changes to page tables leave no translation stale.
 *
 * Only the files that change tables or end a step include it, for the reason given in
 * chain_lemmas.h.
 */
#ifndef ISOBAR_TLB_LEMMAS_H
#define ISOBAR_TLB_LEMMAS_H

#include "wf.h"

/*@ // each CPU has a root loaded that is one, or the kernel's own
    predicate roots_loaded{L} = \forall integer c; is_cpu(c) && \at(cr3[c],L) != NIL ==>
        is_root{L}(\at(cr3[c],L));
    // no CPU but one has this root loaded
    predicate loaded_by{L}(integer cpu, integer root) = \forall integer c;
        is_cpu(c) && c != cpu ==> \at(cr3[c],L) != root;

    lemma page_user: \forall integer v; is_page(v) ==>
        is_user(v * PAGE_SIZE) && v * PAGE_SIZE / 4096 == v;
    lemma tlb_roots{L}: wf_kernel && wf_loaded_but(-1) && wf_cr3 ==> roots_loaded;
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
        loaded_by(cpu, root_of(current[cpu]));
    lemma tlb_single{L}: roots_run && roots_apart && wf_loaded_but(-1) && wf_cr3 ==> each_alone;
    lemma tlb_kept{A,B}: wf_tlb{A} && roots_loaded{A} && tlb_same{A,B} && same_translations{A,B} ==>
        wf_tlb{B};
    lemma walked_page{A,B}: roots_loaded{A} ==> \forall integer root, va, c, v; is_cpu(c)
        && is_page(v) && is_user(va) && !(\at(cr3[c],A) == root && v == va / 4096)
        && other_translations{A,B}(root, va) ==>
        walked{B}(\at(cr3[c],A), v) == walked{A}(\at(cr3[c],A), v);
    lemma tlb_page{A,B}: wf_tlb{A} && roots_loaded{A} && tlb_same{A,B} ==>
        \forall integer cpu, root, va; loaded_by{A}(cpu, root) && is_user(va)
        && other_translations{A,B}(root, va) ==> wf_tlb_but{B}(cpu, va / 4096);
    lemma walked_space{A,B}: roots_loaded{A} ==> \forall integer root, c, v; is_cpu(c)
        && is_page(v) && \at(cr3[c],A) != root && other_spaces{A,B}(root) ==>
        walked{B}(\at(cr3[c],A), v) == walked{A}(\at(cr3[c],A), v);
    lemma tlb_space{A,B}: wf_tlb{A} && roots_loaded{A} && tlb_same{A,B} ==>
        \forall integer root; loaded_by{A}(-1, root) && other_spaces{A,B}(root) ==> wf_tlb{B};
    // what the hardware does of its own accord between two steps
    lemma tlb_hardware{A,B}: wf_tlb{A} && roots_loaded{A} && same_translations{A,B}
        && (\forall integer c; is_cpu(c) ==> \at(cr3[c],A) == \at(cr3[c],B)
            && hardware_step{A,B}(c)) ==> wf_tlb{B};
*/

#endif
