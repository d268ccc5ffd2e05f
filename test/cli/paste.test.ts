import { describe, expect, test } from 'vitest';
import { createPasteReader } from '../../src/cli/commands/default/paste.js';

const START = '\x1b[200~';
const END = '\x1b[201~';

/** What the prompt reads when the terminal sends these reads. */
function readAll(...reads: string[]): string {
  const read = createPasteReader();
  return reads.map(read).join('');
}

describe('keys and pasted text', () => {
  test('keys stay as they are', () => {
    for (const keys of [
      'a',
      '\r',
      '\x1b',
      '\x1b[B',
      '\x1bOA',
      '\x03',
      'G500\r',
      '余额',
      '\x1b[B\r',
    ]) {
      expect(readAll(keys)).toBe(keys);
    }
    expect(readAll('\x1b', '[B')).toBe('\x1b[B');
  });

  test('marked text becomes one line, wherever it is cut into reads', () => {
    const sent = `a${START}\tlogin failed\r\n\x1b[31mcode=\x1b[0mG500\r\n\r\n${END}b\r`;
    for (let cut = 0; cut <= sent.length; cut++) {
      // A single ESC is a key: a terminal sends its marks in one piece.
      if (sent.slice(0, cut).endsWith('\x1b') && cut < START.length) continue;
      const typed = readAll(sent.slice(0, cut), sent.slice(cut));
      expect(typed, `cut at ${cut}`).toBe('a login failed code=G500b\r');
    }
  });

  test('several lines in one read are a paste', () => {
    expect(readAll('login failed\ncode=G500\n')).toBe('login failed code=G500');
    expect(readAll('login failed\r\rcode=G500')).toBe('login failed code=G500');
  });

  test('a long text is cut', () => {
    const line = 'wrong password '.repeat(10_000);
    expect(readAll(`${START}${line}${END}`).length).toBe(2000);
    expect(readAll(`${line}\n${line}\n`).length).toBe(2000);
  });
});
