/* mmu_nodes.h: a page that no entry names comes or goes, and page tables stay well formed.
 *
 * Only the files that make and free such pages include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_MMU_NODES_H
#define ISOBAR_MMU_NODES_H

#include "mmu_frame.h"

/*@ // a floating node, empty if it is a table, is one no more
    predicate node_gone{A,B}(integer p) = \at(nframes,A) == \at(nframes,B)
        && floating{A}(p) && is_empty{A}(p)
        && (\forall integer q; is_node{B}(q) <==> is_node{A}(q) && q != p)
        && (\forall integer q; is_node{B}(q) ==>
            type_of{A}(q) == type_of{B}(q) && shape_of{A}(q) == shape_of{B}(q)
            && \at(map_parent[q],A) == \at(map_parent[q],B)
            && \at(map_slot[q],A) == \at(map_slot[q],B))
        && (\forall integer q, i; is_table{B}(q) && is_index(i) ==> ent{A}(q, i) == ent{B}(q, i))
        && \forall integer i; 0 <= i < USER_ENTRIES ==>
            \at(kernel_half[i],A) == \at(kernel_half[i],B);
    lemma used_gone{A,B}: \forall integer p, q, i; node_gone{A,B}(p) && entry_used{A}(q, i) ==>
        entry_used{B}(q, i) && ent{B}(q, i) == ent{A}(q, i);
    lemma tree_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_tree{A} ==> wf_tree{B};
    lemma entry_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_entry{A} ==> wf_entry{B};
    lemma small_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_small{A} ==> wf_small{B};
    lemma large_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_large{A} ==> wf_large{B};
    lemma linked_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_linked{A} ==> wf_linked{B};
    lemma half_gone{A,B}: \forall integer p; node_gone{A,B}(p) && wf_kernel_half{A} ==>
        wf_kernel_half{B};
    // a node that is new, and floats: as if it went in the step back
    lemma used_come{A,B}: \forall integer p, q, i; node_gone{B,A}(p) && entry_used{B}(q, i) ==>
        entry_used{A}(q, i) && ent{B}(q, i) == ent{A}(q, i);
    lemma tree_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_tree{A} ==> wf_tree{B};
    lemma entry_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_entry{A} ==> wf_entry{B};
    lemma small_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_small{A} ==> wf_small{B};
    lemma large_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_large{A} ==> wf_large{B};
    lemma linked_come{A,B}: \forall integer p; node_gone{B,A}(p) && wf_linked{A} ==> wf_linked{B};
*/

#endif
