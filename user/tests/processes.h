/* processes.h: the processes of the system test, by the slot on which it talks to each.
 *
 * The boot must give the modules in this order, after the tester itself (build.mk).
 */
#ifndef ISOBAR_PROCESSES_H
#define ISOBAR_PROCESSES_H

#include "helper.h"

enum process_slot { HELPER_1 = 1, HELPER_2, HELPER_3, HELPER_4, FAULT, WFAULT, XFAULT };

/* Send or call with an order; what it answers is left in *m. */
static inline uint64_t order_send(uint64_t slot, uint64_t order, uint64_t argument)
{
    struct message m = {{order, argument, 0, 0}};

    return sys_send(slot, &m);
}

static inline uint64_t order_call(uint64_t slot, uint64_t order, uint64_t argument,
                                  struct message *m)
{
    *m = (struct message){{order, argument, 0, 0}};
    return sys_call(slot, m);
}

#endif
