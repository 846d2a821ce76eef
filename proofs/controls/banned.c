/* banned.c: what the gate must refuse before any prover sees it, each where `no` stands.
 *
 * Never compiled and never proved: only read by the checks of gate/banned.py and annotations.py.
 */
#include <stdint.h>
#define PEEK(p) thread_window[p].state /* no */
#define BITS(i) ((i) & 7u) /* no */
#define TRUSTED admit /* no */
#ifdef __FRAMAC__ /* no */
#define REAL 0u
#endif

union both { /* no */
    uint32_t word;
    uint32_t half;
};

/*@ axiomatic anything { axiom all: \false; } */ /* no */
/*@ predicate again(integer i) = !again(i); */ /* no */
/*@ logic integer unknown(integer i); */ /* no */
/* @ requires seen: \false; */ /* no */
// @ requires seen: \false; no
/*@ ghost uint32_t *where; */ /* no */

/*@ requires i > 0; no
    terminates \true; exits \false; assigns \nothing; */
uint32_t unnamed(uint32_t i);

/*@ assigns \nothing; ensures one: \result == 1; */
uint32_t endless(void); /* no */

/*@ exits \false; terminates \true; assigns \nothing; */
uint32_t disorder(void); /* no */

/*@ terminates i > 0; no
    exits \false; assigns \nothing; */
uint32_t perhaps(uint32_t i);

uint32_t silent(void); /* no */

/*@ terminates \true; exits \false; assigns \nothing; */
uint32_t everything(uint32_t i)
{
    uint32_t *pointer = &i; /* no */
    uint32_t (*call)(void) = endless; /* no */
    int32_t sign = 1; /* no */
    i = i & 7u; /* no */
    i = i << 2; /* no */
    i = i % sign; /* no */
    __asm__("nop"); /* no */
    asm("nop"); /* no */
    *(uint32_t *)i = 3; /* no */
    PEEK(i) = 3;
    thread_window[i].state = 3; /* no */
    THREAD(i) = THREAD(2u); /* no */
    pointer->word = 2; /* no */
    //@ assert i > 0; no
    //@ admit yes: i > 0; no
    /*@ requires zero: i == 0; ensures two: i == 2; no */
    i = 2;
    goto end; /* no */
end:
    return everything(i);
}
