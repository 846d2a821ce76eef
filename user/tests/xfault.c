/* xfault.c: a peer that executes a page of data, while it owes a reply.
 *
 * It executes the page once while it may, so that a stale translation would let the second pass.
 */
#include "print.h"
#include "protocol.h"

#define PLACE 0x20000000ul
#define RETURN 0xc3 /* the instruction ret */

int main(void)
{
    volatile unsigned char *page = (volatile unsigned char *)PLACE;
    void (*code)(void) = (void (*)(void))PLACE;
    struct message m = {{0}};
    uint64_t error = sys_recv(SELF, &m);

    if (error == E_OK)
        error = map_page(PLACE, RIGHT_WRITE);
    if (error == E_OK) {
        page[0] = RETURN;
        error = protect_page(PLACE, RIGHT_EXECUTE);
    }
    if (error == E_OK) {
        code();
        error = protect_page(PLACE, RIGHT_WRITE);
    }
    if (error == E_OK)
        code();
    print("xfault: still here, which should not be (%s)\n", error_name(error));
    m.w[0] = error;
    return (int)sys_reply_recv(SELF, &m);
}
