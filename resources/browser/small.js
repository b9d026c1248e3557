// The picture at the size that a network sees.

export class Small {
  #context;

  constructor(width, height) {
    [this.width, this.height] = [width, height];
    this.#context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  }

  /** Its ImageData: RGBA bytes. */
  of(picture) {
    this.#context.drawImage(picture, 0, 0, this.width, this.height);
    return this.#context.getImageData(0, 0, this.width, this.height);
  }
}
