// Pictures, one after the other, as fast as they can be made, and how long each took.

/**
 * `network` has `look(picture)`, after which `infer()` runs it and waits for its answer, and `alpha()` makes that the
 * mask. What `task.warm_up_s` has room for is not counted. Gives milliseconds of each picture of `task.seconds`:
 * `prepare` until the network has its input, `infer`, `composite` from its answer to the finished picture, and `all`.
 */
export async function measure(task, clip, network, compositor, alive) {
  await keepDoing(task.warm_up_s, () => finish(clip, network, compositor), alive);
  const times = { prepare: [], infer: [], composite: [], all: [] };
  const start = performance.now();
  await keepDoing(task.seconds, async () => {
    const took = await finish(clip, network, compositor);
    Object.keys(times).forEach((part) => times[part].push(took[part]));
  }, alive);
  return { times_ms: times, took_s: (performance.now() - start) / 1000 };
}

async function finish(clip, network, compositor) {
  const start = performance.now();
  const picture = await clip.next();
  network.look(picture);
  const prepared = performance.now();
  await network.infer();
  const inferred = performance.now();
  await compositor.composite(picture, await network.alpha());
  picture.close();
  const end = performance.now();
  return { prepare: prepared - start, infer: inferred - prepared, composite: end - inferred, all: end - start };
}

/** Again and again for so long, at least once. */
async function keepDoing(seconds, act, alive) {
  const end = performance.now() + seconds * 1000;
  do {
    await act();
    await alive();
    await othersTurn();
  } while (performance.now() < end);
}

/** Lets the browser do what waits, such as to send a request. Timers would be slowed down, and pictures wait for 60 Hz. */
function othersTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
