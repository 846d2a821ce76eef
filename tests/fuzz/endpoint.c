/* endpoint.c: the model's endpoints, which are no more than what slots name. See model.h, and
 * kernel/abi.h and kernel/syscall/endpoint_create.h for what it is written from.
 *
 * Nothing is counted on the way: how many slots name an endpoint is seen by looking at all of them.
 */
#include "model.h"

#include <string.h>

void model_names(uint32_t *names)
{
    memset(names, 0, MODEL_ENDPOINTS * sizeof *names);
    for (uint32_t t = 0; t < model.nthreads; t++)
        for (uint32_t i = 0; model.thread[t].alive && i < NSLOTS; i++)
            if (model.thread[t].slot[i] != NONE)
                names[model.thread[t].slot[i]]++;
}

/* Of an endpoint or run queue nothing is known but that it is empty. */
void model_learn_queue(struct queue *q, pfn_t list, uint32_t type)
{
    q->n = 0;
    q->list = list;
    CHECK(list < model.frames);
    CHECK_EQ(page_window[list].type, type);
}

/* The kernel chose the frame, among those that were free. */
static void create(struct mthread *t, uint64_t i)
{
    pfn_t p = process_window[t->process].slot[i];
    uint32_t names[MODEL_ENDPOINTS], e = 1;

    model_names(names);
    while (e < MODEL_ENDPOINTS && names[e] > 0)
        e++;
    CHECK(e < MODEL_ENDPOINTS);
    model_learn_queue(&model.endpoint[e], p, PG_ENDPOINT);
    CHECK_EQ(model.type[p], PG_FREE);
    model.bits[e] = 0;
    t->slot[i] = e;
    model.types[PG_ENDPOINT]++;
    model.free--;
}

/* Nobody is left who waits at what nobody names. */
static void close_slot(struct mthread *t, uint64_t i)
{
    uint32_t names[MODEL_ENDPOINTS], e = t->slot[i];

    t->slot[i] = NONE;
    model_names(names);
    if (names[e] > 0)
        return;
    CHECK_EQ(model.endpoint[e].n, 0);
    model.types[PG_ENDPOINT]--;
    model.free++;
}

void model_endpoint_create(struct mthread *t)
{
    uint64_t i = t->r[REG_A0], error = E_OK;

    if (i >= NSLOTS)
        error = E_SLOT;
    else if (t->slot[i] != NONE)
        error = E_NAMED;
    else if (model.free == 0)
        error = E_MEMORY;
    else
        create(t, i);
    t->r[REG_CALL] = error;
}

void model_endpoint_close(struct mthread *t)
{
    uint64_t i = t->r[REG_A0];

    if (i >= NSLOTS || t->slot[i] == NONE) {
        t->r[REG_CALL] = E_SLOT;
        return;
    }
    close_slot(t, i);
    t->r[REG_CALL] = E_OK;
}

void model_close_all(struct mthread *t)
{
    for (uint32_t i = 0; i < NSLOTS; i++)
        if (t->slot[i] != NONE)
            close_slot(t, i);
}

void model_give(uint32_t t, uint32_t i, uint32_t e)
{
    CHECK(model.thread[t].alive && e != NONE && model.thread[t].slot[i] == NONE);
    model.thread[t].slot[i] = e;
}
