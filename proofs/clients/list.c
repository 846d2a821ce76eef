/* list.c: what a user of lists expects, proved from kernel/list.h alone.
 *
 * Each function is a use, its postcondition the expectation. None of this is in the kernel.
 */
#include "list.h"

#define LIST_STATE link_window[..], list_window[l], stamp[..], list_clock

/* Two come to an empty list: the first of them is served first, and then the second. */
/*@ requires wf: wf_list;
    requires clock: list_clock < CLOCK_END;
    requires list: is_list(l) && list_window[l].head == NIL;
    requires off: is_link(t) && link_window[t].on == NIL;
    requires other: is_link(u) && link_window[u].on == NIL && u != t;
    terminates \true;
    exits \false;
    assigns LIST_STATE;
    ensures wf: wf_list;
    ensures first: \result == t;
    ensures moved: on_moved{Pre,Post}(u, l); */
pfn_t client_push_two(pfn_t l, pfn_t t, pfn_t u)
{
    list_push(l, t);
    list_push(l, u);
    return list_pop(l);
}

/* Who comes to a list where somebody waits is not served next. */
/*@ requires wf: wf_list;
    requires clock: list_clock < CLOCK_END;
    requires list: is_list(l) && list_window[l].head != NIL;
    requires off: is_link(t) && link_window[t].on == NIL;
    terminates \true;
    exits \false;
    assigns LIST_STATE;
    ensures wf: wf_list;
    ensures oldest: oldest{Pre}(\result, l) && \result != t;
    ensures waits: on_list(t, l); */
pfn_t client_push_behind(pfn_t l, pfn_t t)
{
    list_push(l, t);
    return list_pop(l);
}

/* Who leaves before being served leaves the list as if it had never come. */
/*@ requires wf: wf_list;
    requires clock: list_clock < CLOCK_END;
    requires list: is_list(l);
    requires off: is_link(t) && link_window[t].on == NIL;
    terminates \true;
    exits \false;
    assigns LIST_STATE;
    ensures wf: wf_list;
    ensures same: on_moved{Pre,Post}(t, NIL);
    ensures order: \forall integer u; is_link(u) && u != t ==> stamp[u] == \old(stamp[u]); */
void client_push_and_remove(pfn_t l, pfn_t t)
{
    list_push(l, t);
    list_remove(t);
}
