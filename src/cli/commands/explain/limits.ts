import type { ExplainLimit, OnLimit } from '../../../explain/limits.js';
import { visible } from '../../../text/visible.js';
import type { Context } from '../../context.js';

const WARNINGS: Readonly<Record<ExplainLimit, string>> = {
  'distant-params':
    'a line over 64 KiB was read in parts; params in another part than their code are ignored',
  'below-meanings': 'only the first 1,000 different meanings are shown below a line',
  'ndjson-line': 'a line over 4 MiB was passed through unchanged',
  'ndjson-field': 'the field of a line has only the codes that fit into 10 MiB',
  'only-matching-head': 'only the last 1 MiB before the first code of a line is shown',
};

/** Warns of each limit once, for the first input that exceeded it. */
export class LimitWarnings {
  readonly #inputs = new Map<ExplainLimit, string>();

  /**
   * Returns what notes the limits of an input.
   *
   * @param name Its file; `undefined` for standard input.
   */
  of(name = 'standard input'): OnLimit {
    return (limit) => {
      if (!this.#inputs.has(limit)) this.#inputs.set(limit, name);
    };
  }

  /** Prints the warnings. */
  async print(context: Context): Promise<void> {
    for (const [limit, name] of this.#inputs) {
      await context.warn(`${visible(name)}: ${WARNINGS[limit]}`);
    }
  }
}
