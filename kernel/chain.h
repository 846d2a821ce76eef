/* chain.h: doubly linked chains of frames through the frame array, the layer below everything.
 *
 * A frame is on one chain or on none, which its entry says. In the proof each chain is an array:
 * order[c].seq is a permutation of all frames with the members first and the head last of them,
 * and order[c].pos is its inverse. So chain_length counts the members exactly with no induction,
 * and it is bounded by the number of frames.
 */
#ifndef ISOBAR_CHAIN_H
#define ISOBAR_CHAIN_H

#include "own.h"

extern pfn_t chain_head[NCHAINS];      /* the newest member, or NIL */
extern uint32_t chain_length[NCHAINS]; /* its members */

/*@ ghost struct chain_order {
        pfn_t seq[MAX_FRAMES];
        uint32_t pos[MAX_FRAMES];
    }; */
/*@ ghost struct chain_order order[NCHAINS]; */

/*@ predicate is_chain(integer c) = 0 <= c < NCHAINS;
    predicate on_chain{L}(integer p, integer c) =
        is_frame{L}(p) && \at(page_window[p].chain,L) == c;
    predicate off_chain{L}(integer p) = on_chain{L}(p, NO_CHAIN);

    predicate wf_chain_count{L} = nframes <= MAX_FRAMES
        && \forall integer c; is_chain(c) ==> chain_length[c] <= nframes;
    predicate wf_chain_seq{L} = \forall integer c, i; is_chain(c) && 0 <= i < nframes ==>
        is_frame(order[c].seq[i]) && order[c].pos[order[c].seq[i]] == i;
    predicate wf_chain_pos{L} = \forall integer c, p; is_chain(c) && is_frame(p) ==>
        order[c].pos[p] < nframes && order[c].seq[order[c].pos[p]] == p;
    predicate wf_chain_on{L} = \forall integer p; is_frame(p) ==>
        page_window[p].chain <= NO_CHAIN;
    predicate wf_chain_member{L} = \forall integer c, p; is_chain(c) && is_frame(p) ==>
        (page_window[p].chain == c <==> order[c].pos[p] < chain_length[c]);
    // the links of chain c follow its order
    predicate next_in{L}(integer c) = \forall integer p; on_chain(p, c) ==>
        page_window[p].next == (order[c].pos[p] > 0 ? order[c].seq[order[c].pos[p] - 1] : NIL);
    predicate prev_in{L}(integer c) = \forall integer p; on_chain(p, c) ==>
        page_window[p].prev == (order[c].pos[p] < chain_length[c] - 1
        ? order[c].seq[order[c].pos[p] + 1] : NIL);
    predicate wf_chain_next{L} = \forall integer c; is_chain(c) ==> next_in(c);
    predicate wf_chain_prev{L} = \forall integer c; is_chain(c) ==> prev_in(c);
    predicate wf_chain_head{L} = \forall integer c; is_chain(c) ==>
        chain_head[c] == (chain_length[c] > 0 ? order[c].seq[chain_length[c] - 1] : NIL);
    predicate wf_chain{L} = wf_chain_count && wf_chain_seq && wf_chain_pos && wf_chain_on
        && wf_chain_member && wf_chain_next && wf_chain_prev && wf_chain_head;

    // every frame but p stays on the chain that it is on
    predicate chains_kept_but{A,B}(integer p) = \at(nframes,A) == \at(nframes,B)
        && \forall integer q; is_frame{A}(q) && q != p ==>
            \at(page_window[q].chain,A) == \at(page_window[q].chain,B);
    predicate chain_kept{A,B}(integer c) = \at(chain_head[c],A) == \at(chain_head[c],B)
        && \at(chain_length[c],A) == \at(chain_length[c],B);
    // all frames but p that are not on chain c keep their links
    predicate links_kept_but{A,B}(integer c, integer p) = \forall integer q;
        is_frame{A}(q) && q != p && \at(page_window[q].chain,A) != c ==>
        \at(page_window[q].next,A) == \at(page_window[q].next,B)
        && \at(page_window[q].prev,A) == \at(page_window[q].prev,B);
    predicate other_chains_kept{A,B}(integer c) = \forall integer d; is_chain(d) && d != c ==>
        chain_kept{A,B}(d);

    // all chains are as they were, whatever else has changed
    predicate orders_kept{A,B} = \forall integer c, i; is_chain(c) && is_frame{A}(i) ==>
        \at(order[c].seq[i],A) == \at(order[c].seq[i],B)
        && \at(order[c].pos[i],A) == \at(order[c].pos[i],B);
    predicate links_same{A,B} = \forall integer q; is_frame{A}(q) ==>
        \at(page_window[q].chain,A) == \at(page_window[q].chain,B)
        && \at(page_window[q].next,A) == \at(page_window[q].next,B)
        && \at(page_window[q].prev,A) == \at(page_window[q].prev,B);
    predicate chain_same{A,B} = \at(nframes,A) == \at(nframes,B) && other_chains_kept{A,B}(NO_CHAIN)
        && orders_kept{A,B} && links_same{A,B};
*/

/* Make all chains empty. */
/*@ requires room: nframes <= MAX_FRAMES;
    requires off: \forall integer p; is_frame(p) ==> off_chain(p);
    terminates \true;
    exits \false;
    assigns chain_head[..], chain_length[..], order[..];
    ensures wf: wf_chain;
    ensures empty: \forall integer c; is_chain(c) ==> chain_head[c] == NIL && chain_length[c] == 0;
*/
void chain_init(void);

/* Put frame p, which is on no chain, at the head of chain c. */
/*@ requires wf: wf_chain;
    requires chain: c < NCHAINS;
    requires off: off_chain(p);
    terminates \true;
    exits \false;
    assigns chain_head[c], chain_length[c], page_window[p].chain, page_window[p].next,
            page_window[..].prev, order[c];
    ensures wf: wf_chain;
    ensures on: on_chain(p, c);
    ensures head: chain_head[c] == p;
    ensures length: chain_length[c] == \old(chain_length[c]) + 1;
    ensures links: links_kept_but{Pre,Post}(c, p);
    ensures kept: chains_kept_but{Pre,Post}(p); */
void chain_push(uint32_t c, pfn_t p);

/* Take frame p off the chain that it is on. */
/*@ requires wf: wf_chain;
    requires on: is_frame(p) && page_window[p].chain < NCHAINS;
    terminates \true;
    exits \false;
    assigns chain_head[page_window[p].chain], chain_length[page_window[p].chain],
            page_window[p].chain, page_window[..].next, page_window[..].prev,
            order[page_window[p].chain];
    ensures wf: wf_chain;
    ensures off: off_chain(p);
    ensures length: chain_length[\old(page_window[p].chain)]
        == \old(chain_length[page_window[p].chain]) - 1;
    ensures links: links_kept_but{Pre,Post}(\old(page_window[p].chain), p);
    ensures others: other_chains_kept{Pre,Post}(\old(page_window[p].chain));
    ensures kept: chains_kept_but{Pre,Post}(p); */
void chain_remove(pfn_t p);

#endif
