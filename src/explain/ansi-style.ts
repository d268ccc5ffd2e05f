/** A sequence that sets colours and other attributes (ECMA-48 SGR), of bounded length. */
const SGR = /\x1b\[([0-9;:]{0,100})m/g;

/** The start of such a sequence at the end of a chunk. */
const CUT_SGR = /^\x1b(?:\[[0-9;:]{0,100})?$/;

/** A colour whose numbers are separated by colons: `38:5:n`, `38:2::r:g:b` (ISO 8613-6). */
const COLON_COLOR = /^0{0,9}[345]8:[0-5](?::\d{0,5}){0,8}$/;

/** An underline style, `4:3` for a curly one. */
const UNDERLINE = /^0{0,9}4:[0-5]$/;

/** A component of a colour; an absent one is 0. */
const COLOR_NUMBER = /^\d{0,5}$/;

/** How many components follow `38`, `48` or `58` and the kind of colour. */
const COLOR_LENGTHS: ReadonlyMap<number, number> = new Map([
  [2, 3],
  [5, 1],
]);

/**
 * The attributes that a terminal keeps, with one value each. A parameter replaces any other with the
 * same name. There are few names, so the state stays small for any text.
 */
const ATTRIBUTES: readonly (readonly [name: string, from: number, to: number])[] = [
  ['bold', 1, 1],
  ['dim', 2, 2],
  ['italic', 3, 3],
  ['underline', 4, 4],
  ['blink', 5, 6],
  ['inverse', 7, 7],
  ['hidden', 8, 8],
  ['struck', 9, 9],
  ['font', 11, 19],
  ['fraktur', 20, 20],
  ['underline', 21, 21],
  ['proportional', 26, 26],
  ['foreground', 30, 38],
  ['background', 40, 48],
  ['frame', 51, 52],
  ['overline', 53, 53],
  ['underline-color', 58, 58],
  ['ideogram', 60, 64],
  ['script', 73, 74],
  ['foreground', 90, 97],
  ['background', 100, 107],
];

/** The attribute that each parameter sets. */
const ON: ReadonlyMap<number, string> = new Map(
  ATTRIBUTES.flatMap(([name, from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => [from + index, name] as const),
  ),
);

/** The attributes that each parameter turns off. */
const OFF: Readonly<Record<number, readonly string[]>> = {
  10: ['font'],
  22: ['bold', 'dim'],
  23: ['italic', 'fraktur'],
  24: ['underline'],
  25: ['blink'],
  27: ['inverse'],
  28: ['hidden'],
  29: ['struck'],
  39: ['foreground'],
  49: ['background'],
  50: ['proportional'],
  54: ['frame'],
  55: ['overline'],
  59: ['underline-color'],
  65: ['ideogram'],
  75: ['script'],
};

/** Tracks the colours that a stream of text sets. */
export class SgrState {
  readonly #active = new Map<string, string>();
  #rest = '';

  /** Reads a stretch of text. */
  read(text: string, from: number, to: number): void {
    if (this.#rest === '') {
      const introducer = text.indexOf('\x1b', from);
      if (introducer < 0 || introducer >= to) return;
    }
    const stretch = this.#rest + text.slice(from, to);
    for (const [, params] of stretch.matchAll(SGR)) this.#apply(params ?? '');
    const last = stretch.slice(stretch.lastIndexOf('\x1b'));
    this.#rest = CUT_SGR.test(last) ? last : '';
  }

  /** The sequence that restores the colours of the text, whatever was set in between. */
  restore(): string {
    return `\x1b[${['0', ...this.#active.values()].join(';')}m`;
  }

  #apply(params: string): void {
    const list = params.split(';');
    for (let index = 0; index < list.length; index++) {
      const text = list[index] as string;
      const param = Number.parseInt(text || '0', 10);
      if (text.includes(':')) {
        this.#applySubparameters(text, param);
      } else if (param === 0) {
        this.#active.clear();
      } else if (param === 38 || param === 48 || param === 58) {
        // 38;5;N or 38;2;R;G;B: the components belong to the colour.
        const length = COLOR_LENGTHS.get(Number(list[index + 1]));
        if (length === undefined) {
          // An unknown kind of colour: skip its number, which is not an attribute.
          index++;
          continue;
        }
        const numbers = list.slice(index + 1, index + 2 + length);
        index += numbers.length;
        if (numbers.length === 1 + length && numbers.every((one) => COLOR_NUMBER.test(one))) {
          this.#active.set(ON.get(param) as string, [param, ...numbers].join(';'));
        }
      } else {
        const name = ON.get(param);
        if (name !== undefined) this.#active.set(name, String(param));
        for (const off of OFF[param] ?? []) this.#active.delete(off);
      }
    }
  }

  #applySubparameters(text: string, param: number): void {
    if (/^0*4:0+$/.test(text)) this.#active.delete('underline');
    else if (COLON_COLOR.test(text) || UNDERLINE.test(text)) {
      this.#active.set(ON.get(param) as string, text);
    }
  }
}
