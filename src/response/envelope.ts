import { createScanner } from '../codes/scan.js';
import { SEPARATOR } from '../notation/field.js';
import type { Entry } from '../table/entry.js';
import { knownModules } from '../table/modules.js';
import type { Table } from '../table/table.js';
import { isMarketData } from './market-data.js';
import { splitParams } from './params.js';

/** The code of a response. */
export interface ComposedCode {
  /** The documented code; for an undocumented one, its complete name. */
  readonly code: string;
  /** Its entry; `undefined` if it is undocumented. */
  readonly entry: Entry | undefined;
}

/** The code of a response that is not an error. */
export const SUCCESS = '0';

/** A code field with it, in any notation. */
const SUCCESS_FIELD = new RegExp(`(?<!\\w)code${SEPARATOR}${SUCCESS}(?![\\w.])`, 'i');

/** Whether a text is the code of a success, or such a response. */
export function isSuccess(text: string): boolean {
  return text.trim() === SUCCESS || SUCCESS_FIELD.test(text);
}

/**
 * Joins a response's module and own code to the complete code. An own code that already begins with its
 * module stays as it is if the table has it.
 *
 * @param module The response's `bizCode`; not empty.
 * @param own The response's `code`.
 * @returns The code. If the table lacks it, it is undocumented: it never means another module's code with
 *   the same number.
 */
export function composeCode(table: Table, module: string, own: string): ComposedCode {
  const whole = module + own;
  const entry = table.get(whole) ?? (own.startsWith(module) ? table.get(own) : undefined);
  return { code: entry?.code ?? whole, entry };
}

/** Whether a `bizCode` is a module of the platform or of the table, not of another system. */
export function isModule(table: Table, bizCode: string): boolean {
  return knownModules(table).has(bizCode);
}

/** A short or numeric code other than that of a success. An instrument may look the same. */
const MAY_BE_INSTRUMENT = /^(?!0$)[A-Z]{0,3}\d+$/;

/** The fields of a response that matter here, as written. */
export interface Envelope {
  /** The service's own code, without its module. */
  readonly code: string;
  /** The module; `undefined` if it is absent or empty. */
  readonly module: string | undefined;
  /** The response's own message, in any language. */
  readonly message: string | undefined;
  readonly params: readonly string[];
}

/**
 * Reads a response's fields.
 *
 * @param response The parsed body.
 * @returns `undefined` if it is not a response: not an object, without a `code`, or market data, whose `code`
 *   is an instrument.
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
 * Determines the code of a response. Without a module, it is the code as written or one whose family is
 * unambiguous without it (`GATEWAY_CODE_005`), but never a code with only the same number.
 */
export function readCodeOf(table: Table, { code, module }: Envelope): ComposedCode {
  if (module !== undefined) return composeCode(table, module, code);
  const word = createScanner(table).next(code, 0);
  const whole = word?.start === 0 && word.end === code.length;
  const entry = table.get(code) ?? (whole ? word.entry : undefined);
  return { code: entry?.code ?? code, entry };
}
