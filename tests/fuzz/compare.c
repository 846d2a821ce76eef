/* compare.c: the kernel's state, read from its objects and page tables, against the model's. */
#include "model.h"

#define BIT_PRESENT 1ul
#define BIT_WRITE 2ul
#define BIT_USER 4ul
#define BIT_ACCESSED 0x20ul
#define BIT_DIRTY 0x40ul
#define BIT_LARGE 0x80ul
#define BIT_NO_EXECUTE (1ul << 63)

/* A page of 4 KiB, as the MMU finds it; accessed and dirty are set from the start. */
static uint64_t leaf_of(pfn_t frame, uint32_t rights)
{
    return (uint64_t)frame * PAGE_SIZE + (BIT_PRESENT | BIT_USER | BIT_ACCESSED | BIT_DIRTY) +
           (rights == RIGHT_WRITE ? BIT_WRITE : 0) + (rights == RIGHT_EXECUTE ? 0 : BIT_NO_EXECUTE);
}

/* All small pages of one of up to 2 MiB; of a larger one those at the ends and every 509th. */
static uint32_t stride_of(uint32_t size)
{
    return size == SIZE_1G ? 509 : 1;
}

void check_shown(const struct mthread *t, const struct page_map *page)
{
    uint32_t n = page_frames[page->size];

    for (uint32_t i = 0; i < n; i += stride_of(page->size))
        CHECK_EQ(host_walk(t->root, page->address + i * (uint64_t)PAGE_SIZE),
                 leaf_of(page->frame + i, page->rights));
    CHECK_EQ(host_walk(t->root, page->address + (n - 1) * (uint64_t)PAGE_SIZE),
             leaf_of(page->frame + n - 1, page->rights));
}

void check_hidden(const struct mthread *t, uint64_t address, uint32_t size)
{
    uint32_t n = page_frames[size];

    for (uint32_t i = 0; i < n; i += stride_of(size))
        CHECK_EQ(host_walk(t->root, address + i * (uint64_t)PAGE_SIZE), 0);
    CHECK_EQ(host_walk(t->root, address + (n - 1) * (uint64_t)PAGE_SIZE), 0);
}

/* Every frame that changed its type was free or is, and of each type as many came or went as the
 * entry makes or frees. */
void compare_frames(void)
{
    int32_t changed[NPAGE_TYPES] = {0};
    uint32_t reused = 0;

    for (pfn_t p = 0; p < model.frames; p++) {
        uint32_t is = page_window[p].type, was = model.type[p];

        if (is == was)
            continue;
        CHECK(is < NPAGE_TYPES);
        if (is != PG_FREE && was != PG_FREE) {
            CHECK(was <= PG_PT3 && is >= PG_PT1 && is <= PG_PT3);
            reused++;
        }
        changed[is]++;
        changed[was]--;
        model.type[p] = (uint8_t)is;
    }
    CHECK(reused <= model.reused);
    for (uint32_t type = PG_FREE + 1; type < NPAGE_TYPES; type++) {
        CHECK_EQ((uint64_t)changed[type], (uint64_t)model.types[type]);
        model.types[type] = 0;
    }
}

static int frames_changed(void)
{
    for (uint32_t type = 0; type < NPAGE_TYPES; type++)
        if (model.types[type] != 0)
            return 1;
    return 0;
}

static pfn_t thread_of(uint32_t t)
{
    return t == NONE ? NIL : model.thread[t].thread;
}

/* From the first to the last, and nobody else. */
static void compare_queue(const struct queue *q)
{
    pfn_t at = list_window[q->list].head;

    for (uint32_t i = 0; i < q->n; i++) {
        CHECK_EQ(at, thread_of(q->t[i]));
        CHECK_EQ(link_window[at].on, q->list);
        at = link_window[at].next;
    }
    CHECK_EQ(at, NIL);
}

