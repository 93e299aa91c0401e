// Messages of the import from the earlier version. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const UPGRADE_STRINGS = {
	"upgrade.importing": {
		en: "Importing tasks from the earlier version: {done} of {total}",
		zh: "正在导入早期版本的任务：{done} / {total}",
	},
	"upgrade.imported": {
		en: "Tasks imported from the earlier version: {count}.",
		zh: "已导入早期版本的任务：{count} 个。",
	},
	"upgrade.unreadable": {
		en: "Unreadable records, left unchanged: {count}.",
		zh: "无法读取的记录，未作更改：{count} 条。",
	},
	"upgrade.missing": {
		en: "Images that could not be retrieved: {count}. Images with a web address are retried at the next start.",
		zh: "未能取得的图片：{count} 张。有网址的图片会在下次启动时重试。",
	},
	"upgrade.stopped": {
		en: "Importing tasks from the earlier version stopped. Nothing is lost, and the import resumes at the next start.",
		zh: "早期版本任务的导入已中断，未丢失任何内容，下次启动时将继续。",
	},
	"upgrade.keyMoved": {
		en: "The API key of the earlier version was moved from this page's storage to the backend's key store.",
		zh: "早期版本的 API 密钥已从此页面的存储移入后端的密钥库。",
	},
	"upgrade.keyKept": {
		en: "The earlier version left an unencrypted API key in this page's storage. Its address is not valid, so the key was not imported. Enter both in Settings, or delete the key.",
		zh: "早期版本在此页面的存储中留下了明文 API 密钥。其地址无效，因此未导入密钥。请在设置中填写两者，或删除该密钥。",
	},
	"upgrade.deleteKey": { en: "Delete key", zh: "删除密钥" },
} as const satisfies Readonly<Record<string, Phrase>>;
