// Prints the page, where calls may leave it.

/** @param onPrint null where they may not: there is no button */
export function PrintButton({ onPrint }: { readonly onPrint: (() => void) | null }) {
  if (onPrint === null) return null;
  return (
    <button type="button" class="button quiet" onClick={onPrint} data-testid="print">
      Print
    </button>
  );
}
