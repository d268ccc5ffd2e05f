import { describe, expect, test } from 'vitest';
import { SgrState } from '../../src/explain/ansi-style.js';

function restored(...params: string[]): string {
  const state = new SgrState();
  const text = params.map((one) => `\x1b[${one}m`).join('x');
  state.read(text, 0, text.length);
  return state.restore().slice(2, -1);
}

describe('what a terminal remembers', () => {
  const cases: readonly (readonly [given: readonly string[], remembered: string])[] = [
    [['31', '32'], '0;32'],
    [['38;5;200', '38;2;1;2;3'], '0;38;2;1;2;3'],
    [['38:2::1:2:3'], '0;38:2::1:2:3'],
    [['31', '38:5:9'], '0;38:5:9'],
    [['48;5;1;1'], '0;48;5;1;1'],
    [['58;5;1', '59'], '0'],
    [['4:3'], '0;4:3'],
    [['4:3', '4:0'], '0'],
    [['4', '21'], '0;21'],
    [['11', '12'], '0;12'],
    [['11', '10'], '0'],
    [['1;2;3', '22'], '0;3'],
    [['1', ''], '0'],
    [['31', '0;1'], '0;1'],
    [['00031'], '0;31'],
    [['999', '120', '12345678901234567890', '1'], '0;1'],
    [['38;9;1'], '0;1'],
    [['38;5'], '0'],
    [['38;2;1;2'], '0'],
    [['38;5;'], '0;38;5;'],
    [['999:1:2', '38:x'], '0'],
  ];
  test.each(cases)('%j is %s', (given, remembered) => {
    expect(restored(...given)).toBe(remembered);
  });

  test('is small, whatever a text sets', () => {
    const all = Array.from({ length: 20_000 }, (_, i) => `${i}`);
    const kinds = all.flatMap((n) => [n, `38;5;${n}`, `${n}:${n}`, `48;2;${n};${n};${n}`]);
    expect(restored(...kinds).length).toBeLessThan(200);
  });
});
