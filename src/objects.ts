/** An object of JSON that stands somewhere in a text, maybe in a string of other JSON. */
export interface JsonObject {
  /** Where it opens: an index into the text. */
  readonly open: number;
  /** Where it closes; absent while it has not. */
  close?: number;
  /** The object around it. */
  readonly parent: JsonObject | undefined;
}

/** The objects of a text. */
export interface ObjectScan {
  /** The innermost object around a place. */
  around(place: number): JsonObject | undefined;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/**
 * A `{` that opens an object rather than being a brace of prose: a quoted key or its end follows,
 * colours aside.
 */
const OBJECT_START = /\{(?:\s|\x1b\[[0-9;]{0,24}m){0,200}(?:(\\{0,31})"|\})/y;

/** How many backslashes stand right before a place, none further back than `floor`. */
export function backslashesBefore(text: string, place: number, floor: number): number {
  let count = 0;
  while (place - count > floor && text.charCodeAt(place - count - 1) === BACKSLASH) count++;
  return count;
}

/**
 * Finds the objects of JSON in a text: alone, behind a log line's prefix, or escaped inside the
 * strings of other JSON, where each quote carries the backslashes of its depth. Prose around them
 * may hold any quotes and braces.
 *
 * @param text The text; need not be whole JSON, may end inside an object.
 * @param from Where to start.
 * @param to Where to stop, exclusive.
 */
export function scanObjects(text: string, from: number, to: number): ObjectScan {
  const objects: JsonObject[] = [];
  /** Open objects, each with how many strings were open when it began. */
  const stack: { object: JsonObject; depth: number }[] = [];
  /** How many backslashes the quotes of each open string carry, outermost first. */
  let strings: number[] = [];
  /** The backslashes of the quotes that the outermost object itself uses. */
  let base = 0;

  const closeTop = (place: number) => {
    const top = stack.pop();
    if (top) top.object.close = place;
    if (stack.length === 0) strings = [];
  };

  for (let place = from; place < to; place++) {
    const char = text.charCodeAt(place);
    if (char === OPEN) {
      OBJECT_START.lastIndex = place;
      const start = OBJECT_START.exec(text);
      if (stack.length === 0) {
        if (!start) continue;
        base = start[1]?.length ?? 0;
      } else if (!start && strings.length > 0) {
        // A brace of some message's text.
        continue;
      }
      const object: JsonObject = { open: place, parent: stack.at(-1)?.object };
      objects.push(object);
      stack.push({ object, depth: strings.length });
    } else if (stack.length === 0) {
      // Outside of objects quotes mean nothing: prose may hold a single one.
    } else if (char === CLOSE) {
      if (stack.at(-1)?.depth === strings.length) closeTop(place);
    } else if (char === QUOTE) {
      const escapes = backslashesBefore(text, place, from);
      if (escapes < base) {
        // The string that all of this stood in has ended.
        while (stack.length > 0) closeTop(place);
        continue;
      }
      const open = strings.findIndex((own) => own >= escapes);
      if (open < 0) {
        strings.push(escapes);
        continue;
      }
      const closes = strings[open] === escapes;
      strings.length = open;
      if (!closes) strings.push(escapes);
      while ((stack.at(-1)?.depth ?? 0) > open) closeTop(place);
    }
  }

  return {
    around(place) {
      // The last object that opens before the place; from there outwards past those already closed.
      let low = 0;
      let high = objects.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((objects[middle] as JsonObject).open < place) low = middle + 1;
        else high = middle;
      }
      let object = objects[low - 1];
      while (object?.close !== undefined && object.close < place) object = object.parent;
      return object;
    },
  };
}
