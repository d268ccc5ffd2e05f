import { describe, expect, test } from 'vitest';
import {
  NO_TERMINAL,
  runOnTerminal,
  type Step,
  type TerminalOptions,
} from '../support/terminal.js';

const SHOWN = 'Error code, or words';
const ENTER = '\r';
const ESC = '\x1b';
const DOWN = '\x1b[B';
const CTRL_C = '\x03';
const CTRL_D = '\x04';

/** Uses the picker; whatever happens, the terminal must be left as it was found. */
function pick(steps: readonly Step[], options: TerminalOptions & { args?: string[] } = {}) {
  const { args = [], ...terminal } = options;
  const { code, shown, restored } = runOnTerminal(args, steps, terminal);
  expect(restored, shown).toBe(true);
  expect(shown.lastIndexOf('\x1b[?25l'), 'the cursor is back').toBeLessThan(
    shown.lastIndexOf('\x1b[?25h'),
  );
  // What stands below the prompt when that is done.
  const end = '\x1b[?2004l';
  expect(shown, 'the terminal no longer marks pasted text').toContain(end);
  const printed = shown.slice(shown.lastIndexOf(end) + end.length).replaceAll('\r\n', '\n');
  return { code, shown, printed };
}

describe.skipIf(NO_TERMINAL)(`the picker${NO_TERMINAL ? ` (skipped: ${NO_TERMINAL})` : ''}`, () => {
  test('shows results while a code is typed; Enter prints the first as lookup does', () => {
    const { code, shown, printed } = pick(
      [
        [SHOWN, 'gateway code 1'],
        ['GGATEWAY_CODE_001  TOKEN information is empty', '4'],
        ['GGATEWAY_CODE_014  Request expired', ENTER],
      ],
      { env: { NO_COLOR: '1' } },
    );
    expect(code).toBe(0);
    expect(printed).toMatch(/^GGATEWAY_CODE_014 {2}Request expired\n\n {2}status +\S/);
    expect(printed).toMatch(/interpretation, not the vendor's\)\n\n?$/);
    expect(shown).not.toMatch(/\x1b\[[\d;]*m/);
  });

  test('arrows choose; with colours', () => {
    const { code, shown, printed } = pick([
      [SHOWN, 'wallets'],
      ['Add up to', DOWN],
      ['●', ENTER],
    ]);
    expect(code).toBe(0);
    expect(shown).toMatch(/\x1b\[\d+m/);
    expect(printed).toMatch(/^\x1b\[1m[A-Z_\d]+\x1b\[22m/);
  });

  test('a pasted sentence, its line end included', () => {
    const sentence = 'Resetting demo account, please try again after 15 minutes';
    const { code, printed } = pick([[SHOWN, `${sentence}${ENTER}`]], { env: { NO_COLOR: '1' } });
    expect(code).toBe(0);
    expect(printed).toMatch(/^USCUSTOMER_API_0000009\b/);
  });

  test('pasted lines are one query; they do not confirm it', () => {
    const lines = 'POST /orders 400\r\n{"code":"500",\r\n"bizCode":"US"}\r\n';
    for (const pasted of [`\x1b[200~${lines}\x1b[201~`, lines]) {
      const { code, shown, printed } = pick(
        [
          [SHOWN, pasted],
          ['US500  System', ENTER],
        ],
        { env: { NO_COLOR: '1' } },
      );
      expect(code).toBe(0);
      expect(shown).toContain('POST /orders 400 {"code":"500", "bizCode":"US"}');
      expect(printed).toMatch(/^US500 {2}System abnormality\n/);
    }
  });

  test('Chinese, on 40 columns: nothing is wider, and the prompt fits the screen', () => {
    const { code, shown, printed } = pick(
      [
        [SHOWN, '余额'],
        ['balance', ENTER],
      ],
      { columns: 40, env: { NO_COLOR: '1' } },
    );
    expect(code).toBe(0);
    expect(printed).toMatch(/^\w+\d\b/);
    const lines = shown.replace(/\x1b\[[\d;?]*[A-Za-z]/g, '\n').split(/\r?\n/);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(40);
    // How far the cursor goes up to draw the prompt anew.
    for (const [, up] of shown.matchAll(/\x1b\[(\d+)A/g)) expect(Number(up)).toBeLessThan(24);
  });

  test('Esc and Ctrl-D leave without a result, Ctrl-C interrupts', () => {
    for (const [key, exit] of [
      [ESC, 1],
      [CTRL_D, 1],
      [CTRL_C, 130],
    ] as const) {
      const { code, printed } = pick([[SHOWN, key]]);
      expect([code, printed]).toEqual([exit, '']);
    }
  });

  test('Enter on nothing says so', () => {
    const { code } = pick([
      [SHOWN, `xqzvkw${ENTER}`],
      ['nothing to print; change the search', CTRL_C],
    ]);
    expect(code).toBe(130);
  });

  test('a pasted response fills the message in', () => {
    const response = '{"code":"CUSTOMER_API_0000132","bizCode":"US","msgParams":"5,24"}';
    const { code, printed } = pick([[SHOWN, `${response}${ENTER}`]]);
    expect(code).toBe(0);
    expect(printed.replace(/\s+/g, ' ')).toContain('wrong password 5 times in a row');
  });

  test('a pasted sentence fills the message in', () => {
    const sentence =
      'entered incorrectly 5 times in a row. Please try again after 24 hours or contact';
    const { code, printed } = pick([
      [SHOWN, `The fund password has been ${sentence} customer service${ENTER}`],
    ]);
    expect(code).toBe(0);
    expect(printed.replace(/\s+/g, ' ')).toContain('incorrectly 5 times in a row');
  });

  test('--customer and --brief say how the entry is printed; --limit is not for the picker', () => {
    const steps = [[SHOWN, `GGATEWAY_CODE_005${ENTER}`]] as const;
    const env = { NO_COLOR: '1' };
    const customer = pick(steps, { args: ['--customer'], env });
    expect(customer.printed).toContain('customer You are no longer signed in.');
    const brief = pick(steps, { args: ['--brief'], env });
    expect(brief.printed).toMatch(/^GGATEWAY_CODE_005\s+Login information[^\n]*\n$/);
    expect(runOnTerminal(['--limit', '3'], []).shown).toContain('--limit needs a code or words');
    const both = runOnTerminal(['--brief', '--verbose'], []);
    expect(both.shown).toContain('--brief and --verbose cannot be used together');
    expect(both.shown).not.toContain(SHOWN);
  });

  test('--json prints JSON', () => {
    const { code, printed } = pick([[SHOWN, `G500${ENTER}`]], { args: ['--json'] });
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject([{ query: 'G500', entries: [{ code: 'G500' }] }]);
  });

  test('a dumb terminal gets the help', () => {
    const { code, shown } = runOnTerminal([], [], { env: { TERM: 'dumb' } });
    expect(code).toBe(2);
    expect(shown).toMatch(/^Usage: mmerr /);
    expect(shown).not.toContain('\x1b');
  });
});
