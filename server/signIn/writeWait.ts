/** How long to wait, for a person: `Too many attempts from here. Try again in 3 minutes.` */
export function writeWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const wait = seconds < 60 ? `${seconds} seconds` : minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return `Too many attempts from here. Try again in ${wait}`;
}
