/* endpoints.c: endpoints that come and go, and the frames that they take.
 *
 * The slots of the helpers are in use; 0 and those from FIRST on are empty.
 */
#include "processes.h"
#include "test.h"

#define FIRST (XFAULT + 1u)
#define FIELD 0x100000000000ul /* pages that fill the memory, from here up */
#define ROUNDS 2000u

/* Neither call may take this slot. */
static void bad_slot(const char *what, uint64_t slot)
{
    check(what, sys_endpoint_create(slot) == E_SLOT && sys_endpoint_close(slot) == E_SLOT);
}

static void errors(void)
{
    bad_slot("create and close slot 16: E_SLOT", NSLOTS);
    bad_slot("create and close slot 2^32 + 1: E_SLOT", (1ul << 32) + 1);
    bad_slot("create and close slot 2^64 - 1: E_SLOT", ~0ul);
    check_error("close an empty slot", sys_endpoint_close(FIRST), E_SLOT);
    check_error("create in a slot that names an endpoint", sys_endpoint_create(HELPER_1), E_NAMED);
}

/* One endpoint, which nobody else can name. */
static void alone(void)
{
    struct message m = {{1, 2, 3, 4}};

    check_error("create an endpoint", sys_endpoint_create(FIRST), E_OK);
    check_error("create another in its slot", sys_endpoint_create(FIRST), E_NAMED);
    check_error("try_send there", sys_try_send(FIRST, &m), E_AGAIN);
    check_error("try_recv", sys_try_recv(FIRST, &m), E_AGAIN);
    check_error("try_call", sys_try_call(FIRST, &m), E_AGAIN);
    check_error("close it", sys_endpoint_close(FIRST), E_OK);
    check_error("close it again", sys_endpoint_close(FIRST), E_SLOT);
    check_error("try_send there", sys_try_send(FIRST, &m), E_SLOT);
    check_error("recv", sys_recv(FIRST, &m), E_SLOT);
    check("the words are as they were", m.w[0] == 1 && m.w[1] == 2 && m.w[2] == 3 && m.w[3] == 4);
}

static unsigned create_all(void)
{
    unsigned n = 0;

    for (uint64_t i = FIRST; i < NSLOTS; i++)
        n += sys_endpoint_create(i) == E_OK;
    return n + (sys_endpoint_create(0) == E_OK);
}

static unsigned close_all(void)
{
    unsigned n = sys_endpoint_close(0) == E_OK;

    for (uint64_t i = NSLOTS - 1; i >= FIRST; i--)
        n += sys_endpoint_close(i) == E_OK;
    return n;
}

static void frames(void)
{
    enum { EMPTY = NSLOTS - FIRST + 1 };
    uint64_t before = count_free();
    unsigned good = 0;

    check("create one in every empty slot", create_all() == EMPTY);
    check("each takes a frame", count_free() == before - EMPTY);
    check("close them all", close_all() == EMPTY);
    check("the frames are free again", count_free() == before);
    for (unsigned i = 0; i < ROUNDS; i++)
        good += create_all() == EMPTY && close_all() == EMPTY;
    check("2000 times all of them come and go", good == ROUNDS);
    check("as many frames are free as before", count_free() == before);
}

/* With so little memory that no page fits: endpoints take what is left, and one for each page that
 * goes. */
static void full(void)
{
    uint64_t before = count_free(), n = 0, done, slot = FIRST, error;

    while (sys_map_range(FIELD + n * PAGE, RIGHT_READ, RANGE_PAGES, &done) == E_OK)
        n += done;
    while ((error = sys_endpoint_create(slot)) == E_OK)
        slot++;
    check_error("with the memory full: create", error, E_MEMORY);
    check("it took what is too little for a page and its tables", slot - FIRST <= 3);
    check_error("a slot that is in use is E_NAMED first", sys_endpoint_create(HELPER_1), E_NAMED);
    check_error("unmap a page", unmap_page(FIELD), E_OK);
    check_error("create", sys_endpoint_create(slot), E_OK);
    check_error("map the page", map_page(FIELD, RIGHT_READ), E_MEMORY);
    check_error("create another", sys_endpoint_create(slot + 1), E_MEMORY);
    check_error("close it", sys_endpoint_close(slot), E_OK);
    check_error("map the page", map_page(FIELD, RIGHT_READ), E_OK);
    while (slot > FIRST)
        sys_endpoint_close(--slot);
    while (n > 0 && sys_unmap_range(FIELD + (n - 1) / RANGE_PAGES * RANGE_PAGES * PAGE, RANGE_PAGES,
                                    &done) == E_OK)
        n -= done;
    check("as many frames are free as before", n == 0 && count_free() == before);
}

/* Its own endpoints make no difference to how it is reached. */
static void helper(void)
{
    struct message m;

    check_error("a helper makes endpoints in its empty slots",
                order_call(HELPER_2, ORDER_ENDPOINTS, 0, &m), E_OK);
    check("as many as it has", m.w[0] == NSLOTS - 1);
    check_error("it can be called as before", order_call(HELPER_2, ORDER_NOW, 0, &m), E_OK);
}

void suite_endpoints(void)
{
    errors();
    alone();
    frames();
    full();
    helper();
}
