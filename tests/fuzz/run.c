/* run.c: one entry after another. See run.h. */
#include "run.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "generate.h"
#include "harness.h"
#include "model.h"

#define INVARIANTS 16u /* all invariants after so many comparisons of everything */

struct board *board;
uint32_t run_every = 16;
void (*run_failed)(void);

struct board *board_create(void)
{
    void *p = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (p == MAP_FAILED)
        abort();
    return p;
}

/* What a failed CHECK calls. */
_Noreturn void test_fail(const char *file, int line, const char *what, uint64_t a, uint64_t b)
{
    int n = snprintf(board->failure, TEXT, "%s:%d: not so: %s", file, line, what);

    if (a != b && n > 0 && n < (int)TEXT)
        snprintf(board->failure + n, TEXT - (size_t)n, " (0x%" PRIx64 ", not 0x%" PRIx64 ")", a, b);
    if (run_failed != NULL)
        run_failed();
    _exit(1);
}

/* A store that the page does not allow is not made: the thread would fault. */
static void write_memory(const struct entry *e, struct mthread *m)
{
    struct page_map *p = space_find(&m->space, e->word[0]);
    uint64_t leaf = host_translate(e->cpu, e->word[0]);

    CHECK_EQ(leaf != 0, p != NULL);
    if (p == NULL)
        return;
    CHECK_EQ(leaf / 2 % 2, p->rights == RIGHT_WRITE);
    CHECK_EQ(leaf >> 63, p->rights != RIGHT_EXECUTE);
    if (p->rights == RIGHT_WRITE && e->word[0] < p->address + PAGE_SIZE)
        user_window[LEAF_FRAME(leaf)].word[0] = p->first = e->word[1];
}

static void read_memory(const struct entry *e, struct mthread *m)
{
    struct page_map *p = space_find(&m->space, e->word[0]);
    uint64_t leaf = host_translate(e->cpu, e->word[0]);

    CHECK_EQ(leaf != 0, p != NULL);
    if (p != NULL && e->word[0] < p->address + PAGE_SIZE)
        CHECK_EQ(user_window[LEAF_FRAME(leaf)].word[0], p->first);
}

/* What a thread does with memory between two traps. */
static void touch(const struct entry *e)
{
    uint32_t t = e->cpu < NCPU && run_every ? model.runs[e->cpu] : NONE;

    if (run_every == 0 && machine_runs(e->cpu) != NIL)
        host_translate(e->cpu, e->word[0]);
    if (t == NONE || e->word[0] >= USER_END)
        return;
    if (e->kind == DO_WRITE)
        write_memory(e, &model.thread[t]);
    else
        read_memory(e, &model.thread[t]);
}

static void move(const struct entry *e)
{
    uint64_t i = e->word[0];
    pfn_t t;

    if (i >= MACHINE_THREADS || e->cpu >= NCPU)
        return;
    t = machine_thread[i];
    if (t == NIL || thread_window[t].state != T_READY)
        return;
    machine_move(t, e->cpu);
    if (run_every)
        model_move((uint32_t)i, e->cpu);
}

/* An empty slot of a process that there is names what a slot of the thread that runs does. */
static void give(const struct entry *e)
{
    const uint64_t *w = e->word; /* a slot, a thread, a slot of that */
    pfn_t t = machine_runs(e->cpu), named;

    if (t == NIL || w[0] >= NSLOTS || w[1] >= MACHINE_THREADS || machine_thread[w[1]] == NIL)
        return;
    named = process_window[thread_window[t].process].slot[w[0]];
    if (named != NIL && machine_give(thread_window[machine_thread[w[1]]].process, w[2], named) &&
        run_every)
        model_give((uint32_t)w[1], (uint32_t)w[2], model.thread[model.runs[e->cpu]].slot[w[0]]);
}

/* The address of a call that is about to change it is in the TLB, as far as it is mapped. */
static void remember(const struct entry *e)
{
    if (e->word[0] >= CALL_MAP && e->word[0] <= CALL_PROTECT_RANGE && e->word[1] < USER_END)
        host_translate(e->cpu, e->word[1]);
    for (uint64_t k = 0; e->word[0] == CALL_PROCESS_CREATE && k < RANGE_PAGES; k++)
        if (e->word[4] + k * PAGE_SIZE < USER_END)
            host_translate(e->cpu, e->word[4] + k * PAGE_SIZE);
}

static int waits(const struct mthread *m)
{
    return m->state == T_SEND || m->state == T_RECV || m->state == T_CALL || m->state == T_REPLY;
}

