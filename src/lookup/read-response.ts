import { render } from '../message/template.js';
import { readCodeOf, readEnvelope, SUCCESS } from '../response/envelope.js';
import type { Action, Entry, Status } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { statedSeconds } from './stated-time.js';

/** What a response's error is, and what to do about it. */
export interface ResponseError {
  /** The documented code, module included; for an undocumented one, the name that it would have. */
  readonly code: string;
  /** What the table knows of it; absent for an undocumented code. */
  readonly entry?: Entry;
  /** The sentence, with the response's values in it where they fit; the response's own for an undocumented code. */
  readonly message: string;
  /** The values that the response carries for the placeholders. */
  readonly params: readonly string[];
  readonly status?: Status;
  readonly action?: Action;
  /** Whether the request failed: false for a notice, whose status is `OK`. */
  readonly failed: boolean;
  /**
   * There only where it makes sense to send the same request again, unchanged and under the same
   * idempotency key.
   */
  readonly retry?: {
    /** How long to wait, where the message states a time. */
    readonly afterSeconds?: number;
  };
}

/**
 * Says what the error of a response is, and whether it is worth a retry.
 *
 * @param table The codes to know.
 * @param body The response's body: parsed, or its JSON text.
 * @returns What the error is; `undefined` for a success.
 * @throws {SyntaxError} For a text that is not JSON.
 * @throws {TypeError} For anything that is no response, such as bytes, a promise, a client's response
 *   object or an error: what cannot be read must not pass for a success.
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
