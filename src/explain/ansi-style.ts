/** A sequence that sets colours and the like (ECMA-48 SGR); of a bounded length, as it may be cut. */
const SGR = /\x1b\[([0-9;:]{0,100})m/g;

/** The beginning of one, kept until its rest arrives. */
const CUT_SGR = /^\x1b(?:\[[0-9;:]{0,100})?$/;

/** What each parameter sets, and so what it takes the place of; a parameter not listed stands alone. */
function slotOf(param: number): string {
  if ((param >= 30 && param <= 38) || (param >= 90 && param <= 97)) return 'foreground';
  if ((param >= 40 && param <= 48) || (param >= 100 && param <= 107)) return 'background';
  if (param === 58) return 'underline-colour';
  if (param === 5 || param === 6) return 'blink';
  if (param === 4 || param === 21) return 'underline';
  return String(param);
}

/** What each parameter switches off. */
const OFF: Readonly<Record<number, readonly string[]>> = {
  22: ['1', '2'],
  23: ['3', '20'],
  24: ['underline'],
  25: ['blink'],
  27: ['7'],
  28: ['8'],
  29: ['9'],
  39: ['foreground'],
  49: ['background'],
  54: ['51', '52'],
  55: ['53'],
  59: ['underline-colour'],
};

/** Follows the colours that a stream of text brings along. */
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

  /** The sequence that brings back the colours of the text, whatever was set in between. */
  restore(): string {
    return `\x1b[${['0', ...this.#active.values()].join(';')}m`;
  }

  #apply(params: string): void {
    const list = params.split(';');
    for (let index = 0; index < list.length; index++) {
      const text = list[index] as string;
      const param = Number.parseInt(text || '0', 10);
      if (param === 0) {
        this.#active.clear();
        continue;
      }
      let whole = text;
      if ((param === 38 || param === 48 || param === 58) && !text.includes(':')) {
        // 38;5;N or 38;2;R;G;B: the colour's own numbers belong to it.
        const length = list[index + 1] === '2' ? 5 : 3;
        whole = list.slice(index, index + length).join(';');
        index += length - 1;
      }
      const off = OFF[param];
      if (off) for (const slot of off) this.#active.delete(slot);
      else this.#active.set(slotOf(param), whole);
    }
  }
}
