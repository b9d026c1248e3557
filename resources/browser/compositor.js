// The person over a background, on a canvas, as web conferences do it: the mask is enlarged as it is drawn, the picture
// drawn where the mask is, and the background behind both.

export class Compositor {
  #canvas;
  #context;
  #background;
  #mask;
  #maskContext;
  #maskPixels;
  #pixels = null;

  constructor(canvas, background, clip, network) {
    [canvas.width, canvas.height] = [clip.width, clip.height];
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
    this.#background = background;
    this.#mask = new OffscreenCanvas(network.maskWidth, network.maskHeight);
    this.#maskContext = this.#mask.getContext("2d");
    this.#maskPixels = this.#maskContext.createImageData(network.maskWidth, network.maskHeight);
  }

  /** The background's picture, of that address, covers the canvas. */
  static async load(canvas, background, clip, network) {
    const picture = await createImageBitmap(await (await fetch(background)).blob());
    const scale = Math.max(clip.width / picture.width, clip.height / picture.height);
    const [width, height] = [clip.width / scale, clip.height / scale];
    const [left, top] = [(picture.width - width) / 2, (picture.height - height) / 2];
    const size = { resizeWidth: clip.width, resizeHeight: clip.height, resizeQuality: "high" };
    return new Compositor(canvas, await createImageBitmap(picture, left, top, width, height, size), clip, network);
  }

  /**
   * `alpha`: 0..1 for each of the mask's pixels. What is drawn on a canvas is drawn later, perhaps by a GPU: the picture is
   * finished when its pixels are read, as an encoder does.
   */
  async composite(picture, alpha) {
    const pixels = this.#maskPixels.data;
    for (let i = 0; i < alpha.length; i++) {
      pixels[4 * i + 3] = 255 * alpha[i];
    }
    this.#maskContext.putImageData(this.#maskPixels, 0, 0);
    const { width, height } = this.#canvas;
    const context = this.#context;
    context.globalCompositeOperation = "copy";
    context.drawImage(this.#mask, 0, 0, width, height);
    context.globalCompositeOperation = "source-in";
    context.drawImage(picture, 0, 0, width, height);
    context.globalCompositeOperation = "destination-over";
    context.drawImage(this.#background, 0, 0);
    const finished = new VideoFrame(this.#canvas, { timestamp: picture.timestamp });
    this.#pixels ??= new Uint8Array(finished.allocationSize());
    await finished.copyTo(this.#pixels);
    finished.close();
  }
}
