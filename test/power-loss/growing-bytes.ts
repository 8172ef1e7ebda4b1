/** The content of a file: it grows as it is written, and what was never written reads as zeros. */
export class GrowingBytes {
  #room: Buffer;
  #size: number;

  /** Begins with a copy of `content`. */
  constructor(content: Uint8Array = new Uint8Array()) {
    this.#room = Buffer.from(content);
    this.#size = content.length;
  }

  write(at: number, bytes: Uint8Array): void {
    if (at + bytes.length > this.#size) this.resize(at + bytes.length);
    this.#room.set(bytes, at);
  }

  resize(size: number): void {
    if (size < this.#size) this.#room.fill(0, size, this.#size);
    if (size > this.#room.length) {
      const room = Buffer.alloc(Math.max(size, this.#room.length * 2));
      this.#room.copy(room, 0, 0, this.#size);
      this.#room = room;
    }
    this.#size = size;
  }

  /** The file as it is now; a later change shows in it. */
  content(): Buffer {
    return this.#room.subarray(0, this.#size);
  }
}
