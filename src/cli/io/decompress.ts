import { readSync } from 'node:fs';
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { CHUNK, type Consume, type Feed, InputError } from './feed.js';

type ZlibStream = Transform & { readonly bytesWritten: number };

/** How one format is decompressed. */
interface Method {
  readonly create: (options: zlib.ZlibOptions) => ZlibStream;
  /** A whole member or frame that holds nothing but {@link PROBE}. */
  readonly probe: Uint8Array;
  /** Whether NULs may lie between and behind members: tapes and block devices add them. */
  readonly padded: boolean;
}

/**
 * How much is decompressed at once, in bytes. Each piece is a trip to another thread and back: with
 * pieces of 40 KiB a summary takes about a fifth longer. Two of them wait: one is read while the
 * other is made.
 */
const PIECE = 128 << 10;

/** How closely a fault is looked for: each step costs a trip to another thread. */
const SALVAGE_STEPS = [512, 1];

const PROBE = 'x'.charCodeAt(0);

/** Node has it from 22.15 on. */
const { createZstdDecompress } = zlib as { createZstdDecompress?: Method['create'] };

/** The formats that this Node decompresses. */
export const METHODS: Readonly<Record<'gzip' | 'zstd', Method | undefined>> = {
  gzip: { create: zlib.createGunzip, probe: zlib.gzipSync(Uint8Array.of(PROBE)), padded: true },
  zstd: createZstdDecompress && {
    create: createZstdDecompress,
    // RFC 8878: magic number, a header that announces one byte, the last block: raw, one byte.
    probe: Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 1, 9, 0, 0, PROBE),
    padded: false,
  },
};

/** Where compressed bytes come from, so that they can be read again. */
export interface Source {
  /** The descriptor of a regular file. */
  readonly fd: number;
  /** Ends the second reading early. */
  readonly stop: AbortSignal | undefined;
}

/**
 * Decompresses one input chunk by chunk. Members or frames that follow each other are one text, as
 * for gzip and zstd themselves. No chunk is decompressed before the one in front of it has been
 * taken, so memory stays flat whatever the ratio.
 */
export class Decompressor implements Feed {
  readonly #name: string;
  readonly #method: Method;
  readonly #next: Feed;
  readonly #source: Source | undefined;
  /** Decompresses the current members; none at first, and none behind a member with bytes left over. */
  #stream: ZlibStream | undefined;
  #error: Error | undefined;
  #wake = () => {};
  /** How many compressed bytes came in earlier chunks. */
  #taken = 0;
  /** How many decompressed bytes went on. */
  #given = 0;

  /**
   * @param name What the format is called, for errors.
   * @param next Takes the decompressed bytes.
   * @param source Lets everything in front of a fault be found; otherwise the last piece before it
   *   is lost, since zlib gives nothing of the piece that a fault is in.
   */
  constructor(name: string, method: Method, next: Feed, source?: Source) {
    this.#name = name;
    this.#method = method;
    this.#next = next;
    this.#source = source;
  }

