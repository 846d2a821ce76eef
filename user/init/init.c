/* init.c: the first program of the demo: messages, memory, refusals and children (family.c), each
 * checked and told.
 *
 * It needs no peer to go on: without one, or if the one it has dies, it says so and does the rest.
 * When it ends nothing is left that could wake the peer, and the kernel powers the machine off.
 */
#include "init.h"
#include "print.h"
#include "protocol.h"

enum { CALLS = 1000, WORDS = 512 };
#define PLACE 0x10000000ul

/* Call the peer and check each answer; returns how many were right. */
static unsigned exchange(void)
{
    unsigned right = 0;
    uint64_t error = E_OK;

    print("init: calling the peer %u times, four words each way\n", CALLS);
    for (unsigned i = 0; i < CALLS && error == E_OK; i++) {
        struct message m = protocol_request(i), expected = protocol_answer(m);

        error = sys_call(PEER, &m);
        if (error == E_OK && message_equal(m, expected))
            right++;
        else if (error == E_OK)
            print("init: wrong answer to call %u\n", i);
    }
    print("init: %u answers came back and are right\n", right);
    if (error == E_ABANDONED)
        print("init: the peer died owing an answer: %s; going on without it\n", error_name(error));
    else if (error != E_OK)
        print("init: the peer cannot be called: %s; going on without it\n", error_name(error));
    return right;
}

/* Count the words of a page that are not what they should be. */
static unsigned differing(volatile uint64_t *page, uint64_t start, uint64_t step)
{
    unsigned n = 0;

    for (unsigned i = 0; i < WORDS; i++)
        n += page[i] != start + i * step;
    return n;
}

int told(uint64_t error, const char *done)
{
    if (error == E_OK)
        print("init: %s\n", done);
    else
        print("init: failed (not \"%s\"): %s\n", done, error_name(error));
    return error == E_OK;
}

/* A page from its first use to its last; returns whether all of it went well. */
static int memory(void)
{
    volatile uint64_t *page = (volatile uint64_t *)PLACE;

    if (!told(map_page(PLACE, RIGHT_WRITE), "mapped a page at 0x10000000, readable and writable"))
        return 0;
    unsigned wrong = differing(page, 0, 0);
    print("init: it came with %u words that are not zero\n", wrong);
    for (unsigned i = 0; i < WORDS; i++)
        page[i] = PLACE + i;
    wrong += differing(page, PLACE, 1);
    print("init: wrote %u words and read them back, %u wrong\n", WORDS, wrong);
    if (!told(protect_page(PLACE, RIGHT_READ), "made it read-only"))
        return 0;
    wrong += differing(page, PLACE, 1);
    print("init: read it again, %u wrong in all\n", wrong);
    return told(unmap_page(PLACE), "unmapped it") && wrong == 0;
}

int refused(const char *what, uint64_t error, uint64_t expected)
{
    print("init: %s: refused with %s\n", what, error_name(error));
    return error == expected;
}

int main(void)
{
    print("init: hello from user space\n");
    int good = exchange() == CALLS;
    good &= memory();
    good &= refused("unmapping it twice", unmap_page(PLACE), E_UNMAPPED);
    good &= refused("mapping page zero", map_page(0, RIGHT_READ), E_ADDRESS);
    good &= family();
    print("init: %s as it should be; exiting\n", good ? "all was" : "not all was");
    return !good;
}
