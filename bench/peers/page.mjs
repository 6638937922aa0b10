// A worker for one peer; `ask` hands it the chosen file and answers what it says, with the time from here to here.

let worker;

globalThis.prepare = (peer) =>
  new Promise((resolve, reject) => {
    worker = new Worker(`worker.mjs#${peer}`, {type: 'module'});
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message));
  });

globalThis.ask = () =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    worker.onmessage = ({data}) => {
      if (data.error !== undefined) reject(new Error(data.error));
      else resolve({...data, milliseconds: performance.now() - began});
    };
    worker.postMessage(document.querySelector('input').files[0]);
  });
