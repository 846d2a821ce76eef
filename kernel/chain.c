/* chain.c: constant-time push at the head and removal from anywhere, and their ghost orders.
 *
 * A push swaps the new head with the frame that stands first after the members. A removal moves
 * the frame past all newer members, one swap at a time, so that the order stays a permutation in
 * every turn of that ghost loop; then the count drops and it is out.
 */
#include "chain.h"

pfn_t chain_head[NCHAINS];
uint32_t chain_length[NCHAINS];

/* Empty chain c, in the order of frame numbers. */
/*@ requires room: nframes <= MAX_FRAMES;
    requires chain: c < NCHAINS;
    terminates \true;
    exits \false;
    assigns chain_head[c], chain_length[c], order[c];
    ensures empty: chain_head[c] == NIL && chain_length[c] == 0;
    ensures order: \forall integer p; is_frame(p) ==>
        order[c].seq[p] == p && order[c].pos[p] == p; */
static void chain_clear(uint32_t c)
{
    chain_head[c] = NIL;
    chain_length[c] = 0;
    /*@ ghost
        /@ loop invariant range: 0 <= p <= nframes;
           loop invariant done: \forall integer q; 0 <= q < p ==>
               order[c].seq[q] == q && order[c].pos[q] == q;
           loop assigns p, order[c];
           loop variant nframes - p; @/
        for (uint32_t p = 0; p < nframes; p++) {
            order[c].seq[p] = p;
            order[c].pos[p] = p;
        } */
}

void chain_init(void)
{
    /*@ loop invariant range: 0 <= c <= NCHAINS;
        loop invariant empty: \forall integer d; 0 <= d < c ==>
            chain_head[d] == NIL && chain_length[d] == 0;
        loop invariant order: \forall integer d, p; 0 <= d < c && is_frame(p) ==>
            order[d].seq[p] == p && order[d].pos[p] == p;
        loop assigns c, chain_head[..], chain_length[..], order[..];
        loop variant NCHAINS - c; */
    for (uint32_t c = 0; c < NCHAINS; c++)
        chain_clear(c);
}

/* Let p, no member of chain c, stand first after its members in the order. */
/*@ requires wf: wf_chain;
    requires chain: c < NCHAINS;
    requires off: is_frame(p) && page_window[p].chain != c;
    terminates \true;
    exits \false;
    assigns order[c];
    ensures seq: wf_chain_seq;
    ensures pos: wf_chain_pos;
    ensures member: wf_chain_member;
    ensures next: wf_chain_next;
    ensures prev: wf_chain_prev;
    ensures head: wf_chain_head;
    ensures first: order[c].pos[p] == chain_length[c];
    ensures other: \forall integer q; is_frame(q) && q != p ==>
        order[c].pos[q] != chain_length[c]; */
static void chain_line_up(uint32_t c, pfn_t p)
{
    (void)c;
    (void)p;
    //@ ghost uint32_t n = chain_length[c];
    //@ ghost uint32_t k = order[c].pos[p];
    //@ ghost pfn_t first = order[c].seq[n];
    //@ ghost order[c].seq[k] = first;
    //@ ghost order[c].pos[first] = k;
    //@ ghost order[c].seq[n] = p;
    //@ ghost order[c].pos[p] = n;
}

void chain_push(uint32_t c, pfn_t p)
{
    pfn_t head = chain_head[c];
    chain_line_up(c, p);
    PAGE(p).chain = c;
    PAGE(p).next = head;
    PAGE(p).prev = NIL;
    if (head != NIL)
        PAGE(head).prev = p;
    chain_head[c] = p;
    chain_length[c]++;
    /*@ assert same: \forall integer q; is_frame(q) && q != p ==>
            page_window[q].next == \at(page_window[q].next,Pre)
            && page_window[q].chain == \at(page_window[q].chain,Pre)
            && page_window[q].prev == (q == head ? p : \at(page_window[q].prev,Pre)); */
    //@ assert member: wf_chain_member;
    //@ assert next: wf_chain_next;
    //@ assert prev_own: prev_in(c);
    //@ assert prev: wf_chain_prev;
    /*@ assert mine: chain_head[c]
            == (chain_length[c] > 0 ? order[c].seq[chain_length[c] - 1] : NIL); */
    //@ assert others: other_chains_kept{Pre,Here}(c);
    //@ assert head: wf_chain_head;
}

/* Chain c without the frame at place k of its order, which does not know yet. */
/*@ predicate skips_next{L}(integer c, integer k) = \forall integer q; on_chain(q, c) ==>
        \let i = order[c].pos[q] - (order[c].pos[q] == k + 1 ? 2 : 1);
        page_window[q].next == (i >= 0 ? order[c].seq[i] : NIL);
    predicate skips_prev{L}(integer c, integer k) = \forall integer q; on_chain(q, c) ==>
        \let i = order[c].pos[q] + (order[c].pos[q] == k - 1 ? 2 : 1);
        page_window[q].prev == (i <= chain_length[c] ? order[c].seq[i] : NIL); */

