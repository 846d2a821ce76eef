/* process_lemmas.h: what one step leaves alone and the next, both leave alone.
 *
 * Only the files that make processes include it, for the reason given in chain_lemmas.h.
 */
#ifndef ISOBAR_PROCESS_LEMMAS_H
#define ISOBAR_PROCESS_LEMMAS_H

#include "process.h"

/*@ lemma threads_trans{A,B,C}: \forall integer t; threads_left{A,B}(-1) && threads_left{B,C}(t)
        && !is_thread{A}(t) ==> threads_left{A,C}(-1);
    lemma others_trans{A,B,C}: others_stay{A,B} && others_stay{B,C} ==> others_stay{A,C};
*/

#endif
