/* calls.c: numbers of no call, slots of no endpoint, and calls with any values at all. */
#include "hostile.h"
#include "large.h"

#define RANDOM_NUMBERS 20000u
#define RANDOM_CALLS 20000u
#define TRIES 1000u
#define CHURN 3000u

/* user/tests/registers.S */
uint64_t registers_changed(uint64_t number);

void number_powers(void)
{
    for (unsigned bit = 0; bit < 64; bit++)
        for (uint64_t n = (1ul << bit) - 1; n != (1ul << bit) + 2; n++)
            if (n >= NCALLS)
                EXPECT(system_call(n, AREA, RIGHT_READ, SIZE_4K), E_CALL);
    EXPECT(system_call(~0ul, AREA, RIGHT_READ, SIZE_4K), E_CALL);
}

/* If only part of the register were looked at, this would map, unmap, exit, ... */
void number_high_bits(void)
{
    for (uint64_t call = 0; call < NCALLS; call++)
        for (unsigned bit = 8; bit < 64; bit++)
            EXPECT(system_call(call | 1ul << bit, AREA, RIGHT_READ, SIZE_4K), E_CALL);
    EXPECT(unmap_page(AREA), E_UNMAPPED);
}

void number_random(void)
{
    for (unsigned i = 0; i < RANDOM_NUMBERS; i++) {
        uint64_t n = random_word() >> random_word() % 56;

        if (n >= NCALLS)
            EXPECT(system_call(n, random_word(), random_word(), random_word()), E_CALL);
    }
}

void number_registers(void)
{
    for (unsigned bit = 5; bit < 64; bit++)
        EXPECT(registers_changed(1ul << bit), E_CALL);
}

/* An argument that some call may take for something. Never where the program itself is. */
static uint64_t garbage(void)
{
    switch (random_word() % 12) {
    case 0:
        return random_word();
    case 1:
        return random_word() & ~(PAGE - 1);
    case 2:
        return PLACE + random_word() % 16 * MB2;
    case 3:
        return USER_END - random_word() % 4 * PAGE;
    case 4:
        return -(random_word() % 4096);
    case 5:
        return AREA + random_word() % 1024 * PAGE;
    default:
        return random_word() % 4;
    }
}

/* No call that waits: the judge would wait with it. None that notifies either: a try to receive
 * would find the bits, and the judge go on without a reply. */
static void random_calls(unsigned seed)
{
    static const uint8_t numbers[] = {
        CALL_MAP,          CALL_UNMAP,          CALL_PROTECT,       CALL_MAP_RANGE,
        CALL_TRY_SEND,     CALL_UNMAP_RANGE,    CALL_PROTECT_RANGE, CALL_ENDPOINT_CREATE,
        CALL_TRY_RECV,     CALL_ENDPOINT_CLOSE, CALL_TRY_CALL,      CALL_YIELD,
        CALL_PROCESS_KILL,
    };

    while (seed-- > 0)
        random_word();
    for (unsigned i = 0; i < RANDOM_CALLS; i++) {
        struct message m = {{garbage(), garbage(), garbage(), garbage()}};

        message_call(numbers[random_word() % sizeof numbers], garbage(), &m);
    }
    end();
}

void garbage_first(void)
{
    random_calls(0);
}

void garbage_second(void)
{
    random_calls(1000);
}

/* Every call that takes a slot refuses this one, and keeps the caller and the words. */
static void slot_refused(uint64_t slot, uint64_t create)
{
    static const uint8_t calls[] = {CALL_SEND,       CALL_RECV,           CALL_CALL,
                                    CALL_REPLY_RECV, CALL_TRY_SEND,       CALL_TRY_RECV,
                                    CALL_TRY_CALL,   CALL_ENDPOINT_CLOSE, CALL_NOTIFY};
    struct message m = {{1, 2, 3, 4}};

    for (unsigned i = 0; i < sizeof calls; i++)
        EXPECT(message_call(calls[i], slot, &m), E_SLOT);
    if (create)
        EXPECT(sys_endpoint_create(slot), E_SLOT);
    EXPECT(m.w[0] == 1 && m.w[1] == 2 && m.w[2] == 3 && m.w[3] == 4, 1);
}

void slot_beyond(void)
{
    for (uint64_t slot = NSLOTS; slot < 600; slot++)
        slot_refused(slot, 1);
    for (unsigned bit = 4; bit < 64; bit++)
        for (uint64_t slot = 0; slot < NSLOTS; slot++)
            slot_refused(1ul << bit | slot, 1);
}

void slot_negative(void)
{
    for (uint64_t i = 1; i < 600; i++)
        slot_refused(-i, 1);
}

void slot_empty(void)
{
    for (uint64_t slot = 1; slot < NSLOTS; slot++)
        slot_refused(slot, 0);
}

void slot_closed(void)
{
    for (uint64_t slot = 1; slot < NSLOTS; slot++) {
        EXPECT(sys_endpoint_create(slot), E_OK);
        EXPECT(sys_endpoint_close(slot), E_OK);
        slot_refused(slot, 0);
    }
}

void slot_taken(void)
{
    for (unsigned i = 0; i < TRIES; i++)
        EXPECT(sys_endpoint_create(SELF), E_NAMED);
}

void create_all(void)
{
    for (uint64_t slot = 1; slot < NSLOTS; slot++)
        EXPECT(sys_endpoint_create(slot), E_OK);
    for (uint64_t slot = 0; slot < NSLOTS; slot++)
        EXPECT(sys_endpoint_create(slot), E_NAMED);
    for (uint64_t i = 0; i < NSLOTS; i++)
        if (i * 7 % NSLOTS != SELF)
            EXPECT(sys_endpoint_close(i * 7 % NSLOTS), E_OK);
    slot_empty();
}

void create_and_end(void)
{
    for (uint64_t slot = 1; slot < NSLOTS; slot++)
        EXPECT(sys_endpoint_create(slot), E_OK);
    end();
}

void putc_all(void)
{
    for (uint64_t c = 0; c < 256; c++)
        EXPECT(sys_putc(c | random_word() << 8), E_OK);
    EXPECT(sys_putc('\n'), E_OK);
}

void create_churn(void)
{
    for (unsigned i = 0; i < CHURN; i++) {
        uint64_t slot = 1 + i * 11 % (NSLOTS - 1);

        EXPECT(sys_endpoint_create(slot), E_OK);
        EXPECT(sys_endpoint_close(slot), E_OK);
    }
}

/* What is left when the memory is full, and what a page that goes makes room for. */
void create_full(void)
{
    struct filled filled = fill_memory();
    uint64_t next = filled.endpoints + 1;

    EXPECT(sys_endpoint_create(next), E_MEMORY);
    EXPECT(unmap_page(FIELD), E_OK);
    EXPECT(sys_endpoint_create(next), E_OK);
    EXPECT(sys_endpoint_create(next + 1), E_MEMORY);
    EXPECT(sys_endpoint_close(next), E_OK);
    EXPECT(map_page(FIELD, RIGHT_READ), E_OK);
    drain_memory(filled);
}
