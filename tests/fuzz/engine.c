/* engine.c: the door for fuzzing engines: bytes choose what the generator would draw.
 *
 * libFuzzer, and what speaks its language, calls LLVMFuzzerTestOneInput() with what it makes up. A
 * run that fails is printed as a script that `replay` takes.
 */
#include <stdlib.h>

#include "generate.h"
#include "pc.h"
#include "run.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void print_failure(void)
{
    fprintf(stderr, "# %s\n", board->failure);
    script_print(stderr, &board->script);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct source s = source_of_bytes(bytes, n);

    if (board == NULL) {
        board = board_create();
        run_failed = print_failure;
        generate_rare = 65536;
        machine_create();
    }
    run_random(&s);
    return 0;
}