/* Join the neighbours of p on its chain to each other; the orders stay as they are. */
/*@ requires wf: wf_chain;
    requires on: is_frame(p) && page_window[p].chain < NCHAINS;
    terminates \true;
    exits \false;
    assigns chain_head[page_window[p].chain], chain_length[page_window[p].chain],
            page_window[p].chain, page_window[..].next, page_window[..].prev;
    ensures off: off_chain(p);
    ensures kept: chains_kept_but{Pre,Post}(p);
    ensures links: links_kept_but{Pre,Post}(\old(page_window[p].chain), p);
    ensures length: chain_length[\old(page_window[p].chain)]
        == \old(chain_length[page_window[p].chain]) - 1;
    ensures head: chain_head[\old(page_window[p].chain)] == (\old(page_window[p].prev) == NIL
        ? \old(page_window[p].next) : \old(chain_head[page_window[p].chain]));
    ensures next: skips_next(\old(page_window[p].chain), order[\old(page_window[p].chain)].pos[p]);
    ensures prev: skips_prev(\old(page_window[p].chain), order[\old(page_window[p].chain)].pos[p]);
    ensures other_next: \forall integer d;
        is_chain(d) && d != \old(page_window[p].chain) ==> next_in(d);
    ensures other_prev: \forall integer d;
        is_chain(d) && d != \old(page_window[p].chain) ==> prev_in(d); */
static void chain_unlink(pfn_t p)
{
    uint32_t c = PAGE(p).chain;
    pfn_t next = PAGE(p).next, prev = PAGE(p).prev;
    //@ ghost uint32_t k = order[c].pos[p];
    //@ assert newer: prev != NIL ==> on_chain(prev, c) && order[c].pos[prev] == k + 1;
    //@ assert older: next != NIL ==> on_chain(next, c) && order[c].pos[next] == k - 1;
    if (prev == NIL)
        chain_head[c] = next;
    else
        PAGE(prev).next = next;
    if (next != NIL)
        PAGE(next).prev = prev;
    PAGE(p).chain = NO_CHAIN;
    PAGE(p).next = NIL;
    PAGE(p).prev = NIL;
    chain_length[c]--;
    /*@ assert same: \forall integer q; is_frame(q) && q != p ==>
            page_window[q].chain == \at(page_window[q].chain,Pre)
            && page_window[q].next == (q == prev ? next : \at(page_window[q].next,Pre))
            && page_window[q].prev == (q == next ? prev : \at(page_window[q].prev,Pre)); */
}

/* What order c is after p has moved to place n - 1, which frames above it gave up. */
/*@ predicate forgot{A,B}(integer c, integer p, integer n) = \let k = \at(order[c].pos[p],A);
        (\forall integer i; is_frame{A}(i) ==> \at(order[c].seq[i],B)
            == (i == n - 1 ? p : \at(order[c].seq[k <= i < n ? i + 1 : i],A)))
        && (\forall integer q; is_frame{A}(q) ==> \at(order[c].pos[q],B)
            == (q == p ? n - 1 : \at(order[c].pos[q],A)
                - (k <= \at(order[c].pos[q],A) < n ? 1 : 0))); */

/*@ requires count: 0 < n <= nframes <= MAX_FRAMES;
    requires chain: c < NCHAINS;
    requires seq: wf_chain_seq;
    requires pos: wf_chain_pos;
    requires member: is_frame(p) && order[c].pos[p] < n;
    terminates \true;
    exits \false;
    assigns order[c];
    ensures seq: wf_chain_seq;
    ensures pos: wf_chain_pos;
    ensures forgot: forgot{Pre,Post}(c, p, n); */
static void chain_forget(uint32_t c, pfn_t p, uint32_t n)
{
    (void)c;
    (void)p;
    (void)n;
    /*@ ghost
        uint32_t k = order[c].pos[p];
        /@ loop invariant range: \at(order[c].pos[p],Pre) <= k < n;
           loop invariant seq: wf_chain_seq;
           loop invariant pos: wf_chain_pos;
           loop invariant forgot: forgot{Pre,Here}(c, p, k + 1);
           loop assigns k, order[c];
           loop variant n - k; @/
        while (k + 1 < n) {
            pfn_t newer = order[c].seq[k + 1];
            order[c].seq[k] = newer;
            order[c].pos[newer] = k;
            k++;
            order[c].seq[k] = p;
            order[c].pos[p] = k;
        } */
}

void chain_remove(pfn_t p)
{
    uint32_t c = PAGE(p).chain;
    chain_unlink(p);
    chain_forget(c, p, chain_length[c] + 1u);
    //@ assert count: wf_chain_count;
    //@ assert on: wf_chain_on;
    //@ assert member: wf_chain_member;
    //@ assert next_own: next_in(c);
    //@ assert prev_own: prev_in(c);
    //@ assert next: wf_chain_next;
    //@ assert prev: wf_chain_prev;
    /*@ assert mine: chain_head[c]
            == (chain_length[c] > 0 ? order[c].seq[chain_length[c] - 1] : NIL); */
    //@ assert others: other_chains_kept{Pre,Here}(c);
    //@ assert head: wf_chain_head;
}
