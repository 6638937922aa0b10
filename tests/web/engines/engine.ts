// What the tests ask of a browser, the same of all three. Each implementation drives one engine the way its makers mean it to be driven.

/** The keys that the tests press, by their names in KeyboardEvent.key. */
export type Key = 'Tab' | 'Enter' | 'ArrowDown' | 'ArrowRight' | 'ArrowLeft' | 'End';

export interface Tab {
  goto(url: string): Promise<void>;
  /** Runs a function that stands on its own in the page; arguments and result as JSON. */
  evaluate<Arguments extends readonly unknown[], Result>(run: (...given: Arguments) => Result, ...given: Arguments): Promise<Awaited<Result>>;
  /** Puts files into an <input type="file">, as the browser's own picker does. `selector` goes into shadow roots with ` >>> `. */
  chooseFiles(selector: string, paths: readonly string[]): Promise<void>;
  press(key: Key): Promise<void>;
  type(text: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** What the page threw or logged as an error or a warning since the last call. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** Down to which width its window can be made. */
  readonly narrowest: number;
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

/** Starts an engine with every request, to localhost too, through a proxy. */
export type Start = (proxy: string) => Promise<Engine>;
