/** What happens to squares between paper and camera, as functions from picture to picture. Always the same for the same picture. */
import type { Picture } from './picture.js'

export type Degrade = (picture: Picture) => Picture

/** One after the other. */
export function together(...steps: readonly Degrade[]): Degrade {
  return picture => steps.reduce((degraded, step) => step(degraded), picture)
}

/** A blank rectangle, in parts of the picture: paper torn off, a sticker, a thumb. */
export function cover(left: number, top: number, width: number, height: number, grey = 255): Degrade {
  return picture =>
    draw(picture, (x, y, at) => {
      const [right, down] = [x / picture.width - left, y / picture.height - top]
      return right >= 0 && right < width && down >= 0 && down < height ? grey : at(x, y)
    })
}

/** Grains: this part of all blocks of so many pixels is turned over. */
export function speckle(part: number, block: number): Degrade {
  return picture => {
    const columns = Math.ceil(picture.width / block)
    const random = randomNumbers()
    const turned = Array.from({ length: columns * Math.ceil(picture.height / block) }, () => random() < part)
    const isTurned = (x: number, y: number) => turned[Math.floor(y / block) * columns + Math.floor(x / block)]
    return draw(picture, (x, y, at) => (isTurned(x, y) ? 255 - at(x, y) : at(x, y)))
  }
}

/** Every pixel brighter or darker by up to so much. */
export function noise(amplitude: number): Degrade {
  return picture => {
    const random = randomNumbers()
    return draw(picture, (x, y, at) => at(x, y) + (random() * 2 - 1) * amplitude)
  }
}

/** A picture taken at an angle, in degrees, on a white table large enough. */
export function rotate(degrees: number): Degrade {
  return picture => {
    const { width, height } = picture
    const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
    const side = Math.ceil(width * Math.abs(cosine) + height * Math.abs(sine))
    return draw(
      picture,
      (x, y, at) => {
        const [right, down] = [x - (side - 1) / 2, y - (side - 1) / 2]
        return between(
          at,
          right * cosine + down * sine + (width - 1) / 2,
          down * cosine - right * sine + (height - 1) / 2,
        )
      },
      side,
      side,
    )
  }
}

/** Held at a slant: the far edge is so much shorter than the near one. */
export function slant(part: number): Degrade {
  return picture =>
    draw(picture, (x, y, at) => {
      const shrink = 1 - part * (1 - y / picture.height)
      return between(at, (x - picture.width / 2) / shrink + picture.width / 2, y)
    })
}

/** Out of focus by so many pixels. */
export function blur(radius: number): Degrade {
  const span = Array.from({ length: 2 * radius + 1 }, (_, step) => step - radius)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const across: Degrade = picture => draw(picture, (x, y, at) => mean(span.map(step => at(x + step, y))))
  const along: Degrade = picture => draw(picture, (x, y, at) => mean(span.map(step => at(x, y + step))))
  return together(across, along)
}

/** Seen from afar: each new pixel is the mean of those it covers. */
export function shrink(factor: number): Degrade {
  return picture => {
    const steps = Array.from({ length: 4 }, (_, step) => ((step + 0.5) * factor) / 4 - 0.5)
    const mean = (x: number, y: number, at: (x: number, y: number) => number) =>
      steps.reduce(
        (sum, dy) => sum + steps.reduce((row, dx) => row + at(Math.round(x + dx), Math.round(y + dy)), 0),
        0,
      ) / 16
    const size = (length: number) => Math.floor(length / factor)
    return draw(
      picture,
      (x, y, at) => mean(x * factor, y * factor, at),
      size(picture.width),
      size(picture.height),
    )
  }
}

/** Grey on grey: black becomes `dark`, white `light`. With `dark` above `light` the picture is a negative. */
export function contrast(dark: number, light: number): Degrade {
  return picture => draw(picture, (x, y, at) => dark + (at(x, y) / 255) * (light - dark))
}

/** Light from one side: the left is darker by so much. */
export function shade(depth: number): Degrade {
  return picture => draw(picture, (x, y, at) => at(x, y) * (1 - depth * (1 - x / picture.width)))
}

/** The outer pixels, so many on each side, in black: a square cut out and put on something dark. */
export function darkMargin(pixels: number): Degrade {
  return picture => {
    const isOutside = (place: number, length: number) => place < pixels || place >= length - pixels
    return draw(picture, (x, y, at) =>
      isOutside(x, picture.width) || isOutside(y, picture.height) ? 0 : at(x, y),
    )
  }
}

type At = (x: number, y: number) => number

/** A new picture, whose pixels are made of the old one's; beside that, all is white. */
function draw(
  { width, height, pixels }: Picture,
  pixel: (x: number, y: number, at: At) => number,
  newWidth = width,
  newHeight = height,
): Picture {
  const at: At = (x, y) =>
    x < 0 || y < 0 || x >= width || y >= height ? 255 : (pixels[y * width + x] ?? 255)
  const drawn = new Uint8ClampedArray(newWidth * newHeight)
  for (let y = 0; y < newHeight; y++)
    for (let x = 0; x < newWidth; x++) drawn[y * newWidth + x] = pixel(x, y, at)
  return { width: newWidth, height: newHeight, pixels: drawn }
}

/** The grey between four pixels. */
function between(at: At, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, down] = [x - left, y - top]
  const upper = at(left, top) * (1 - right) + at(left + 1, top) * right
  const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right
  return upper * (1 - down) + lower * down
}

/** Numbers from 0 to 1, always the same ones. */
function randomNumbers(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