/* Those that slots name, each named as often as it says, with what waits there. */
static void compare_endpoints(void)
{
    uint32_t names[MODEL_ENDPOINTS];

    model_names(names);
    for (uint32_t e = 1; e < MODEL_ENDPOINTS; e++) {
        pfn_t p = model.endpoint[e].list;

        if (names[e] == 0)
            continue;
        CHECK_EQ(page_window[p].type, PG_ENDPOINT);
        CHECK_EQ(endpoint_window[p].refs, names[e]);
        CHECK_EQ(endpoint_window[p].bits, model.bits[e]);
        compare_queue(&model.endpoint[e]);
    }
}

static void compare_thread(const struct mthread *m)
{
    const struct thread *k = &thread_window[m->thread];
    const uint64_t *r = regs_window[m->thread].r;

    CHECK_EQ(page_window[m->thread].type, PG_THREAD);
    CHECK_EQ(k->state, m->state);
    if (m->state == T_READY || m->state == T_RUNNING)
        CHECK_EQ(k->cpu, m->cpu);
    CHECK_EQ(k->caller, thread_of(m->caller));
    if (m->state == T_REPLY)
        CHECK_EQ(k->holder, thread_of(m->holder));
    for (uint32_t i = 0; i < NREGS; i++)
        CHECK_EQ(r[i], m->r[i]);
}

static void compare_process(const struct mthread *m)
{
    const struct process *p = &process_window[m->process];

    CHECK_EQ(page_window[m->process].type, PG_PROCESS);
    CHECK_EQ(thread_window[m->thread].process, m->process);
    CHECK_EQ(p->thread, m->thread);
    CHECK_EQ(p->root, m->root);
    for (uint32_t i = 0; i < NSLOTS; i++)
        CHECK_EQ(p->slot[i], m->slot[i] == NONE ? NIL : model.endpoint[m->slot[i]].list);
}

static pfn_t process_of(uint32_t t)
{
    return t == NONE ? NIL : t == GONE ? ENDED : model.thread[t].process;
}

/* Each child by its number, and who made this one. */
static void compare_family(uint32_t t)
{
    const struct family *f = &family_window[model.thread[t].process];

    for (uint32_t i = 0; i < NCHILDREN; i++)
        CHECK_EQ(f->child[i], process_of(model.thread[t].child[i]));
    CHECK_EQ(f->parent, process_of(model_parent(t)));
}

/* Leaves below a table of this level. */
static uint32_t count_leaves(pfn_t table, uint32_t level)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < (level == 4 ? USER_ENTRIES : TABLE_ENTRIES); i++) {
        uint64_t e = table_window[table].entry[i];

        if (!(e & BIT_PRESENT))
            continue;
        n += level == 1 || (e & BIT_LARGE) ? 1 : count_leaves(LEAF_FRAME(e), level - 1);
    }
    return n;
}

/* Every page of the model is there and holds what it should, and the tables have no more. */
static void compare_space(const struct mthread *m)
{
    for (uint32_t i = 0; i < m->space.n; i++) {
        const struct page_map *p = &m->space.page[i];

        check_shown(m, p);
        CHECK_EQ(user_window[p->frame].word[0], p->first);
        CHECK_EQ(user_window[p->frame + page_frames[p->size] - 1].word[TABLE_ENTRIES - 1], p->last);
    }
    CHECK_EQ(count_leaves(m->root, 4), m->space.n);
}

static void compare_cpu(uint32_t c, int full)
{
    uint32_t t = model.runs[c];

    CHECK_EQ(current[c], thread_of(t));
    CHECK_EQ(machine_root[c], t == NONE ? NIL : model.thread[t].root);
    compare_queue(&model.ready[c]);
    if (full)
        CHECK_EQ(machine_untagged ? host_stale(c) : host_stale_held(c, tags[c].root), 0);
}

void compare(int full)
{
    for (uint32_t c = 0; c < (full ? NCPU : machine_cpus); c++)
        compare_cpu(c, full && c < machine_cpus);
    compare_endpoints();
    for (uint32_t i = 0; i < model.nthreads; i++) {
        const struct mthread *m = &model.thread[i];

        if (!m->alive)
            continue;
        compare_thread(m);
        compare_process(m);
        compare_family(i);
        if (full)
            compare_space(m);
    }
    CHECK_EQ(nfree, model.free);
    if (full || frames_changed())
        compare_frames();
    model.reused = 0;
}
