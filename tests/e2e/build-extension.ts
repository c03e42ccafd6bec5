// Before the browser tests: the extension as it ships, but with leave to reach this machine's own console.

import { buildIfStale } from '../support/build.ts';

export default buildIfStale;
