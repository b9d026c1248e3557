// Runs a job with TensorFlow.js or body-pix itself, for the tests to compare with: node tensorflow_js.cjs PACKAGES JOB
//
// PACKAGES is the folder that npm installed into. JOB is a JSON file:
//   topology, shards (paths in the manifest's order), pixels (raw file), height, width, answer (raw file to write)
//   architecture: null      the graph as it is: pixels are float32 as the network takes them, the answer its logits
//   architecture: "..."     body-pix's segmentPerson: pixels are uint8 RGB, the answer is a mask of uint8, 0 or 1;
//                           with multiplier, stride, quantBytes, resolution, threshold
// Nothing is fetched: the model comes from the files named.
"use strict";
const fs = require("fs");
const { createRequire } = require("module");

const job = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const load = createRequire(process.argv[2] + "/");
const tf = load("@tensorflow/tfjs-core");
load("@tensorflow/tfjs-backend-cpu");
const converter = load("@tensorflow/tfjs-converter");

const model = {
  load: async () => {
    const document = JSON.parse(fs.readFileSync(job.topology, "utf8"));
    const content = Buffer.concat(job.shards.map((path) => fs.readFileSync(path)));
    return {
      modelTopology: document.modelTopology,
      weightSpecs: document.weightsManifest.flatMap((group) => group.weights),
      weightData: content.buffer.slice(content.byteOffset, content.byteOffset + content.length),
    };
  },
};

function bytes() {
  const file = fs.readFileSync(job.pixels);
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length);
}

async function logits() {
  const graph = await converter.loadGraphModel(model);
  const picture = tf.tensor4d(new Float32Array(bytes()), [1, job.height, job.width, 3]);
  return graph.execute(picture, "float_segments").data();
}

async function mask() {
  const bodyPix = load("@tensorflow-models/body-pix");
  const net = await bodyPix.load({
    architecture: job.architecture, multiplier: job.multiplier, outputStride: job.stride,
    quantBytes: job.quantBytes, modelUrl: model,
  });
  const picture = tf.tensor3d(Int32Array.from(new Uint8Array(bytes())), [job.height, job.width, 3], "int32");
  const found = await net.segmentPerson(picture, {
    internalResolution: job.resolution, segmentationThreshold: job.threshold,
  });
  return Uint8Array.from(found.data);
}

tf.setBackend("cpu")
  .then(() => (job.architecture ? mask() : logits()))
  .then((answer) => fs.writeFileSync(job.answer, Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength)));
