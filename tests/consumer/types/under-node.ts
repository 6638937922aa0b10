// Compiles against the declarations of the package, as a program for Node.
import {groups, weigh, weighJson, type Group, type Report} from 'weighbridge';

export async function all(paths: readonly string[]): Promise<readonly Report[]> {
  const sorted: readonly Group[] = await groups(paths);
  const reports = await Promise.all(sorted.map(({files}) => weigh(files.map((place) => paths[place] ?? ''), {values: 'all'})));
  const json: string = await weighJson({name: 'a.h5', content: new Uint8Array(3)});
  // @ts-expect-error: no such choice
  await weigh(json, {values: 'some'});
  return reports;
}
