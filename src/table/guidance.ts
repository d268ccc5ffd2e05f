import type { Entry } from './entry.js';

/** What there is to know of a code beyond its message. */
export type Guidance = Pick<Entry, 'section' | 'status' | 'action'>;

/** Something that may say it: an entry, a row, a claim. */
type Source = { readonly [Key in keyof Guidance]?: Guidance[Key] | undefined };

/** Section, status and action alone; what is not said is left out. */
export function guidanceOf({ section, status, action }: Source): Guidance {
  return {
    ...(section === undefined ? {} : { section }),
    ...(status === undefined ? {} : { status }),
    ...(action === undefined ? {} : { action }),
  };
}

/** Section, status and action, each from the first source that says it. */
export function guidanceFrom(sources: readonly (Source | undefined)[]): Guidance {
  return guidanceOf({
    section: sources.find((source) => source?.section !== undefined)?.section,
    status: sources.find((source) => source?.status !== undefined)?.status,
    action: sources.find((source) => source?.action !== undefined)?.action,
  });
}
