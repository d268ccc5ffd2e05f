import type { Count, LineNumber } from '../text/numbers.js';

/**
 * The canonical statuses, in gRPC's names, each with its usual HTTP status.
 *
 * Names: https://grpc.io/docs/guides/status-codes/; HTTP numbers: the mapping of
 * `google.rpc.Code` in google/rpc/code.proto.
 */
export const HTTP_STATUS = {
  OK: 200,
  CANCELLED: 499,
  UNKNOWN: 500,
  INVALID_ARGUMENT: 400,
  DEADLINE_EXCEEDED: 504,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  PERMISSION_DENIED: 403,
  RESOURCE_EXHAUSTED: 429,
  FAILED_PRECONDITION: 400,
  ABORTED: 409,
  OUT_OF_RANGE: 400,
  UNIMPLEMENTED: 501,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DATA_LOSS: 500,
  UNAUTHENTICATED: 401,
} as const;

/** The canonical status of a code, in gRPC's names: mmerr's interpretation, not the vendor's. */
export type Status = keyof typeof HTTP_STATUS;

/** Every {@link Status}. */
export const STATUSES = Object.keys(HTTP_STATUS) as readonly Status[];

/** What each {@link Action} asks of the developer or operator. */
export const ACTION_ADVICE = {
  retry: 'transient failure; retry the same request with back-off',
  wait: 'a limit or waiting period applies; try again when it is over',
  'sign-in': 'the session is missing or has expired; sign in again',
  'fix-request': 'the request is invalid; correct the calling code',
  'ask-user': 'the end user must provide or change something',
  'contact-support': "only the platform's support can resolve this",
  none: 'no action needed',
} as const;

/**
 * Who does what next: `retry` (a transient failure), `wait` (a limit or waiting period), `sign-in`,
 * `fix-request` (the calling code is wrong), `ask-user` (the end user must provide or change
 * something), `contact-support`, `none`. mmerr's interpretation, not the vendor's.
 */
export type Action = keyof typeof ACTION_ADVICE;

/** What each {@link Action} means to the end user, in words that support staff can pass on. */
export const CUSTOMER_ADVICE: Readonly<Record<Action, string>> = {
  retry: 'There was a temporary problem. Please try again in a few minutes.',
  wait: 'This is not possible right now. Please wait a while, then try again.',
  'sign-in': 'You are no longer signed in. Please sign in and try again.',
  'fix-request': 'This is a problem with the app, not with anything you did. We will look into it.',
  'ask-user': 'Please check what you entered, add anything that is missing, and try again.',
  'contact-support': 'You cannot fix this yourself. Please contact support and quote this code.',
  none: 'Everything is fine. You do not need to do anything.',
};

/** Every {@link Action}. */
export const ACTIONS = Object.keys(ACTION_ADVICE) as readonly Action[];

/**
 * The kinds of wording, the most authoritative first: verbatim from the page; a paraphrase; or based on
 * recorded responses, if no page documents the code.
 */
export const WORDINGS = ['verbatim', 'paraphrase', 'observed'] as const;

/**
 * The wording of a message: verbatim from the page; a paraphrase; or based on recorded responses, if no
 * page documents the code.
 */
export type Wording = (typeof WORDINGS)[number];

/**
 * The identifier of an error, documented or not: `USCUSTOMER_API_0000132`.
 *
 * @minLength 1
 */
export type AnyCode = string;

/** Lines of a page; empty if they are not known. */
export type Lines = readonly LineNumber[];

/** Where an entry comes from. */
export interface Source {
  /** The documentation page's path, or the name of the file it was imported from. */
  readonly page: string;
  /** The lines of the page that give this code this message. */
  readonly lines: Lines;
  readonly wording: Wording;
  /**
   * Other pages with the same message, if the table was made from several.
   *
   * @minItems 1
   */
  readonly also?: readonly PageLines[];
}

/** Lines of a page. */
export interface PageLines {
  /** The page's path or name. */
  readonly page: string;
  readonly lines: Lines;
}

/** The kinds of damage to a row of a page. */
export const REPAIR_KINDS = [
  'blank-in-code',
  'spliced-row',
  'cut-code',
  'lost-zeros',
  'leftover-word',
  'tie',
] as const;

/**
 * What was wrong with a row of the page: blanks inside a code, rows merged on one line, the start of a code
 * cut off, leading zeros lost, leftover words in a message, or several messages with no rule to decide.
 */
export type RepairKind = (typeof REPAIR_KINDS)[number];

/** A repair that was made while the page was read. */
export interface Repair {
  readonly line: LineNumber;
  readonly kind: RepairKind;
  /** The text before the repair. */
  readonly was: string;
  /** What was done, and why. */
  readonly why: string;
  /** The page, if it differs from that of the entry's source. */
  readonly page?: string;
}

/** A rejected message: one that a page gives for a code besides the one that was kept. */
export interface Alternative {
  /** The rejected message. */
  readonly message: string;
  /** The lines of the page with this message. */
  readonly lines: Lines;
  /** The page, if it differs from that of the entry's source. */
  readonly page?: string;
}

/** A code with all that is known about it. */
export interface Entry {
  readonly code: AnyCode;
  /**
   * The documented message; may contain `%s` placeholders.
   *
   * @minLength 1
   */
  readonly message: string;
  /** The number of `%s` in the message. */
  readonly placeholders: Count;
  /** The part before the number: `USCUSTOMER_API_`; empty for a purely numeric code. */
  readonly family: string;
  /** The service that the code starts with: `US`; empty if there is none. */
  readonly module: string;
  /**
   * The group of codes that this one belongs to: `account`; absent if the table has none.
   *
   * @minLength 1
   */
  readonly section?: string;
  readonly status?: Status;
  readonly action?: Action;
  readonly source: Source;
  /** The published message, if a correction changed it. */
  readonly published?: string;
  /**
   * Rejected messages of this code.
   *
   * @minItems 1
   */
  readonly alternatives?: readonly Alternative[];
  /**
   * The repairs that led to this entry.
   *
   * @minItems 1
   */
  readonly repairs?: readonly Repair[];
}
