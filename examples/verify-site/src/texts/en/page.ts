/** The page's own words: headings, the three ways in and what can go wrong with them. */
import type * as chinese from '../zh-cn/page.js'

export const page: typeof chinese.page = {
  title: 'Enterprise Code check',
  lead: 'Scan or paste the Enterprise Code you are shown. It is checked on this device, with or without a network.',
  skip: 'Skip to main content',
  languages: 'Language',
  privacy:
    'Everything is checked on this device. What you scan is sent nowhere, and no address in a code is ever opened.',
  sampleSheet: 'Sample codes',
  checking: 'Checking…',
  again: 'Check the next one',
  setUpFailed:
    'This page lacks its settings (config.json cannot be read or is wrong), so it cannot judge any code. Tell whoever runs it.',
  insecure:
    'This page was not opened over a secure connection (https), so it cannot check anything. Open it at its https address.',
}

export const camera: typeof chinese.camera = {
  heading: 'Scan with the camera',
  explain: 'Hold the code inside the frame. The camera turns itself off once it has been read.',
  start: 'Open the camera',
  starting: 'Opening the camera…',
  stop: 'Close the camera',
  aim: 'Hold the code inside the frame',
  aimHint: 'Nothing read yet. Come closer, avoid glare, or use a picture instead.',
  several: 'There is more than one Enterprise Code in view. Keep only one in the frame.',
  preview: 'Camera picture',
  problems: {
    refused: {
      what: 'This page may not use the camera.',
      now: 'Allow the camera in the site settings beside the address bar, then open it again. Or use a picture or paste.',
    },
    none: { what: 'No camera was found.', now: 'Use a picture or paste, or a device with a camera.' },
    busy: {
      what: 'Another program is using the camera.',
      now: 'Close the program or page that uses it, then try again.',
    },
    insecure: {
      what: 'This page was not opened over a secure connection (https), so the browser gives it no camera.',
      now: 'Open it at its https address, or use a picture or paste.',
    },
    unsupported: {
      what: 'This browser cannot use a camera.',
      now: 'Use another browser, or a picture or paste.',
    },
    failed: { what: 'The camera could not be opened.', now: 'Try again, or use a picture or paste.' },
    hidden: {
      what: 'The camera was closed when this page went to the background.',
      now: 'Open it again when you need it.',
    },
    reader: {
      what: 'The part that reads codes did not start.',
      now: 'Reload this page when online, or paste the code.',
    },
  },
}

export const picture: typeof chinese.picture = {
  heading: 'Use a picture',
  explain: 'Choose, drop or paste a picture with an Enterprise Code in it.',
  choose: 'Choose a picture',
  drop: 'Let go to check this picture',
  reading: 'Reading the picture…',
  problems: {
    none: {
      what: 'No code was found in the picture.',
      now: 'Use a sharper one that shows the whole code with some white around it.',
    },
    several: {
      what: 'There is more than one Enterprise Code in the picture.',
      now: 'Crop it to one, so that the result cannot be taken for the other’s.',
    },
    not_picture: {
      what: 'This file is not a picture that can be opened.',
      now: 'Choose a PNG, JPEG or WebP picture.',
    },
    too_large: { what: 'This picture is too large (over 30 MB).', now: 'Crop or shrink it and try again.' },
    reader: {
      what: 'The part that reads codes did not start.',
      now: 'Reload this page when online, or paste the code.',
    },
  },
}

export const paste: typeof chinese.paste = {
  heading: 'Paste or type',
  label: 'Link, digits or credential text',
  explain: 'The link, the long number or the credential text that you were sent.',
  verify: 'Check',
  empty: 'Paste or type something first.',
}
