/* abandoned.c: what becomes of a caller whose reply never comes.
 *
 * It wakes with E_ABANDONED whether the thread that owed the reply received again, exited or
 * faulted; a receive that is refused is none of these.
 */
#include "print.h"
#include "processes.h"
#include "test.h"

static void neglect(void)
{
    struct message m;

    check_error("the receiver receives again", order_call(HELPER_1, ORDER_FORGET, 0, &m),
                E_ABANDONED);
    check_error("it can be called again", order_call(HELPER_1, ORDER_NOW, 0, &m), E_OK);
    check_error("it receives on a bad slot, then replies",
                order_call(HELPER_1, ORDER_BAD_RECV, 0, &m), E_OK);
    check_error("what it got for the bad slot", m.w[0], E_SLOT);
    check_error("it replies on a bad slot, then on its own",
                order_call(HELPER_1, ORDER_BAD_REPLY, 0, &m), E_OK);
    check_error("what it got for the bad slot", m.w[0], E_SLOT);
}

static void deaths(void)
{
    struct message m;
    uint64_t before = count_free();

    check_error("a peer exits", order_call(HELPER_1, ORDER_DIE, DIE_EXIT, &m), E_ABANDONED);
    check("its memory is free", count_free() > before);
    check_error("a peer reads a page it unmapped",
                order_call(HELPER_2, ORDER_DIE, DIE_UNMAPPED, &m), E_ABANDONED);
    check_error("a peer reads kernel memory", order_call(HELPER_3, ORDER_DIE, DIE_KERNEL, &m),
                E_ABANDONED);
    check_error("a peer uses SSE", order_call(HELPER_4, ORDER_DIE, DIE_SSE, &m), E_ABANDONED);
    for (unsigned i = 0; i < 3; i++) {
        m = (struct message){{i, 0, 0, 0}};
        check_error("a peer that will fault answers", sys_call(FAULT, &m), E_OK);
    }
    check_error("it reads through a null pointer", sys_call(FAULT, &m), E_ABANDONED);
    check_error("a peer writes to a read-only page", sys_call(WFAULT, &m), E_ABANDONED);
    check_error("a peer executes a page of data", sys_call(XFAULT, &m), E_ABANDONED);
    check_error("this process goes on: map", map_page(AREA, RIGHT_WRITE), E_OK);
    check_error("and unmap", unmap_page(AREA), E_OK);
}

void suite_abandoned(void)
{
    neglect();
    deaths();
}
