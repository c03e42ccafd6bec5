// Takes from the worker that hears the customer what could send anything away. To be imported before everything else.
// The browser closes the extension's pages (their Content Security Policy), but gives a worker the policy of the whole
// extension, which lets the service worker send reports.

const MEANS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  // It fetches by itself.
  'caches',
  // Another worker would have everything again. The engine runs on one thread.
  'Worker',
];

const openFetch = globalThis.fetch;

for (const name of MEANS) {
  // Some are the global object's own, others its prototypes'.
  for (let owner: object | null = globalThis; owner !== null; owner = Object.getPrototypeOf(owner)) {
    Reflect.deleteProperty(owner, name);
  }
}

/** The extension's own files, and nothing else. */
globalThis.fetch = async (input, init) => {
  const { origin } = new URL(input instanceof Request ? input.url : input, location.href);
  if (origin !== location.origin) throw new TypeError(`The classifier may not reach ${origin}.`);
  return openFetch(input, init);
};
