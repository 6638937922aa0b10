// A worker has its own content security policy, taken from its own response: on a host that sends no headers the page's
// meta tag does not bind it. So once the engine is in memory the worker gives up the ways out that can be given up; what
// remains is import(), which nothing in here calls.

const waysOut = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource', 'Worker', 'SharedWorker',
  'BroadcastChannel', 'importScripts', 'caches', 'CacheStorage'];

export function closeNetwork(scope: object = globalThis): void {
  for (let owner: object | null = scope; owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of waysOut) {
      if (!Object.hasOwn(owner, name)) continue;
      try {
        Object.defineProperty(owner, name, {value: undefined, writable: false, configurable: false});
      } catch {
        // Not configurable in this browser: the policy that the host sends is what is left.
      }
    }
  }
}
