#!/usr/bin/env node
import { fstatSync } from 'node:fs';
import type { Io, Signal } from '../src/cli/io/io.js';
import { main } from '../src/cli/main.js';

/**
 * Whether a stream is a terminal. Node's stream is only created for character devices: creating one
 * for a pipe makes the pipe non-blocking and costs time.
 */
function isTerminal(fd: number, stream: () => { isTTY?: boolean }): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && stream().isTTY === true;
  } catch {
    // A closed descriptor.
    return false;
  }
}

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const io: Io = {
  stdin: {
    fd: 0,
    get isTTY() {
      return isTerminal(0, () => process.stdin);
    },
    get stream() {
      return process.stdin;
    },
  },
  stdout: {
    fd: 1,
    get isTTY() {
      return isTerminal(1, () => process.stdout);
    },
    get columns() {
      return this.isTTY ? process.stdout.columns : undefined;
    },
    get rows() {
      return this.isTTY ? process.stdout.rows : undefined;
    },
    get stream() {
      return process.stdout;
    },
  },
  stderr: {
    fd: 2,
    get isTTY() {
      return isTerminal(2, () => process.stderr);
    },
    get columns() {
      return this.isTTY ? process.stderr.columns : undefined;
    },
    get stream() {
      return process.stderr;
    },
  },
  env: process.env,
  onSignal(callback) {
    for (const signal of SIGNALS) process.on(signal, callback);
    return () => {
      for (const signal of SIGNALS) process.off(signal, callback);
    };
  },
  raise(signal) {
    process.kill(process.pid, signal);
  },
};

main(process.argv.slice(2), io).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    console.error('mmerr: internal error; please report this bug:');
    console.error(error);
  },
);
