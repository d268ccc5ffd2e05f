import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUILT } from '../support/run.js';

/** Runs a line of shell in which `$MMERR` is the built program. */
function shell(line: string) {
  const { status, stderr, stdout } = spawnSync(
    'bash',
    ['--norc', '-c', `set -o pipefail\n${line}`],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, MMERR: `${process.execPath} ${BUILT}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return { status, stderr, stdout };
}

const COMMANDS = [
  'list',
  'list --json',
  'lookup 102',
  'search password',
  'table export',
  'table audit',
  '--help',
  'explain --summary LICENSE',
];

describe('output that cannot be written', () => {
  test.skipIf(!existsSync('/dev/full')).each(COMMANDS)('%s on a full disk', (command) => {
    expect(shell(`$MMERR ${command} > /dev/full`)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'mmerr: standard output: no space left on the device\n',
    });
  });

  test.each(COMMANDS)('%s to a reader that has gone ends silently', (command) => {
    // The reader closes its end before anything is written.
    const { status, stderr } = shell(`{ sleep 0.3; $MMERR ${command}; } | true`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('a reader that takes one line only', () => {
    expect(shell('$MMERR list | head -n 1')).toEqual({
      status: 0,
      stdout: '00012001\tThe request signature could not be verified\n',
      stderr: '',
    });
  });
});
