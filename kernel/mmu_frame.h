/* mmu_frame.h: page tables that nothing changes stay well formed.
 *
 * Only the files that need it include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_MMU_FRAME_H
#define ISOBAR_MMU_FRAME_H

#include "mmu.h"

/*@ lemma tree_frame{A,B}: same_tables{A,B} && wf_tree{A} ==> wf_tree{B};
    lemma entry_frame{A,B}: same_tables{A,B} && wf_entry{A} ==> wf_entry{B};
    lemma small_frame{A,B}: same_tables{A,B} && wf_small{A} ==> wf_small{B};
    lemma large_frame{A,B}: same_tables{A,B} && wf_large{A} ==> wf_large{B};
    lemma leaf_frame{A,B}: same_tables{A,B} && wf_leaf{A} ==> wf_leaf{B};
    lemma linked_frame{A,B}: same_tables{A,B} && wf_linked{A} ==> wf_linked{B};
    lemma half_frame{A,B}: same_tables{A,B} && wf_kernel_half{A} ==> wf_kernel_half{B};
    lemma closed_frame{A,B}: same_tables{A,B} && wf_kernel_closed{A} ==> wf_kernel_closed{B};
    lemma paging_frame{A,B}: same_tables{A,B} && wf_paging{A} ==> wf_paging{B};
*/

#endif
