/* main.c: the judge if there is a plan, else an offender; and the table of all cases. */
#include "hostile.h"

__attribute__((section(".header"), used)) const volatile struct plan plan = {PLAN_MARK, 0, 0};

#define ROW(name, outcome, fault, text) {#name, outcome, name},
const struct hostile_case cases[] = {HOSTILE_CASES(ROW)};

int main(void)
{
    return plan.count > 0 ? judge() : offend();
}
