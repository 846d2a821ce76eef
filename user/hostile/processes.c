/* processes.c: processes made in every way that should not be, more of them than there is room for,
 * and pages that are given away and wanted back.
 *
 * Children run the programs of programs.c, or end at once.
 */
#include "child.h"
#include "hostile.h"
#include "large.h"

#define OWN 5u /* a slot for an endpoint that judges do not know */
#define THERE 0x31000000ul
#define ROUNDS 64u /* of yields, until all that are ready have ended */
#define GARBAGE 3000u
#define CHILD_FRAMES 6u /* without pages of its own */

static uint64_t create(uint64_t slot, uint64_t pc, uint64_t sp, uint64_t from, uint64_t to,
                       uint64_t pages)
{
    uint64_t done, child;

    return sys_process_create(slot, pc, sp, from, to, pages, &done, &child);
}

void children_end(void)
{
    for (unsigned i = 0; i < ROUNDS; i++)
        EXPECT(sys_yield(), E_OK);
    for (uint64_t i = 0; i < NCHILDREN; i++)
        sys_process_kill(i);
}

void process_slots(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    for (uint64_t slot = 1; slot < 600; slot++)
        EXPECT(create(slot, 0, 0, AREA, AREA, 1), E_SLOT);
    for (unsigned bit = 4; bit < 64; bit++)
        EXPECT(create(1ul << bit | SELF, ~0ul, ~0ul, ~0ul, ~0ul, 0), E_SLOT);
    EXPECT(unmap_page(AREA), E_OK);
}

void process_starts(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    EXPECT(create(SELF, USER_END, 0, AREA, AREA, 1), E_ADDRESS);
    EXPECT(create(SELF, 0, USER_END + 1, AREA, AREA, 1), E_ADDRESS);
    for (unsigned bit = 47; bit < 64; bit++) {
        EXPECT(create(SELF, 1ul << bit, 0, AREA, AREA, 1), E_ADDRESS);
        EXPECT(create(SELF, 1ul << bit | AREA, 0, AREA, AREA, 1), E_ADDRESS);
        EXPECT(create(SELF, AREA, 1ul << bit, AREA, AREA, 1), E_ADDRESS);
        EXPECT(create(SELF, AREA, -(1ul << bit), AREA, AREA, 1), E_ADDRESS);
    }
    EXPECT(unmap_page(AREA), E_OK);
}

/* Neither the pages here nor their place there may be at this address. */
static void bad_address(uint64_t address)
{
    EXPECT(create(SELF, 0, 0, address, AREA, 1), E_ADDRESS);
    EXPECT(create(SELF, 0, 0, AREA, address, 1), E_ADDRESS);
}

void process_addresses(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    for (uint64_t i = 1; i < PAGE; i++)
        bad_address(AREA + i);
    for (unsigned bit = 47; bit < 64; bit++) {
        bad_address(1ul << bit);
        bad_address(1ul << bit | AREA);
        bad_address(-(1ul << bit));
    }
    bad_address(0);
    bad_address(USER_END);
    EXPECT(unmap_page(AREA), E_OK);
}

void process_counts(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    EXPECT(create(SELF, 0, 0, AREA, AREA, 0), E_RANGE);
    EXPECT(create(SELF, 0, 0, AREA, USER_END - PAGE, 2), E_RANGE);
    EXPECT(create(SELF, 0, 0, USER_END - PAGE, AREA, 2), E_RANGE);
    for (unsigned bit = 36; bit < 64; bit++) {
        EXPECT(create(SELF, 0, 0, AREA, AREA, 1ul << bit), E_RANGE);
        EXPECT(create(SELF, 0, 0, AREA, AREA, (1ul << bit) + 1), E_RANGE);
        EXPECT(create(SELF, 0, 0, AREA, AREA, -(1ul << bit)), E_RANGE);
    }
    EXPECT(unmap_page(AREA), E_OK);
}

void process_pages(void)
{
    EXPECT(create(SELF, 0, 0, AREA, AREA, 64), E_UNMAPPED);
    EXPECT(sys_map(PLACE, RIGHT_WRITE, SIZE_2M), E_OK);
    for (uint64_t i = 0; i < MB2; i += PAGE)
        EXPECT(create(SELF, 0, 0, PLACE + i, AREA, 1), E_SIZE);
    EXPECT(sys_unmap(PLACE, SIZE_2M), E_OK);
}

/* Any arguments; what comes into being has no page of code, and ends, unless it is killed first. */
void process_garbage(void)
{
    EXPECT(sys_endpoint_create(OWN), E_OK);
    for (unsigned i = 0; i < GARBAGE; i++) {
        uint64_t word[6], done;

        sys_map_range(AREA, RIGHT_WRITE, 4, &done);
        for (unsigned k = 0; k < 6; k++)
            word[k] = random_word() % 3 ? random_word() >> random_word() % 64
                                        : AREA + random_word() % 8 * PAGE;
        word[0] = random_word() % 4 ? OWN : word[0];
        word[5] = random_word() % 4 ? random_word() % 9 : word[5];
        create(word[0], word[1], word[2], word[3], word[4], word[5]);
        sys_process_kill(random_word() % 8 ? random_word() % NCHILDREN : random_word());
    }
    children_end();
    for (uint64_t i = 0; i < 4; i++)
        unmap_page(AREA + i * PAGE);
    EXPECT(sys_endpoint_close(OWN), E_OK);
}

