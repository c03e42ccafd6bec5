import { createRequire } from 'node:module';
import path from 'node:path';
import preact from '@preact/preset-vite';
import { defaultClientConditions, type Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { CATALOGUE_FILE } from './src/analysis/emotion/catalogue.ts';
import { MANAGED_SCHEMA_FILE, managedSchema } from './src/extension/settings/managed-schema.ts';
import { readModelFolder } from './src/node/model-folder.ts';

const require = createRequire(import.meta.url);
const ortFolder = path.dirname(require.resolve('onnxruntime-web/wasm'));

/** Files that the extension serves to itself and that live elsewhere in the tree. */
const SHIPPED_FILES: readonly { from: string; to: string }[] = [
  { from: path.resolve('models/speech-gate.onnx'), to: 'models/speech-gate.onnx' },
  { from: path.join(ortFolder, 'ort-wasm-simd-threaded.wasm'), to: 'ort/ort-wasm-simd-threaded.wasm' },
  { from: path.join(ortFolder, 'ort-wasm-simd-threaded.mjs'), to: 'ort/ort-wasm-simd-threaded.mjs' },
  ...[16, 32, 48, 128].map((size) => ({
    from: path.resolve(`assets/icons/evenkeel-${size}.png`),
    to: `icons/${size}.png`,
  })),
];

// Keeps the extension's id the same on every machine, which managed policy needs.
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnto0yXpBsBIcfBkJG4Z43jTmIWCnsOlfpqaDvD+WnL/PbTQWN/IR6oytVwK17hTwA/euvwbFQCy1XMgy/2fVRxlDg0LqxOdwON82tclaTuZrf4/iMbVHiMyU8xnJ1OqGAXn/7Jzms7DNHlrz0bFEwX/z7jwDQKdZENW79oYKF2K5oMk0l7V3cajirEjKd3Bt8mwDo5OU14rZpBzbAzERJtlGm6rWfAD6EogIUGa8YN5xhyevyXjmc/FVqw76oiJW2Y7AGyUSJZUCfSpP47uZmIPldYBPzc/VfZ7v1zIOsgXAFJ0AnEBha//8WmO0ISZT6T+yjXHq7OeNzMFY8j/gRQIDAQAB';

/** `wxt build --mode loopback` grants the console on this machine; no other build can reach it. */
const LOCAL_CONSOLE = ['http://localhost/*', 'http://127.0.0.1/*'];

/** No page of the extension can reach anything but the extension's own files: a page's own policy can only narrow. */
const closePages: Plugin = {
  name: 'close-pages',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'self'" },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  imports: false,
  // Not Firefox: it has no offscreen documents, no side panel of this kind and no tab capture, and its
  // MediaStreamTrackProcessor reads video only, so that calls would have to be captured in another way.
  targetBrowsers: ['chrome', 'edge'],
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}-{{mode}}',
  vite: () => ({
    plugins: [preact(), closePages],
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    build: { target: 'chrome148' },
  }),
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      const models = readModelFolder(path.resolve('models'));
      for (const file of models.files) {
        files.push({ absoluteSrc: path.resolve('models', file), relativeDest: `models/${file}` });
      }
      files.push({ relativeDest: MANAGED_SCHEMA_FILE, contents: JSON.stringify(managedSchema()) });
      files.push({ relativeDest: CATALOGUE_FILE, contents: JSON.stringify(models.catalogue) });
      for (const { from, to } of SHIPPED_FILES) files.push({ absoluteSrc: from, relativeDest: to });
    },
  },
  manifest: ({ mode }) => ({
    name: 'Evenkeel',
    description: 'Hears how the customer sounds and keeps the call on an even keel. On this machine only.',
    key: PUBLIC_KEY,
    // 148 is the first version whose runtime ports carry ArrayBuffers (message_serialization below).
    minimum_chrome_version: '148',
    message_serialization: 'structured_clone',
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    storage: { managed_schema: MANAGED_SCHEMA_FILE },
    permissions: [
      'offscreen',
      'sidePanel',
      'storage',
      'scripting',
      'activeTab',
      'tabCapture',
      'contextMenus',
      'alarms',
    ],
    optional_host_permissions: ['https://*/*'],
    ...(mode === 'loopback' ? { host_permissions: LOCAL_CONSOLE } : {}),
    commands: {
      'open-panel': {
        suggested_key: { default: 'Alt+Shift+E' },
        description: 'Open the live panel',
      },
      'listen-to-tab': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: 'Listen to this tab’s sound',
      },
    },
    content_security_policy: {
      // One policy for pages and service worker: `https:` is for the service worker, which sends reports where a managed
      // policy wants them. `closePages` takes it from the pages again.
      extension_pages:
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' https:; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src blob:; object-src 'self'",
    },
  }),
});
