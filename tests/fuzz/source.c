/* source.c: choices from a seed or from bytes. See source.h. */
#include "source.h"

struct source source_of_seed(uint64_t seed, uint64_t sequence)
{
    uint64_t z = seed * 0xd1342543de82ef95ul + sequence * 0x9e3779b97f4a7c15ul;

    /* Neighbours must have nothing in common (splitmix64). */
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ul;
    z = (z ^ z >> 27) * 0x94d049bb133111ebul;
    return (struct source){.state = (z ^ z >> 31) | 1};
}

struct source source_of_bytes(const uint8_t *bytes, size_t n)
{
    return (struct source){.bytes = bytes, .left = n};
}

static uint64_t random_word(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545f4914f6cdd1dul;
}

static uint64_t take_bytes(struct source *s, uint32_t n)
{
    uint64_t word = 0;

    for (; n > 0 && s->left > 0; n--, s->left--)
        word = word << 8 | *s->bytes++;
    return word;
}

uint32_t draw(struct source *s, uint32_t n)
{
    if (s->state != 0)
        return (uint32_t)((random_word(&s->state) >> 32) * n >> 32);
    return (uint32_t)take_bytes(s, n > 256 ? 2 : 1) % n;
}

uint64_t draw_word(struct source *s)
{
    return s->state != 0 ? random_word(&s->state) : take_bytes(s, 8);
}

int source_ended(const struct source *s)
{
    return s->state == 0 && s->left == 0;
}

uint32_t pick(struct source *s, const uint8_t *w, uint32_t n)
{
    uint32_t sum = 0, at;

    for (uint32_t i = 0; i < n; i++)
        sum += w[i];
    at = draw(s, sum);
    for (uint32_t i = 0; i < n; i++) {
        if (at < w[i])
            return i;
        at -= w[i];
    }
    return 0;
}
