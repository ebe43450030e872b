/** 页面本身的文字：标题、三种输入方式及其问题。 */

export const page = {
  title: '企业码核验',
  lead: '扫一扫或粘贴对方出示的企业码，本机即可核验，不联网也能用。',
  skip: '跳到主要内容',
  languages: '语言',
  privacy: '核验全部在本机完成，扫到的内容不会发往任何地方，也不会打开码中的任何地址。',
  sampleSheet: '示例码',
  checking: '正在核验……',
  again: '核验下一个',
  setUpFailed: '本页缺少设置（config.json 无法读取或不正确），因此无法判断任何码。请联系本页的维护者。',
  insecure: '本页不是通过安全连接（https）打开的，无法核验。请用 https 地址打开。',
}

export const camera = {
  heading: '用相机扫码',
  explain: '将对方的企业码放进取景框，识别后相机自动关闭。',
  start: '打开相机',
  starting: '正在打开相机……',
  stop: '关闭相机',
  aim: '请把企业码放进取景框',
  aimHint: '还没有识别到。请靠近一些、避免反光，或改用图片。',
  several: '画面里有不止一个企业码，请只留一个在取景框内。',
  preview: '相机画面',
  problems: {
    refused: {
      what: '没有使用相机的权限。',
      now: '请在浏览器地址栏的网站设置中允许使用相机，然后再点“打开相机”；也可以改用图片或粘贴。',
    },
    none: { what: '没有找到相机。', now: '请改用图片或粘贴，或换一部带相机的设备。' },
    busy: { what: '相机正被别的程序使用。', now: '请关闭正在使用相机的程序或网页，然后再试一次。' },
    insecure: {
      what: '本页不是通过安全连接（https）打开的，浏览器不提供相机。',
      now: '请用 https 地址打开本页，或改用图片或粘贴。',
    },
    unsupported: { what: '此浏览器不支持使用相机。', now: '请换一个浏览器，或改用图片或粘贴。' },
    failed: { what: '相机没能打开。', now: '请再试一次，或改用图片或粘贴。' },
    hidden: { what: '本页转到后台时，相机已关闭。', now: '需要时请再点“打开相机”。' },
    reader: { what: '识别程序没能启动。', now: '联网后刷新本页再试，或改用粘贴。' },
  },
}

export const picture = {
  heading: '用图片',
  explain: '选择、拖入或粘贴一张含有企业码的图片。',
  choose: '选择图片',
  drop: '松开即可核验这张图片',
  reading: '正在读取图片……',
  problems: {
    none: { what: '图片里没有找到二维码。', now: '请换一张更清晰、完整、四周留白的图片。' },
    several: { what: '图片里有不止一个企业码。', now: '请裁剪到只剩一个再试，以免弄错是哪一个的结果。' },
    not_picture: { what: '这个文件不是可以打开的图片。', now: '请选择 PNG、JPEG 或 WebP 图片。' },
    too_large: { what: '这张图片太大（超过 30 MB）。', now: '请裁剪或缩小后再试。' },
    reader: { what: '识别程序没能启动。', now: '联网后刷新本页再试，或改用粘贴。' },
  },
}

export const paste = {
  heading: '粘贴或输入',
  label: '链接、数字或凭证文本',
  explain: '对方发来的链接、一长串数字或凭证文本都可以。',
  verify: '核验',
  empty: '请先粘贴或输入内容。',
}
