/* shape_lemmas.h: what the invariant of blocks depends on.
 *
 * Only the files that keep blocks as they are include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_SHAPE_LEMMAS_H
#define ISOBAR_SHAPE_LEMMAS_H

#include "shape.h"

/*@ // no frame changes its type or its shape
    predicate blocks_same{A,B} = same_types{A,B} && shapes_but{A,B}(0, 0);
    lemma blocks_frame{A,B}: blocks_same{A,B} && wf_blocks{A} ==> wf_blocks{B};
*/

#endif
