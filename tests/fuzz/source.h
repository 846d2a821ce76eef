/* source.h: where the choices of a random run come from: a seed, or the bytes of a fuzzing engine.
 *
 * The generator asks for one number after another and does not know which of the two answers it.
 */
#ifndef ISOBAR_FUZZ_SOURCE_H
#define ISOBAR_FUZZ_SOURCE_H

#include <stddef.h>
#include <stdint.h>

struct source {
    uint64_t state;       /* of the random numbers; 0: bytes are used */
    const uint8_t *bytes; /* what is left of them */
    size_t left;
};

struct source source_of_seed(uint64_t seed, uint64_t sequence);
struct source source_of_bytes(const uint8_t *bytes, size_t n);

/* A number below n, which is at most 65536; 0 when the bytes are used up. */
uint32_t draw(struct source *s, uint32_t n);
/* A number below n, 0 w[0] times in sum(w), and so on. */
uint32_t pick(struct source *s, const uint8_t *w, uint32_t n);
/* Any 64-bit word. */
uint64_t draw_word(struct source *s);
/* Are the bytes used up? Random numbers never are. */
int source_ended(const struct source *s);

#endif
