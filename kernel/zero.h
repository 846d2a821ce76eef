/* zero.h: clearing a page of user memory before it reaches an owner.
 *
 * It is done through a plain window of words, between the page's change of type and its mapping.
 * No other function writes there, and no invariant speaks of what users write later.
 */
#ifndef ISOBAR_ZERO_H
#define ISOBAR_ZERO_H

#include "page.h"

/*@ predicate zeroed{L}(integer p) = \forall integer i; 0 <= i < TABLE_ENTRIES ==>
        \at(user_window[p].word[i],L) == 0; */

/*@ requires count: wf_count;
    requires user: has_type(p, PG_USER);
    terminates \true;
    exits \false;
    assigns user_window[p];
    ensures zero: zeroed(p); */
void page_zero(pfn_t p);

#endif
