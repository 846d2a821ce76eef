/* systest.c: the in-system tests, run as init: every system call, with good and bad arguments.
 *
 * Every error of abi.h is provoked but E_CLOCK, which would take 2^64 arrivals, and E_RUNNING,
 * which would take another CPU. The last suite ends the other processes, so it comes last.
 */
#include "test.h"

int main(void)
{
    test_start("systest");
    suite_calls();
    suite_memory();
    suite_spread();
    suite_range();
    suite_full();
    suite_churn();
    suite_ipc();
    suite_server();
    suite_try();
    suite_order();
    suite_notify();
    suite_endpoints();
    suite_processes();
    suite_kill();
    suite_abandoned();
    return test_summary();
}
