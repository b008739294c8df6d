/** Runs tasks one after another, in the order they were asked for. */
export interface SerialQueue {
  /** Runs the task after those before it; the promise is the task's own. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** Makes an empty queue. A task that fails does not stop those behind it. */
export function serialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = last.then(task, task);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
