/* zero.h: clearing user memory before it reaches an owner.
 *
 * It is done through a plain window of words, between a page's change of type and its mapping.
 * No other function writes there, and no invariant speaks of what users write later.
 */
#ifndef ISOBAR_ZERO_H
#define ISOBAR_ZERO_H

#include "superpage.h"

/*@ predicate zeroed{L}(integer p) = \forall integer i; 0 <= i < TABLE_ENTRIES ==>
        \at(user_window[p].word[i],L) == 0;
    predicate block_zeroed{L}(integer p, integer s) = \forall integer q; p <= q < p + unit(s) ==>
        zeroed{L}(q); */

/*@ requires count: wf_count;
    requires user: has_type(p, PG_USER);
    terminates \true;
    exits \false;
    assigns user_window[p];
    ensures zero: zeroed(p); */
void page_zero(pfn_t p);

/* The same for a superpage; its time is that of its frames. */
/*@ requires count: wf_count;
    requires block: is_large_shape(s) && block_type(p, s, PG_USER) && p + unit(s) <= nframes;
    terminates \true;
    exits \false;
    assigns user_window[p .. p + unit(s) - 1];
    ensures zero: block_zeroed(p, s); */
void block_zero(pfn_t p, uint32_t s);

#endif
