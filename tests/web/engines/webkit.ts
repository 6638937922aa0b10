// WebKit: Debian's WebKitGTK in MiniBrowser, by selenium-webdriver over WebDriver. It has no headless mode, so it gets a screen of its own.
//
// WebDriver knows neither the console nor a second session beside the first: each "tab" is the one window, loaded anew, and complaints
// are collected by listeners that are there from shortly after the page has loaded.

import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';

import {Builder, Capabilities, Key as Keys} from 'selenium-webdriver';

import type {Engine, Key, Start, Tab} from './engine.js';

const driverPath = process.env['WEIGHBRIDGE_WEBKIT_DRIVER'] ?? '/usr/bin/WebKitWebDriver';
const browserPath = process.env['WEIGHBRIDGE_WEBKIT'] ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const keys: Record<Key, string> = {
  Tab: Keys.TAB,
  Enter: Keys.ENTER,
  ArrowDown: Keys.ARROW_DOWN,
  ArrowRight: Keys.ARROW_RIGHT,
  ArrowLeft: Keys.ARROW_LEFT,
  End: Keys.END,
};

/** A screen in memory. Xvfb chooses a free number and writes it to the descriptor it is given. */
async function screen(): Promise<{process: ChildProcess; display: string}> {
  const process = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    process.once('error', reject);
    process.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    process.stdio[3]?.once('data', (written: Buffer) => resolve(written.toString().trim()));
  });
  return {process, display: `:${number}`};
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address() as {port: number};
      server.close(() => resolve(port));
    });
  });
}

async function driver(display: string): Promise<{process: ChildProcess; address: string}> {
  const port = await freePort();
  const child = spawn(driverPath, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      // No graphics card, no accessibility bus; and no sandbox inside the sandbox that the build environment already is.
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      NO_AT_BRIDGE: '1',
    },
  });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`${address}/status`).then((answer) => answer.ok, () => false)) return {process: child, address};
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error('WebKitWebDriver does not answer');
}

/** In the page, from outside any function: keeps what goes wrong from now on. */
function listen(): void {
  const all: string[] = [];
  Object.assign(window, {complaints: all});
  addEventListener('error', (event) => all.push(event.message));
  addEventListener('unhandledrejection', (event) => all.push(String(event.reason)));
  for (const kind of ['error', 'warn'] as const) console[kind] = (...words: unknown[]) => void all.push(words.join(' '));
}

export const webkit: Start = async (proxy): Promise<Engine> => {
  for (const path of [driverPath, browserPath]) {
    if (!existsSync(path)) throw new Error(`no browser at ${path}: run this through scripts/environment/run`);
  }
  const {process: display, display: name} = await screen();
  const {process: driverProcess, address} = await driver(name);
  const host = new URL(proxy).host;
  const window = await new Builder()
    .usingServer(address)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        proxy: {proxyType: 'manual', httpProxy: host, sslProxy: host},
        'webkitgtk:browserOptions': {binary: browserPath, args: ['--automation']},
      }),
    )
    .build();
  await window.manage().setTimeouts({script: 60_000});
  return {
    name: `WebKitGTK ${(await window.getCapabilities()).get('browserVersion')}`,
    narrowest: 500,
    async tab(): Promise<Tab> {
      const evaluate: Tab['evaluate'] = (run, ...given) => window.executeScript(`return (${run})(...arguments)`, ...given);
      return {
        async goto(url) {
          await window.get(url);
          await evaluate(listen);
        },
        evaluate,
        async chooseFiles(selector, paths) {
          const input = await window.executeScript<{sendKeys(keys: string): Promise<void>}>(
            `return arguments[0].split(' >>> ').reduce((at, part) => (at.shadowRoot ?? at).querySelector(part), document)`,
            selector,
          );
          await input.sendKeys(paths.join('\n'));
        },
        press: (key) => window.actions().sendKeys(keys[key]).perform(),
        type: (letters) => window.actions().sendKeys(letters).perform(),
        resize: async (width, height) => void (await window.manage().window().setRect({x: 0, y: 0, width, height})),
        complaints: () => evaluate(() => (window as unknown as {complaints?: string[]}).complaints?.splice(0) ?? []),
        close: () => window.get('about:blank'),
      };
    },
    async close() {
      await window.quit();
      driverProcess.kill();
      display.kill();
    },
  };
};
