// npm run reliability: writes the generated parts of docs/reliability.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { PAGE, withGeneratedParts } from './page.ts';

writeFileSync(PAGE, withGeneratedParts(readFileSync(PAGE, 'utf8')));
