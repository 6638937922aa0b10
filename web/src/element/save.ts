// Saves the engine's own report, byte for byte. A link inside the shadow root would do as well, but would need its address kept alive.

import type {Weighing} from './weighing.js';

export function saveReport({name, json}: Weighing): void {
  if (json === null) return;
  const address = URL.createObjectURL(json);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.weighbridge.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
