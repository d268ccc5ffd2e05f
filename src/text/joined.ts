/** Puts a separator between pieces. */
export function* joined(pieces: Iterable<string>, separator: string): Iterable<string> {
  let before = '';
  for (const piece of pieces) {
    yield before + piece;
    before = separator;
  }
}
