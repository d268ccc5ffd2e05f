/** One call of the program and what must come of it. */
export interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly code: number;
  /** Standard output: the whole of it, or what it must look like. */
  readonly stdout?: string | RegExp;
  readonly stderr?: string | RegExp;
  /** What the JSON on standard output must hold. */
  readonly json?: unknown;
}

/** Codes in JSON, to compare. */
export const code = (...codes: string[]) => codes.map((each) => ({ code: each }));

export const LOGIN = 'Account or password is incorrect';
export const FUND =
  'The fund password is incorrect. If you enter the wrong password %s times in a row, you cannot withdraw cash within %s hours';
export const FUND_5_24 = FUND.replace('%s', '5').replace('%s', '24');
export const RESPONSE = `{"code":"USCUSTOMER_API_0000132","msg":"…","bizCode":"US","tm":12,"trace":"x","msgParams":"5,24","data":null}`;
