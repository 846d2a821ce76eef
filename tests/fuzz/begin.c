/* begin.c: the model of a machine that has just booted, and that it is what a program is promised:
 * what kernel/abi.h says of a module, and arch/host/isobar/isobar.h of endpoints. */
#include <string.h>

#include "model.h"

static void learn_page(struct mthread *m, uint64_t va, uint32_t rights, int zero)
{
    struct page_map p = {.address = va, .rights = rights};

    p.frame = LEAF_FRAME(host_walk(m->root, va));
    CHECK(p.frame < model.frames);
    CHECK_EQ(page_window[p.frame].type, PG_USER);
    check_shown(m, &p);
    for (uint32_t i = 0; zero && i < TABLE_ENTRIES; i++)
        CHECK_EQ(user_window[p.frame].word[i], 0);
    p.first = user_window[p.frame].word[0];
    p.last = user_window[p.frame].word[TABLE_ENTRIES - 1];
    space_add(&m->space, &p);
}

/* Text, data, zeros and two pages of stack. */
static void learn_space(struct mthread *m)
{
    m->space.n = 0;
    learn_page(m, USER_BASE, RIGHT_EXECUTE, 0);
    learn_page(m, USER_BASE + PAGE_SIZE, RIGHT_WRITE, 0);
    learn_page(m, USER_BASE + 2 * PAGE_SIZE, RIGHT_WRITE, 1);
    learn_page(m, USER_STACK_TOP - 2 * PAGE_SIZE, RIGHT_WRITE, 1);
    learn_page(m, USER_STACK_TOP - PAGE_SIZE, RIGHT_WRITE, 1);
    CHECK_EQ(user_window[m->space.page[0].frame].word[MOD_MAGIC], MODULE_MAGIC);
}

static void learn_thread(uint32_t i)
{
    struct mthread *m = &model.thread[i];

    m->alive = 1;
    m->process = module_process[i];
    m->thread = process_window[m->process].thread;
    m->root = process_window[m->process].root;
    m->state = T_READY;
    m->caller = m->holder = NONE;
    memcpy(m->r, regs_window[m->thread].r, sizeof m->r);
    CHECK_EQ(m->r[REG_PC], USER_BASE + MOD_WORDS * sizeof(uint64_t));
    CHECK_EQ(m->r[REG_SP], USER_STACK_TOP);
    model_no_family(m);
    learn_space(m);
}

/* Slot i of init and slot 0 of program i name the same endpoint. */
static void learn_slots(uint32_t i, int shared)
{
    uint32_t *slot = model.thread[i].slot;

    for (uint32_t n = 0; n < NSLOTS; n++)
        slot[n] = NONE;
    if (i == 0)
        for (uint32_t e = 1; e < model.nthreads; e++)
            slot[e] = e;
    else
        slot[0] = i;
    for (uint32_t e = 1; shared && e < model.nthreads; e++)
        slot[SHARED_SLOTS + e] = e;
}

void model_boot(const struct entry *e)
{
    model.nthreads = (uint32_t)e->word[MACHINE_MODULES];
    model.frames = boot_info.frames;
    model.free = nfree;
    model.mark = 0x1111111111111111ul;
    for (uint32_t i = 1; i < model.nthreads; i++) {
        model_learn_queue(&model.endpoint[i], process_window[module_process[i]].slot[0],
                          PG_ENDPOINT);
        model.bits[i] = 0;
    }
    for (uint32_t c = 0; c < NCPU; c++) {
        model_learn_queue(&model.ready[c], run_queue[c], PG_QUEUE);
        model.runs[c] = NONE;
    }
    for (uint32_t i = 0; i < MACHINE_THREADS; i++)
        model.thread[i].alive = 0;
    for (uint32_t i = 0; i < model.nthreads; i++) {
        learn_thread(i);
        learn_slots(i, e->word[MACHINE_SHARED] != 0);
        model.thread[i].cpu = i % machine_cpus;
        push(&model.ready[i % machine_cpus], i, T_READY);
    }
    memset(model.types, 0, sizeof model.types);
    for (pfn_t p = 0; p < model.frames; p++)
        model.type[p] = (uint8_t)page_window[p].type;
    compare(1);
}
