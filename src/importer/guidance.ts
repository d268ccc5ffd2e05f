import type { Action, Status } from '../table/entry.js';

/** What there is to hold of a code beyond its message. */
export interface Guidance {
  readonly section?: string;
  readonly status?: Status;
  readonly action?: Action;
}

/** Something that may say it: a row, an entry, a claim. */
type Source = { readonly [Key in keyof Guidance]?: Guidance[Key] | undefined } | undefined;

/** Section, status and action, each from the first source that says it; what none says is left out. */
export function guidanceFrom(sources: readonly Source[]): Guidance {
  const section = sources.find((source) => source?.section !== undefined)?.section;
  const status = sources.find((source) => source?.status !== undefined)?.status;
  const action = sources.find((source) => source?.action !== undefined)?.action;
  return {
    ...(section === undefined ? {} : { section }),
    ...(status === undefined ? {} : { status }),
    ...(action === undefined ? {} : { action }),
  };
}
