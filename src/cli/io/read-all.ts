import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { utf16Of } from '../../text/bytes.js';
import { CliError, reasonOf } from '../errors.js';
import { fileName } from '../messages.js';

/** The size limit for an input that is read into memory, in MiB. */
const MOST = 256;

/** An input that is read as a whole. */
export interface WholeInput {
  readonly stream: Readable;
  /** Its name in errors; standard input by default. */
  readonly name?: string;
  /** Its size limit, in MiB; 256 by default. */
  readonly most?: number;
  /** What to do with a larger one. */
  readonly hint?: string;
}

/** A file that is read as a whole. */
export function fileInput(path: string): WholeInput {
  return { stream: createReadStream(path), name: fileName(path) };
}

/**
 * Reads all of an input.
 *
 * @throws {CliError} If it cannot be read or is too large.
 */
export async function readAllBytes(input: WholeInput): Promise<Buffer> {
  const { stream, name = 'standard input', most = MOST, hint = '' } = input;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > most << 20) throw new CliError(`${name} is larger than ${most} MiB${hint}`);
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${name}: ${reasonOf(error)}`);
  }
  return Buffer.concat(chunks);
}

/**
 * Reads all of an input as text: UTF-16 if it has the byte order mark, otherwise UTF-8. The mark is
 * removed.
 *
 * @throws {CliError} If it cannot be read or is too large.
 */
export async function readAllText(input: WholeInput): Promise<string> {
  const bytes = await readAllBytes(input);
  return new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes);
}

/**
 * Reads a query from standard input. A log is not a query: to look through one would take minutes.
 *
 * @throws {CliError} If it cannot be read or is larger than 16 MiB.
 */
export function readQuery(stdin: { readonly stream: Readable }): Promise<string> {
  const hint = '; for the codes in a log: mmerr explain';
  return readAllText({ stream: stdin.stream, most: 16, hint });
}
