// What the agent can rely on, and what the machine couldn't keep up with.

export function PanelFooter({ windowsLate }: { readonly windowsLate: number }) {
  return (
    <footer class="panel-footer">
      <p>Runs on this machine. No audio is stored.</p>
      {windowsLate > 0 && (
        <p data-testid="windows-late">
          {windowsLate === 1 ? '1 second was' : `${windowsLate} seconds were`} left out: this machine is busy.
        </p>
      )}
    </footer>
  );
}
