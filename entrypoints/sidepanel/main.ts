import { startPanel } from '../../src/ui/panel/start-panel.tsx';

startPanel();
