import { backslashesBefore } from '../notation/value.js';

/** An object in a text: JSON, possibly in a string of other JSON, or a dump. */
export interface JsonObject {
  /** Where it opens: an index into the text. */
  readonly open: number;
  /** Where it closes; `undefined` if it is still open. */
  readonly close: number | undefined;
  /** The object around it. */
  readonly parent: JsonObject | undefined;
}

interface ScannedObject extends JsonObject {
  close: number | undefined;
  readonly parent: ScannedObject | undefined;
  /** The number of open strings at its start. */
  readonly depth: number;
}

/** The objects of a text. */
export interface ObjectScan {
  /** The innermost object around a place. */
  around(place: number): JsonObject | undefined;
}

const QUOTE = 34;
const OPEN = 123;
const CLOSE = 125;

/**
 * A `{` that opens an object, unlike a brace in prose: a key or `}` follows, ignoring colours. The key is
 * quoted in any notation, or bare as `util.inspect` and other dumps write it.
 */
const OBJECT_START =
  /\{(?:\s|\x1b\[[0-9;:]{0,24}m){0,200}(?:(\\{0,31})(?:"|u0022|x22|')|&(?:quot|#34);|[:@]?[A-Za-z_$][\w$-]{0,63}(?:\x1b\[[0-9;:]{0,24}m){0,3}[ \t]{0,8}[:=]|\})/y;

/**
 * Finds the objects in a text: alone, after the prefix of a log line, or escaped inside the strings of other
 * JSON, where each quote has the backslashes of its depth. Prose around them may have any quotes and braces.
 *
 * @param text The text; it may end inside an object.
 * @param from Where to start.
 * @param to Where to stop, exclusive.
 */
export function scanObjects(text: string, from: number, to: number): ObjectScan {
  const objects: ScannedObject[] = [];
  /** The innermost open object. */
  let top: ScannedObject | undefined;
  /** The number of backslashes before the quotes of each open string, outermost first. */
  const strings: number[] = [];
  /** The number of open strings. */
  let depth = 0;
  /** The number of backslashes before the quotes of the outermost object itself. */
  let base = 0;

  /** Closes an object; returns the one around it. */
  const close = (object: ScannedObject, place: number): ScannedObject | undefined => {
    object.close = place;
    if (!object.parent) depth = 0;
    return object.parent;
  };

  for (let place = from; place < to; place++) {
    const char = text.charCodeAt(place);
    if (char === OPEN) {
      OBJECT_START.lastIndex = place;
      const start = OBJECT_START.exec(text);
      if (!top) {
        if (!start) continue;
        base = start[1]?.length ?? 0;
      } else if (!start && depth > 0) {
        // A brace in the text of a message.
        continue;
      }
      top = { open: place, close: undefined, parent: top, depth };
      objects.push(top);
    } else if (!top) {
      // Outside of objects, quotes mean nothing: prose may have a single one.
    } else if (char === CLOSE) {
      if (top.depth === depth) top = close(top, place);
    } else if (char === QUOTE) {
      const escapes = backslashesBefore(text, place, from);
      if (escapes < base) {
        // The string around all of this has ended.
        while (top) top = close(top, place);
        continue;
      }
      let outer = 0;
      while (outer < depth && (strings[outer] as number) < escapes) outer++;
      if (outer === depth) {
        strings[depth++] = escapes;
        continue;
      }
      const closes = strings[outer] === escapes;
      depth = outer;
      if (!closes) strings[depth++] = escapes;
      while (top && top.depth > outer) top = close(top, place);
    }
  }

  return {
    around(place) {
      // Start with the last object that opens before the place, and skip those already closed.
      let low = 0;
      let high = objects.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((objects[middle] as ScannedObject).open < place) low = middle + 1;
        else high = middle;
      }
      let object: JsonObject | undefined = objects[low - 1];
      while (object?.close !== undefined && object.close < place) object = object.parent;
      return object;
    },
  };
}
