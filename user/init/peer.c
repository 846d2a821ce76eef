/* peer.c: the demo's server: it answers every call, for ever.
 *
 * One call both replies and receives, so a round trip costs two entries into the kernel.
 */
#include "print.h"
#include "protocol.h"

int main(void)
{
    struct message m = {{0}};
    uint64_t error = sys_recv(SELF, &m);

    while (error == E_OK) {
        m = protocol_answer(m);
        error = sys_reply_recv(SELF, &m);
    }
    print("peer: receiving failed: %s\n", error_name(error));
    return 1;
}
