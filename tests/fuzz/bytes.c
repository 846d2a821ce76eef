/* bytes.c: runs files of bytes through the fuzzing engines' door, where there is no engine.
 *
 *     bytes FILE ...
 */
#include <stdint.h>
#include <stdio.h>

#define MOST 65536

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int main(int argc, char **argv)
{
    static uint8_t bytes[MOST];

    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");

        if (file == NULL) {
            perror(argv[i]);
            return 1;
        }
        LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, MOST, file));
        fclose(file);
    }
    printf("%d files ended well\n", argc - 1);
    return 0;
}
