// Compiles against the declarations of the package, as a program for Node, whether or not the compiler is told that it is one.
import {EngineError, explainMessage, groups, stop, version, weigh, weighJson, type Group, type Report, type Source} from 'weighbridge';
import {weigh as weighUnderNode, type Report as SameReport} from 'weighbridge/node';

export async function all(paths: readonly string[]): Promise<readonly Report[]> {
  const sorted: readonly Group[] = await groups(paths);
  const reports = await Promise.all(sorted.map(({files}) => weigh(files.map((place) => paths[place] ?? ''), {values: 'all'})));
  const sources: readonly Source[] = [{name: 'a.h5', content: Buffer.from('abc')}];
  const json: string = await weighJson(sources);
  // @ts-expect-error: no such choice
  await weigh(json, {values: 'some'});
  // @ts-expect-error: nothing to weigh
  await weigh(undefined);
  await explainMessage('found 0 saved layers', paths[0] ?? '');
  const same: SameReport = await weighUnderNode(new URL('file:///a.h5'), {name: 'b.h5'});
  stop();
  return [...reports, same];
}
export const said = async (error: unknown): Promise<string> => (error instanceof EngineError ? `${error.kind}: ${error.detail}` : await version());
