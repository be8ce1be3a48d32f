/* A stand-in for the library of a card reader's maker: the functions that the till calls, with the arguments of the
   makers' headers, on one Mifare Classic 1K with factory keys. PREFIX is rf_ or dc_. */
#include <stdint.h>
#include <string.h>

#define JOIN(a, b) a##b
#define NAMED(a, b) JOIN(a, b)
#define CALL(name) NAMED(PREFIX, name)

static uint8_t card[64][16];
static uint8_t key[6];
static int present = 0, open_sector = -1, halted = 0, beeped = 0, broken = 0;
static int32_t held = 0;
static long handle = 0x1234;

/* --- the test's side */
void card_put(void) { present = 1; halted = 0; open_sector = -1; }
void card_take(void) { present = 0; }
void line_break(void) { broken = 1; }
int beeps(void) { return beeped; }

static int wrong(void *icdev) { return broken ? -1 : (long)icdev != handle ? -3 : 0; }

void *CALL(init)(int16_t port, long baud) {
    int sector;
    if (port != 7 || baud != 115200) return (void *)-1L;
    for (sector = 0; sector < 16; sector++)
        memcpy(card[sector * 4 + 3], "\xff\xff\xff\xff\xff\xff\xff\x07\x80\x69\xff\xff\xff\xff\xff\xff", 16);
    memcpy(card[0], "\xfb\x0e\xe2\x0b\x1c\x08\x04\x00", 8);
    return (void *)handle;
}
int16_t CALL(exit)(void *icdev) { return wrong(icdev); }
int16_t CALL(request)(void *icdev, uint8_t mode, uint16_t *type) {
    if (wrong(icdev)) return wrong(icdev);
    if (!present || (halted && mode != 1)) return 1;
    halted = 0;
    *type = 4;
    return 0;
}
int16_t CALL(anticoll)(void *icdev, uint8_t bits, unsigned long *serial) {
    if (wrong(icdev) || !present || bits) return 1;
    *serial = card[0][0] | card[0][1] << 8 | card[0][2] << 16 | (unsigned long)card[0][3] << 24;
    return 0;
}
int16_t CALL(select)(void *icdev, unsigned long serial, uint8_t *size) {
    if (wrong(icdev) || !present || serial != 0x0be20efbUL) return 1;
    *size = 8;
    open_sector = -1;
    return 0;
}
int16_t CALL(load_key)(void *icdev, uint8_t mode, uint8_t sector, uint8_t *given) {
    if (wrong(icdev) || sector > 15 || (mode != 0 && mode != 4)) return 1;
    memcpy(key, given, 6);
    return 0;
}
int16_t CALL(authentication)(void *icdev, uint8_t mode, uint8_t sector) {
    if (wrong(icdev) || !present || halted || memcmp(key, card[sector * 4 + 3] + (mode ? 10 : 0), 6)) {
        halted = 1;
        return 1;
    }
    open_sector = sector;
    return 0;
}
static int shut(void *icdev, int block) { return wrong(icdev) || !present || halted || open_sector != block / 4; }
int16_t CALL(read)(void *icdev, uint8_t block, uint8_t *data) {
    if (shut(icdev, block)) return 1;
    memcpy(data, card[block], 16);
    return 0;
}
int16_t CALL(write)(void *icdev, uint8_t block, uint8_t *data) {
    if (shut(icdev, block)) return 1;
    memcpy(card[block], data, 16);
    return 0;
}
static int16_t change(void *icdev, uint8_t block, int32_t delta) {
    if (shut(icdev, block)) return 1;
    memcpy(&held, card[block], 4);
    held += delta;
    return 0;
}
int16_t CALL(increment)(void *icdev, uint8_t block, unsigned long value) { return change(icdev, block, (int32_t)value); }
int16_t CALL(decrement)(void *icdev, uint8_t block, unsigned long value) { return change(icdev, block, -(int32_t)value); }
int16_t CALL(restore)(void *icdev, uint8_t block) { return change(icdev, block, 0); }
int16_t CALL(transfer)(void *icdev, uint8_t block) {
    int32_t inverted = ~held;
    if (shut(icdev, block)) return 1;
    memcpy(card[block], &held, 4);
    memcpy(card[block] + 4, &inverted, 4);
    memcpy(card[block] + 8, &held, 4);
    return 0;
}
int16_t CALL(beep)(void *icdev, uint16_t ms) {
    beeped += ms > 0;
    return wrong(icdev);
}
