// Builds the gallery and serves it on this machine.

import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../../.output/gallery-site', import.meta.url));

export interface GallerySite {
  /** Address of a scene, such as "panel/angry". */
  address(scene: string): string;
  close(): Promise<void>;
}

export async function serveGallery(): Promise<GallerySite> {
  const shared = { root, configFile: false, logLevel: 'warn' } as const;
  await build({ ...shared, plugins: [preact()], build: { outDir, emptyOutDir: true, target: 'chrome148' } });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('The gallery was built, but its server has no address.');
  return {
    address: (scene) => `${url}?scene=${scene}`,
    close: () => server.close(),
  };
}