/* Which call each thread is in before an entry, if any: the one that this entry makes, or that the
 * thread waits in. */
#define NO_CALL ~0ul
static uint64_t call_of[MACHINE_THREADS];

static void note_calls(const struct entry *e)
{
    for (uint32_t t = 0; t < MACHINE_THREADS; t++) {
        const struct mthread *m = &model.thread[t];
        int calls = e->kind == DO_CALL && e->cpu < NCPU && model.runs[e->cpu] == t;

        call_of[t] = m->alive && (calls || waits(m)) ? m->r[REG_CALL] : NO_CALL;
    }
}

/* How those calls ended that have. */
static void count_calls(const struct entry *e, uint32_t caller)
{
    for (uint32_t t = 0; t < model.nthreads; t++) {
        const struct mthread *m = &model.thread[t];
        int goes_on = m->alive && !waits(m);

        if (call_of[t] != NO_CALL && (goes_on || (e->kind == DO_CALL && t == caller)))
            board->told[call_of[t] < NCALLS ? call_of[t] : NCALLS]
                       [goes_on && m->r[REG_CALL] < NERRORS ? m->r[REG_CALL] : NERRORS]++;
    }
}

#define ERROR_NAME(error, text) [error] = text,
void board_print_errors(const struct board *b, FILE *to, const char *who)
{
    static const char *const name[NERRORS] = {ABI_ERRORS(ERROR_NAME)};

    for (uint32_t c = 0; c <= NCALLS; c++)
        for (uint32_t e = 0; e < NERRORS; e++)
            if (b->told[c][e] > 0)
                fprintf(to, "%s %s %s %" PRIu64 "\n", who, script_call(c), name[e], b->told[c][e]);
}

static void trap(const struct entry *e)
{
    pfn_t t = machine_runs(e->cpu), result;
    uint32_t caller;

    /* A thread must have a number. */
    if (e->kind == DO_CALL && e->word[0] == CALL_PROCESS_CREATE &&
        machine_population() == MACHINE_THREADS)
        return;
    board->calls++;
    memset(&asked, 0, sizeof asked);
    if (t != NIL && e->kind == DO_CALL) {
        machine_registers(e, regs_window[t].r);
        remember(e);
    }
    if (run_every == 0) {
        machine_enter(e);
        return;
    }
    if (t != NIL && e->kind == DO_CALL)
        machine_registers(e, model.thread[model.runs[e->cpu]].r);
    model.clock = list_clock;
    memset(model.arrived, 0, sizeof model.arrived);
    note_calls(e);
    caller = e->cpu < NCPU ? model.runs[e->cpu] : NONE;
    result = machine_enter(e);
    if (asked.events[EV_FAULT] && (asked.vector != e->word[1] || asked.address != e->word[2]))
        test_fail(__FILE__, __LINE__, "a fault is reported as it was", asked.vector, e->word[1]);
    model_enter(e->cpu, e->kind == DO_CALL ? TRAP_CALL : (uint32_t)e->word[0], result);
    count_calls(e, caller);
}

static void check(void)
{
    int full = board->entries % run_every == 0;

    compare(full);
    if (full && (run_every == 1 || board->entries / run_every % INVARIANTS == 0))
        check_kernel(current, machine_root, NCPU);
}

int run_entry(const struct entry *e)
{
    board->entries++;
    if (e->kind == DO_BOOT) {
        board->boots++;
        if (!machine_boot(e))
            return 0;
        if (run_every)
            model_boot(e);
    } else if (e->kind == DO_CALL || e->kind == DO_TRAP) {
        trap(e);
    } else if (e->kind == DO_MOVE) {
        move(e);
    } else if (e->kind == DO_GIVE) {
        give(e);
    } else {
        touch(e);
    }
    if (run_every)
        check();
    return 1;
}

void run_script(const struct script *s)
{
    if (s != &board->script)
        board->script = *s;
    for (board->at = 0; board->at < board->script.n; board->at++)
        if (!run_entry(&board->script.entry[board->at]))
            return;
}

void run_random(struct source *s)
{
    struct script *log = &board->script;
    uint32_t most;

    log->entry[0] = generate_boot(s);
    log->n = 1;
    board->at = 0;
    most = generate_length(&log->entry[0]);
    if (!run_entry(&log->entry[0]))
        return;
    while (log->n < most && machine_lively() > 0 && !source_ended(s)) {
        log->entry[log->n] = generate_entry(s);
        board->at = log->n++;
        run_entry(&log->entry[board->at]);
    }
    if (run_every) {
        compare(1);
        check_kernel(current, machine_root, NCPU);
    }
}
