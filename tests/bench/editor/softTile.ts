/** A mask tile with a soft value in every pixel. An expression that is evaluated in the page for each `key`. */
export const SOFT_TILE = "Uint8Array.from({ length: 65536 }, (_, i) => 60 + (((i & 255) + (i >> 8) + 16 * key) & 127))";
