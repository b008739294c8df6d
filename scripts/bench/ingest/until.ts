const LOOK_AGAIN_MS = 20;

/** Waits until the database answers as wanted. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}
