/* list_test.c: lists of threads alone, against an array for each list.
 *
 * Threads and lists come and go with their pages, so that a link or a list is used again that was
 * something else before; what a thread keeps beside its link must stay.
 */
#include <string.h>

#include "harness.h"
#include "list.h"
#include "page.h"

#define FRAMES 40u
#define LISTS 6u
#define OPERATIONS 1000000u
#define LOOK 61u /* operations from one look at everything to the next */

static struct {
    pfn_t list; /* NIL: not made */
    pfn_t member[FRAMES];
    uint32_t length;
} model[LISTS];
static pfn_t thread[FRAMES];
static uint32_t nthreads;
static uint32_t where[FRAMES]; /* the list that thread t is on in the model, or LISTS */
static uint64_t arrivals;

static void check_ends(uint32_t l)
{
    uint32_t n = model[l].length;
    pfn_t list = model[l].list;

    CHECK_EQ(list_window[list].head, n ? model[l].member[0] : NIL);
    CHECK_EQ(list_window[list].tail, n ? model[l].member[n - 1] : NIL);
}

/* The list is the model's from both ends: each link names both of its neighbours. */
static void check_list(uint32_t l)
{
    uint32_t n = model[l].length;

    check_ends(l);
    for (uint32_t i = 0; i < n; i++) {
        const struct link *link = &link_window[model[l].member[i]];

        CHECK_EQ(link->on, model[l].list);
        CHECK_EQ(link->prev, i > 0 ? model[l].member[i - 1] : NIL);
        CHECK_EQ(link->next, i + 1 < n ? model[l].member[i + 1] : NIL);
    }
}

static void check_all(void)
{
    for (uint32_t l = 0; l < LISTS; l++)
        if (model[l].list != NIL)
            check_list(l);
    for (uint32_t i = 0; i < nthreads; i++) {
        pfn_t t = thread[i];

        if (where[t] == LISTS)
            CHECK_EQ(link_window[t].on, NIL);
        CHECK_EQ(regs_window[t].r[NREGS - 1], t);
        CHECK_EQ(thread_window[t].holder, t);
    }
    CHECK_EQ(list_clock, arrivals);
    check_memory(NULL, 0);
}

static void make_thread(void)
{
    pfn_t t = page_alloc(ROOT_POOL, PG_THREAD);

    if (t == NIL) {
        CHECK_EQ(nfree, 0);
        return;
    }
    regs_window[t].r[NREGS - 1] = thread_window[t].holder = t;
    link_init(t);
    CHECK_EQ(link_window[t].on, NIL);
    where[t] = LISTS;
    thread[nthreads++] = t;
}

static void make_list(uint32_t l)
{
    uint32_t none = nfree == 0, type = test_below(2) ? PG_QUEUE : PG_ENDPOINT;

    model[l].list = list_create(type);
    CHECK_EQ(model[l].list == NIL, none);
    if (none)
        return;
    CHECK_EQ(page_window[model[l].list].type, type);
    CHECK_EQ(model[l].length, 0);
    check_ends(l);
}

/* A page whose object is idle goes, and may come back as either. */
static void come_and_go(void)
{
    uint32_t l = (uint32_t)test_below(LISTS), i = (uint32_t)test_below(FRAMES);

    if (model[l].list == NIL) {
        make_list(l);
    } else if (model[l].length == 0) {
        memset(&user_window[model[l].list], 0xa5, PAGE_SIZE);
        page_free(model[l].list);
        model[l].list = NIL;
    }
    if (i >= nthreads) {
        make_thread();
    } else if (where[thread[i]] == LISTS) {
        memset(&user_window[thread[i]], 0xa5, PAGE_SIZE);
        page_free(thread[i]);
        thread[i] = thread[--nthreads];
    }
}

static void forget(uint32_t l, pfn_t t)
{
    uint32_t i = 0;

    while (model[l].member[i] != t)
        i++;
    memmove(&model[l].member[i], &model[l].member[i + 1],
            (model[l].length - i - 1) * sizeof(pfn_t));
    model[l].length--;
    where[t] = LISTS;
    CHECK_EQ(link_window[t].on, NIL);
    check_ends(l);
}

/* A thread that is on no list goes to one; one that is on a list leaves it, or the oldest does. */
static void move(pfn_t t, uint32_t l)
{
    if (where[t] == LISTS) {
        if (model[l].list == NIL)
            return;
        list_push(model[l].list, t);
        model[l].member[model[l].length++] = t;
        where[t] = l;
        arrivals++;
        check_ends(l);
    } else if (test_below(2)) {
        l = where[t];
        list_remove(t);
        forget(l, t);
    } else {
        l = where[t];
        t = model[l].member[0];
        CHECK_EQ(list_pop(model[l].list), t);
        forget(l, t);
    }
}

TEST(list_random_pushes_pops_and_removals)
{
    bare_machine(FRAMES);
    memset(host_bytes(), 0xa5, host_size());
    for (uint32_t l = 0; l < LISTS; l++)
        model[l].list = NIL;
    for (uint32_t i = 0; i < OPERATIONS; i++) {
        if (nthreads == 0 || test_below(16) == 0)
            come_and_go();
        else
            move(thread[test_below(nthreads)], (uint32_t)test_below(LISTS));
        if (i % LOOK == 0)
            check_all();
    }
    check_all();
    CHECK(arrivals > OPERATIONS / 4);
}

/* First in, first out, however long the list; and a thread taken from anywhere leaves the order. */
TEST(list_keeps_the_order_of_arrival)
{
    pfn_t l;

    bare_machine(FRAMES);
    l = list_create(PG_QUEUE);
    while (nfree != 0)
        make_thread();
    for (uint32_t i = 0; i < nthreads; i++)
        list_push(l, thread[i]);
    for (uint32_t i = 0; i < nthreads; i += 3)
        list_remove(thread[i]);
    for (uint32_t i = 0; i < nthreads; i++)
        if (i % 3 != 0)
            CHECK_EQ(list_pop(l), thread[i]);
    CHECK_EQ(list_window[l].head, NIL);
    CHECK_EQ(list_window[l].tail, NIL);
    CHECK_EQ(list_create(PG_ENDPOINT), NIL);
}
