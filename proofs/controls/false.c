/* false.c: claims that do not hold; the provers must leave each of them open.
 *
 * The first is a false postcondition. The others hold only where a check is switched off: they
 * show that overflow, bounds, frames, preconditions and termination are really asked for.
 */
#include <stdint.h>

extern uint32_t table[64];

/*@ requires bound: i < 64;
    terminates \true;
    exits \false;
    assigns table[i];
    ensures wrong: table[i] == \old(table[i]); */
void false_ensures(uint32_t i)
{
    table[i] = table[i] / 2u;
}

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures sum: \result == i + 1; */
uint32_t false_overflow(uint32_t i)
{
    return i + 1u;
}

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures same: \result == i; */
uint32_t false_downcast(uint64_t i)
{
    return (uint32_t)i;
}

/*@ requires bound: i <= 64;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures read: \result == table[i]; */
uint32_t false_bound(uint32_t i)
{
    return table[i];
}

/*@ requires bound: i < 64;
    terminates \true;
    exits \false;
    assigns table[0]; */
void false_assigns(uint32_t i)
{
    table[i] = 1u;
}

/*@ terminates \true;
    exits \false;
    assigns table[i]; */
void false_requires(uint32_t i)
{
    false_assigns(i);
}

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures never: \false; */
void false_termination(void)
{
    /*@ loop invariant any: \true;
        loop assigns \nothing; */
    while (1)
        ;
}
