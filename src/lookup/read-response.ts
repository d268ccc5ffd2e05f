import { render } from '../message/template.js';
import { readCodeOf, readEnvelope, SUCCESS } from '../response/envelope.js';
import type { Action, Entry, Status } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { statedSeconds } from './stated-time.js';

/** The error in a response, and what to do about it. */
export interface ResponseError {
  /** The documented code, including its module; for an undocumented one, `bizCode` and `code` joined. */
  readonly code: string;
  /** The entry in the table; absent for an undocumented code. */
  readonly entry?: Entry;
  /** The message, with placeholders filled if possible; for an undocumented code, the response's own. */
  readonly message: string;
  /** The values for the placeholders in the response. */
  readonly params: readonly string[];
  readonly status?: Status;
  readonly action?: Action;
  /** Whether the request failed: false for a notice, whose status is `OK`. */
  readonly failed: boolean;
  /**
   * Present only if it makes sense to send the same request again, unchanged and with the same
   * idempotency key.
   */
  readonly retry?: {
    /** How long to wait, if the message states a time. */
    readonly afterSeconds?: number;
  };
}

/**
 * Reads the error in a response, and whether it is worth a retry.
 *
 * @param table The known codes.
 * @param body The body of the response, parsed or as JSON text.
 * @returns The error; `undefined` for a success.
 * @throws {SyntaxError} For text that is not JSON.
 * @throws {TypeError} For anything that is not a response, such as bytes, a promise, the response object
 *   of a client, or an error: an unreadable answer must never be taken for a success.
 */
export function readResponse(table: Table, body: unknown): ResponseError | undefined {
  checkTable(table);
  const envelope = readEnvelope(typeof body === 'string' ? JSON.parse(body) : body);
  if (!envelope) {
    throw new TypeError('not a response: it has no code; pass the body, parsed or as JSON text');
  }
  if (envelope.code === SUCCESS) return undefined;
  const { code, entry } = readCodeOf(table, envelope);
  const { params } = envelope;
  if (!entry) return { code, message: envelope.message ?? '', params, failed: true };
  const { status, action } = entry;
  const seconds = statedSeconds(entry.message, params);
  return {
    code,
    entry,
    message: render(entry.message, params) ?? entry.message,
    params,
    ...(status ? { status } : {}),
    ...(action ? { action } : {}),
    failed: status !== 'OK',
    ...(action === 'retry' || action === 'wait'
      ? { retry: seconds === undefined ? {} : { afterSeconds: seconds } }
      : {}),
  };
}
