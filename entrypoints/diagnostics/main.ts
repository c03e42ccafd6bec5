import { startDiagnostics } from '../../src/ui/diagnostics/start-diagnostics.tsx';

startDiagnostics();
