// What webkit.ts uses of selenium-webdriver, which brings no types of its own.

export const Key: {readonly TAB: string; readonly ENTER: string; readonly ARROW_DOWN: string; readonly ARROW_RIGHT: string; readonly ARROW_LEFT: string; readonly END: string};

export class Capabilities {
  constructor(capabilities: object);
  get(name: string): string;
}

interface Actions {
  sendKeys(...keys: string[]): Actions;
  perform(): Promise<void>;
}

export interface Window {
  get(url: string): Promise<void>;
  executeScript<Result>(script: string, ...given: unknown[]): Promise<Awaited<Result>>;
  actions(): Actions;
  manage(): {
    setTimeouts(timeouts: {script: number}): Promise<void>;
    window(): {setRect(rect: {x: number; y: number; width: number; height: number}): Promise<unknown>};
  };
  getCapabilities(): Promise<Capabilities>;
  quit(): Promise<void>;
}

export class Builder {
  usingServer(address: string): this;
  withCapabilities(capabilities: Capabilities): this;
  build(): Promise<Window>;
}
