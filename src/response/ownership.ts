import type { JsonObject, ObjectScan } from './objects.js';
import type { ParamsField } from './params.js';

/** What {@link paramsOf} found for a code. */
export interface CodeParams {
  readonly values: readonly string[] | undefined;
  /** Whether nothing that may still follow in the text can change the answer. */
  readonly final: boolean;
}

/**
 * Says which params belong to which code. A code takes those of the innermost object around it that
 * holds any, but not those of another code's object; where several codes or fields share an object,
 * or a line without any, they go together in the order in which they stand. A code with none of its
 * own takes those of the same code inside its object, as a line of prose repeats the code of the
 * response behind it.
 *
 * @param scan The objects of the text that holds them.
 * @param codes Where each code of it starts, in order.
 * @param fields The params fields of it.
 * @param names Each code's name, `undefined` for one whose message takes no params. Without them
 *   every code takes params, and none is the same as another.
 * @returns For each code its values, and whether that is final even if the text goes on.
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
  /** Where the first code stands that an object holds itself and that takes params. */
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
    // The object's own field comes before one of an object inside it.
    const candidates = direct.length > 0 ? direct : inner;
    // One whose value holds the code had not ended before it: only what had is final.
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

  /** Codes that have values, by name. */
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

/** The params fields that an object shares with the codes in it. */
interface OwnedFields {
  /** Those it holds itself. */
  readonly direct: ParamsField[];
  /** Those of objects inside it that hold no code. */
  readonly inner: ParamsField[];
}

/** Whether an object is another one or lies in it; everything lies in the text itself. */
function isInside(object: JsonObject | undefined, outer: JsonObject | undefined): boolean {
  let around = object;
  while (around && around !== outer) around = around.parent;
  return around === outer;
}