/* A child that starts there ends there. */
static void start_at(uint64_t pc, uint64_t sp, uint64_t rights)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    for (unsigned i = 0; i < 512; i++)
        write_word(AREA, i, 0x9090909090909090ul); /* instructions that do nothing */
    EXPECT(protect_page(AREA, rights), E_OK);
    EXPECT(create(SELF, pc, sp, AREA, USER_END - PAGE, 1), E_OK);
    children_end();
}

void process_null(void)
{
    start_at(0, 0, RIGHT_EXECUTE);
}

void process_last_byte(void)
{
    start_at(USER_END - 1, USER_END, RIGHT_EXECUTE);
}

void process_in_data(void)
{
    start_at(USER_END - PAGE, 0, RIGHT_WRITE);
}

void process_twice(void)
{
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    EXPECT(create(SELF, 0, 0, AREA, THERE, 1), E_OK);
    EXPECT(create(SELF, 0, 0, AREA, THERE, 1), E_UNMAPPED);
    EXPECT(unmap_page(AREA), E_UNMAPPED);
    EXPECT(protect_page(AREA, RIGHT_READ), E_UNMAPPED);
    children_end();
}

/* Touch n pages, so that the processor knows them, and give them away. */
static void give_away(uint64_t n)
{
    uint64_t done, child;

    EXPECT(sys_map_range(AREA, RIGHT_WRITE, n, &done), E_OK);
    for (uint64_t i = 0; i < n; i++)
        write_word(AREA + i * PAGE, 0, i);
    EXPECT(sys_process_create(SELF, 0, 0, AREA, THERE, n, &done, &child), E_OK);
    EXPECT(done, n);
}

void process_page_read(void)
{
    give_away(1);
    word_at(hidden(AREA), 0);
}

void process_page_write(void)
{
    give_away(RANGE_PAGES);
    write_word(hidden(AREA) + (RANGE_PAGES - 1) * PAGE, 0, 1);
}

/* What the child is to start with: the text, in which it ends. */
static void text_end(void)
{
    for (;;)
        sys_thread_exit();
}

void process_own_code(void)
{
    create(SELF, (uint64_t)text_end, 0, USER_BASE, USER_BASE, RANGE_PAGES);
}

void process_own_stack(void)
{
    create(SELF, 0, 0, USER_STACK_TOP - 4 * PAGE, AREA, 4);
    __asm__ volatile("push %rax");
}

void process_outlives(void)
{
    programs_write();
    EXPECT(create(SELF, program_at(heir_begin), 0, AREA, AREA, 1), E_OK);
    end();
}

/* The child waits at an endpoint that nobody else names any more. */
void process_closed(void)
{
    struct message m = {{0}};

    EXPECT(sys_endpoint_create(OWN), E_OK);
    EXPECT(map_page(AREA, RIGHT_WRITE), E_OK);
    child_write(AREA);
    EXPECT(create(OWN, AREA, 0, AREA, AREA, 1), E_OK);
    EXPECT(sys_yield(), E_OK);
    EXPECT(sys_endpoint_close(OWN), E_OK);
    answer_for_ever(CHILD_FRAMES + 2, 0); /* its page and the endpoint */
    sys_recv(SELF, &m);
    map_page(AREA, RIGHT_READ);
}

void process_relay(void)
{
    programs_write();
    EXPECT(create(SELF, program_at(relay_begin), 50, AREA, AREA, 1), E_OK);
    children_end();
}

/* 2^12 of them would be too many for the memory. */
void process_bomb(void)
{
    programs_write();
    EXPECT(create(SELF, program_at(bomb_begin), 12, AREA, AREA, 1), E_OK);
    children_end();
}

/* They are ready when their parent ends, with no frame left for anything. */
void process_crowd(void)
{
    for (unsigned i = 0; i < NCHILDREN; i++) {
        programs_write();
        EXPECT(create(SELF, program_at(relay_begin), 0, AREA, AREA, 1), E_OK);
    }
    fill_memory();
    end();
}

/* With each number of free frames up to what it takes. */
void process_full(void)
{
    struct filled filled;

    programs_write();
    filled = fill_memory();
    for (uint64_t i = 0; i < CHILD_FRAMES; i++) {
        EXPECT(create(SELF, program_at(relay_begin), 0, AREA, AREA, 1), E_MEMORY);
        EXPECT(unmap_page(FIELD + i * PAGE), E_OK);
    }
    EXPECT(create(SELF, program_at(relay_begin), 0, AREA, AREA, 1), E_OK);
    children_end();
    for (uint64_t i = 0; i < CHILD_FRAMES; i++)
        EXPECT(map_page(FIELD + i * PAGE, RIGHT_READ), E_OK);
    drain_memory(filled);
}
