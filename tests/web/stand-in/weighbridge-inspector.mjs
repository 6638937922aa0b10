// A stand-in for the inspector: dies of files, or never ends with them, as HDF5's own library may. What it does hangs on the file's name.
// It has the real module's shape (wasm/weighbridge-inspector.d.ts).

export default async function createInspector({locateFile}) {
  const answer = await fetch(locateFile('weighbridge-inspector.wasm', ''));
  await WebAssembly.instantiate(await answer.arrayBuffer(), {});
  return {
    library: () => 'HDF5 1.14',
    inspectFiles: (filesJson) =>
      JSON.stringify(
        JSON.parse(filesJson).map(({path}) => {
          if (path.includes('fragile')) throw new WebAssembly.RuntimeError('unreachable');
          if (path.includes('endless')) for (;;);
          return path.includes('wrong') ? {library: 'HDF5 1.14', answer: 'refused', words: 'bad object header version number'} : {library: 'HDF5 1.14', answer: 'opens'};
        }),
      ),
  };
}
