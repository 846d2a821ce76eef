/* endpoint_lemmas.h: what the slots of processes and the rows of endpoints say of each other.
 *
 * Apart from kernel/endpoint.h because a slot's number makes provers look at it again and again:
 * only kernel/endpoint.c sees these.
 */
#ifndef ISOBAR_ENDPOINT_LEMMAS_H
#define ISOBAR_ENDPOINT_LEMMAS_H

#include "endpoint_frame.h"

/*@ lemma slot_number: \forall integer p, i; 0 <= p < MAX_FRAMES && 0 <= i < NSLOTS ==>
        \let s = p * NSLOTS + i; any_slot(s) && s / NSLOTS == p && s % NSLOTS == i;
    // a slot names an endpoint that counts it
    lemma names_slot{L}: wf_frames ==> \forall integer p, i; is_process(p) && 0 <= i < NSLOTS ==>
        any_slot(p * NSLOTS + i) && names(p * NSLOTS + i, slot_of(p, i));
    lemma ref_counted{L}: wf_row && wf_frames ==> \forall integer p, i; is_process(p)
        && 0 <= i < NSLOTS && is_endpoint(slot_of(p, i)) ==> refs(slot_of(p, i)) > 0;
    lemma ref_none{L}: wf_row && wf_frames ==> \forall integer e, p, i; is_endpoint(e)
        && refs(e) == 0 && is_process(p) && 0 <= i < NSLOTS ==> slot_of(p, i) != e;
    // who waits does so at an endpoint
    lemma waits_somewhere{L}: wf_thread && wf_frames ==> \forall integer t; is_thread(t)
        && waits(t) ==> is_endpoint(link_window[t].on) && link_window[t].on != NIL;
    lemma queued_waits{L}: wf_thread ==> \forall integer t, e; is_endpoint(e) && on_list(t, e) ==>
        waits(t);
    // an only name is the first of the row
    lemma name_counted{L}: wf_row && wf_frames ==> \forall integer p, i; is_process(p)
        && 0 <= i < NSLOTS && is_endpoint(slot_of(p, i)) ==>
        \let e = slot_of(p, i); \let k = slot_row[e].pos[p * NSLOTS + i];
        0 <= k < refs(e) && slot_row[e].seq[k] == p * NSLOTS + i;
    lemma name_only{L}: wf_row && wf_frames ==> \forall integer p, i; is_process(p)
        && 0 <= i < NSLOTS && is_endpoint(slot_of(p, i)) && refs(slot_of(p, i)) == 1 ==>
        slot_row[slot_of(p, i)].seq[0] == p * NSLOTS + i;
    lemma name_alone{L}: wf_row && wf_frames ==> \forall integer p, i; is_process(p)
        && 0 <= i < NSLOTS && is_endpoint(slot_of(p, i)) && refs(slot_of(p, i)) == 1 ==>
        named_by(slot_of(p, i), p);
*/

#endif
