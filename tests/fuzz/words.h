/* words.h: what the entries of a script are made of. script.h says what they mean.
 *
 * It needs no library, so that programs and kernels can be told what to do in these words.
 */
#ifndef ISOBAR_FUZZ_WORDS_H
#define ISOBAR_FUZZ_WORDS_H

#include <stdint.h>

#define SCRIPT_ENTRIES 2048u
#define ENTRY_WORDS 8u
#define CALL_WORDS 7u /* of a call: its number and arguments */

enum entry_kind { DO_BOOT, DO_CALL, DO_TRAP, DO_READ, DO_WRITE, DO_MOVE, DO_GIVE, NKINDS };

/* The words of an entry that boots. */
enum machine_word {
    MACHINE_FRAMES,  /* of 4 KiB */
    MACHINE_MODULES, /* programs, with one thread each */
    MACHINE_CPUS,    /* thread i starts on CPU i modulo this */
    MACHINE_SHARED,  /* not 0: every process has a slot for every endpoint */
    MACHINE_LEFT,    /* frames that are left free; 0: all */
    MACHINE_CLOCK,   /* arrivals until the end of the arrival counter; 0: as they come */
    MACHINE_HUGE,    /* not 0: the machine has pages of 1 GiB */
    MACHINE_UNTAGGED /* not 0: its TLBs forget all when another address space is loaded */
};

struct entry {
    uint32_t kind;
    uint32_t cpu;
    uint64_t word[ENTRY_WORDS]; /* in the order of the line */
};

#endif
