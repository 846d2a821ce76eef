/* wfault.c: a peer that writes to a page it may only read, while it owes a reply.
 *
 * It writes the page once while it may, so that a stale translation would let the second pass.
 */
#include "print.h"
#include "protocol.h"

#define PLACE 0x20000000ul

int main(void)
{
    volatile uint64_t *page = (volatile uint64_t *)PLACE;
    struct message m = {{0}};
    uint64_t error = sys_recv(SELF, &m);

    if (error == E_OK)
        error = map_page(PLACE, RIGHT_WRITE);
    if (error == E_OK) {
        page[0] = 1;
        error = protect_page(PLACE, RIGHT_READ);
    }
    if (error == E_OK)
        page[0] = page[0] + 1;
    print("wfault: still here, which should not be (%s)\n", error_name(error));
    m.w[0] = error;
    return (int)sys_reply_recv(SELF, &m);
}
