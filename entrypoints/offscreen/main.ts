import { startOffscreen } from '../../src/offscreen/start-offscreen.ts';

startOffscreen();
