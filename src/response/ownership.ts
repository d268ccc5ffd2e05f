import type { JsonObject, ObjectScan } from './objects.js';
import type { ParamsField } from './params.js';

/** The result of {@link paramsOf} for a code. */
export interface CodeParams {
  readonly values: readonly string[] | undefined;
  /** Whether no text that may still follow can change the result. */
  readonly final: boolean;
}

/**
 * Assigns params to codes. A code gets those of the innermost object around it that has any, but never those
 * of another code's object. If several codes or fields share an object, or a line without objects, they
 * belong together in order. A code without params gets those of the same code inside its object: a line of
 * prose repeats the code of the response that follows.
 *
 * @param scan The objects of the text.
 * @param codes Where each of its codes starts, in order.
 * @param fields Its params fields.
 * @param names The name of each code; `undefined` if its message takes no params. Without names, every code
 *   takes params, and all codes differ.
 * @returns The values of each code, and whether they are final even if the text goes on.
 */
export function paramsOf(
  scan: ObjectScan,
  codes: readonly number[],
  fields: readonly ParamsField[],
  names: readonly (string | undefined)[] = codes.map(String),
): CodeParams[] {
  const homes = codes.map((code) => scan.around(code));
  const withCode = new Set<JsonObject | undefined>([undefined]);
  for (const home of homes) {
    for (let object = home; object && !withCode.has(object); object = object.parent) {
      withCode.add(object);
    }
  }
  /** Where the first code that takes params is directly in an object. */
  const firstCode = new Map<JsonObject | undefined, number>();
  homes.forEach((home, index) => {
    if (names[index] !== undefined && !firstCode.has(home)) {
      firstCode.set(home, codes[index] as number);
    }
  });
  const owned = new Map<JsonObject | undefined, OwnedFields>();
  for (const field of fields) {
    const holder = scan.around(field.start);
    let owner = holder;
    while (owner && !withCode.has(owner)) owner = owner.parent;
    const same = owned.get(owner) ?? { direct: [], inner: [] };
    (owner === holder ? same.direct : same.inner).push(field);
    owned.set(owner, same);
  }

  const answers = codes.map((code, index): CodeParams => {
    if (names[index] === undefined) return { values: undefined, final: true };
    const home = homes[index];
    let object = home;
    while (object && !owned.has(object)) {
      object = object.parent;
      if (firstCode.has(object)) return { values: undefined, final: false };
    }
    const { direct, inner } = owned.get(object) ?? { direct: [], inner: [] };
    // A field of the object itself precedes one of an object inside it.
    const candidates = direct.length > 0 ? direct : inner;
    // A field whose value contains the code has not ended before it, so it is not final.
    const before = candidates.findLast((field) => field.end <= code);
    const after = candidates.find((field) => field.end > code);
    if (object !== home) return { values: (before ?? after)?.values, final: false };
    const closed = object?.close !== undefined;
    const first = firstCode.get(home) ?? code;
    const fieldsLead = candidates.some((field) => field.end <= first);
    return fieldsLead
      ? { values: before?.values, final: closed || direct.length > 0 }
      : { values: after?.values, final: closed };
  });

  /** Codes with values, by name. */
  const donors = new Map<string, number[]>();
  answers.forEach(({ values }, index) => {
    const name = names[index];
    if (name === undefined || values === undefined) return;
    const same = donors.get(name);
    if (same) same.push(index);
    else donors.set(name, [index]);
  });
  return answers.map((answer, index) => {
    const name = names[index];
    if (name === undefined || answer.values !== undefined) return answer;
    const home = homes[index];
    const donor = donors.get(name)?.find((other) => isInside(homes[other], home));
    if (donor === undefined) return answer;
    return { values: answers[donor]?.values, final: answer.final };
  });
}

/** The params fields for the codes in an object. */
interface OwnedFields {
  /** Those of the object itself. */
  readonly direct: ParamsField[];
  /** Those of objects inside it without a code. */
  readonly inner: ParamsField[];
}

/** Whether an object is inside another one or the same; every object is inside the text itself. */
function isInside(object: JsonObject | undefined, outer: JsonObject | undefined): boolean {
  let around = object;
  while (around && around !== outer) around = around.parent;
  return around === outer;
}
