// A Docusaurus plugin: `import Weighbridge from '@theme/Weighbridge'`, then <Weighbridge /> in a page is the box.
//
// The element, its worker and its engine are finished files that find each other by their own addresses. They go into the site as they
// are, as /weighbridge/, and not through the bundler, which would have to understand all three.

const {existsSync, readFileSync, readdirSync, statSync} = require('node:fs');
const {join, sep} = require('node:path');

const {version} = require('./package.json');

const staticFolder = join(__dirname, 'static');
const elementScript = 'weighbridge/weigh-bridge.js';

function filesIn(folder) {
  return readdirSync(folder, {recursive: true}).filter((name) => statSync(join(folder, name)).isFile());
}

/** Adds the files to the site; works with webpack and with Rspack, while developing and for the build. */
class AddFiles {
  apply(compiler) {
    const {Compilation, sources} = compiler.webpack;
    compiler.hooks.thisCompilation.tap('weighbridge', (compilation) => {
      compilation.hooks.processAssets.tap({name: 'weighbridge', stage: Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL}, () => {
        for (const name of filesIn(staticFolder)) {
          // They are as small as they get; a minifier need not try again.
          compilation.emitAsset(name.split(sep).join('/'), new sources.RawSource(readFileSync(join(staticFolder, name))), {minimized: true});
        }
      });
    });
  }
}

module.exports = function weighbridge(context, options) {
  if (!existsSync(join(staticFolder, elementScript))) {
    throw new Error(`docusaurus-plugin-weighbridge is incomplete: ${join(staticFolder, elementScript)} is missing; install it from its archive.`);
  }
  return {
    name: 'docusaurus-plugin-weighbridge',
    getThemePath: () => join(__dirname, 'theme'),
    configureWebpack: (config, isServer) => (isServer ? {} : {plugins: [new AddFiles()]}),
    contentLoaded({actions}) {
      actions.setGlobalData({
        // With the version behind it a browser asks anew after an update.
        element: `/${elementScript}?v=${version}`,
        link: options.link ?? '/weighbridge/embed.html',
        linkText: options.linkText ?? 'Weigh a Keras weight file',
      });
    },
  };
};

module.exports.validateOptions = function validateOptions({options}) {
  const {id = 'default', ...own} = options;
  for (const [name, value] of Object.entries(own)) {
    if (name !== 'link' && name !== 'linkText') throw new Error(`docusaurus-plugin-weighbridge has no option "${name}" (only link and linkText)`);
    if (typeof value !== 'string') throw new Error(`docusaurus-plugin-weighbridge: ${name} must be a text`);
  }
  return {id, ...own};
};
