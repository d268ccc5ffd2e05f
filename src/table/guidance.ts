import type { Entry } from './entry.js';

/** Section, status and action of a code. */
export type Guidance = Pick<Entry, 'section' | 'status' | 'action'>;

/** Anything that may have them: an entry, a row, a claim. */
type Source = { readonly [Key in keyof Guidance]?: Guidance[Key] | undefined };

/** Picks section, status and action, without absent ones. */
export function guidanceOf({ section, status, action }: Source): Guidance {
  return {
    ...(section === undefined ? {} : { section }),
    ...(status === undefined ? {} : { status }),
    ...(action === undefined ? {} : { action }),
  };
}

/** Takes section, status and action each from the first source that has it. */
export function guidanceFrom(sources: readonly (Source | undefined)[]): Guidance {
  return guidanceOf({
    section: sources.find((source) => source?.section !== undefined)?.section,
    status: sources.find((source) => source?.status !== undefined)?.status,
    action: sources.find((source) => source?.action !== undefined)?.action,
  });
}
