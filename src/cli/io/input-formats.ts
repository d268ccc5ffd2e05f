/** How an input is compressed or encoded. */
export interface Format {
  /** Its name in messages. */
  readonly name: string;
  /** A compression that Node may support. */
  readonly compression?: 'gzip' | 'zstd';
  /** An encoding that Node supports. */
  readonly encoding?: 'utf-16le' | 'utf-16be';
  /** The command that decodes a file to standard output; the file name follows it. */
  readonly command: string;
}

const GZIP: Format = { name: 'gzip', compression: 'gzip', command: 'gzip -dc' };
const ZSTD: Format = { name: 'zstd', compression: 'zstd', command: 'zstd -dc' };
const BZIP2: Format = { name: 'bzip2', command: 'bzip2 -dc' };
const UTF_16 = { name: 'UTF-16', command: 'iconv -f UTF-16 -t UTF-8' };
const UTF_32: Format = { name: 'UTF-32', command: 'iconv -f UTF-32 -t UTF-8' };

/**
 * The first bytes of each format, in latin1; `?` matches any byte. From RFC 1952 (gzip), RFC 8878
 * (zstd), the formats' own specifications, and the Unicode Standard (byte order marks). The first match
 * wins.
 */
const MAGIC: readonly (readonly [string, Format])[] = [
  ['\x1f\x8b\x08', GZIP],
  ['\x28\xb5\x2f\xfd', ZSTD],
  // A zstd file may begin with a skippable frame, numbered 0 to 15.
  ...[...'PQRSTUVWXYZ[\\]^_'].map((first) => [`${first}\x2a\x4d\x18`, ZSTD] as const),
  // The level, then the first block, or the end of the stream if there is none.
  ['BZh?1AY&SY', BZIP2],
  ['BZh?\x17\x72\x45\x38\x50\x90', BZIP2],
  ['\xfd7zXZ\0', { name: 'xz', command: 'xz -dc' }],
  ['\x04\x22\x4d\x18', { name: 'LZ4', command: 'lz4 -dc' }],
  ['\x1f\x9d', { name: 'compress (.Z)', command: 'gzip -dc' }],
  ['PK\x03\x04', { name: 'ZIP', command: 'unzip -p' }],
  ['\xff\xfe\0\0', UTF_32],
  ['\0\0\xfe\xff', UTF_32],
  ['\xff\xfe', { ...UTF_16, encoding: 'utf-16le' }],
  ['\xfe\xff', { ...UTF_16, encoding: 'utf-16be' }],
];

/** How many bytes are enough to identify every format. */
export const LONGEST_MAGIC = Math.max(...MAGIC.map(([magic]) => magic.length));

/**
 * Identifies a format by its first bytes.
 *
 * @param head The first bytes so far.
 * @param whole Whether the input ends here.
 * @returns The format; `undefined` for plain text and anything else; `'undecided'` if more bytes are
 *   needed.
 */
export function formatOf(head: Uint8Array, whole: boolean): Format | 'undecided' | undefined {
  const start = Buffer.from(head.subarray(0, LONGEST_MAGIC)).toString('latin1');
  for (const [magic, format] of MAGIC) {
    const length = Math.min(magic.length, start.length);
    if (whole && length < magic.length) continue;
    let same = 0;
    while (same < length && (magic[same] === '?' || magic[same] === start[same])) same++;
    if (same < length) continue;
    return length < magic.length ? 'undecided' : format;
  }
  return undefined;
}

/** The shell command that lets mmerr read a file of this format. */
export function readCommand({ command }: Format, file: string): string {
  // A leading dash would make it an option.
  const path = file.startsWith('-') ? `./${file}` : file;
  const word = /^[\w./:@%+,=~-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
  return `${command} ${word} | mmerr explain`;
}