  /** @throws {InputError} When the data is corrupt: all that comes before has gone on then. */
  readonly consume = async (chunk: Uint8Array): Promise<undefined | false> => {
    try {
      const more = await this.#decompress(chunk, (bytes) => {
        this.#given += bytes.length;
        return this.#next.consume(bytes);
      });
      this.#taken += chunk.length;
      return more;
    } catch (error) {
      if (error !== this.#error) throw error;
      if ((await this.#salvage(chunk)) === false) return false;
      throw new InputError(
        `${this.#name} data is corrupt (${this.#error?.message}); only what precedes the error was read`,
      );
    }
  };

  /** @throws {InputError} When the data is cut short: all that it holds has gone on then. */
  readonly end = async (): Promise<undefined | false> => {
    if (this.#stream && !(await this.#isComplete())) {
      throw new InputError(`${this.#name} data is truncated; only what it holds was read`);
    }
    this.#close();
    return this.#next.end();
  };

  #open(): ZlibStream {
    const stream = this.#method.create({
      chunkSize: PIECE,
      readableHighWaterMark: 2 * PIECE,
    } as zlib.ZlibOptions);
    stream.on('readable', () => this.#wake());
    stream.on('error', (error) => {
      this.#error = error;
      this.#wake();
    });
    this.#stream = stream;
    return stream;
  }

  #close(): void {
    this.#stream?.destroy();
    this.#stream = undefined;
  }

  /** Decompresses one chunk; when it returns, all that the chunk gives has gone to `give`. */
  async #decompress(chunk: Uint8Array, give: Consume): Promise<undefined | false> {
    let rest = chunk;
    for (;;) {
      if (!this.#stream && this.#method.padded) rest = withoutPadding(rest);
      if (rest.length === 0) return undefined;
      const used = await this.#write(this.#stream ?? this.#open(), rest, give);
      if (used === false || used < rest.length) this.#close();
      if (used === false) return false;
      rest = rest.subarray(used);
    }
  }

  /** Writes to a stream and hands on what it gives; returns how many bytes it took. */
  async #write(stream: ZlibStream, bytes: Uint8Array, give: Consume): Promise<number | false> {
    const before = stream.bytesWritten;
    let written = false;
    stream.write(bytes, () => {
      written = true;
      this.#wake();
    });
    for (;;) {
      const chunk = stream.read() as Uint8Array | null;
      if (chunk) {
        const more = give(chunk);
        if (more !== undefined && (await more) === false) return false;
      } else if (this.#error) {
        throw this.#error;
      } else if (written) {
        return stream.bytesWritten - before;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  /**
   * Whether the input ended where a member or frame does. Only there does another one come out as
   * itself. (Node 22 does not complain of a zstd frame that is cut short.) It is written byte by byte:
   * of a whole frame in one piece zstd forgets that it had begun to read another one's header.
   */
  async #isComplete(): Promise<boolean> {
    let length = 0;
    let last: number | undefined;
    try {
      for (const byte of this.#method.probe) {
        await this.#decompress(Uint8Array.of(byte), (bytes) => {
          length += bytes.length;
          last = bytes.at(-1);
          return undefined;
        });
      }
    } catch (error) {
      if (error !== this.#error) throw error;
      return false;
    }
    return length === 1 && last === PROBE;
  }

  /** Hands on what a faulty chunk gives before the fault: decompresses all once more, it in small steps. */
  async #salvage(chunk: Uint8Array): Promise<undefined | false> {
    let faulty = { from: this.#taken, bytes: chunk };
    for (const step of SALVAGE_STEPS) {
      const found = await this.#findFault(faulty.from, faulty.bytes, step);
      if (!found) return found;
      faulty = found;
    }
    return undefined;
  }

  /**
   * Decompresses once more, hands on what is new, and looks for the step that the fault is in.
   *
   * @param from Where the faulty bytes are in the file.
   * @returns The faulty step, if there is any to look at more closely; `false` to stop.
   */
  async #findFault(
    from: number,
    bytes: Uint8Array,
    step: number,
  ): Promise<{ from: number; bytes: Uint8Array } | undefined | false> {
    if (!this.#source) return undefined;
    const { fd, stop } = this.#source;
    const again = new Decompressor(this.#name, this.#method, this.#next);
    let known = this.#given;
    const give: Consume = (piece) => {
      const unknown = piece.subarray(Math.min(known, piece.length));
      known -= piece.length - unknown.length;
      if (unknown.length === 0) return undefined;
      this.#given += unknown.length;
      return this.#next.consume(unknown);
    };
    let at = 0;
    try {
      const buffer = Buffer.allocUnsafe(CHUNK);
      let position = 0;
      while (position < from && !stop?.aborted) {
        const length = readSync(fd, buffer, 0, Math.min(CHUNK, from - position), position);
        if (length === 0) return undefined;
        if ((await again.#decompress(buffer.subarray(0, length), give)) === false) return false;
        position += length;
      }
      for (; at < bytes.length && !stop?.aborted; at += step) {
        const more = await again.#decompress(bytes.subarray(at, at + step), give);
        if (more === false) return false;
      }
      return undefined;
    } catch (error) {
      if (error !== again.#error) throw error;
      return { from: from + at, bytes: bytes.subarray(at, at + step) };
    } finally {
      again.#close();
    }
  }
}

/** What follows the NULs that bytes begin with. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? bytes.subarray(bytes.length) : bytes.subarray(start);
}
