// BodyPix in TensorFlow.js: the package that the paper used, on one of TensorFlow.js's back ends.

import { webglRenderer } from "./browser.js";
import { loadScripts } from "./scripts.js";
import { Small } from "./small.js";

const tfjs = (name) => `@tensorflow/tfjs-${name}/dist/tf-${name}.es2017.min.js`;

/** `task`: backend (wasm, webgl, cpu), simd, threads, input {width, height}, stride, multiplier, quant_bytes,
 *  threshold. */
export async function openBodyPix(task) {
  await loadScripts(tfjs("core"), tfjs("converter"), tfjs("backend-cpu"));
  if (task.backend !== "cpu") {
    await loadScripts(tfjs(`backend-${task.backend}`));
  }
  await loadScripts("@tensorflow-models/body-pix/dist/body-pix.min.umd.js");
  if (task.backend === "wasm") {
    tf.wasm.setWasmPaths("packages/@tensorflow/tfjs-backend-wasm/dist/");
    tf.env().set("WASM_HAS_SIMD_SUPPORT", task.simd);
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", task.threads > 1);
    tf.wasm.setThreadsCount(task.threads);
  }
  if (!(await tf.setBackend(task.backend))) {
    throw new Error(`TensorFlow.js could not start its back end ${task.backend}`);
  }
  const network = await window["body-pix"].load({
    architecture: "MobileNetV1", outputStride: task.stride, multiplier: task.multiplier, quantBytes: task.quant_bytes,
    modelUrl: new URL("model.json", location.href).href,
  });
  return new BodyPix(task, network);
}

class BodyPix {
  #network;
  #small;
  #picture = null;
  #answer = null;
  #threshold;

  constructor(task, network) {
    this.#network = network;
    this.#threshold = task.threshold;
    this.#small = new Small(task.input.width, task.input.height);
    [this.maskWidth, this.maskHeight] = [task.input.width, task.input.height];
    this.renderer = task.backend === "webgl" ? webglRenderer(tf.backend().getGPGPUContext().gl) : null;
  }

  look(picture) {
    this.#picture = tf.browser.fromPixels(this.#small.of(picture));
  }

  /** All heads of the network are computed, as the package does; the one that counts is waited for. */
  async infer() {
    const { segmentLogits, ...others } = tf.tidy(() => this.#network.predictForPersonSegmentation(this.#picture));
    await segmentLogits.data();
    tf.dispose([this.#picture, ...Object.values(others)]);
    this.#answer = segmentLogits;
  }

  /** The cells' logits, enlarged to the network's picture and put through a sigmoid; a threshold makes them 0 or 1. */
  async alpha() {
    const size = [this.maskHeight, this.maskWidth];
    const mask = tf.tidy(() => {
      const chances = tf.sigmoid(tf.image.resizeBilinear(this.#answer, size, true));
      return tf.greater(chances, this.#threshold);
    });
    const alpha = await mask.data();
    tf.dispose([mask, this.#answer]);
    return alpha;
  }
}
