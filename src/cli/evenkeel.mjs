#!/usr/bin/env node
// The package's command. Node runs TypeScript only with help.
import { register } from 'tsx/esm/api';

register();
await import('./evenkeel.ts');
