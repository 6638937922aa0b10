// embed.html: <weigh-bridge> in a frame of its own, for pages that let no foreign script in.
//
// Without a word from its host it is a box like any other; ?theme=dark and ?compact set its looks, ?keras=3.10 which Keras the
// reader has. With postMessage the host can do more
// (protocol.ts).

import '../element/define.js';

import type {ErrorDetail, ProgressDetail, ReportDetail, Theme, WeighBridgeElement, WeighingDetail} from '../element/host-api.js';
import {readReport} from '../engine/read-report.js';
import {HostLink} from './link.js';
import type {HostMessage, Request} from './protocol.js';
import {strings} from './strings.js';

const box = document.querySelector<WeighBridgeElement>('weigh-bridge');
const told = document.querySelector('#told');
if (box === null || told === null) throw new Error('embed.html has no <weigh-bridge>');

/** The host's own files, each with what the host called it. */
const given = new WeakMap<File, Request | null>();

function setTheme(theme: Theme | null): void {
  const known = theme === 'light' || theme === 'dark' ? theme : null;
  if (known === null) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = known;
}

function hear(message: HostMessage): void {
  switch (message.type) {
    case 'hello':
      if (message.theme !== undefined) setTheme(message.theme);
      told!.textContent = link.reports === 'all' ? strings.told(link.origin === 'null' ? strings.unnamedHost : (link.origin ?? '')) : '';
      sendHeight();
      return;
    case 'theme':
      setTheme(message.theme);
      return;
    case 'weigh': {
      const request = message.request ?? null;
      let files: File[];
      try {
        files = message.files.map((file) => (file instanceof File ? file : new File([file.bytes], file.name)));
      } catch (thrown) {
        link.send({weighbridge: 1, type: 'error', name: '', request, error: {kind: 'refused', detail: String(thrown)}});
        return;
      }
      for (const file of files) given.set(file, request);
      box!.weigh(files);
      return;
    }
    case 'clear':
      box!.clear();
      return;
    default:
      message satisfies never;
  }
}

/** Null: not for the host to know. */
function about({name, files}: WeighingDetail): {readonly weighbridge: 1; readonly name: string; readonly request: Request | null} | null {
  const first = files[0];
  const isGiven = first !== undefined && files.every((file) => given.has(file));
  if (!isGiven && link.reports !== 'all') return null;
  return {weighbridge: 1, name, request: (first === undefined ? undefined : given.get(first)) ?? null};
}

async function sendReport(detail: ReportDetail, final: boolean): Promise<void> {
  const head = about(detail);
  if (head !== null) link.send({...head, type: 'report', report: readReport(await detail.json.text()), final});
}

let height = 0;
function sendHeight(changed = true): void {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (!changed && now === height) return;
  height = now;
  link.send({weighbridge: 1, type: 'height', height});
}

const link = new HostLink(parent, hear);
// Not framed, the page is its own parent, and talks to nobody.
if (parent !== window) addEventListener('message', (event) => link.receive(event));

box.addEventListener('weighbridge-report', ({detail}) => void sendReport(detail, !detail.valuesFollow && !detail.confirmationFollows));
box.addEventListener('weighbridge-confirmed', ({detail}) => void sendReport(detail, !detail.valuesFollow));
box.addEventListener('weighbridge-values', ({detail}) => void sendReport(detail, true));
box.addEventListener('weighbridge-progress', ({detail}: CustomEvent<ProgressDetail>) => {
  const head = about(detail);
  if (head !== null) link.send({...head, type: 'progress', bytes: detail.bytes, ofBytes: detail.ofBytes});
});
box.addEventListener('weighbridge-error', ({detail}: CustomEvent<ErrorDetail>) => {
  const head = about(detail);
  if (head !== null) link.send({...head, type: 'error', error: detail.error});
});
new ResizeObserver(() => sendHeight(false)).observe(document.body);

// A file dropped beside the box must not make the browser open it in place of the frame.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  if (event.defaultPrevented) return; // the box has it
  event.preventDefault();
  if (event.dataTransfer !== null) void box.take(event.dataTransfer);
});

const wanted = new URLSearchParams(location.search);
setTheme(wanted.get('theme') as Theme | null);
box.compact = wanted.has('compact');
box.keras = wanted.get('keras');
