/* process.c: the model's processes that come by a call, and how processes end. See model.h, and
 * kernel/abi.h, kernel/spawn.h and kernel/family.h for what it is written from.
 *
 * Only who made a process knows of it here: its parent is found by looking at everybody's children.
 * A page moves when the tables that it lacks where it goes can be had; those that it leaves alone
 * where it was are free before the next one moves.
 */
#include "model.h"

#include <string.h>

void model_no_family(struct mthread *m)
{
    for (uint32_t i = 0; i < NCHILDREN; i++)
        m->child[i] = NONE;
}

/* In which place a process has thread t among its children; NCHILDREN: in none. */
static uint32_t place_of(const struct mthread *m, uint32_t t)
{
    uint32_t i = 0;

    while (i < NCHILDREN && m->child[i] != t)
        i++;
    return i;
}

uint32_t model_parent(uint32_t t)
{
    for (uint32_t p = 0; p < model.nthreads; p++)
        if (model.thread[p].alive && place_of(&model.thread[p], t) < NCHILDREN)
            return p;
    return NONE;
}

static uint32_t sum(const int32_t *tables)
{
    return (uint32_t)(tables[PG_PT1] + tables[PG_PT2] + tables[PG_PT3]);
}

/* Tables come, or go. */
static void count_tables(const int32_t *tables, int sign)
{
    for (uint32_t type = PG_PT1; type <= PG_PT3; type++)
        model.types[type] += sign * tables[type];
    model.free -= (uint32_t)(sign * (int32_t)sum(tables));
}

static uint64_t move_error(struct mthread *from, uint64_t va, const struct mthread *to, uint64_t at)
{
    const struct page_map *p = space_find(&from->space, va);
    int32_t need[NPAGE_TYPES] = {0};

    if (p == NULL)
        return E_UNMAPPED;
    if (p->size != SIZE_4K)
        return E_SIZE;
    space_tables(&to->space, at, SIZE_4K, need);
    return sum(need) > model.free ? E_MEMORY : E_OK;
}

static void move_page(struct mthread *from, uint64_t va, struct mthread *to, uint64_t at)
{
    struct page_map page = *space_find(&from->space, va);
    int32_t come[NPAGE_TYPES] = {0}, go[NPAGE_TYPES] = {0};

    space_tables(&to->space, at, SIZE_4K, come);
    count_tables(come, 1);
    space_tables(&from->space, va, SIZE_4K, go);
    count_tables(go, -1);
    model.reused += sum(go);
    space_remove(&from->space, space_find(&from->space, va));
    check_hidden(from, va, SIZE_4K);
    page.address = at;
    check_shown(to, &page);
    space_add(&to->space, &page);
}

/* The kernel chose three frames, among those that were free. */
static void learn_frames(struct mthread *m, pfn_t thread)
{
    m->thread = thread;
    m->process = thread_window[thread].process;
    m->root = process_window[m->process].root;
    CHECK(m->thread < model.frames && m->process < model.frames && m->root < model.frames);
    CHECK_EQ(model.type[m->thread], PG_FREE);
    CHECK_EQ(model.type[m->process], PG_FREE);
    CHECK_EQ(model.type[m->root], PG_FREE);
    CHECK_EQ(page_window[m->root].type, PG_PT4);
    model.types[PG_THREAD]++;
    model.types[PG_PROCESS]++;
    model.types[PG_PT4]++;
    model.free -= 3;
}

/* A process as thread t asks for it, as yet without pages; its thread is the last that is ready. */
static struct mthread *create(const struct mthread *t, uint32_t cpu)
{
    struct mthread *m;
    uint32_t i = 0;

    while (i < MACHINE_THREADS && model.thread[i].alive)
        i++;
    CHECK(i < MACHINE_THREADS);
    m = &model.thread[i];
    model.nthreads = i < model.nthreads ? model.nthreads : i + 1;
    m->alive = 1;
    m->cpu = cpu;
    m->caller = m->holder = NONE;
    for (uint32_t n = 0; n < NSLOTS; n++)
        m->slot[n] = NONE;
    m->slot[0] = t->slot[t->r[REG_A0]];
    model_no_family(m);
    memset(m->r, 0, sizeof m->r);
    m->r[REG_PC] = t->r[REG_A1];
    m->r[REG_SP] = t->r[REG_A2];
    m->space.n = 0;
    learn_frames(m, list_window[model.ready[cpu].list].tail);
    CHECK_EQ(m->thread, machine_thread[i]);
    push(&model.ready[cpu], i, T_READY);
    return m;
}

