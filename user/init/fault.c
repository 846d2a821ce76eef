/* fault.c: a peer that answers a few calls of the demo and then reads through a null pointer.
 *
 * It does so while it owes a reply: its death must wake the caller, with E_ABANDONED.
 */
#include "print.h"
#include "protocol.h"

enum { ANSWERS = 3 };

int main(void)
{
    volatile uint64_t *nothing = 0;
    struct message m = {{0}};
    uint64_t error = sys_recv(SELF, &m);

    for (unsigned i = 0; i < ANSWERS && error == E_OK; i++) {
        m = protocol_answer(m);
        error = sys_reply_recv(SELF, &m);
    }
    __asm__("" : "+r"(nothing)); /* or the compiler would trap in its own way */
    print("fault: read %lu at address 0, which should not be\n", *nothing);
    return (int)sys_reply_recv(SELF, &m);
}
