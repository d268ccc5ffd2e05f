import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';

/** The position of an error in JSON. */
export interface JsonFault {
  /** The offset of the first invalid token; the length of the text if it is truncated. */
  readonly offset: number;
  readonly truncated: boolean;
}

/** A property of the outermost object whose value is not an object or a list. */
export interface JsonProperty {
  readonly key: string;
  readonly value: unknown;
  readonly offset: number;
}

/**
 * Finds the error in invalid JSON. The messages of `JSON.parse` are not used, because not all engines
 * include a position.
 *
 * @param text A text that `JSON.parse` rejected.
 */
export function findJsonFault(text: string): JsonFault {
  const end = text.trimEnd().length;
  let fault: JsonFault | undefined;
  walk(text, {
    onError(error, offset, length) {
      if (fault) return;
      // An unclosed string is reported at its start.
      const isOpenString = printParseErrorCode(error) === 'UnexpectedEndOfString';
      const truncated = offset >= end || (isOpenString && offset + length >= end);
      fault = { offset: truncated ? text.length : offset, truncated };
    },
  });
  return fault ?? { offset: text.length, truncated: true };
}

/** Finds the offset of an element of the outermost list, by its index. */
export function findJsonElement(text: string, index: number): number | undefined {
  let depth = 0;
  let count = -1;
  let found: number | undefined;
  const value = (offset: number) => {
    if (depth === 1 && ++count === index) found = offset;
  };
  walk(text, {
    onObjectBegin(offset) {
      value(offset);
      depth++;
    },
    onArrayBegin(offset) {
      value(offset);
      depth++;
    },
    onObjectEnd() {
      depth--;
    },
    onArrayEnd() {
      depth--;
    },
    onLiteralValue: (_, offset) => value(offset),
  });
  return found;
}

/** The properties of the outermost object in order, including repeated keys, which `JSON.parse` drops. */
export function readJsonProperties(text: string): JsonProperty[] {
  const properties: JsonProperty[] = [];
  let depth = 0;
  let pending: { key: string; offset: number } | undefined;
  walk(text, {
    onObjectBegin() {
      depth++;
    },
    onObjectEnd() {
      depth--;
    },
    onObjectProperty(key, offset) {
      if (depth === 1) pending = { key, offset };
    },
    onLiteralValue(value) {
      if (depth === 1 && pending) properties.push({ ...pending, value });
    },
  });
  return properties;
}

/** Finds the first of some fields that an element of the outermost list has twice. */
export function findRepeatedField(
  text: string,
  fields: readonly string[],
): { readonly key: string; readonly offset: number } | undefined {
  let depth = 0;
  let seen = new Set<string>();
  let found: { key: string; offset: number } | undefined;
  walk(text, {
    onArrayBegin() {
      depth++;
    },
    onArrayEnd() {
      depth--;
    },
    onObjectBegin() {
      if (++depth === 2) seen = new Set();
    },
    onObjectEnd() {
      depth--;
    },
    onObjectProperty(key, offset) {
      if (depth !== 2 || found || !fields.includes(key)) return;
      if (seen.has(key)) found = { key, offset };
      seen.add(key);
    },
  });
  return found;
}

/** Visits a text. The parser is recursive: nesting too deep for the stack ends the visit early. */
function walk(text: string, visitor: JSONVisitor): void {
  try {
    visit(text, visitor, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
