/** Makes a terminal mark pasted text, and stops that. */
export const MARK_PASTES = '\x1b[?2004h';
export const UNMARK_PASTES = '\x1b[?2004l';

const START = '\x1b[200~';
const END = '\x1b[201~';

/** What a read may end with and the next one complete: the start mark, or a sequence in a paste. */
const CUT_START = /\x1b\[(?:2(?:00?)?)?$/;
const CUT_SEQUENCE = /\x1b(?:\[[\d;]*)?$/;

/** The longest query that can be pasted, in characters; the rest is dropped. */
const MOST_PASTED = 2000;

/**
 * Makes a function that turns pasted text into typed text on one line, so that its line ends do not
 * confirm the prompt. Keys stay as they are.
 *
 * A terminal that marks pasted text says where it starts and ends. Otherwise, several lines in one read
 * are a paste. A single line with its end may as well be typed ahead, so its end remains a key.
 *
 * @returns Takes what the terminal sent, read by read, and returns what the prompt should read.
 */
export function createPasteReader(): (read: string) => string {
  let rest = '';
  let isInside = false;
  let room = 0;
  let gap = false;

  const paste = (text: string): string => {
    const line = `${gap ? ' ' : ''}${text}`
      .replace(/\x1b\[[\d;]*[A-Za-z]/g, '')
      .replace(/[\x00-\x20\x7f]+/g, ' ');
    // Only what follows shows whether a blank is the end of the text.
    gap = line.endsWith(' ');
    const typed = line.trimEnd().slice(0, room);
    room -= typed.length;
    return typed;
  };
  return (read) => {
    let text = rest + read;
    rest = '';
    let typed = '';
    for (;;) {
      const mark = text.indexOf(isInside ? END : START);
      if (mark < 0) break;
      const before = text.slice(0, mark);
      typed += isInside ? paste(before) : joinLines(before);
      text = text.slice(mark + START.length);
      isInside = !isInside;
      room = MOST_PASTED;
      gap = false;
    }
    const cut = text.search(isInside ? CUT_SEQUENCE : CUT_START);
    if (cut >= 0) {
      rest = text.slice(cut);
      text = text.slice(0, cut);
    }
    return typed + (isInside ? paste(text) : joinLines(text));
  };
}

/** Joins the lines of a read that has several: line ends between them cannot be the Enter key. */
function joinLines(text: string): string {
  const isPaste = /[^\r\n\x1b][\r\n]+[^\r\n\x1b]/.test(text);
  return isPaste
    ? text
        .replace(/[\r\n]+/g, ' ')
        .trimEnd()
        .slice(0, MOST_PASTED)
    : text;
}