static uint64_t create_error(struct mthread *t)
{
    const uint64_t *r = t->r;
    const struct page_map *p;
    uint64_t error;

    if (place_of(t, NONE) == NCHILDREN)
        return E_FULL;
    if (r[REG_A0] >= NSLOTS || t->slot[r[REG_A0]] == NONE)
        return E_SLOT;
    if (r[REG_A1] >= USER_END || r[REG_A2] > USER_END)
        return E_ADDRESS;
    error = model_run_error(r[REG_A3], r[REG_A5]);
    if (error == E_OK)
        error = model_run_error(r[REG_A4], r[REG_A5]);
    if (error != E_OK)
        return error;
    p = space_find(&t->space, r[REG_A3]);
    if (p == NULL)
        return E_UNMAPPED;
    if (p->size != SIZE_4K)
        return E_SIZE;
    return model.free < 6 ? E_MEMORY : E_OK;
}

void model_process_create(uint32_t cpu)
{
    struct mthread *t = &model.thread[model.runs[cpu]], *m;
    uint32_t number = place_of(t, NONE);
    uint64_t from = t->r[REG_A3], to = t->r[REG_A4], n = t->r[REG_A5], k = 0;
    uint64_t error = create_error(t);

    t->r[REG_CALL] = error;
    if (error != E_OK)
        return;
    m = create(t, cpu);
    for (; k < n && k < RANGE_PAGES; k++) {
        if (move_error(t, from + k * PAGE_SIZE, m, to + k * PAGE_SIZE) != E_OK)
            break;
        move_page(t, from + k * PAGE_SIZE, m, to + k * PAGE_SIZE);
    }
    CHECK(k > 0);
    t->child[number] = (uint32_t)(m - model.thread);
    t->r[REG_A1] = k;
    t->r[REG_A2] = number;
}

void model_end(uint32_t t, uint32_t cpu)
{
    struct mthread *m = &model.thread[t];
    uint32_t parent = model_parent(t);

    if (parent != NONE)
        model.thread[parent].child[place_of(&model.thread[parent], t)] = GONE;
    model_no_family(m);
    model_free_space(m);
    model_close_all(m);
    model.types[PG_THREAD]--;
    model.types[PG_PROCESS]--;
    model.types[PG_PT4]--;
    m->alive = 0;
    abandon(t, cpu);
}

/* Where a thread waits or is ready it is no more, and who owes it a reply does no more. */
static void withdraw(uint32_t t)
{
    struct mthread *m = &model.thread[t];
    uint32_t places = 0;

    if (m->state == T_REPLY) {
        model.thread[m->holder].caller = NONE;
        return;
    }
    if (m->state == T_READY)
        places += (uint32_t)take_out(&model.ready[m->cpu], t);
    for (uint32_t i = 0; i < NSLOTS; i++)
        if (m->slot[i] != NONE)
            places += (uint32_t)take_out(&model.endpoint[m->slot[i]], t);
    CHECK_EQ(places, 1);
}

void model_process_kill(uint32_t cpu)
{
    struct mthread *t = &model.thread[model.runs[cpu]];
    uint64_t number = t->r[REG_A0];
    uint32_t k = number < NCHILDREN ? t->child[number] : NONE;

    t->r[REG_CALL] = E_OK;
    if (k == NONE) {
        t->r[REG_CALL] = E_CHILD;
        return;
    }
    if (k != GONE && model.thread[k].state == T_RUNNING) {
        t->r[REG_CALL] = E_RUNNING;
        return;
    }
    if (k != GONE) {
        withdraw(k);
        model_end(k, cpu);
    }
    t->child[number] = NONE;
}
