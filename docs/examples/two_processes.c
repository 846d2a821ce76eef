/* two_processes.c: a kernel inside this program, and two processes that talk through it.
 *
 *     cc two_processes.c $(pkg-config --cflags --libs isobar)
 *
 * A process needs code only where a real CPU runs it. Here this program plays the CPU: when the
 * kernel says that a thread is to go on, we call the C function that stands for it. The function
 * looks at the registers that the kernel gave back, and leaves its next system call in them.
 */
#include <isobar/isobar.h>
#include <stdlib.h>

#define PAGE 4096
#define NOTE 0x10000000 /* where the client maps a page */

static struct isobar *kernel;

/* Stop with the reason if something fails that must not. */
static void check(int error)
{
    if (error == ISOBAR_OK)
        return;
    fprintf(stderr, "two_processes: %s\n", isobar_error_text(error));
    exit(1);
}

/* Ask for a system call: its number, and the arguments that all of ours have at most. */
static void ask(struct isobar_registers *r, uint64_t call, uint64_t a0, uint64_t a1, uint64_t a2)
{
    r->call = call;
    r->a[0] = a0;
    r->a[1] = a1;
    r->a[2] = a2;
}

/* The client sends two numbers, and keeps the answer in its memory. Its slot 1 names the endpoint
 * that it shares with the server. */
static void client(uint32_t thread, uint32_t step, struct isobar_registers *r)
{
    uint64_t answer;

    switch (step) {
    case 0:
        ask(r, CALL_MAP, NOTE, RIGHT_WRITE, SIZE_4K);
        break;
    case 1:
        printf("client: mapped a page: error %lu\n", r->call);
        printf("client: how much is 20 + 22?\n");
        ask(r, CALL_CALL, 1, 20, 22);
        break;
    case 2: /* the first word of the reply is where the first word that we sent was */
        check(isobar_write(kernel, thread, NOTE, &r->a[1], sizeof r->a[1]));
        ask(r, CALL_PROTECT, NOTE, RIGHT_READ, SIZE_4K);
        break;
    case 3: /* as the client itself would read its memory */
        check(isobar_read(kernel, thread, NOTE, &answer, sizeof answer));
        printf("client: it is %lu\n", answer);
        answer = 0; /* and now it may not write there any more */
        printf("client: to change that: %s\n",
               isobar_error_text(isobar_write(kernel, thread, NOTE, &answer, sizeof answer)));
        ask(r, CALL_THREAD_EXIT, 0, 0, 0);
    }
}

/* The server adds what it receives; its slot 0 is the client's slot 1. */
static void server(uint32_t thread, uint32_t step, struct isobar_registers *r)
{
    (void)thread;
    if (step == 0) {
        ask(r, CALL_RECV, 0, 0, 0);
    } else {
        printf("server: received %lu and %lu\n", r->a[1], r->a[2]);
        ask(r, CALL_REPLY_RECV, 0, r->a[1] + r->a[2], 0);
    }
}

int main(void)
{
    /* What a boot loader would bring: one page of text, of which we need the header only. */
    static const uint64_t image[PAGE / sizeof(uint64_t)] = {
        [MOD_MAGIC] = MODULE_MAGIC, [MOD_ENTRY] = USER_BASE, [MOD_TEXT] = 1, [MOD_STACK] = 1};
    struct isobar_module module[] = {{image, sizeof image, 0}, {image, sizeof image, 0}};
    void (*const program[])(uint32_t, uint32_t, struct isobar_registers *) = {client, server};
    const struct isobar_options options = {.frames = 4096, .console = stdout};
    struct isobar_running now;
    uint32_t step[2] = {0, 0};

    check(isobar_create(&kernel, &options));
    check(isobar_boot(kernel, module, 2));
    check(isobar_enter(kernel, 0, ISOBAR_START, &now));
    while (now.thread != ISOBAR_NO_THREAD) {
        int i = now.thread == module[1].thread;

        program[i](now.thread, step[i]++, &now.r);
        check(isobar_enter(kernel, 0, ISOBAR_CALL, &now));
    }
    check(isobar_destroy(kernel));
    return 0;
}
