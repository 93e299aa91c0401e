// The gateway in use and why, and what is missing when none is connected. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const GATEWAY_STRINGS = {
	"gateway.checking": { en: "Checking connection…", zh: "正在检查连接…" },
	"gateway.custom": { en: "Custom endpoint", zh: "自定义端点" },
	"gateway.managed": { en: "HaloForge Cloud gateway", zh: "HaloForge 云网关" },
	"gateway.reason.custom": {
		en: "Auto: using your custom endpoint.",
		zh: "自动：正在使用自定义端点。",
	},
	"gateway.reason.managed": {
		en: "Auto: using HaloForge Cloud, as no custom endpoint is set up.",
		zh: "自动：未设置自定义端点，正在使用 HaloForge 云。",
	},
	"gateway.reason.chosen": { en: "Selected in Settings.", zh: "已在设置中选定。" },
	"gateway.notConnected": { en: "Not connected: {reason}", zh: "未连接：{reason}" },
	"gateway.unavailable.endpoint": { en: "no endpoint set", zh: "未设置端点" },
	"gateway.unavailable.backend": { en: "backend not running", zh: "后端未运行" },
	"gateway.unavailable.cloud": { en: "HaloForge Cloud not available", zh: "HaloForge 云不可用" },
	"gateway.unavailable.any": {
		en: "no endpoint set and HaloForge Cloud not available",
		zh: "未设置端点，HaloForge 云也不可用",
	},
	"gateway.connection.untested": { en: "not tested", zh: "未测试" },
	"gateway.connection.reachable": { en: "reachable", zh: "可连接" },
	"gateway.connection.keyRefused": { en: "key rejected", zh: "密钥被拒绝" },
	"gateway.connection.unreachable": { en: "unreachable", zh: "无法连接" },
	"gateway.connectionAt": { en: "{state} ({time})", zh: "{state}（{time}）" },
	"gateway.nameAndState": { en: "{name}: {state}", zh: "{name}：{state}" },
	"gateway.openSettings": { en: "{status}. Open endpoint settings", zh: "{status}。打开端点设置" },
} as const satisfies Readonly<Record<string, Phrase>>;
