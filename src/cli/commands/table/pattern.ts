import { codePattern, PATTERN_DIALECTS, PATTERN_KINDS } from '../../../codes/pattern.js';
import { visible } from '../../../text/visible.js';
import { choose } from '../../choice.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';

/** Prints a regular expression that finds codes; with `--json` both, and which group holds the code. */
export async function runPattern(
  context: Context,
  name: string | undefined,
  options: { readonly dialect?: string } = {},
): Promise<number> {
  const kind = PATTERN_KINDS.find((known) => known === name?.toLowerCase());
  if (name !== undefined && kind === undefined) {
    throw new UsageError(
      `no pattern is called '${visible(name)}'; expected ${PATTERN_KINDS.join(' or ')}`,
    );
  }
  const dialect = choose('dialect', options.dialect ?? 're2', PATTERN_DIALECTS);
  const table = await context.table();
  if (context.options.json) {
    const kinds = kind === undefined ? PATTERN_KINDS : [kind];
    const patterns = kinds.map((each) => [each, codePattern(table, each, dialect)]);
    await context.printJson({ dialect, ...Object.fromEntries(patterns) });
    return EXIT.found;
  }
  const made = codePattern(table, kind ?? 'anywhere', dialect);
  if (!made) return EXIT.nothing;
  await context.print(made.pattern);
  return EXIT.found;
}
