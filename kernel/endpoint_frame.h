/* endpoint_frame.h: rows of slots and what they name stay as they were.
 *
 * Apart from kernel/endpoint.h because a slot's number makes provers look at it again and again.
 */
#ifndef ISOBAR_ENDPOINT_FRAME_H
#define ISOBAR_ENDPOINT_FRAME_H

#include "endpoint.h"

/*@ lemma slot_parts: \forall integer s; any_slot(s) ==> 0 <= s / NSLOTS < MAX_FRAMES
        && 0 <= s % NSLOTS < NSLOTS && s == s / NSLOTS * NSLOTS + s % NSLOTS;
    lemma names_kept{A,B}: slots_kept{A,B} && wf_frames{A} ==> \forall integer s, e; any_slot(s)
        && is_endpoint{B}(e) && wf_frames{B} ==> (names{A}(s, e) <==> names{B}(s, e));
    lemma row_frame{A,B}: wf_row{A} && wf_frames{A} && wf_frames{B} && slots_kept{A,B}
        && rows_kept{A,B} && same_frames{A,B}(PG_ENDPOINT) && endpoints_kept{A,B} ==> wf_row{B};
    lemma refs_frame{A,B}: wf_refs{A} && wf_frames{A} && wf_frames{B} && slots_kept{A,B}
        && rows_kept{A,B} && same_frames{A,B}(PG_ENDPOINT) && endpoints_kept{A,B} ==> wf_refs{B};
*/

#endif
