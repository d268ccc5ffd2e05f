import { type Readable, Transform, type Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createPasteReader, MARK_PASTES, UNMARK_PASTES } from './paste.js';

/** The keys of a terminal, as the prompt should read them. */
export interface Keys {
  readonly stream: Readable;
  /** Whether more text arrived with the last key, as with pasted text. */
  hasMoreText(): boolean;
  /** Stops reading the terminal and returns the last key, as the terminal sent it. */
  stop(): string;
}

/** A terminal as an input. */
interface Terminal extends Readable {
  setRawMode?(raw: boolean): unknown;
}

/** Reads the keys of a terminal, with pasted text on one line. */
export function readKeys(terminal: Terminal, output: Writable): Keys {
  const decoder = new StringDecoder();
  const readPaste = createPasteReader();
  let rest = '';
  let last = '';
  const stream = new Transform({
    decodeStrings: false,
    transform(chunk: Buffer, _encoding, done) {
      const text = readPaste(decoder.write(chunk));
      rest += text;
      done(null, text);
    },
  });
  // The prompt switches the modes of what it reads.
  Object.assign(stream, {
    isTTY: true,
    setRawMode: (raw: boolean) => terminal.setRawMode?.(raw),
  });
  // This listener is the first, so that it sees each key before the prompt.
  stream.on('keypress', (_text: string, { sequence = '' }: { readonly sequence?: string }) => {
    rest = rest.slice(sequence.length);
    last = sequence;
  });
  terminal.pipe(stream);
  output.write(MARK_PASTES);
  return {
    stream,
    hasMoreText: () => /^[^\x00-\x1f\x7f]/.test(rest),
    stop() {
      output.write(UNMARK_PASTES);
      terminal.unpipe(stream).pause();
      return last;
    },
  };
}
