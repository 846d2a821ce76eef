/* list.c: constant-time queueing: push at the tail, remove from anywhere.
 *
 * The two assertions in list_remove() say what the old list implies about the neighbours while it
 * is still simple; without them its order and gap goals take the provers several times as long.
 */
#include "list.h"

#include "list_lemmas.h"

uint64_t list_clock;

pfn_t list_create(uint32_t t)
{
    pfn_t l = page_alloc(ROOT_POOL, t);
    if (l == NIL) {
        //@ assert same: objects_kept{Pre,Here} && stamps_kept{Pre,Here};
        //@ assert unchanged: wf_list;
        return NIL;
    }
    LIST(l).head = NIL;
    LIST(l).tail = NIL;
    //@ assert kept: objects_kept_but{Pre,Here}(l) && stamps_kept{Pre,Here};
    //@ assert idle: idle{Pre}(l) && idle(l);
    //@ assert frame: list_kept_but{Pre,Here}(l);
    //@ assert list: wf_list;
    return l;
}

void link_init(pfn_t t)
{
    LINK(t).on = NIL;
    LINK(t).next = NIL;
    LINK(t).prev = NIL;
}

void list_push(pfn_t l, pfn_t t)
{
    pfn_t tail = LIST(l).tail;
    //@ ghost stamp[t] = list_clock;
    list_clock++;
    LINK(t).on = l;
    LINK(t).next = NIL;
    LINK(t).prev = tail;
    if (tail == NIL)
        LIST(l).head = t;
    else
        LINK(tail).next = t;
    LIST(l).tail = t;
}

void list_remove(pfn_t t)
{
    pfn_t l = LINK(t).on, n = LINK(t).next, p = LINK(t).prev;
    /*@ assert after: \forall integer u; on_list(u, l) && stamp[t] < stamp[u] ==>
            n != NIL && stamp[n] <= stamp[u]; */
    /*@ assert before: \forall integer u; on_list(u, l) && stamp[u] < stamp[t] ==>
            link_window[u].next != NIL && (u != p ==> link_window[u].next != t); */
    if (p == NIL)
        LIST(l).head = n;
    else
        LINK(p).next = n;
    if (n == NIL)
        LIST(l).tail = p;
    else
        LINK(n).prev = p;
    LINK(t).on = NIL;
    LINK(t).next = NIL;
    LINK(t).prev = NIL;
    /*@ assert left: \forall integer u, k; k != NIL && on_list(u, k) ==>
            \at(on_list(u, k),Pre) && u != t; */
    /*@ assert nexts: \forall integer u; queued(u) ==>
            link_window[u].next == (u == p ? n : \at(link_window[u].next,Pre)); */
}

pfn_t list_pop(pfn_t l)
{
    pfn_t t = LIST(l).head;
    list_remove(t);
    return t;
}
