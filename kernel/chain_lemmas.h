/* chain_lemmas.h: what follows from the invariant of chains.
 *
 * Only the files that work on chains include it: in all others these lemmas would be four more
 * facts that each proof goal carries and never uses.
 */
#ifndef ISOBAR_CHAIN_LEMMAS_H
#define ISOBAR_CHAIN_LEMMAS_H

#include "chain.h"

/*@ lemma chain_frame{A,B}: chain_same{A,B} && wf_chain{A} ==> wf_chain{B};
    lemma chain_empty{L}: wf_chain ==> \forall integer c; is_chain(c) ==>
        (chain_head[c] == NIL <==> chain_length[c] == 0);
    lemma chain_newest{L}: wf_chain ==> \forall integer c; is_chain(c) && chain_head[c] != NIL ==>
        on_chain(chain_head[c], c);
    lemma chain_some{L}: wf_chain ==> \forall integer c, p; is_chain(c) && on_chain(p, c) ==>
        chain_length[c] > 0 && chain_head[c] != NIL;
*/

#endif
