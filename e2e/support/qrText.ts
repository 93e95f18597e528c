import type { Locator } from 'playwright-core';

/** Of the parts without interleaved blocks, all in the lowest level of correction: correction bytes by version, from 1. */
const CORRECTION_BYTES = [7, 10, 15, 20, 26];
const LOWEST_LEVEL = 0b01;
const FORMAT_MASK = 0x5412;
const BYTE_MODE = 0b0100;

/** The patterns that may be laid over all: true turns a module over. */
const PATTERNS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/**
 * What a phone that looks at a QR code reads, from the pixels on the screen. Stricter than scanners are: every module
 * must be right, and all around them light.
 * @throws {Error} if it is not a code
 */
export async function qrText(code: Locator): Promise<string> {
  const all = await darkModules(code);
  const border = all.findIndex((row) => row.filter(Boolean).length >= 14);
  if (border < 1) throw new Error('no border');
  const sides = [all, turned(all)].flatMap((rows) => [...rows.slice(0, border), ...rows.slice(-border)]);
  if (sides.some((side) => side.slice(border, -border).includes(true))) throw new Error('no light border');
  const modules = all.slice(border, -border).map((row) => row.slice(border, -border));
  const size = modules.length;
  const correction = CORRECTION_BYTES[(size - 17) / 4 - 1];
  const format = formatOf(modules);
  if (correction === undefined || format >> 13 !== LOWEST_LEVEL) throw new Error('no code of this kind');
  const bytes = bytesOf(modules, PATTERNS[(format >> 10) & 7]);
  if (!isConsistent(bytes, correction)) throw new Error('damaged');
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const read = (from: number, length: number) => Number.parseInt(bits.slice(from, from + length), 2);
  if (read(0, 4) !== BYTE_MODE) throw new Error('not text');
  return new TextDecoder().decode(
    Uint8Array.from({ length: read(4, 8) }, (_, index) => read(12 + 8 * index, 8)),
  );
}

/** Each module of the picture and its border, by what is in its middle. */
async function darkModules(code: Locator): Promise<boolean[][]> {
  const picture = (await code.screenshot()).toString('base64');
  return code.evaluate(async (element, base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const count = (element as SVGSVGElement).viewBox.baseVal.width;
    const middle = (index: number, length: number) => Math.floor((length * (index + 0.5)) / count);
    const pixels = context?.getImageData(0, 0, width, height).data ?? [];
    const isDark = (x: number, y: number) => {
      const [red = 0, green = 0, blue = 0] = pixels.slice(4 * (y * width + x), 4 * (y * width + x) + 3);
      return red + green + blue < 3 * 128;
    };
    return Array.from({ length: count }, (_row, row) =>
      Array.from({ length: count }, (_column, column) => isDark(middle(column, width), middle(row, height))),
    );
  }, picture);
}

function turned(rows: readonly boolean[][]): boolean[][] {
  return rows.map((_row, index) => rows.map((row) => row[index] ?? false));
}

/** Level of correction and pattern: 15 bits beside the first corner. */
function formatOf(modules: readonly (readonly boolean[])[]): number {
  const along = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => modules[8]?.[column]);
  const down = [7, 5, 4, 3, 2, 1, 0].map((row) => modules[row]?.[8]);
  return [...along, ...down].reduce((bits, dark) => bits * 2 + Number(dark), 0) ^ FORMAT_MASK;
}

/** Up and down in columns two modules wide, from the right. */
function bytesOf(
  modules: readonly (readonly boolean[])[],
  pattern: (row: number, column: number) => boolean = () => false,
): number[] {
  const size = modules.length;
  const columns = Array.from({ length: size - 1 }, (_, index) => size - 1 - index).map((column) =>
    column <= 6 ? column - 1 : column,
  );
  const bits: number[] = [];
  for (let pair = 0; pair < columns.length; pair += 2) {
    for (let step = 0; step < size; step += 1) {
      const row = pair % 4 === 0 ? size - 1 - step : step;
      for (const column of columns.slice(pair, pair + 2)) {
        if (!isFixed(row, column, size)) bits.push(Number(modules[row]?.[column] !== pattern(row, column)));
      }
    }
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, index) =>
    bits.slice(8 * index, 8 * index + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
}

/** Corners, lines and the small square, which say nothing. */
function isFixed(row: number, column: number, size: number): boolean {
  const corner = (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
  const square = size > 21 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2;
  return corner || square || row === 6 || column === 6;
}

/** Reed and Solomon's check: as a polynomial over the field of 256 the bytes are zero at so many powers of two. */
function isConsistent(bytes: readonly number[], correction: number): boolean {
  const times = (a: number, b: number): number =>
    b === 0 ? 0 : times((a << 1) ^ (a > 127 ? 0x11d : 0), b >> 1) ^ (b % 2 === 1 ? a : 0);
  let root = 1;
  for (let index = 0; index < correction; index += 1) {
    if (bytes.reduce((sum, byte) => times(sum, root) ^ byte, 0) !== 0) return false;
    root = times(root, 2);
  }
  return true;
}
