// Runs a command's main function: an error is one sentence for the person at the terminal, and exit status 1.

/** The causes' sentences are printed too, each on a line; the stack only with DEBUG set. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    if (process.env.DEBUG || !(error instanceof Error)) {
      console.error(error);
      return;
    }
    console.error(error.message);
    for (let cause = error.cause; cause instanceof Error; cause = cause.cause)
      console.error(`  ${cause.message}`);
  }
}
