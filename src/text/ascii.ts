/** The characters in mmerr's own texts and in the picker that are not ASCII, and their replacements. */
const ASCII: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
  '•': '-',
  '↑': '^',
  '↓': 'v',
  '█': '_',
  '●': '>',
  '○': ' ',
};

/** Replaces typographic characters and symbols by ASCII; letters stay as they are. */
export function toAscii(text: string): string {
  return text.replace(/[‘-”…–—−•↑↓█●○]/g, (sign) => ASCII[sign] ?? sign);
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Whether a text is ASCII. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}
