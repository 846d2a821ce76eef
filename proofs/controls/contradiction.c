/* contradiction.c: assumptions that nothing satisfies, so that everything here proves.
 *
 * The smoke tests of the gate must fail on each of these functions, in Qed and in the prover.
 */
#include <stdint.h>

extern uint32_t limit;
extern uint32_t table[64];

/*@ predicate rising = \forall integer i; 0 <= i < 63 ==> table[i] < table[i + 1];
    predicate level = \exists integer i; 0 <= i < 63 && table[i] == table[i + 1]; */

/*@ requires below: i < limit;
    requires above: limit < i;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: \result == 1; */
uint32_t requires_both(uint32_t i)
{
    return i;
}

/*@ requires rising: rising;
    requires level: level;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: \result == 1; */
uint32_t requires_quantified(uint32_t i)
{
    return i;
}

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
uint32_t dead_branch(uint32_t i)
{
    if (i < 2u)
        if (i > 5u)
            return 3u;
    return i;
}
