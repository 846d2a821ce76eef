/* calls.c: the edge between user space and the kernel: call numbers, slots, registers, flags.
 *
 * What a program puts in its registers must not matter to the kernel, and what the kernel is not
 * documented to change it must not change.
 */
#include "print.h"
#include "test.h"

#define HIGH_BIT 0x8000000000000000ul
#define FLAG_CARRY 0x1ul
#define FLAG_DIRECTION 0x400ul
#define FLAG_NESTED 0x4000ul
#define FLAG_ALIGNMENT 0x40000ul

/* registers.S */
uint64_t registers_changed(uint64_t number);
uint64_t call_with_flags(uint64_t flags, uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2);

static void numbers(void)
{
    static const uint64_t bad[] = {
        NCALLS,     NCALLS + 1, 255,
        256,        0x7fffffff, 0x80000000,
        0xffffffff, 1ul << 32,  (1ul << 32) + CALL_THREAD_EXIT,
        1ul << 62,  HIGH_BIT,   HIGH_BIT + CALL_MAP,
        ~0ul,       ~0ul - 1,
    };
    unsigned wrong = 0;

    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        wrong += system_call(bad[i], AREA, RIGHT_READ, SIZE_4K) != E_CALL;
    check("14 numbers that are no system call are E_CALL each", wrong == 0);
    check_error("the number after the last", system_call(NCALLS, 0, 0, 0), E_CALL);
    check_error("system call 2^63", system_call(HIGH_BIT, 0, 0, 0), E_CALL);
    check_error("system call 2^63 + map", system_call(HIGH_BIT + CALL_MAP, AREA, 0, 0), E_CALL);
    check_error("system call 2^64 - 1", system_call(~0ul, 0, 0, 0), E_CALL);
    check_error("none of them mapped anything", unmap_page(AREA), E_UNMAPPED);
}

/* Every call that takes a slot must refuse this one, and leave the words alone. */
static void bad_slot(const char *what, uint64_t slot)
{
    static const uint64_t calls[] = {CALL_SEND,     CALL_RECV,     CALL_CALL,  CALL_TRY_SEND,
                                     CALL_TRY_RECV, CALL_TRY_CALL, CALL_NOTIFY};
    struct message m = {{11, 22, 33, 44}};
    unsigned wrong = 0;

    for (unsigned i = 0; i < sizeof calls / sizeof calls[0]; i++)
        wrong += message_call(calls[i], slot, &m) != E_SLOT;
    wrong += sys_reply_recv(slot, &m) == E_OK; /* there is no caller either */
    wrong += m.w[0] != 11 || m.w[1] != 22 || m.w[2] != 33 || m.w[3] != 44;
    check(what, wrong == 0);
}

static void registers(void)
{
    check("yield changes no register but the result", registers_changed(CALL_YIELD) == 0);
    check("neither does a refused call", registers_changed(NCALLS) == E_CALL);
    check("nor a try to send on a bad slot", registers_changed(CALL_TRY_SEND) == E_SLOT);
    check("nor a notification by a bad slot", registers_changed(CALL_NOTIFY) == E_SLOT);
    check("nor a reply to nobody", registers_changed(CALL_REPLY) == E_NO_CALLER);
    check("nor an endpoint for a bad slot", registers_changed(CALL_ENDPOINT_CREATE) == E_SLOT);
    check_error("yield", sys_yield(), E_OK);
    check_error("yield with the direction flag set",
                call_with_flags(FLAG_DIRECTION, CALL_YIELD, 0, 0, 0), E_OK);
    check_error("yield with nested-task and alignment flags set",
                call_with_flags(FLAG_NESTED | FLAG_ALIGNMENT, CALL_YIELD, 0, 0, 0), E_OK);
    check_error("map with the direction flag set",
                call_with_flags(FLAG_DIRECTION | FLAG_CARRY, CALL_MAP, AREA, RIGHT_WRITE, SIZE_4K),
                E_OK);
    check("that page is zero at both ends", word_at(AREA, 0) == 0 && word_at(AREA, 511) == 0);
    check_error("unmap it", unmap_page(AREA), E_OK);
}

void suite_calls(void)
{
    numbers();
    bad_slot("send, recv, call, notify, tries on an empty slot (0): E_SLOT", 0);
    bad_slot("send, recv, call, notify, tries on the last slot (15), empty: E_SLOT", NSLOTS - 1);
    bad_slot("send, recv, call, notify, tries on a slot past the last (16): E_SLOT", NSLOTS);
    bad_slot("send, recv, call, notify, tries on slot 2^32 + 1: E_SLOT", (1ul << 32) + 1);
    bad_slot("send, recv, call, notify, tries on slot 2^64 - 1: E_SLOT", ~0ul);
    registers();
}
