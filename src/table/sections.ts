import sectionsText from '../../data/section-titles.json?raw';

let titles: ReadonlyMap<string, string> | undefined;

/** The sections of the built-in table and their titles, in the order of lists. */
export function sectionTitles(): ReadonlyMap<string, string> {
  titles ??= new Map(Object.entries(JSON.parse(sectionsText) as Record<string, string>));
  return titles;
}
