/* range.h: pages one behind the other, as the range calls do them: some, then some more. */
#ifndef ISOBAR_SYSCALL_RANGE_H
#define ISOBAR_SYSCALL_RANGE_H

#include "../space.h"

/*@ // k pages from page p on, and m behind them
    predicate in_pages(integer p, integer k, integer m) =
        0 <= k && 0 <= m && 0 <= p && p + k + m <= USER_PAGES;
*/

#endif
