/** Pictures for tests: grey pixels, degraded, encoded as PNG. */
import { crc32, deflateSync } from 'node:zlib'
import type { Square } from '@qiyema/core/qr'

export interface Picture {
  readonly width: number
  readonly height: number
  /** 0 is black, 255 white. */
  readonly at: (x: number, y: number) => number
}

export function blank(width: number, height: number): Picture {
  return { width, height, at: () => 255 }
}

export function squarePicture({ modules, quietZone, isDark }: Square, scale = 4): Picture {
  const side = (modules + 2 * quietZone) * scale
  return bitmapPicture(
    modules + 2 * quietZone,
    scale,
    (row, column) => {
      const [y, x] = [row - quietZone, column - quietZone]
      return x >= 0 && y >= 0 && x < modules && y < modules && isDark(y, x)
    },
    side,
  )
}

export function bitmapPicture(
  modules: number,
  scale: number,
  isDark: (row: number, column: number) => boolean,
  side = modules * scale,
): Picture {
  return {
    width: side,
    height: side,
    at: (x, y) => (isDark(Math.floor(y / scale), Math.floor(x / scale)) ? 0 : 255),
  }
}

export function besides(left: Picture, right: Picture): Picture {
  return {
    width: left.width + right.width,
    height: Math.max(left.height, right.height),
    at: (x, y) => {
      const [picture, column] = x < left.width ? [left, x] : [right, x - left.width]
      return y < picture.height ? picture.at(column, y) : 255
    },
  }
}

/** Out of focus, grainy, in poor light, with a stain. Always the same for the same picture. */
export function degraded(picture: Picture): Picture {
  let seed = 1
  const grain = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return ((seed >> 16) % 41) - 20
  }
  const { width, height, at } = picture
  const pixel = (x: number, y: number) =>
    at(Math.min(Math.max(x, 0), width - 1), Math.min(Math.max(y, 0), height - 1))
  return {
    width,
    height,
    at(x, y) {
      if ((x - width * 0.6) ** 2 + (y - height * 0.6) ** 2 < (width * 0.03) ** 2) return 90
      let sum = 0
      for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) sum += pixel(x + dx, y + dy)
      return Math.min(Math.max(60 + (sum / 9) * 0.5 + (x / width) * 40 + grain(), 0), 255)
    },
  }
}

export function encodePng({ width, height, at }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = at(x, y)
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
