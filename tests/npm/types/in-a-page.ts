// Compiles against the declarations of the package, as a page's script.
import {weigh as weighAnywhere} from 'weighbridge';
import {EngineError, groups, weigh, type Report} from 'weighbridge/engine';
import type {WeighBridgeElement} from 'weighbridge/element';
import {protocolVersion, type FrameMessage, type HostMessage} from 'weighbridge/embed';

const box = document.querySelector('weigh-bridge');
const typed: WeighBridgeElement | null = box;
typed?.addEventListener('weighbridge-report', ({detail}) => {
  const state: 'filled' | 'partly-empty' | 'empty' | 'damaged' | 'not-weights' = detail.report.verdict.state;
  console.log(state, detail.json.size, detail.files.length);
  // @ts-expect-error: the report of the event is without its layers
  console.log(detail.report.layers);
});
// @ts-expect-error: no such kind
const wrong: HostMessage = {weighbridge: protocolVersion, type: 'shout'};
const hello: HostMessage = {weighbridge: 1, type: 'hello', theme: 'dark', reports: 'all'};
export function hear(message: FrameMessage): string {
  return message.type === 'report' ? message.report.verdict.headline : String(wrong ?? hello);
}
export async function alone(file: File): Promise<Report | string> {
  try {
    console.log((await weighAnywhere(file)).verdict.state, (await groups([file]))[0]?.kind);
    // @ts-expect-error: a page cannot open a path
    await weigh('model.weights.h5');
    await weigh({name: 'a.h5', content: new Uint8Array(3)});
    return await weigh(file, {values: 'none'});
  } catch (error) {
    return error instanceof EngineError ? error.kind : 'other';
  }
}
