// The clip: its pictures are decoded one after the other as they are asked for, over and over.
//
// Not a <video>, which goes on at its own rate: here every picture is another one, as in the measurements outside the
// browser, and whoever is fast is given more of them.

/** So many are decoded ahead, by the browser's own threads, while the page does something else. */
const AHEAD = 4;

export class Clip {
  #packets;
  #decoder;
  #next = 0;
  #asked = 0;
  #decoded = [];
  #waiting = null;

  /** `description`: {codec, width, height, colour_space, packets: [{bytes, key}]}; `content`: the packets, one after the other. */
  constructor(description, content) {
    this.width = description.width;
    this.height = description.height;
    this.#packets = [];
    let start = 0;
    for (const { bytes, key } of description.packets) {
      this.#packets.push({ type: key ? "key" : "delta", data: content.subarray(start, start + bytes) });
      start += bytes;
    }
    this.#decoder = new VideoDecoder({
      output: (picture) => this.#take({ picture }),
      error: (error) => this.#take({ error }),
    });
    const { codec, width, height, colour_space: colorSpace } = description;
    this.#decoder.configure({ codec, codedWidth: width, codedHeight: height, colorSpace });
  }

  static async load(description, content) {
    const [about, packets] = await Promise.all([fetch(description), fetch(content)]);
    return new Clip(await about.json(), new Uint8Array(await packets.arrayBuffer()));
  }

  /** The next picture, a VideoFrame that the caller closes. */
  async next() {
    while (this.#asked - this.#next < AHEAD) {
      this.#ask();
    }
    const { picture, error } = this.#decoded.shift() ?? (await new Promise((resolve) => (this.#waiting = resolve)));
    if (error) {
      throw error;
    }
    this.#next += 1;
    return picture;
  }

  close() {
    this.#decoder.close();
    for (const { picture } of this.#decoded) {
      picture?.close();
    }
  }

  #ask() {
    const packet = this.#packets[this.#asked % this.#packets.length];
    this.#decoder.decode(new EncodedVideoChunk({ ...packet, timestamp: this.#asked }));
    this.#asked += 1;
  }

  #take(result) {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) {
      waiting(result);
    } else {
      this.#decoded.push(result);
    }
  }
}
