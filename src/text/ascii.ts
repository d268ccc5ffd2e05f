/** Signs of mmerr's own texts, and what stands for each where only ASCII can be shown. */
const ASCII: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
};

/** Writes the typographic signs of a text in ASCII; letters stay as they are. */
export function toAscii(text: string): string {
  return text.replace(/[’‘“”…–—−]/g, (sign) => ASCII[sign] ?? sign);
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Whether a text holds nothing but ASCII. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}
