import { type Feed, InputError } from './feed.js';
import { type Format, formatOf, LONGEST_MAGIC, readCommand } from './input-formats.js';

/** Waits until the first bytes identify the format, then feeds everything to the feed chosen for it. */
function sniffing(choose: (format: Format | undefined) => Feed | Promise<Feed>): Feed {
  let chosen: Feed | undefined;
  let head: Uint8Array = Buffer.alloc(0);
  const start = (format: Format | undefined, bytes: Uint8Array) => {
    const feed = choose(format);
    if (feed instanceof Promise) {
      return feed.then((made) => {
        chosen = made;
        return made.consume(bytes);
      });
    }
    chosen = feed;
    return bytes.length > 0 ? feed.consume(bytes) : undefined;
  };
  return {
    consume(chunk) {
      if (chosen) return chosen.consume(chunk);
      const bytes = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
      const format = formatOf(bytes, false);
      if (format !== 'undecided') return start(format, bytes);
      head = Buffer.from(bytes);
      return undefined;
    },
    async end() {
      if (!chosen) {
        const format = formatOf(head, true);
        if ((await start(format === 'undecided' ? undefined : format, head)) === false)
          return false;
      }
      return (chosen as unknown as Feed).end();
    },
  };
}

/**
 * Converts UTF-16 to UTF-8 by the WHATWG Encoding Standard: drops the byte order mark and replaces a
 * lone surrogate or an odd last byte by U+FFFD.
 */
export function transcoding(encoding: 'utf-16le' | 'utf-16be', next: Feed): Feed {
  const decoder = new TextDecoder(encoding);
  return {
    consume: (chunk) => {
      const text = decoder.decode(chunk, { stream: true });
      return text === '' ? undefined : next.consume(Buffer.from(text));
    },
    async end() {
      const text = decoder.decode();
      if (text !== '' && (await next.consume(Buffer.from(text))) === false) return false;
      return next.end();
    },
  };
}

/** How a file is decoded. */
export interface DecodingOptions {
  /** The file's descriptor, if it is a regular file. */
  readonly fd?: number | undefined;
  /** Aborts slow work. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Decodes a file on its way to `next`: decompresses gzip and, if this Node can, zstd, and converts
 * UTF-16 to UTF-8, also inside compressed data. The first bytes decide, not the name. Anything else
 * passes unchanged.
 *
 * @param file The name of the file, for errors.
 * @returns The feed for the file's bytes. It throws {@link InputError} for a format that mmerr cannot
 *   decode, and for compressed data that is corrupt or truncated.
 */
export function decoding(file: string, next: Feed, { fd, stop }: DecodingOptions = {}): Feed {
  const asText = (format: Format | undefined): Feed =>
    format?.encoding ? transcoding(format.encoding, next) : next;
  return sniffing((format) => {
    if (!format || format.encoding) return asText(format);
    const { name, compression } = format;
    const unable = () =>
      new InputError(`${name} is not supported; run: ${readCommand(format, file)}`);
    if (!compression) throw unable();
    return import('./decompress.js').then(({ Decompressor, METHODS }) => {
      const method = METHODS[compression];
      if (!method) throw unable();
      const source = fd === undefined ? undefined : { fd, stop };
      return new Decompressor(name, method, sniffing(asText), source);
    });
  });
}

/**
 * Checks the first bytes of an input that is not decoded.
 *
 * @param tell Called with the format if it would need decoding.
 */
export function watching(next: Feed, tell: (format: Format) => Promise<void>): Feed {
  let head: Uint8Array | undefined = Buffer.alloc(0);
  const look = async (bytes: Uint8Array, whole: boolean): Promise<void> => {
    const format = formatOf(bytes, whole);
    head = format === 'undecided' ? Buffer.from(bytes) : undefined;
    if (format && format !== 'undecided') await tell(format);
  };
  return {
    async consume(chunk) {
      if (head) await look(Buffer.concat([head, chunk.subarray(0, LONGEST_MAGIC)]), false);
      return next.consume(chunk);
    },
    async end() {
      if (head) await look(head, true);
      return next.end();
    },
  };
}
