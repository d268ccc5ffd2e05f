import sectionsText from '../../data/sections.json?raw';

let titles: ReadonlyMap<string, string> | undefined;

/** The sections of the built-in table, in the order in which lists show them, each with its title. */
export function sectionTitles(): ReadonlyMap<string, string> {
  titles ??= new Map(Object.entries(JSON.parse(sectionsText) as Record<string, string>));
  return titles;
}
