/* hostile.h: what the judge and the offenders of the hostile system share.
 *
 * They are one program. The boot test writes into the copy that runs as init which cases to judge
 * (struct plan); a copy without a plan is an offender, and does what it is told. A third program,
 * the honest peer, must not notice anything.
 */
#ifndef ISOBAR_HOSTILE_H
#define ISOBAR_HOSTILE_H

#include "cases.h"
#include "protocol.h"
#include "test.h"

/* What becomes of an offender. Whatever it is, nobody else may lose by it. */
enum outcome {
    LIVES,   /* answers, and found nothing wrong */
    FORGETS, /* receives again instead of answering */
    ENDS,    /* ends and never answers */
    LEAVES,  /* answers, then ends */
    WAITS,   /* answers, then waits for ever */
    SENDS,   /* answers, then sends to the judge */
    CALLS,   /* answers, then calls the judge */
    TELLS,   /* answers, then notifies the judge and calls it */
    DROPPED, /* answers, then calls the judge, which forgets it */
    KILLS    /* answers, then kills the child to which the judge's next call goes */
};

struct hostile_case {
    const char *name;
    enum outcome outcome;
    void (*attempt)(void);
};

extern const struct hostile_case cases[];

/* Right behind the header of the module. */
#define PLAN_MARK 0x21656c6974736f68ul /* "hostile!", read as a little-endian word */
struct plan {
    uint64_t mark, first, count;
};
extern const volatile struct plan plan;

#define ORDER_RESULT (~0ul)     /* instead of a case: what went wrong in the last one */
#define OFFENCE_WORD 0x0ffe11ul /* the first of the words that an offender sends or calls with */

int judge(void);
int offend(void);

/* For attempts, in offender.c. The first value that is not as it should be is told to the judge. */
#define EXPECT(got, wanted) expect(__LINE__, (uint64_t)(got), (uint64_t)(wanted))
void expect(uint64_t line, uint64_t got, uint64_t wanted);

int all_right(void);

/* Answer the judge now and go on; or never answer. Who then waits for ever keeps `kept` frames, and
 * one goes with the judge's end of the endpoint if `alone`. */
void answer(void);
void answer_for_ever(uint64_t kept, uint64_t alone);
void forget(void);

/* End, unless something was wrong: then the attempt is over, and the judge gets an answer. */
void end(void);

/* In processes.c: wait until all children that are ready have ended, and let their numbers go. */
void children_end(void);

uint64_t random_word(void);

/* Keep the compiler from knowing an address. */
static inline uint64_t hidden(uint64_t address)
{
    __asm__("" : "+r"(address));
    return address;
}

/* In fill.c: map pages until no frame is left for one and its tables, and then make endpoints until
 * none is left at all; and undo it. */
#define FIELD 0x100000000000ul
struct filled {
    uint64_t pages, endpoints;
};
struct filled fill_memory(void);
void drain_memory(struct filled filled);

/* In programs.c: put the programs in a page at AREA, to be code, and where each starts in it then.
 * A bomb makes two more, unless its stack pointer is 0, with one less in theirs. One in a relay
 * hands on the page that it runs on in the same way. An heir sees to its parent's end. One that
 * finds something wrong waits for ever, and the judge misses its frames. A breeder makes children
 * that end at once, kills them when it can make no more, and starts again. A flooder notifies
 * the endpoint of its slot 0 all the time; a client makes as many calls there as its stack pointer
 * says, counts down in their first word, and expects that inverted. */
extern const unsigned char bomb_begin[], relay_begin[], heir_begin[], breeder_begin[];
extern const unsigned char flooder_begin[], client_begin[];
void programs_write(void);
uint64_t program_at(const unsigned char *program);

#define DECLARE(name, outcome, fault, text) void name(void);
HOSTILE_CASES(DECLARE)

#endif
