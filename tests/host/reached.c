/* reached.c: which errors the calls of a test end with, for the reference (docs/evidence.py).
 *
 * Written when the test has passed, a line each as tests/fuzz has them: the test, the call, the
 * error, how often. Calls that wait are not followed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "harness.h"
#include "names.h"

#define ERROR_NAME(error, text) [error] = text,
#define CALL_NAME(number, text) [number] = text,
static const char *const errors[] = {ABI_ERRORS(ERROR_NAME)};
static const char *const calls[NCALLS] = {ABI_CALLS(CALL_NAME)};
#define NERRORS (sizeof errors / sizeof *errors)

static uint64_t ended[NCALLS][NERRORS];

static void write_all(void)
{
    const char *path = getenv("ISOBAR_REACHED");
    FILE *file = path == NULL ? NULL : fopen(path, "a");

    if (file == NULL)
        return;
    for (uint32_t c = 0; c < NCALLS; c++)
        for (uint32_t e = 0; e < NERRORS; e++)
            if (ended[c][e] > 0)
                fprintf(file, "%s %s %s %" PRIu64 "\n", test_name, calls[c], errors[e],
                        ended[c][e]);
    fclose(file);
}

void call_ended(pfn_t t, uint64_t number)
{
    static int asked;
    uint64_t error = result_of(t);

    if (!asked && atexit(write_all) == 0)
        asked = 1;
    if (page_window[t].type == PG_THREAD && thread_window[t].state <= T_RUNNING &&
        number < NCALLS && error < NERRORS)
        ended[number][error]++;
}
