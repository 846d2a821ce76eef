/* library.c: a kernel comes and goes, and who may call it.
 *
 * The kernel's variables and windows have one place in an address space, so there is one kernel at
 * a time, which one lock guards: each call is an atomic step, as each entry is on a machine. The
 * lock knows its holder, so that a hypercall that calls back is refused instead of waiting for
 * itself.
 */
#include "boot.h"
#include "host.h"

static pthread_mutex_t lock = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;
static struct isobar the_kernel;

#define ERROR_TEXT(name, text) [name] = text,
#define REASON_TEXT(name, text) [ISOBAR_REFUSED + name] = text,

const char *isobar_error_text(int error)
{
    static const char *const texts[ISOBAR_REFUSED + NBOOT_REASONS] = {
        ISOBAR_ERRORS(ERROR_TEXT) BOOT_REASONS(REASON_TEXT)};

    if (error < 0 || error >= ISOBAR_REFUSED + (int)NBOOT_REASONS || texts[error] == NULL)
        return "no error has this number";
    return texts[error];
}

/* A fork waits for other threads to leave the kernel, so that the copy is of none that changes; if
 * this thread itself is inside, in a hypercall, nobody else is. */
static _Thread_local int held;

static void before_fork(void)
{
    held = pthread_mutex_lock(&lock) == 0;
}

static void in_parent(void)
{
    if (held)
        pthread_mutex_unlock(&lock);
}

/* The lock of the parent knows no thread of the child. */
static void in_child(void)
{
    lock = (pthread_mutex_t)PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;
    the_kernel.forked = the_kernel.frames != 0;
}

static int take_lock(void)
{
    return pthread_mutex_lock(&lock) == 0 ? ISOBAR_OK : ISOBAR_E_INSIDE;
}

int host_lock(const struct isobar *k)
{
    int error = take_lock();

    if (error != ISOBAR_OK)
        return error;
    if (k != &the_kernel || k->frames == 0)
        error = ISOBAR_E_NONE;
    else if (k->forked)
        error = ISOBAR_E_FORKED;
    if (error != ISOBAR_OK)
        host_unlock();
    return error;
}

int host_lock_thread(const struct isobar *k, pfn_t t)
{
    int error = host_lock(k);

    if (error != ISOBAR_OK)
        return error;
    if (!k->booted)
        error = ISOBAR_E_NOT_BOOTED;
    else if (t >= k->frames || page_window[t].type != PG_THREAD)
        error = ISOBAR_E_THREAD;
    if (error != ISOBAR_OK)
        host_unlock();
    return error;
}

void host_unlock(void)
{
    pthread_mutex_unlock(&lock);
}

static int complete(const struct isobar_hypercalls *h)
{
    return h == NULL || (h->putc && h->event && h->load && h->flush);
}

/* With the lock held. */
static int create(const struct isobar_options *o)
{
    static int watching;
    int error;

    if (the_kernel.frames != 0)
        return the_kernel.forked ? ISOBAR_E_FORKED : ISOBAR_E_EXISTS;
    if (!watching && pthread_atfork(before_fork, in_parent, in_child) != 0)
        return ISOBAR_E_MEMORY;
    watching = 1;
    error = host_memory(o->frames);
    if (error != ISOBAR_OK)
        return error;
    the_kernel = (struct isobar){.frames = o->frames};
    host_hypercalls(o);
    for (uint32_t c = 0; c < NCPU; c++)
        host_mmu_init(c);
    return ISOBAR_OK;
}

int isobar_create(struct isobar **kernel, const struct isobar_options *o)
{
    int error;

    if (o->frames == 0 || o->frames > MAX_FRAMES)
        return ISOBAR_E_FRAMES;
    if (!complete(o->hypercalls))
        return ISOBAR_E_HYPERCALL;
    error = take_lock();
    if (error != ISOBAR_OK)
        return error;
    error = create(o);
    if (error == ISOBAR_OK)
        *kernel = &the_kernel;
    host_unlock();
    return error;
}

int isobar_destroy(struct isobar *k)
{
    int error = take_lock();

    if (error != ISOBAR_OK)
        return error;
    if (k == &the_kernel && k->frames != 0) {
        host_release();
        host_hypercalls(NULL);
        the_kernel = (struct isobar){0};
    } else {
        error = ISOBAR_E_NONE;
    }
    host_unlock();
    return error;
}
