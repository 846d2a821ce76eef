/* test.h: the harness of the in-system tests: one line for each check, and the count at the end.
 *
 * A suite is a function that runs its checks in order on the processes that the boot gave it; the
 * program that runs as init calls the suites and ends with test_summary().
 */
#ifndef ISOBAR_TEST_H
#define ISOBAR_TEST_H

#include "syscall.h"

#define PAGE 4096ul
#define AREA 0x30000000ul /* where a test may map as it likes; it leaves nothing mapped */

void test_start(const char *program);
int check(const char *what, int good);
int check_error(const char *what, uint64_t error, uint64_t expected);
int test_summary(void); /* 0 if all passed */

/* Fill the memory with pages and give them back; returns how many frames they and their tables
   took, which does not depend on whether the kernel keeps tables that are empty. */
uint64_t count_free(void);

void suite_calls(void);
void suite_memory(void);
void suite_spread(void);
void suite_range(void);
void suite_full(void);
void suite_churn(void);
void suite_ipc(void);
void suite_server(void);
void suite_try(void);
void suite_order(void);
void suite_notify(void);
void suite_endpoints(void);
void suite_processes(void);
void suite_kill(void);
void suite_abandoned(void);

static inline uint64_t word_at(uint64_t address, unsigned i)
{
    return ((volatile uint64_t *)address)[i];
}

static inline void write_word(uint64_t address, unsigned i, uint64_t value)
{
    ((volatile uint64_t *)address)[i] = value;
}

#endif
