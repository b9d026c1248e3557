// The page of `backdrop bench browser`: it measures the one configuration that task.json asks for, and posts what it
// found to the server that it comes from. `task.kind` says what it does: one of the KINDS.

import { openBodyPix } from "./bodypix.js";
import { Clip } from "./clip.js";
import { Compositor } from "./compositor.js";
import { describeBrowser } from "./browser.js";
import { measure } from "./measure.js";
import { openTflite } from "./tflite.js";

const KINDS = {
  about: async () => describeBrowser(),
  bodypix: async (task) => run(task, await openBodyPix(task)),
  tflite: async (task) => run(task, await openTflite(task)),
};
const SIGN_OF_LIFE_MS = 1000;

/** All of a row: `network` is what `open…` gives. */
async function run(task, network) {
  const clip = await Clip.load("clip.json", "clip.bin");
  const compositor = await Compositor.load(document.getElementById("picture"), "background.jpg", clip, network);
  let said = performance.now();
  const alive = async () => {
    if (performance.now() - said >= SIGN_OF_LIFE_MS) {
      said = performance.now();
      await post("alive", {});
    }
  };
  try {
    return { ...(await measure(task, clip, network, compositor, alive)), renderer: network.renderer };
  } finally {
    clip.close();
  }
}

async function post(name, content) {
  try {
    await fetch(name, { method: "POST", body: JSON.stringify(content) });
  } catch {
    window.close(); // nobody is there any more to hear it
  }
}

const fail = (reason) => post("failed", { reason: String(reason?.message ?? reason) });
window.addEventListener("error", (event) => fail(event.error ?? event.message));
window.addEventListener("unhandledrejection", (event) => fail(event.reason));

await post("alive", {});
const task = await (await fetch("task.json")).json();
await post("found", await KINDS[task.kind](task));
