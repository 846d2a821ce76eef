/* honest.c: the peer that does no harm, and must come to none.
 *
 * It answers as the demo's peer does, and wrongly if a word of its memory has changed.
 */
#include "marks.h"
#include "protocol.h"

int main(void)
{
    struct message m = {{0}};
    uint64_t error;

    marks_make();
    error = sys_recv(SELF, &m);
    while (error == E_OK) {
        m = protocol_answer(m);
        m.w[0] += marks_changed();
        error = sys_reply_recv(SELF, &m);
    }
    return (int)error;
}
