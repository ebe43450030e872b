/** 名单新鲜度一栏的文字。 */

export const lists = {
  heading: '名单',
  trust: '信任名单',
  status: '状态名单',
  edition: (seq: number, time: string, age: string) => `第 ${seq} 版，截至 ${time}（${age}）`,
  asOf: (time: string, age: string) => `截至 ${time}（${age}）`,
  trustMissing: '本机还没有信任名单。联网并更新之后才能核验。',
  trustExpired: (time: string) => `已于 ${time} 过期。联网更新之后才能核验。`,
  statusMissing: '本机还没有状态名单，核验结果将是“暂时无法核验”。',
  refresh: '立即更新',
  refreshing: '正在更新……',
  updated: '已更新到最新。',
  unchanged: '已是最新，没有变化。',
  failed: '没能更新，继续使用已有的名单。',
  failedOffline: '现在没有网络，继续使用已有的名单。',
  offline: '离线：用本机保存的名单核验。',
  offlineReady: '本页已可离线使用。',
  reasons: '原因',
}
