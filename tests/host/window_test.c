/* window_test.c: the flags that make the windows sound are the flags we compile with.
 *
 * The proof reads one memory as several arrays; the compiler must not make use of their being
 * different types (kernel/window.h).
 */
#include <stddef.h>

#include "record.h"
#include "test.h"

#define SAMPLE 3u

uint8_t alias_memory[(SAMPLE + 1) * PAGE_SIZE] __attribute__((aligned(4096)));

uint32_t alias_sound(uint32_t p, uint32_t q);
uint32_t alias_typed(uint32_t p, uint32_t q);
uint32_t alias_extern(uint32_t p, uint32_t q);

TEST(window_store_is_seen_through_another_window)
{
    fresh_memory(SAMPLE + 1);
    CHECK_EQ(alias_sound(SAMPLE, SAMPLE), 2);
    CHECK_EQ(alias_sound(SAMPLE, SAMPLE - 1), 1);
}

/* The two controls: if they see the store too, the test above proves nothing about the flags. */
TEST(window_control_strict_aliasing_miscompiles)
{
    fresh_memory(SAMPLE + 1);
    CHECK_EQ(alias_typed(SAMPLE, SAMPLE), 1);
}

TEST(window_control_linker_bound_arrays_miscompile)
{
    CHECK_EQ(alias_extern(SAMPLE, SAMPLE), 1);
}

TEST(window_layout_of_a_process_page)
{
    fresh_memory(SAMPLE + 1);
    process_window[SAMPLE].root = 0x11223344;
    process_window[SAMPLE].slot[NSLOTS - 1] = 5;
    family_window[SAMPLE].parent = 6;
    family_window[SAMPLE].child[NCHILDREN - 1] = 7;
    CHECK_EQ(host_bytes()[SAMPLE * PAGE_SIZE], 0x44);
    CHECK_EQ(host_bytes()[SAMPLE * PAGE_SIZE + 1024], 6);
    CHECK_EQ(process_window[SAMPLE].root, 0x11223344);
    CHECK_EQ(process_window[SAMPLE].slot[NSLOTS - 1], 5);
    CHECK_EQ(family_window[SAMPLE].child[NCHILDREN - 1], 7);
    CHECK(offsetof(struct process, slot) + NSLOTS * sizeof(pfn_t) <= 1024);
    CHECK(offsetof(struct family, child) + NCHILDREN * sizeof(pfn_t) <= PAGE_SIZE - 1024);
}

TEST(window_layout_of_a_thread_page)
{
    fresh_memory(SAMPLE + 1);
    regs_window[SAMPLE].r[0] = 0x1122334455667788ul;
    thread_window[SAMPLE].state = T_REPLY;
    link_window[SAMPLE].on = 7;
    CHECK_EQ(host_bytes()[SAMPLE * PAGE_SIZE], 0x88);
    CHECK_EQ(regs_window[SAMPLE].r[0], 0x1122334455667788ul);
    CHECK_EQ(thread_window[SAMPLE].state, T_REPLY);
    CHECK(NREGS * sizeof(uint64_t) <= 1024);
    CHECK_EQ(sizeof(struct table), PAGE_SIZE);
    CHECK_EQ(sizeof(struct slots), PAGE_SIZE);
    CHECK_EQ(sizeof(struct page), 32);
}
