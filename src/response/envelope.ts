import { createScanner } from '../codes/scan.js';
import type { Entry } from '../table/entry.js';
import { knownModules } from '../table/module.js';
import type { Table } from '../table/table.js';
import { SEPARATOR } from '../text/notation.js';
import { isMarketData } from './market-data.js';
import { splitParams } from './params.js';

/** A code that a response was read as. */
export interface ComposedCode {
  /** The documented code; for an undocumented one, its whole name. */
  readonly code: string;
  /** What the table knows of it. */
  readonly entry: Entry | undefined;
}

/** The code of a response that is no error. */
export const SUCCESS = '0';

/** A code field that holds it, in any notation. */
const SUCCESS_FIELD = new RegExp(`(?<!\\w)code${SEPARATOR}${SUCCESS}(?![\\w.])`, 'i');

/** Whether a text is the code of a success, or a response that is one. */
export function isSuccess(text: string): boolean {
  return text.trim() === SUCCESS || SUCCESS_FIELD.test(text);
}

/**
 * Puts a response's module and own code together. The documented code is the two, nothing between;
 * a code that begins with its module and is in the table as it stands is taken as it stands.
 *
 * @param module The response's `bizCode`; not empty.
 * @param own The response's `code`.
 * @returns The code. Where the table lacks it, it is undocumented under that name, never another
 *   module's code with the same number.
 */
export function composeCode(table: Table, module: string, own: string): ComposedCode {
  const whole = module + own;
  const entry = table.get(whole) ?? (own.startsWith(module) ? table.get(own) : undefined);
  return { code: entry?.code ?? whole, entry };
}

/** Whether a `bizCode` names a module of the platform or of the table, and not of another system. */
export function isModule(table: Table, bizCode: string): boolean {
  return knownModules(table).has(bizCode);
}

/** A short or numeric code, which an instrument may be as well; a success is none. */
const MAY_BE_INSTRUMENT = /^(?!0$)[A-Z]{0,3}\d+$/;

/** The fields of a response that matter here, as it gives them. */
export interface Envelope {
  /** The service's own code, without its module. */
  readonly code: string;
  /** The module; `undefined` for none, which an empty one is. */
  readonly module: string | undefined;
  /** The response's own message, in whatever language it was asked for. */
  readonly message: string | undefined;
  readonly params: readonly string[];
}

/**
 * Reads a response's fields.
 *
 * @param response What JSON or a client made of the body.
 * @returns `undefined` for what is no response: no object, one without a `code`, or market data, whose
 *   `code` is an instrument.
 */
export function readEnvelope(response: unknown): Envelope | undefined {
  if (typeof response !== 'object' || response === null || response instanceof Error) {
    return undefined;
  }
  const fields = response as Readonly<Record<string, unknown>>;
  const { code, bizCode, msg, message, msgParams } = fields;
  if (typeof code !== 'string' && typeof code !== 'number') return undefined;
  if (code === '') return undefined;
  const module = typeof bizCode === 'string' && bizCode !== '' ? bizCode : undefined;
  if (module === undefined && MAY_BE_INSTRUMENT.test(String(code)) && isMarketData(fields)) {
    return undefined;
  }
  const text = [msg, message].find((one) => typeof one === 'string');
  return {
    code: String(code),
    module,
    message: text as string | undefined,
    params: splitParams(msgParams),
  };
}

/**
 * Says which code a response's fields amount to. Without a module the code is taken as written, or
 * by a family that needs none (`GATEWAY_CODE_005`), never by its number alone.
 */
export function readCodeOf(table: Table, { code, module }: Envelope): ComposedCode {
  if (module !== undefined) return composeCode(table, module, code);
  const word = createScanner(table).next(code, 0);
  const whole = word?.start === 0 && word.end === code.length;
  const entry = table.get(code) ?? (whole ? word.entry : undefined);
  return { code: entry?.code ?? code, entry };
}
