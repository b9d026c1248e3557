// .tflite files in WebAssembly: the runtime of @tensorflow/tfjs-tflite, without the wrapper that makes tensors of it.

import { loadScripts } from "./scripts.js";
import { Small } from "./small.js";

const RUNTIME = "@tensorflow/tfjs-tflite/wasm/";

/** `task`: simd, threads, input {width, height, scale, offset}, output {kind, width, height, classes, index, counts}. */
export async function openTflite(task) {
  hideFeatures(task.simd, task.threads > 1);
  window.exports = {}; // the script thinks that it is a module of Node.js
  await loadScripts(`${RUNTIME}tflite_web_api_client.js`);
  tfweb.tflite_web_api.setWasmPath(new URL(`packages/${RUNTIME}`, location.href).href);
  const model = await (await fetch("model.tflite")).arrayBuffer();
  const runner = await tfweb.TFLiteWebModelRunner.create(model, { numThreads: task.threads });
  return new Tflite(task, runner);
}

class Tflite {
  renderer = null;
  #runner;
  #small;
  #input;
  #output;
  #toAlpha;
  #alpha;
  #spec;

  constructor(task, runner) {
    const { input, output } = task;
    this.#runner = runner;
    this.#spec = input;
    this.#small = new Small(input.width, input.height);
    this.#input = runner.getInputs()[0];
    this.#output = runner.getOutputs()[0];
    this.#alpha = new Float32Array(output.width * output.height);
    [this.maskWidth, this.maskHeight] = [output.width, output.height];
    this.#toAlpha = alphaOf(output);
  }

  look(picture) {
    const pixels = this.#small.of(picture).data;
    const target = this.#input.data();
    const [scale, offset] = [this.#spec.scale, this.#spec.offset];
    for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
      target[to] = pixels[from] * scale[0] + offset[0];
      target[to + 1] = pixels[from + 1] * scale[1] + offset[1];
      target[to + 2] = pixels[from + 2] * scale[2] + offset[2];
    }
  }

  infer() {
    if (!this.#runner.infer()) {
      throw new Error("the network could not be run");
    }
  }

  alpha() {
    this.#toAlpha(this.#output.data(), this.#alpha);
    return this.#alpha;
  }
}

/** What makes the mask of the network's answer: softmax where it has several classes, of which one counts. */
function alphaOf({ kind, classes, index, counts }) {
  if (kind === "alpha") {
    return (answer, alpha) => alpha.set(answer);
  }
  const person = counts === "person";
  return (answer, alpha) => {
    for (let i = 0, cell = 0; i < alpha.length; i++, cell += classes) {
      const share = softmax(answer, cell, classes, cell + index);
      alpha[i] = person ? share : 1 - share;
    }
  };
}

function softmax(values, start, count, wanted) {
  let sum = 0;
  for (let i = start; i < start + count; i++) {
    sum += Math.exp(values[i] - values[wanted]);
  }
  return 1 / sum;
}

/**
 * The runtime finds out what the browser can do by trying two tiny modules, one with SIMD in it and one with atomics;
 * what is not wanted fails. Which of its four builds was loaded is seen by the server.
 */
function hideFeatures(simd, threads) {
  const [vectors, atomics] = [0xfd, 0xfe]; // prefixes of instructions, WebAssembly core specification 2.0 and threads
  const unwanted = [...(simd ? [] : [vectors]), ...(threads ? [] : [atomics])];
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = (source, ...more) => {
    const isTrial = ArrayBuffer.isView(source) && source.length < 100;
    if (isTrial && unwanted.some((prefix) => source.includes(prefix))) {
      return Promise.reject(new WebAssembly.CompileError("not wanted"));
    }
    return instantiate.call(WebAssembly, source, ...more);
  };
}
