import { describe, expect, test } from 'vitest';
import { builtinTable } from '../../src/table/builtin.js';
import { missing } from '../support/missing.js';
import { NO_TERMINAL, runOnTerminal } from '../support/terminal.js';

/** The end of a list. */
const LAST = `${builtinTable.entries.length} codes`;

/** Lists on a terminal of 24 lines. */
function list(env: Record<string, string>, args: readonly string[] = []) {
  const { code, shown, restored } = runOnTerminal(['list', 'G', ...args], [], { env });
  expect(restored).toBe(true);
  return { code, shown: shown.replaceAll('\r\n', '\n') };
}

describe.skipIf(NO_TERMINAL)(`a pager${NO_TERMINAL ? ` (skipped: ${NO_TERMINAL})` : ''}`, () => {
  test('shows a list or an audit that is longer than the terminal', () => {
    const { code, shown } = list({ PAGER: "sed 's/^/> /'" });
    expect(code).toBe(0);
    expect(shown).toMatch(/^(?:> .*\n)+$/);
    expect(shown).toContain('\n>   ');
    const audit = runOnTerminal(['table', 'audit'], [], { env: { PAGER: 'head -n 1' } });
    expect([audit.code, audit.shown.split('\n').length]).toEqual([0, 2]);
  });

  test('gets the settings that git gives, unless there are others', () => {
    const PAGER = 'printf "<%s>" "$LESS"';
    expect(list({ PAGER }).shown).toBe('<FRX>');
    expect(list({ PAGER, LESS: '-i' }).shown).toBe('<-i>');
  });

  test('is not used where nothing needs it or nobody wants it', () => {
    const PAGER = 'echo paged';
    expect(list({ PAGER }).shown).toBe('paged\n');
    expect(list({ PAGER }, ['--no-pager']).shown).not.toContain('paged');
    expect(list({ PAGER }, ['--section', 'gateway', '--action', 'sign-in']).shown).not.toContain(
      'paged',
    );
    expect(list({ PAGER, TERM: 'dumb' }).shown).not.toContain('paged');
    expect(list({ PAGER: '' }).shown).toContain('GGATEWAY_CODE_001');
    expect(list({ PAGER: 'cat' }).shown).toContain('GGATEWAY_CODE_001');
  });

  test('that is missing, or there is none, leaves the text', () => {
    expect(list({ PAGER: 'no-such-pager' }).shown).toContain('GGATEWAY_CODE_001');
    const { code, shown } = list({ PATH: '/nowhere' });
    expect([code, shown.includes('GGATEWAY_CODE_001')]).toEqual([0, true]);
  });

  const NO_LESS = missing('less');
  test.skipIf(NO_LESS)(`less, if none is named${NO_LESS ? ` (skipped: ${NO_LESS})` : ''}`, () => {
    // Ctrl-C is for less, which drops what is typed meanwhile and goes on.
    const prompt = ':\x1b[K';
    const { code, shown, restored } = runOnTerminal(
      ['list'],
      [
        [prompt, '\x03'],
        ['', 'G', 'again'],
        [LAST, 'q'],
      ],
    );
    expect([code, restored]).toEqual([0, true]);
    expect(shown).toContain(LAST);
  });
});
