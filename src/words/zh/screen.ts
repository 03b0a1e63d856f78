/** The first screen of the terminal report in Chinese. */
import type { SCREEN_EN } from '../en/screen.js';

export const SCREEN_ZH: typeof SCREEN_EN = {
  version: (version) => `版本 ${version}`,
  named: (name, id) => `${name}（${id}）`,
  columns: {
    severity: '严重程度',
    data: '数据',
    permission: '权限',
    usedBy: '使用者',
    barredBy: '依据',
    points: '扣分',
  },
  andMore: (count) => `+${count}`,
  usedBy: { app: '应用自身', unattributed: '其他代码', hint: '仅有迹象', none: '未见使用', unknown: '未扫描' },
  by: (verdict, policies) => `${verdict}（${policies}）`,
  accepted: (name) => `${name}（已接受）`,
  noted: '记下',
  noCategory: (hinted) =>
    `未声明类别，无人说明此应用需要什么：敏感内容一律计为未说明。${
      hinted.length === 0
        ? '请声明：--category <id>（见 permaudit categories）'
        : `它像是 ${hinted.join('或')}；请声明：${hinted.map((id) => `--category ${id}`).join(' 或 ')}`
    }`,
  anyCategory: '<id>（见 permaudit categories）',
  moreFindings: (counts) => `另有较轻的发现：${counts}（--details）`,
  story: (title, severity, rule, names) => `${title}${names === '' ? '' : `：${names}`}（${severity}，${rule}）`,
  inSentence: (name) => name,
  brings: (sdks) => `代码中带有 ${sdks}。`,
  sdk: (name, purpose) => `${name}（${purpose}）`,
  first: '首先要做的',
  gives: (step, points) => `${step}（+${points} 分）`,
  unseen: '未见',
  noCode: '代码（未读取）',
  partialCode: '部分代码（无法读取）',
  always: '数据如何使用、何时询问用户、哪些数据发出',
  oddities: (count) => `文件有 ${count} 处异常`,
  more: '更多',
  details: '--details',
  explain: (id) => `permaudit explain ${id}`,
  html: '--report html=a.html',
  last: (word, score, grade, next) => `${word}：${score} 分（满分 100），等级 ${grade}。下一步：${next}`,
  lastWithoutScore: (outcome, next) => `无得分：${outcome}。下一步：${next}`,
  next: {
    fail: '移除被禁止的内容（--details）',
    review: '说明或移除（--details）',
    pass: '没有必须修改之处；--details 说明检查了什么',
  },
  declare: (category) => `用 --category ${category} 声明应用类别`,
  nextWithoutScore: {
    refused: '从来源处重新获取该文件',
    incomplete: '--details 说明哪些内容未能读取',
    error: '确认该文件是应用',
  },
  nextUnknown: '--details 有更多说明',
};
