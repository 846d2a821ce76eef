/* survivor.c: an init whose peer dies in the middle of a call.
 *
 * The death is the peer's alone: the caller wakes with an error that says so and keeps working.
 */
#include "print.h"
#include "protocol.h"

#define PLACE 0x10000000ul

/* Call until an answer fails to come; returns the error that came instead. */
static uint64_t call_until_error(void)
{
    for (unsigned i = 0;; i++) {
        struct message m = protocol_request(i), expected = protocol_answer(m);
        uint64_t error = sys_call(PEER, &m);

        if (error != E_OK)
            return error;
        print("survivor: answer %u is %s\n", i, message_equal(m, expected) ? "right" : "wrong");
    }
}

int main(void)
{
    volatile uint64_t *page = (volatile uint64_t *)PLACE;
    uint64_t error = call_until_error();

    if (error != E_ABANDONED) {
        print("survivor: unexpected error %s\n", error_name(error));
        return 1;
    }
    print("survivor: peer died, error %s; still running\n", error_name(error));
    error = map_page(PLACE, RIGHT_WRITE);
    if (error == E_OK) {
        page[0] = 42;
        print("survivor: mapped a page and read back %lu\n", page[0]);
        error = unmap_page(PLACE);
    }
    print("survivor: unmapped it: %s; exiting\n", error_name(error));
    return error != E_OK;
}
