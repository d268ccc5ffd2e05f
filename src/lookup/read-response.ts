import { splitParams } from '../message/template.js';
import type { Action, Entry, Status } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { lookup } from './lookup.js';

/** What a response's error is, and what to do about it. */
export interface ResponseError {
  /** The code as the response gives it. */
  readonly code: string;
  /** What the table knows of it; absent for an undocumented code. */
  readonly entry?: Entry;
  /** The sentence, with the response's values in it where they fit; the response's own for an undocumented code. */
  readonly message: string;
  /** The values that the response carries for the placeholders. */
  readonly params: readonly string[];
  readonly status?: Status;
  readonly action?: Action;
  /** Whether the same request may well succeed when it is sent again later. */
  readonly retry: boolean;
}

/** A response as far as it matters here. */
interface ResponseFields {
  readonly code?: unknown;
  readonly msg?: unknown;
  readonly message?: unknown;
  readonly msgParams?: unknown;
}

/** The code of an answer that is no error. */
const SUCCESS = '0';

/**
 * Says what the error of a response is, and whether it is worth a retry.
 *
 * @param table The codes to know.
 * @param response The answer's body: parsed, or its JSON text.
 * @returns What the error is; `undefined` where the response holds none.
 * @throws {SyntaxError} For a text that is no JSON.
 */
export function readResponse(table: Table, response: unknown): ResponseError | undefined {
  const value: unknown = typeof response === 'string' ? JSON.parse(response) : response;
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as ResponseFields;
  if (typeof fields.code !== 'string' && typeof fields.code !== 'number') return undefined;
  const code = String(fields.code);
  if (code === SUCCESS || code === '') return undefined;

  const params = splitParams(fields.msgParams);
  const [result] = lookup(table, code, { params });
  const entry = result?.entries.length === 1 ? result.entries[0] : undefined;
  if (!entry) {
    const message = [fields.msg, fields.message].find((text) => typeof text === 'string');
    return { code, message: message ?? '', params, retry: false };
  }
  return {
    code,
    entry,
    message: result?.rendered ?? entry.message,
    params,
    ...(entry.status ? { status: entry.status } : {}),
    ...(entry.action ? { action: entry.action } : {}),
    retry: entry.action === 'retry' || entry.action === 'wait',
  };
}
