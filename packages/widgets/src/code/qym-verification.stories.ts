import type { Assurance, UntrustedOutcome, VerificationResult } from '@qiyema/core/verify'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import './qym-verification.js'

interface Controls {
  readonly text: string
  readonly local: boolean
  readonly result?: VerificationResult
}

const meta: Meta<Controls> = {
  title: 'Code/qym-verification',
  component: 'qym-verification',
  args: { text: '', local: false },
  argTypes: { text: { control: 'text' }, local: { control: 'boolean' } },
  render: ({ text, local, result }) =>
    html`<qym-verification text=${text} ?local=${local} .result=${result}></qym-verification>`,
}
export default meta

type Story = StoryObj<Controls>

const needs = (sandbox: SandboxWishes) => ({ sandbox })

/** The morning on which the sandbox stands. */
const NOW = Date.parse('2026-03-02T09:00:00+08:00') / 1000
const YEAR = 31_536_000

const known = {
  warnings: [],
  detail: '',
  issuer: {
    iss: 'https://qym.example',
    name: { 'zh-CN': '德清县企业码平台', en: 'Deqing Enterprise Code platform' },
  },
  code: {
    uscc: '91330521PDY0000280',
    name: '德清芯澜传感技术有限公司',
    issuedAt: NOW - 86_400,
    expiresAt: NOW + YEAR,
    credential: '',
    issuer: 'https://qym.example',
    kid: 'AAAAAAAAAAA',
    status: {
      uri: 'https://qym.example/status/0',
      index: 7,
      state: 'valid',
      asOf: NOW - 60,
      freshness: 'fresh',
    },
  },
} as const

const valid = (assurance: Assurance): Story => ({
  args: { result: { ...known, outcome: 'valid', assurance } },
})
const inForceNoMore = (outcome: 'not_yet_valid' | 'expired' | 'stale' | 'revoked' | 'suspended'): Story => ({
  args: { result: { ...known, outcome } },
})
const unbelieved = (outcome: UntrustedOutcome): Story => ({
  args: { result: { outcome, warnings: [], detail: '' } },
})
const text = (given: string): Story => ({ args: { text: given, local: true } })

export const Ready = valid('registered')
export const Current = valid('current')
export const Present: Story = {
  args: {
    result: {
      ...known,
      outcome: 'valid',
      assurance: 'present',
      code: { ...known.code, presentedAt: NOW - 5, nonce: '0000000042' },
    },
  },
}
export const NotYetValid = inForceNoMore('not_yet_valid')
export const Expired = inForceNoMore('expired')
export const Stale = inForceNoMore('stale')
export const Revoked = inForceNoMore('revoked')
export const Suspended = inForceNoMore('suspended')
export const BadSignature = unbelieved('bad_signature')
export const HostMismatch = unbelieved('host_mismatch')
export const OutOfRegion = unbelieved('out_of_region')
export const UnknownIssuer = unbelieved('unknown_issuer')
export const UntrustedKey = unbelieved('untrusted_key')
export const Unsupported = unbelieved('unsupported')

/** Never red: nothing is wrong with it. */
export const CouldNotCheck: Story = {
  args: { result: { outcome: 'unconfirmed', warnings: ['clock_behind'], detail: '' } },
}

export const WithWarnings: Story = {
  args: { result: { ...known, outcome: 'valid', assurance: 'registered', warnings: ['status_list_aging'] } },
}

export const MarketRegulator = text('https://www.gsxt.gov.cn/index.html')
export const Alipay = text('https://qr.alipay.com/abc')
export const SomethingElse = text('6901234567892')

export const Empty: Story = {}

export const Loading: Story = {
  args: { text: '6901234567892' },
  parameters: needs({ faults: [{ fault: 'slow', milliseconds: 600_000 }] }),
}

/** The platform fails, and the lists on this device are all there is. */
export const Problem: Story = {
  args: { text: '6901234567892' },
  parameters: needs({ faults: [{ fault: 'fail', operation: 'code.resolve', status: 500 }] }),
}

export const Offline: Story = {
  args: { text: '6901234567892' },
  parameters: needs({ faults: [{ fault: 'offline' }] }),
}

/** Nobody needs to be signed in to check a code. */
export const SignedOut: Story = { args: { text: '6901234567892' }, parameters: needs({ session: 'lost' }) }
